import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { keepPerVersion } from '../../platform/db/per-version.ts'
import type { BothNames, Names, SourceFacts } from './columns.ts'

type SourceRow = SourceFacts & { ties: number }

async function readSources(ctx: Ctx): Promise<SourceRow[]> {
  const found = await sql<SourceRow>`
    select s.code, s.name, s.publisher, s.url, s.licence, s.attribution, s.retrieved_on as "retrievedOn",
      coalesce(n.ties, 0)::bigint as ties
    from source s
    left join (select code, sum(t.ties) as ties from (select sources, count(*) as ties from public_tie group by sources) t,
      unnest(t.sources) code group by 1) n on n.code = s.code
    order by s.code`.execute(ctx.db)
  return found.rows
}

/** Every source of the atlas with the number of public ties it speaks of, in the order of their codes. */
export const listSources = keepPerVersion(readSources, () => '')

/** Loads the names that stand beside codes; small enough to be kept for as long as the data version lasts. */
export async function loadNames(ctx: Ctx): Promise<Names> {
  const [countries, territories, sources] = await Promise.all([
    sql<{ code: string } & BothNames>`select iso2 as code, name_fr as fr, name_en as en from country`.execute(ctx.db),
    sql<{ key: string; name: string }>`
      select o.key, o.name from public_organisation o where o.key in (
        select region_key from public_organisation union select departement_key from public_organisation
        union select epci_key from public_organisation)`.execute(ctx.db),
    listSources(ctx),
  ])
  const countryNames = new Map(countries.rows.map(({ code, fr, en }) => [code, { fr, en }]))
  const territoryNames = new Map(territories.rows.map(({ key, name }) => [key, name]))
  const sourceFacts = new Map(sources.map(({ ties: _, ...facts }) => [facts.code, facts]))
  return {
    country: (code) => countryNames.get(code) ?? { fr: code, en: code },
    territory: (key) => territoryNames.get(key) ?? null,
    source: (code) => sourceFacts.get(code) ?? null,
  }
}
