import { addMoney, listMoney, removeMoney } from '../../../features/projects/money.server.ts'
import { listParticipants } from '../../../features/projects/participants.server.ts'
import { fundingSources, moneyNatures } from '../../../features/projects/schema.ts'
import { usePageData } from '../../request.ts'
import { Deed } from '../../ui/form/deed.tsx'
import { SelectField, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { MoneyTable } from '../../ui/project/money-table.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { atField, loadProjectTop, projectIn, toProject, typedText } from '../../workspace/project-page.ts'

/** Who pays what, and the bodies that may. */
export const loader = workspaceLoader('party', async (page) => ({
  top: await loadProjectTop(page),
  lines: await listMoney(page.ctx, projectIn(page)),
  bodies: (await listParticipants(page.ctx, projectIn(page))).flatMap(({ key, name }) => (key ? [{ key, name }] : [])),
  year: page.ctx.now.getUTCFullYear(),
}))

const fieldOf = {
  project_body_unknown: 'funder',
  project_funder_missing: 'funderName',
  project_year_wrong: 'year',
  project_currency_wrong: 'currency',
  project_amount_wrong: 'planned',
  project_amount_missing: 'planned',
}

/** Enters an amount, or takes one out. */
export const action = workspaceAction('party', {
  add: (page, form) =>
    atField(fieldOf, async () => {
      const text = (name: string) => typedText(form, name)
      const who = { funder: text('funder'), funderName: text('funderName'), source: text('source') }
      const what = { nature: text('nature'), year: text('year'), planned: text('planned'), spent: text('spent') }
      await addMoney(page.ctx, projectIn(page), {
        ...who,
        ...what,
        currency: text('currency') || 'EUR',
        note: text('note'),
      })
      return toProject(page, 'projectMoney', 'moneyAdded')
    }),
  async remove(page, form) {
    await removeMoney(page.ctx, projectIn(page), typedText(form, 'id'))
    return toProject(page, 'projectMoney', 'moneyRemoved')
  },
})

/** What is planned and what is spent, by funder and year. */
export default function ProjectMoney() {
  const { t } = useSite()
  const { top, lines, bodies, year, kept } = usePageData<typeof loader>()
  const ours = new Set(lines.filter(({ enteredBy }) => enteredBy === top.organisationId).map(({ id }) => id))
  return (
    <div className="py-10">
      <ProjectHead top={top} current="money" />
      <p className="measure">{t('project.money.lead')}</p>
      {lines.length === 0 ? (
        <p className="measure mt-4">{t('project.money.none')}</p>
      ) : (
        <MoneyTable
          lines={lines}
          {...(top.mayWrite
            ? {
                act: (line) =>
                  ours.has(line.id) ? (
                    <Deed
                      intent="remove"
                      of={{ id: line.id }}
                      label={t('project.remove')}
                      spoken={t('project.money.remove', { name: line.funder, year: String(line.year) })}
                    />
                  ) : null,
              }
            : {})}
        />
      )}
      {top.mayWrite ? (
        <section aria-labelledby="add" className="mt-10">
          <h2 id="add">{t('project.money.add')}</h2>
          <Form intent="add" kept={kept}>
            <SelectField
              name="funder"
              label={t('project.money.funder')}
              help={t('project.money.funderHelp')}
              empty={t('project.money.other')}
              options={bodies.map(({ key, name }) => ({ value: key, label: name }))}
              value={bodies[0]?.key ?? ''}
              optional
            />
            <TextField name="funderName" label={t('project.money.funderName')} maxLength={200} optional />
            <SelectField
              name="source"
              label={t('project.money.source')}
              options={fundingSources.map((value) => ({ value, label: t(`project.source.${value}`) }))}
              value="ownFunds"
            />
            <SelectField
              name="nature"
              label={t('project.money.nature')}
              options={moneyNatures.map((value) => ({ value, label: t(`project.nature.${value}`) }))}
              value="money"
            />
            <TextField
              name="year"
              label={t('project.money.year')}
              value={String(year)}
              inputMode="numeric"
              maxLength={4}
            />
            <TextField name="planned" label={t('project.money.planned')} maxLength={20} optional />
            <TextField
              name="spent"
              label={t('project.money.spent')}
              help={t('project.money.spentHelp')}
              maxLength={20}
              optional
            />
            <TextField
              name="currency"
              label={t('project.money.currency')}
              help={t('project.money.currencyHelp')}
              value="EUR"
              maxLength={3}
            />
            <TextField name="note" label={t('project.money.note')} maxLength={300} optional />
            <Submit>{t('project.money.submit')}</Submit>
          </Form>
        </section>
      ) : null}
    </div>
  )
}
