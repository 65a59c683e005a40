import type { Country } from '../../../features/atlas/countries.server.ts'
import { Facts } from '../facts.tsx'
import { useSite } from '../site.ts'

/** What a country is in the nomenclatures the atlas follows: region of the world, income group of the year, codes, names. */
export function CountryFacts({ country }: { country: Country }) {
  const { t, locale, pathTo, number, list, language: nameOfLanguage } = useSite()
  const { worldRegion, continent, incomeGroups, names, authorities } = country
  const group = incomeGroups[0]
  const income = group ? `atlas.income.${group.incomeGroup}` : ''
  const otherNames = Map.groupBy(
    Object.entries(names).filter(([language]) => language !== locale),
    ([, name]) => name,
  )
  return (
    <>
      <h2 className="sr-only">{t('site.authority.facts')}</h2>
      <Facts
        facts={[
          worldRegion
            ? {
                name: t('site.country.region'),
                value: worldRegion.name,
                source: t('site.country.regionSource', { continent: continent?.name ?? '' }),
              }
            : null,
          group
            ? {
                name: t('site.country.income'),
                value: t.has(income) ? t(income) : group.incomeGroup,
                source: t('site.country.incomeYear', { year: String(group.year) }),
              }
            : null,
          authorities.there > 0
            ? {
                name: t('site.country.authorities'),
                value: (
                  <a href={`${pathTo('search')}?country=${country.code.toLowerCase()}&ties=with`}>
                    {number(authorities.there)}
                  </a>
                ),
                ...(authorities.toBeConfirmed > 0
                  ? { source: t('site.country.toBeConfirmed', { n: authorities.toBeConfirmed }) }
                  : {}),
              }
            : null,
          {
            name: t('site.country.codes'),
            value: [country.code, country.iso3, country.m49].filter(Boolean).join(', '),
            source: t('site.country.codesSource'),
          },
          {
            name: t('site.country.names'),
            value: [...otherNames].map(([name, entries]) => (
              <span key={name} className="block">
                <bdi lang={entries[0]?.[0]}>{name}</bdi>{' '}
                <span className="source">({list(entries.map(([language]) => nameOfLanguage(language)))})</span>
              </span>
            )),
          },
        ]}
      />
    </>
  )
}
