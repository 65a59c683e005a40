import '../../styles/agenda.css'
import { type DueItem, groupDue } from '../../../features/agenda/due-rules.ts'
import { sayDue } from '../../../features/agenda/due-words.ts'
import { duePath } from '../../workspace/agenda-links.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useDueDay } from './due-day.ts'

type HomeWeekProps = { items: readonly DueItem[]; today: string; organisationKey: string }

const ofWeek: ReadonlySet<string> = new Set(['late', 'waiting', 'week', 'awaited'])
const shortList = 6

/** What is late, what waits, and what comes within seven days: the first thing one reads. */
export function HomeWeek({ items, today, organisationKey }: HomeWeekProps) {
  const { t, locale, list, number } = useSite()
  const dayOf = useDueDay()
  const groups = groupDue(items, today).filter(({ group }) => ofWeek.has(group))
  const board = workspacePath('due', locale, { key: organisationKey })
  return (
    <section aria-labelledby="week" className="mt-8">
      <h2 id="week">{t('agenda.home.week')}</h2>
      {groups.length === 0 ? (
        <p className="measure mt-2">
          {t('agenda.home.weekNone')} {items.length === 0 ? t('agenda.home.weekTeach') : null}
        </p>
      ) : null}
      <div className="week">
        {groups.map(({ group, items: found }) => (
          <section key={group} aria-labelledby={`week-${group}`} className={`due-group is-${group}`}>
            <h3 id={`week-${group}`}>
              {t(`agenda.group.${group}`)} <span className="count">{number(found.length)}</span>
            </h3>
            <ul className="threads mt-1">
              {found.slice(0, shortList).map((item) => (
                <li key={`${item.kind} ${item.id} ${item.who}`} className="py-2">
                  <a href={duePath(locale, organisationKey, item)}>{sayDue(t, item)}</a>
                  <span className="source block">
                    {[
                      item.on ? dayOf(item) : '',
                      item.partners.length > 0 ? t('agenda.due.partnersIn', { names: list(item.partners) }) : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
            {found.length > shortList ? (
              <p className="mt-1">
                <a href={board}>{t('agenda.home.weekMore', { n: found.length - shortList })}</a>
              </p>
            ) : null}
          </section>
        ))}
      </div>
      <p className="mt-4">
        <a href={board} className="tap">
          {t('agenda.home.allDue')}
        </a>
      </p>
    </section>
  )
}
