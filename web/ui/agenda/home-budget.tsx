import { type DueItem, groupOf } from '../../../features/agenda/due-rules.ts'
import { sayDue } from '../../../features/agenda/due-words.ts'
import { duePath } from '../../workspace/agenda-links.ts'
import { useDay } from '../agreement/words.ts'
import { useSite } from '../site.ts'

type HomeBudgetProps = { items: readonly DueItem[]; today: string; organisationKey: string }

const ofBudget: ReadonlySet<string> = new Set(['odaReturn', 'floor'])
// What is late, waits or comes this week stands above already.
const near: ReadonlySet<string> = new Set(['month', 'quarter'])

/** The yearly return to think of and the voted floors that are not met, in the months to come: nothing where there is neither. */
export function HomeBudget({ items, today, organisationKey }: HomeBudgetProps) {
  const { t, locale } = useSite()
  const day = useDay()
  const found = items.filter((item) => ofBudget.has(item.kind) && near.has(groupOf(item, today)))
  if (found.length === 0) return null
  return (
    <section aria-labelledby="budget-due" className="mt-10">
      <h2 id="budget-due">{t('agenda.home.budget')}</h2>
      <ul className="mt-2">
        {found.map((item) => (
          <li key={`${item.kind} ${item.id}`} className="mt-2">
            <a href={duePath(locale, organisationKey, item)} className="tap">
              {t('agenda.home.budgetDay', { what: sayDue(t, item), day: item.on ? day(item.on) : '' })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
