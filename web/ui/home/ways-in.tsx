import type { CountryRow } from '../../../features/atlas/countries.server.ts'
import type { Panorama } from '../../../features/atlas/panorama.server.ts'
import { tieTypes } from '../../../features/partnerships/schema.ts'
import { useSite } from '../site.ts'

type Way = { key: string; href: string; name: string; count: number }

function WayList({ title, ways, more }: { title: string; ways: Way[]; more?: { href: string; name: string } }) {
  const { number } = useSite()
  return (
    <section>
      <h3 className="border-b-[1.5px] border-ink pb-2">{title}</h3>
      <ul>
        {ways.map((way) => (
          <li key={way.key} className="flex items-baseline justify-between gap-4 border-b border-line">
            <a href={way.href} className="tap py-1 text-ink first-letter:uppercase">
              {way.name}
            </a>
            <span className="source tabular-nums">{number(way.count)}</span>
          </li>
        ))}
      </ul>
      {more ? (
        <a href={more.href} className="tap mt-2">
          {more.name}
        </a>
      ) : null}
    </section>
  )
}

/** Lists to enter the atlas by: the countries, themes and kinds most ties are about. */
export function WaysIn({ panorama, countries }: { panorama: Panorama; countries: readonly CountryRow[] }) {
  const { t, pathTo } = useSite()
  const most = [...countries].sort((a, b) => b.ties - a.ties).slice(0, 10)
  const types = tieTypes
    .map((type) => ({
      type,
      count: panorama.counts.filter((row) => row.type === type).reduce((sum, row) => sum + row.ties, 0),
    }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  return (
    <div className="grid gap-x-12 gap-y-10 md:grid-cols-3">
      <WayList
        title={t('site.home.byCountry')}
        ways={most.map((row) => ({ key: row.code, href: pathTo('country', row), name: row.name, count: row.ties }))}
        more={{ href: pathTo('countries'), name: t('site.home.whereAll') }}
      />
      <WayList
        title={t('site.home.byTheme')}
        ways={panorama.themes.slice(0, 10).map(({ theme, ties }) => ({
          key: theme,
          href: `${pathTo('ties')}?theme=${theme}`,
          name: t(`atlas.theme.${theme}`),
          count: ties,
        }))}
      />
      <WayList
        title={t('site.home.byType')}
        ways={types.map(({ type, count }) => ({
          key: type,
          href: `${pathTo('ties')}?type=${type}`,
          name: t(`atlas.type.${type}`),
          count,
        }))}
      />
    </div>
  )
}
