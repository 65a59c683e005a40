import type { PublicPosition } from '../../../features/missions/public-positions.server.ts'
import { useSite } from '../site.ts'

/** The positions an authority's assembly took and lets everybody read, the latest first. */
export function AuthorityPositions({ positions }: { positions: readonly PublicPosition[] }) {
  const { t, day, pathTo } = useSite()
  if (positions.length === 0) return null
  return (
    <section aria-labelledby="positions">
      <h2 id="positions">{t('mission.positions.public.ofAuthority', { n: positions.length })}</h2>
      <ul className="mt-3">
        {positions.map(({ id, title, kind, votedOn, content }) => (
          <li key={id}>
            <a href={pathTo('position', { id, title })} className="tap" lang={content.locale}>
              {title}
            </a>{' '}
            <span className="source">
              {t(`mission.positions.kind.${kind}`)}
              {votedOn ? ` · ${day(votedOn)}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
