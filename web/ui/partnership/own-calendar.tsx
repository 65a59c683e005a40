import '../../styles/tie.css'
import type { OwnListTie } from '../../../features/partnerships/own-list.ts'
import { useSite } from '../site.ts'
import { TieName } from './tie-name.tsx'

type OwnCalendarProps = { ties: readonly OwnListTie[]; organisationKey: string; today: string }

// Round years are what towns celebrate, and plan for.
const celebrated = 5

type Date = { year: number; what: 'ends' | 'anniversary'; tie: OwnListTie }

function datesOf(ties: readonly OwnListTie[], thisYear: number): Date[] {
  return ties.flatMap((tie): Date[] => {
    const dates: Date[] = []
    if (tie.agreementEndsOn) dates.push({ year: Number(tie.agreementEndsOn.slice(0, 4)), what: 'ends', tie })
    if (tie.sinceYear !== null && tie.state !== 'ended')
      for (let year = thisYear; year <= thisYear + 2; year += 1)
        if (year > tie.sinceYear && (year - tie.sinceYear) % celebrated === 0)
          dates.push({ year, what: 'anniversary', tie })
    return dates
  })
}

/** What is ahead year by year: ends of agreements, anniversaries of ties. */
export function OwnCalendar({ ties, organisationKey, today }: OwnCalendarProps) {
  const { t, day } = useSite()
  const thisYear = Number(today.slice(0, 4))
  const byYear = Map.groupBy(datesOf(ties, thisYear), ({ year }) => year)
  const years = [...byYear.keys()].toSorted((a, b) => a - b)
  if (years.length === 0) return <p className="notice">{t('tie.list.calendarNone')}</p>
  return (
    <div className="mt-6">
      {years.map((year) => (
        <section key={year} aria-labelledby={`year-${year}`} className="mt-6">
          <h2 id={`year-${year}`}>{year}</h2>
          <ul className="threads mt-2">
            {(byYear.get(year) ?? []).map(({ what, tie }) => (
              <li key={`${what} ${tie.id}`}>
                <TieName tie={tie} organisationKey={organisationKey} />
                <span className="source block">
                  {what === 'ends'
                    ? t('tie.list.endsOn', { day: day(tie.agreementEndsOn ?? '') })
                    : t('tie.list.anniversary', { n: year - (tie.sinceYear ?? year), year: String(tie.sinceYear) })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
