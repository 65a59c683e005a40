import { toLicence } from '../../../features/opendata/licences.ts'
import type { TiePage } from '../../tie-page.server.ts'
import { JsonLd } from '../json-ld.tsx'
import { useInstance, useSite } from '../site.ts'

/** The tie for machines: a page about two authorities, with its period, sources and licence. */
export function TieJsonLd({ tie, sources }: Pick<TiePage, 'tie' | 'sources'>) {
  const { t, pathTo, list } = useSite()
  const base = useInstance()?.baseUrl ?? ''
  const names = tie.parties.map((party) => party.name)
  const licences = tie.licences.map((code) => toLicence(code).url).filter((url) => url !== null)
  return (
    <JsonLd
      data={{
        '@type': 'WebPage',
        '@id': `${base}${pathTo('tie', { id: tie.id, names })}`,
        name: list(names),
        keywords: [t(`atlas.type.${tie.type}`), ...tie.themes.map((theme) => t(`atlas.theme.${theme}`))].join(', '),
        about: tie.parties.map((party) => ({
          '@type': 'GovernmentOrganization',
          '@id': `${base}${pathTo('authority', party)}`,
          name: party.name,
        })),
        ...(tie.sinceYear === null ? {} : { temporalCoverage: `${tie.sinceYear}/${tie.untilYear ?? '..'}` }),
        isBasedOn: tie.statements
          .map((statement) => statement.pageUrl ?? sources.get(statement.source)?.url)
          .filter(Boolean),
        ...(licences.length > 0 ? { license: licences } : {}),
        dateModified: tie.updatedAt.toISOString(),
      }}
    />
  )
}
