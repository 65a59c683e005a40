import '../../styles/tie.css'
import { type DueReading, type DueView, dueViews, formatDueReading } from '../../../features/agenda/due-reading.ts'
import { type DueKind, type DueSide, dueKinds, dueSides } from '../../../features/agenda/due-rules.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Choices, SelectField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type DueFormProps = {
  reading: DueReading
  counts: { side: ReadonlyMap<DueSide, number>; kind: ReadonlyMap<DueKind, number> }
  ties: readonly { id: string; partners: readonly string[] }[]
}

/** What narrows the board; what is chosen stays until it is chosen otherwise. */
export function DueForm({ reading, counts, ties }: DueFormProps) {
  const { t, number, list } = useSite()
  const on = reading.side.length + reading.kind.length + (reading.tie ? 1 : 0)
  const counted = (label: string, count: number) => `${label} (${number(count)})`
  return (
    <details className="filters tie-filters no-print" open={on > 0}>
      <summary className="filters-summary">{t('agenda.due.refine', { n: on })}</summary>
      <Form intent="show" className="tie-list-form">
        <input type="hidden" name="view" value={reading.view} />
        {reading.month ? <input type="hidden" name="month" value={reading.month} /> : null}
        <div className="tie-filter-columns">
          <Choices
            name="side"
            label={t('agenda.due.filterSide')}
            options={dueSides
              .filter((side) => counts.side.has(side))
              .map((side) => ({ value: side, label: counted(t(`agenda.side.${side}`), counts.side.get(side) ?? 0) }))}
            value={reading.side}
            many
          />
          <Choices
            name="kind"
            label={t('agenda.due.filterKind')}
            options={dueKinds
              .filter((kind) => counts.kind.has(kind) || reading.kind.includes(kind))
              .map((kind) => ({ value: kind, label: counted(t(`agenda.kind.${kind}`), counts.kind.get(kind) ?? 0) }))}
            value={reading.kind}
            many
          />
        </div>
        {ties.length > 1 ? (
          <SelectField
            name="tie"
            label={t('agenda.due.filterTie')}
            empty={t('agenda.due.allTies')}
            optional
            options={ties.map(({ id, partners }) => ({ value: id, label: list(partners) }))}
            value={reading.tie}
          />
        ) : null}
        <p className="source mt-2">{t('agenda.due.kept')}</p>
        <Submit>{t('agenda.due.apply')}</Submit>
      </Form>
    </details>
  )
}

/** The ways to look at the board. */
export function DueViews({ reading, organisationKey }: { reading: DueReading; organisationKey: string }) {
  const { t, locale } = useSite()
  const to = (view: DueView) => {
    const query = formatDueReading({ ...reading, view })
    if (query.size === 0) query.set('view', 'list')
    return `${workspacePath('due', locale, { key: organisationKey })}?${query}`
  }
  return (
    <nav aria-label={t('agenda.due.views')} className="no-print">
      <ul className="tie-tabs">
        {dueViews.map((view) => (
          <li key={view}>
            <a href={to(view)} className="tap" aria-current={view === reading.view ? 'page' : undefined}>
              {t(`agenda.due.${view}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
