import { firstOfMonth } from '../../../platform/i18n/first-of-month.ts'
import '../../styles/agenda.css'
import { type DueReading, formatDueReading } from '../../../features/agenda/due-reading.ts'
import { type DueItem, monthOf } from '../../../features/agenda/due-rules.ts'
import { sayDue } from '../../../features/agenda/due-words.ts'
import { duePath } from '../../workspace/agenda-links.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

type DueCalendarProps = { items: readonly DueItem[]; reading: DueReading; today: string; organisationKey: string }

const regions = { fr: 'fr-FR', en: 'en-GB' } as const

/** One month as a table of weeks; on a narrow screen the days that have something, one below the other. */
export function DueCalendar({ items, reading, today, organisationKey }: DueCalendarProps) {
  const { t, locale } = useSite()
  const { month, before, after, weeks } = monthOf(reading.month ?? today.slice(0, 7))
  const byDay = Map.groupBy(items, ({ on }) => on ?? '')
  const format = (options: Intl.DateTimeFormatOptions) => {
    const written = new Intl.DateTimeFormat(regions[locale], { ...options, timeZone: 'UTC' })
    return (day: string) => firstOfMonth(written.format(new Date(`${day}T00:00:00Z`)), locale)
  }
  const [monthName, weekday, whole] = [
    format({ month: 'long', year: 'numeric' }),
    format({ weekday: 'long' }),
    format({ weekday: 'long', day: 'numeric', month: 'long' }),
  ]
  const to = (other: string) =>
    `${workspacePath('due', locale, { key: organisationKey })}?${formatDueReading({ ...reading, view: 'calendar', month: other })}`
  const isEmpty = !items.some(({ on }) => on?.startsWith(month))
  return (
    <section aria-labelledby="month" className="mt-6">
      <h2 id="month" className="first-letter:uppercase">
        {monthName(`${month}-01`)}
      </h2>
      <p className="row-actions no-print">
        <a href={to(before)} rel="prev" className="tap">
          {t('agenda.due.monthBefore')}
        </a>
        <a href={to(after)} rel="next" className="tap">
          {t('agenda.due.monthAfter')}
        </a>
      </p>
      {isEmpty ? <p className="notice">{t('agenda.due.monthNone')}</p> : null}
      <table className="month" aria-labelledby="month">
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col" className="first-letter:uppercase">
                {weekday(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((days) => (
            <tr key={days[0]}>
              {days.map((day) => {
                const found = day.startsWith(month) ? (byDay.get(day) ?? []) : []
                const other = day.startsWith(month) ? '' : ' is-other'
                return (
                  <td
                    key={day}
                    className={`${found.length === 0 ? 'is-free' : 'is-taken'}${other}${day === today ? ' is-today' : ''}`}
                  >
                    <time dateTime={day}>
                      <span className="month-number">{Number(day.slice(8))}</span>
                      <span className="month-whole">{whole(day)}</span>
                      {day === today ? <span className="month-today"> {t('agenda.due.today')}</span> : null}
                    </time>
                    {found.length > 0 ? (
                      <ul>
                        {found.map((item) => (
                          <li key={`${item.kind} ${item.id}`}>
                            <a href={duePath(locale, organisationKey, item)}>{sayDue(t, item)}</a>
                          </li>
                        ))}
                      </ul>
                    ) : null}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
