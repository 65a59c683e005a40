import type { listNeighbours } from '../../../features/organisations/queries.server.ts'
import { useSite } from '../site.ts'

type NeighboursProps = { neighbours: Awaited<ReturnType<typeof listNeighbours>> }

/** The nearest authorities of the same tier that have ties. */
export function Neighbours({ neighbours }: NeighboursProps) {
  const { t, pathTo, number } = useSite()
  if (neighbours.length === 0) return null
  return (
    <section aria-labelledby="neighbours">
      <h2 id="neighbours">{t('site.authority.neighbours')}</h2>
      <ul className="threads mt-3">
        {neighbours.map((one) => (
          <li key={one.key} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <a href={pathTo('authority', one)}>{one.name}</a>
            <span className="source tabular-nums">
              {t('site.authority.away', { km: number(one.km) })} · {t('site.count.ties', { n: one.tieCount })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
