import { sql } from 'kysely'
import { readSeed } from '../../../db/read-seed.ts'
import type { Ctx } from '../../../platform/context.ts'
import { combineDigests, loadOnce } from './load-once.server.ts'
import { upsertRows } from './upsert.server.ts'

/** The DAC group of each country by year, for the years our source states; see db/seeds/README.md. */
export async function loadIncomeGroups(ctx: Ctx): Promise<boolean> {
  const seed = await readSeed('dac-income-groups', ['country', 'from_year', 'to_year', 'income_group', 'source'])
  return loadOnce(ctx, 'incomeGroups', combineDigests('incomeGroups 1', seed.digest), async (inner) => {
    const rows = seed.rows.flatMap((row) => {
      const from = Number(row.from_year)
      const years = Array.from({ length: Number(row.to_year) - from + 1 }, (_, index) => from + index)
      return years.map((year) => [row.country, year, row.income_group, row.source] as const)
    })
    const lastYear = Math.max(...rows.map((row) => row[1]))
    const listed = new Set(seed.rows.map((row) => row.country))
    const countries = await inner.db.selectFrom('country').select('iso2').execute()
    // The list is whole for the year it was published in: whoever is not on it then is not a recipient.
    const others = countries
      .filter((country) => !listed.has(country.iso2))
      .map((country) => [country.iso2, lastYear, 'notListed', seed.rows[0]?.source ?? ''] as const)
    const columns = ['country', 'year', 'income_group', 'source']
    await upsertRows(
      inner,
      { table: 'country_income_group', key: ['country', 'year'], columns, deleteWhere: sql`true` },
      [...rows, ...others],
    )
    return rows.length + others.length
  })
}
