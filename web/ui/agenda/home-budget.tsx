import type { FloorBelow } from '../../../features/budgets/floors.server.ts'
import type { OdaDue } from '../../../features/budgets/oda-due.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useDay } from '../agreement/words.ts'
import { useSite } from '../site.ts'

type HomeBudgetProps = { returns: readonly OdaDue[]; floors: readonly FloorBelow[]; organisationKey: string }

/** The yearly return to think of, and the voted floors that are not met: nothing where there is neither. */
export function HomeBudget({ returns, floors, organisationKey: key }: HomeBudgetProps) {
  const { t, locale } = useSite()
  const day = useDay()
  if (returns.length + floors.length === 0) return null
  return (
    <section aria-labelledby="budget-due" className="mt-10">
      <h2 id="budget-due">{t('agenda.home.budget')}</h2>
      <ul className="mt-2">
        {returns.map(({ year, alert, on }) => (
          <li key={year} className="mt-2">
            <a href={workspacePath('odaYear', locale, { key, year: String(year) })} className="tap">
              {t('agenda.home.return', { alert, year: String(year), day: day(on) })}
            </a>
          </li>
        ))}
        {floors.map(({ id, label, latest }) => (
          <li key={id} className="mt-2">
            <a href={`${workspacePath('budgetFloors', locale, { key })}#floor-${id}`} className="tap">
              {t('agenda.home.floor', { label, year: String(latest.year) })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
