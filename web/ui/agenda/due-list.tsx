import '../../styles/agenda.css'
import { type DueItem, groupDue } from '../../../features/agenda/due-rules.ts'
import { sayDue } from '../../../features/agenda/due-words.ts'
import { duePath } from '../../workspace/agenda-links.ts'
import { useSite } from '../site.ts'
import { useDueDay } from './due-day.ts'

type DueListProps = { items: readonly DueItem[]; today: string; organisationKey: string }

/** What is due by group, the most pressing first; each group a table one can scan and print. */
export function DueList({ items, today, organisationKey }: DueListProps) {
  const { t, number } = useSite()
  return (
    <div className="mt-6">
      {groupDue(items, today).map(({ group, items: found }) => (
        <section key={group} aria-labelledby={`group-${group}`} className={`due-group is-${group}`}>
          <h2 id={`group-${group}`}>
            {t(`agenda.group.${group}`)} <span className="count">{number(found.length)}</span>
          </h2>
          <DueTable items={found} organisationKey={organisationKey} label={`group-${group}`} />
        </section>
      ))}
    </div>
  )
}

function DueTable({ items, organisationKey, label }: Omit<DueListProps, 'today'> & { label: string }) {
  const { t, list, locale } = useSite()
  const dayOf = useDueDay()
  return (
    <table className="scan stack due-table" aria-labelledby={label}>
      <thead>
        <tr>
          <th scope="col">{t('agenda.due.what')}</th>
          <th scope="col">{t('agenda.due.on')}</th>
          <th scope="col">{t('agenda.due.whose')}</th>
          <th scope="col">{t('agenda.due.with')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.kind} ${item.id} ${item.who}`}>
            <th scope="row">
              <a href={duePath(locale, organisationKey, item)}>{sayDue(t, item)}</a>
            </th>
            <td className="due-day">{item.on ? <time dateTime={item.on}>{dayOf(item)}</time> : dayOf(item)}</td>
            <td className="word">{t(`agenda.side.${item.side}`)}</td>
            <td>{list(item.partners)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
