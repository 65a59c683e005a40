import type { PublicMission } from '../../../features/missions/public-missions.server.ts'
import { useLabels, useSite } from '../site.ts'

/** The missions an authority tells of, the latest first. */
export function AuthorityMissions({ missions }: { missions: readonly PublicMission[] }) {
  const { t, day, pathTo } = useSite()
  const { country } = useLabels()
  if (missions.length === 0) return null
  return (
    <section aria-labelledby="missions">
      <h2 id="missions">{t('mission.public.ofAuthority', { n: missions.length })}</h2>
      <ul className="mt-3">
        {missions.map(({ id, title, country: code, startsOn }) => (
          <li key={id}>
            <a href={pathTo('mission', { id, title })} className="tap">
              {title}
            </a>{' '}
            <span className="source">
              {country(code)} · {day(startsOn)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
