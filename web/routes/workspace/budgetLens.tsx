import { getLens, giveReason } from '../../../features/budgets/lens.server.ts'
import { periodWords } from '../../../features/budgets/lens-names.ts'
import { formatLens } from '../../../features/budgets/lens-rules.ts'
import { translator } from '../../../platform/i18n/translator.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { Chart } from '../../ui/budget/chart.tsx'
import { ChoiceFiles } from '../../ui/budget/choice-files.tsx'
import { LensForm } from '../../ui/budget/lens-form.tsx'
import { LensAside, LensNotes } from '../../ui/budget/lens-notes.tsx'
import { OtherReasons } from '../../ui/budget/lens-reasons.tsx'
import { LensTable } from '../../ui/budget/lens-table.tsx'
import { useFinding, useValueName } from '../../ui/budget/lens-words.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { TextArea } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { Rich } from '../../ui/rich.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { drawLens } from '../../workspace/lens-chart.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { atField, typedText } from '../../workspace/project-page.ts'

/** Two periods side by side, as the address asks. */
export const loader = workspaceLoader('member', async ({ ctx, url, atWork, page: { labels } }) => {
  const page = await getLens(ctx, atWork.organisation.organisationId, url.searchParams)
  const t = translator(ctx.locale)
  const names = { t, country: (code: string) => labels.countries.get(code) ?? code, names: {} }
  const { reading } = page
  const title = reading
    ? t('arbitration.lens.chart', { first: periodWords(reading.first), second: periodWords(reading.second) })
    : ''
  return {
    organisation: atWork.organisation,
    page,
    title,
    drawing: page.lens && drawLens(names, ctx.locale, page.lens, title),
    asked: url.searchParams.get('reason'),
  }
})

/** Says why something rose or fell. */
export const action = workspaceAction('member', {
  async reason({ ctx, url, atWork }, form) {
    const text = (name: string) => typedText(form, name)
    const typed = {
      fromYear: text('fromYear'),
      firstTo: text('firstTo'),
      secondFrom: text('secondFrom'),
      toYear: text('toYear'),
      flow: text('flow'),
      dimension: text('dimension'),
    }
    return atField({ lens_reason_long: 'reason', lens_reason_missing: 'reason' }, async () => {
      const reason = text('reason')
      await giveReason(ctx, atWork.organisation.organisationId, { ...typed, value: text('value'), reason })
      const query = Object.fromEntries(url.searchParams)
      const { reason: _, ...rest } = { ...query, done: reason ? 'reasonSaved' : 'reasonRemoved' } as typeof query
      return { to: workspacePath('budgetLens', ctx.locale, { key: atWork.organisation.key }, rest) }
    })
  },
})

type Data = ReturnType<typeof usePageData<typeof loader>>

/** The arbitration lens: what rose, what fell, what appeared and what disappeared, and why. */
export default function BudgetLens() {
  const { t, locale } = useSite()
  const data = usePageData<typeof loader>()
  const { organisation, page } = data
  const finding = useFinding()
  const { key, name } = organisation
  const { lens, reading, measure, problem } = page
  const title = lens
    ? finding(lens.reading, lens.comparison.total, lens.comparison.basis)
    : reading
      ? t('arbitration.lens.titleEmpty', { measure })
      : t('arbitration.lens.titleNone')
  return (
    <div className="py-10">
      <WorkTitle>{title}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetLens" />
      <Done area="arbitration.lens.done" />
      {problem ? (
        <p className="notice" role="alert">
          {t(`errors.${problem}` as 'errors.lens_year_wrong')}
        </p>
      ) : null}
      <p className="measure mt-4">{t('arbitration.lens.lead', { name })}</p>
      {page.known.executed.length + page.known.voted.length > 0 ? (
        <LensForm path={workspacePath('budgetLens', locale, { key })} {...{ reading, measure, known: page.known }} />
      ) : null}
      {lens ? <Found data={data} lens={lens} /> : <NotFound data={data} />}
      <p className="measure mt-8">
        <Rich
          text={t('arbitration.lens.toFloorsLead')}
          links={{ floors: workspacePath('budgetFloors', locale, { key }) }}
        />
      </p>
    </div>
  )
}

function Found({ data, lens }: { data: Data; lens: NonNullable<Data['page']['lens']> }) {
  const { t, list, locale } = useSite()
  const { key, name, role } = data.organisation
  const mayWrite = role !== 'reader'
  const years = [...lens.years.first, ...lens.years.second].map(String)
  const source = t('arbitration.lens.source', { name, measure: lens.reading.measure, years: list(years) })
  return (
    <>
      <LensNotes lens={lens} organisationKey={key} />
      {data.drawing ? <Chart drawing={data.drawing} title={data.title} source={source} /> : null}
      <LensTable lens={lens} organisationKey={key} mayWrite={mayWrite} />
      {data.drawing ? null : <p className="source mt-2">{source}</p>}
      {lens.reading.dimension === 'incomeGroup' ? (
        <p className="mt-2">
          <a
            href={workspacePath('budgetLens', locale, { key }, { ...formatLens(lens.reading), by: 'country' })}
            className="tap"
          >
            {t('arbitration.lens.toCountries')}
          </a>
        </p>
      ) : null}
      {mayWrite && data.asked ? <ReasonForm lens={lens} value={data.asked} kept={data.kept} /> : null}
      <OtherReasons lens={lens} organisationKey={key} />
      <LensAside lens={lens} organisationKey={key} />
      <ChoiceFiles page="budgetLensFile" organisationKey={key} query={formatLens(lens.reading)} />
    </>
  )
}

type ReasonProps = { lens: NonNullable<Data['page']['lens']>; value: string; kept: Data['kept'] }

function ReasonForm({ lens, value, kept }: ReasonProps) {
  const { t } = useSite()
  const nameOf = useValueName()
  const { reading, comparison, reasons } = lens
  if (!comparison.rows.some((row) => row.value === value)) return null
  const { first, second, flow, dimension } = reading
  const of = {
    fromYear: String(first.from),
    firstTo: String(first.to),
    secondFrom: String(second.from),
    toYear: String(second.to),
    ...{ flow, dimension, value },
  }
  return (
    <section aria-labelledby="reason" className="mt-10">
      <h2 id="reason">
        {t('arbitration.lens.reasonTitle', {
          what: nameOf(reading.dimension, value, lens.names),
          first: periodWords(reading.first),
          second: periodWords(reading.second),
        })}
      </h2>
      <Form intent="reason" of={of} kept={kept}>
        <TextArea
          name="reason"
          label={t('arbitration.lens.reasonLabel')}
          help={t('arbitration.lens.reasonHelp')}
          value={reasons[value] ?? ''}
          maxLength={1000}
        />
        <Submit>{t('arbitration.lens.saveReason')}</Submit>
      </Form>
    </section>
  )
}

// Two years with amounts of the other kind may be compared all the same: that is offered, never done in silence.
function NotFound({ data }: { data: Data }) {
  const { t, locale, list } = useSite()
  const { organisation, page } = data
  const { key } = organisation
  const other = page.measure === 'executed' ? 'voted' : 'executed'
  const years = page.known[other]
  return (
    <>
      <p className="notice measure">
        {page.reading
          ? t('arbitration.lens.emptyPeriod', {
              measure: page.measure,
              years: list(page.known[page.measure].map(String)),
            })
          : t('arbitration.lens.none', { measure: page.measure })}
      </p>
      {years.length > 1 ? (
        <p className="measure mt-4">
          <Rich
            text={t('arbitration.lens.noneOther', { measure: other, years: list(years.map(String)) })}
            links={{ other: workspacePath('budgetLens', locale, { key }, { measure: other }) }}
          />
        </p>
      ) : null}
      <p className="mt-4">
        <a href={workspacePath('budgetAccounts', locale, { key })} className="tap">
          {t('arbitration.lens.toAccounts')}
        </a>
      </p>
    </>
  )
}
