import '../../styles/budget.css'
import { getPublication, setPublication } from '../../../features/budgets/publication.server.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { PublicPartTable, PublicYears, publicParts } from '../../ui/budget/public-tables.tsx'
import { WideTable } from '../../ui/budget/wide-table.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Choices, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { atField, typedText } from '../../workspace/project-page.ts'

/** What is public of the budget, or would be. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => ({
  organisation: atWork.organisation,
  publication: await getPublication(ctx, atWork.organisation.organisationId),
}))

/** Switches the publication on or off, and says for which years. */
export const action = workspaceAction('member', {
  publish: ({ ctx, atWork }, form) =>
    atField({ budget_publication_year: 'fromYear', budget_publication_order: 'toYear' }, async () => {
      const { organisationId, key } = atWork.organisation
      const wantsPublic = form.get('wantsPublic') === 'yes'
      await setPublication(ctx, organisationId, {
        wantsPublic,
        showsLens: form.get('showsLens') === 'yes',
        fromYear: typedText(form, 'fromYear'),
        toYear: typedText(form, 'toYear'),
      })
      return { to: workspacePath('budgetPublication', ctx.locale, { key }, { done: wantsPublic ? 'on' : 'off' }) }
    }),
})

/** The publication of the budget: off until the authority wants it. */
export default function BudgetPublicationPage() {
  const { t, pathTo } = useSite()
  const { organisation, publication, kept } = usePageData<typeof loader>()
  const { wantsPublic, showsLens, fromYear, toYear, years, parts } = publication
  const mayDecide = organisation.role === 'manager' || organisation.role === 'owner'
  const yesNo = (['yes', 'no'] as const).map((value) => ({ value, label: t(`budget.publication.wants.${value}`) }))
  const lens = (['yes', 'no'] as const).map((value) => ({ value, label: t(`budget.publication.lens.${value}`) }))
  return (
    <div className="py-10">
      <WorkTitle>{t(wantsPublic ? 'budget.publication.titleOn' : 'budget.publication.titleOff')}</WorkTitle>
      <BudgetNav organisationKey={organisation.key} current="budgetPublication" />
      <Done area="budget.publication.done" />
      <p className="measure">{t('budget.publication.lead')}</p>
      {wantsPublic && years.length > 0 ? (
        <p className="mt-2">
          <a href={pathTo('authorityBudget', { key: organisation.key, name: organisation.name })} className="tap">
            {t('budget.publication.toPage')}
          </a>
        </p>
      ) : null}
      {mayDecide ? (
        <Form intent="publish" kept={kept}>
          <Choices
            name="wantsPublic"
            label={t('budget.publication.wants.label')}
            options={yesNo}
            value={wantsPublic ? 'yes' : 'no'}
          />
          <TextField
            name="fromYear"
            label={t('budget.publication.fromYear')}
            value={fromYear === null ? '' : String(fromYear)}
            inputMode="numeric"
            maxLength={4}
            optional
          />
          <TextField
            name="toYear"
            label={t('budget.publication.toYear')}
            value={toYear === null ? '' : String(toYear)}
            inputMode="numeric"
            maxLength={4}
            optional
          />
          <Choices
            name="showsLens"
            label={t('budget.publication.lens.label')}
            options={lens}
            value={showsLens ? 'yes' : 'no'}
          />
          <Submit>{t('budget.publication.save')}</Submit>
        </Form>
      ) : (
        <p className="notice">{t('budget.publication.managers')}</p>
      )}
      <section aria-labelledby="preview" className="mt-10">
        <h2 id="preview">{t(wantsPublic ? 'budget.publication.shown' : 'budget.publication.preview')}</h2>
        <p className="measure mt-2">{t('budget.publication.rules')}</p>
        {years.length === 0 ? (
          <p className="notice">{t('budget.publication.nothing')}</p>
        ) : (
          <div className="budget-parts">
            <WideTable label={t('budget.public.years')}>
              <PublicYears years={years} />
            </WideTable>
            {publicParts(parts, years).map((part) => (
              <PublicPartTable key={part.dimension} {...part} />
            ))}
          </div>
        )}
      </section>
    </div>
  )
}
