import type { ReactNode } from 'react'
import type { DisputedNote } from '../../../features/atlas/notes.server.ts'
import { licenceName } from '../../../features/opendata/licences.ts'
import type { OrganisationDetail, OrganisationLink } from '../../../features/organisations/queries.server.ts'
import { type Fact, Facts } from '../facts.tsx'
import { type Site, useLabels, useSite } from '../site.ts'

type FactsOf = { organisation: OrganisationDetail; disputed: DisputedNote | null }

const grouped = (siren: string) => siren.replace(/(\d{3})(?=\d)/g, '$1\u00a0')

function tierName({ t }: Site, organisation: OrganisationDetail): string {
  const form = `atlas.legalForm.${organisation.legalForm}`
  return organisation.legalForm && t.has(form) ? t(form) : t(`atlas.tier.${organisation.tier}`)
}

function links(site: Site, others: readonly OrganisationLink[]): ReactNode {
  return others.map((other, index) => (
    <span key={other.key}>
      {index > 0 ? ', ' : null}
      <a href={site.pathTo('authority', other)}>{other.name}</a>
    </span>
  ))
}

function populationFact({ t, number }: Site, { population, populationYear }: OrganisationDetail): Fact | null {
  if (population === null) return null
  return {
    name: t('site.authority.population'),
    value: t('site.authority.inhabitants', { n: number(population) }),
    source: t('site.authority.populationYear', { year: String(populationYear) }),
  }
}

function codeFacts({ t, list }: Site, organisation: OrganisationDetail): (Fact | null)[] {
  const { siren, inseeCode, postalCodes } = organisation
  const codes = postalCodes.length > 6 ? [...postalCodes.slice(0, 5), '…'] : postalCodes
  return [
    siren ? { name: t('site.authority.siren'), value: <span className="tabular-nums">{grouped(siren)}</span> } : null,
    inseeCode ? { name: t('site.authority.insee'), value: inseeCode } : null,
    postalCodes.length > 0 ? { name: t('site.authority.postal', { n: postalCodes.length }), value: list(codes) } : null,
  ]
}

function memberFact({ t, pathTo }: Site, { key, tier, members }: OrganisationDetail): Fact | null {
  if (members.length === 0) return null
  const filter = tier === 'region' || tier === 'departement' ? `${pathTo('search')}?${tier}=${key}` : null
  const lines = members.map((member) =>
    t('site.authority.members', { n: member.count, tier: t(`atlas.tiers.${member.tier}`) }),
  )
  return {
    name: t('site.authority.gathers'),
    value: lines.map((line) => (
      <span key={line} className="block">
        {line}
      </span>
    )),
    ...(filter ? { source: <a href={filter}>{t('site.authority.seeList')}</a> } : {}),
  }
}

function pointFact({ t, degrees }: Site, { lon, lat, pointPrecision }: OrganisationDetail): Fact | null {
  if (lon === null || lat === null) return null
  const values = {
    lat: degrees(Math.abs(lat)),
    lon: degrees(Math.abs(lon)),
    ns: lat < 0 ? 'south' : 'north',
    ew: lon < 0 ? 'west' : 'east',
  }
  return {
    name: t('site.authority.point'),
    value: t('site.authority.degrees', values),
    ...(pointPrecision
      ? { source: t('site.authority.pointIs', { what: t(`atlas.precision.${pointPrecision}`) }) }
      : {}),
  }
}

function statusFact({ t }: Site, { status }: OrganisationDetail): Fact | null {
  if (status === 'inForce') return null
  return {
    name: t('site.authority.status'),
    value: <b>{t(`atlas.status.${status}`)}</b>,
    source: t(`site.authority.statusWhy.${status}`),
  }
}

function sourceFact({ t, day }: Site, { source }: OrganisationDetail): Fact {
  return {
    name: t('site.authority.source'),
    value: source.url ? <a href={source.url}>{source.name}</a> : source.name,
    source: [
      licenceName(t, source.licence),
      source.retrievedOn ? t('site.authority.readOn', { day: day(source.retrievedOn) }) : null,
    ]
      .filter(Boolean)
      .join(', '),
  }
}

/** What the authority is, each fact with its year and source. */
export function AuthorityFacts({ organisation, disputed }: FactsOf) {
  const site = useSite()
  const labels = useLabels()
  const { t, list } = site
  const otherNames = [...new Set(organisation.aliases.map((alias) => alias.name))].slice(0, 12)
  return (
    <>
      <h2 className="sr-only">{t('site.authority.facts')}</h2>
      <Facts
        facts={[
          statusFact(site, organisation),
          {
            name: t('site.authority.tier'),
            value: <span className="inline-block first-letter:uppercase">{tierName(site, organisation)}</span>,
            source: organisation.country === 'FR' ? null : labels.country(organisation.country),
          },
          populationFact(site, organisation),
          memberFact(site, organisation),
          organisation.seat ? { name: t('site.authority.seat'), value: links(site, [organisation.seat]) } : null,
          ...codeFacts(site, organisation),
          otherNames.length > 0 ? { name: t('site.authority.otherNames'), value: list(otherNames) } : null,
          pointFact(site, organisation),
          disputed ? { name: disputed.name, value: disputed.note } : null,
          sourceFact(site, organisation),
        ]}
      />
    </>
  )
}
