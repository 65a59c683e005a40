import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeWorld } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { findCountry, listCountries } from './countries.server.ts'
import { noFilters, parseFilters } from './filters.ts'
import { searchOrganisations } from './search.server.ts'
import { listTies } from './ties.server.ts'

const ctx = await testContext()
let world: Awaited<ReturnType<typeof makeWorld>>

beforeAll(async () => {
  world = await makeWorld(ctx)
})

const asked = (text: string) => parseFilters(new URLSearchParams(text)).value

describe('the list of ties', () => {
  it('opens on ties with a French end, and never shows one in discreet mode', async () => {
    const french = await listTies(ctx, noFilters())
    const every = await listTies(ctx, asked('scope=all'))
    expect(french.rows.map(({ id }) => id)).not.toContain(world.ties.foreign)
    expect(every.rows.map(({ id }) => id)).toContain(world.ties.foreign)
    expect(every.rows.map(({ id }) => id)).not.toContain(world.ties.discreet)
    expect([french.total, every.total]).toEqual([5, 6])
  })

  it.each(['', 'scope=all', 'country=it', 'type=twinning', 'state=ended&scope=all', 'q=chambery', 'theme=health'])(
    'counts beside each choice what the choice then leaves: %s',
    async (text) => {
      const filters = asked(text)
      const { facets } = await listTies(ctx, filters, { facets: true })
      for (const name of ['type', 'state', 'evidence', 'country', 'theme'] as const) {
        for (const { value, count } of facets?.[name] ?? []) {
          const chosen = await listTies(ctx, { ...filters, [name]: [value] })
          expect([name, value, count]).toEqual([name, value, chosen.total])
        }
      }
      expect(facets?.type.length).toBeGreaterThan(0)
    },
  )

  it('counts a tie of three parties once, whatever their countries', async () => {
    const { rows } = await listTies(ctx, asked('country=de'))
    expect(rows.map(({ id }) => id)).toEqual([world.ties.threeParties])
  })
})

describe('countries', () => {
  // Joining every tie is what the page did at first: slow at a million ties, but plainly what is meant.
  async function countByTies(code: string) {
    const found = await sql<{ here: number; there: number; toBeConfirmed: number }>`select
        count(distinct e.organisation_id) filter (where e.country = 'FR') as here,
        count(distinct e.organisation_id) filter (where e.country = ${code}) as there,
        count(distinct e.organisation_id) filter (where e.country = ${code} and o.status = 'toBeConfirmed') as "toBeConfirmed"
      from public_tie t join public_tie_end e on e.tie_id = t.id join public_organisation o on o.id = e.organisation_id
      where t.french and t.countries @> array[${code}]`.execute(ctx.db)
    return found.rows[0]
  }

  it.each(['FR', 'BF', 'IT', 'DE'])('count the authorities at both ends of its ties with France: %s', async (code) => {
    const country = await findCountry(ctx, code)
    expect(country?.authorities).toEqual(await countByTies(code))
  })

  it('count ties by state and, apart from it, by evidence, and never add levels of evidence up', async () => {
    const countries = await listCountries(ctx)
    const italy = countries.find(({ code }) => code === 'IT')
    expect(italy).toMatchObject({ ties: 3, ended: 1, unknown: 2, thirdParty: 3, officialSource: 0 })
    expect(countries.find(({ code }) => code === 'BF')).toMatchObject({ ties: 1, suspended: 1, officialSource: 1 })
  })
})

describe('the search of authorities', () => {
  it.each(['', 'ties=with', 'country=fr', 'state=ended', 'q=chambery'])(
    'counts beside each choice what the choice then leaves: %s',
    async (text) => {
      const filters = asked(text)
      const { facets } = await searchOrganisations(ctx, filters, { facets: true })
      for (const name of ['country', 'tier', 'type', 'state', 'evidence', 'size'] as const) {
        for (const { value, count } of facets?.[name] ?? []) {
          const chosen = await searchOrganisations(ctx, { ...filters, [name]: [value] })
          expect([name, value, count]).toEqual([name, value, chosen.total])
        }
      }
      expect(facets?.country.length).toBeGreaterThan(0)
    },
  )

  it('forgives accents, capitals and a mistyped letter, and says which it did', async () => {
    const same = await searchOrganisations(ctx, asked('q=CHAMBÉRY'))
    expect([same.match, same.rows[0]?.key]).toEqual(['words', world.chambery.key])
    const mistyped = await searchOrganisations(ctx, asked('q=ouagigouya'))
    expect([mistyped.match, mistyped.rows[0]?.key]).toEqual(['alike', 'bf-ouahigouya'])
  })

  it('takes signs of the query language for what they are: nothing', async () => {
    const found = await searchOrganisations(ctx, asked(`q=${encodeURIComponent("'):* & !|")}`))
    expect(found.total).toBe(0)
  })
})
