import type { OrganisationDetail } from '../../../features/organisations/queries.server.ts'
import { JsonLd } from '../json-ld.tsx'
import { useInstance, useLabels, useSite } from '../site.ts'

/** The authority for machines: a GovernmentOrganization with its identifiers and place. */
export function AuthorityJsonLd({ organisation }: { organisation: OrganisationDetail }) {
  const { pathTo } = useSite()
  const labels = useLabels()
  const base = useInstance()?.baseUrl ?? ''
  const { siren, inseeCode, lon, lat, name, country, aliases } = organisation
  const identifier = [
    ...(siren ? [{ '@type': 'PropertyValue', propertyID: 'SIREN', value: siren }] : []),
    ...(inseeCode ? [{ '@type': 'PropertyValue', propertyID: 'INSEE', value: inseeCode }] : []),
  ]
  return (
    <JsonLd
      data={{
        '@type': 'GovernmentOrganization',
        '@id': `${base}${pathTo('authority', organisation)}`,
        name,
        ...(aliases.length > 0 ? { alternateName: aliases.map((alias) => alias.name) } : {}),
        ...(identifier.length > 0 ? { identifier } : {}),
        areaServed: { '@type': 'Country', name: labels.country(country), identifier: country },
        ...(lon !== null && lat !== null
          ? { location: { '@type': 'Place', geo: { '@type': 'GeoCoordinates', latitude: lat, longitude: lon } } }
          : {}),
      }}
    />
  )
}
