import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { keepPerVersion } from '../../platform/db/per-version.ts'

/** Names that pages and files put in place of codes, in one language. */
export type Labels = {
  /** By ISO 3166-1 alpha-2 code, capitals. */
  countries: Map<string, string>
  /** Régions, départements and overseas authorities by public key. */
  territories: Map<string, string>
}

type Row = { code: string; name: string }

async function readLabels(ctx: Ctx): Promise<Labels> {
  const [countries, territories] = await Promise.all([
    sql<Row>`select iso2 as code, ${sql.ref(`name_${ctx.locale}`)} as name from country
      order by ${sql.ref(`name_key_${ctx.locale}`)}, iso2`.execute(ctx.db),
    sql<Row>`select key as code, name from public_organisation
      where country = 'FR' and (tier in ('region', 'departement', 'overseasAuthority') or key = 'c75056')
      order by name_key, key`.execute(ctx.db),
  ])
  const toMap = (rows: Row[]) => new Map(rows.map((row) => [row.code, row.name]))
  return { countries: toMap(countries.rows), territories: toMap(territories.rows) }
}

/** The names of every country and French territory, in the order of their names; kept for a data version. */
export const getLabels = keepPerVersion(readLabels, () => '')
