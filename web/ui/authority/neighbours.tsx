import { dayOf, judgeOrganisation } from '../../../features/freshness/rules.ts'
import type { Neighbour } from '../../../features/organisations/queries.server.ts'
import { FreshnessLevelWords } from '../freshness/freshness-words.tsx'
import { useSite } from '../site.ts'

type NeighboursProps = { neighbours: readonly Neighbour[] }

// The middle of a grouping may be as far as this from one of its towns.
const uncertain = 10

function useDistance(): (one: Neighbour) => string {
  const { t, number } = useSite()
  return ({ km, approximate }) => {
    if (!approximate) return t('site.authority.away', { km: number(km) })
    return km < uncertain
      ? t('site.authority.around')
      : t('site.authority.awayAbout', { km: number(Math.round(km / 5) * 5) })
  }
}

/** The nearest authorities of the same tier that have ties. */
export function Neighbours({ neighbours }: NeighboursProps) {
  const { t, pathTo } = useSite()
  const distanceOf = useDistance()
  const today = dayOf(new Date())
  if (neighbours.length === 0) return null
  return (
    <section aria-labelledby="neighbours">
      <h2 id="neighbours">{t('site.authority.neighbours')}</h2>
      <ul className="threads mt-3">
        {neighbours.map((one) => (
          <li key={one.key} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <a href={pathTo('authority', one)}>{one.name}</a>
            <span className="source tabular-nums">
              {distanceOf(one)} · {t('site.count.ties', { n: one.tieCount })} ·{' '}
              <FreshnessLevelWords level={judgeOrganisation(one, today).level} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
