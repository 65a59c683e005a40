import type { Context } from 'hono'
import { listAllPublicBudgets, type PublicBudgetYear } from '../../features/budgets/public-budgets.server.ts'
import { readInParts } from '../../features/opendata/batches.ts'
import type { Column } from '../../features/opendata/columns.ts'
import { csvPieces } from '../../features/opendata/file-text.ts'
import type { Door } from '../door.ts'
import { checkParameters } from '../v1/read-query.ts'
import { fileLocale } from './file-locale.ts'
import { streamFile } from './stream.ts'

// Amounts are exact decimals; those below zero are numbers too, not formulas.
const decimal = (amount: string | null) => (amount === null ? null : Number(amount))

const columns: readonly Column<PublicBudgetYear>[] = [
  { name: 'organisation', value: (one) => one.organisationKey },
  { name: 'year', kind: 'integer', value: (one) => one.year },
  { name: 'stage', value: (one) => one.stage },
  { name: 'expenditure', kind: 'number', value: (one) => decimal(one.expenditure) },
  { name: 'receipts', kind: 'number', value: (one) => decimal(one.receipts) },
  { name: 'net', kind: 'number', value: (one) => decimal(one.net) },
  { name: 'investment', kind: 'number', value: (one) => decimal(one.investment) },
  { name: 'staff', kind: 'number', value: (one) => decimal(one.staff) },
  { name: 'in_kind', kind: 'number', value: (one) => decimal(one.inKind) },
  { name: 'volunteer_time', kind: 'number', value: (one) => decimal(one.volunteerTime) },
  { name: 'whole_expenditure', kind: 'number', value: (one) => decimal(one.totalExpenditure) },
  { name: 'inhabitants', kind: 'integer', value: (one) => one.population },
  { name: 'inhabitants_year', kind: 'integer', value: (one) => one.populationYear },
  { name: 'lines', kind: 'integer', value: (one) => one.lines },
  { name: 'accounts', kind: 'texts', value: (one) => one.source.map(({ label, stage }) => `${stage} ${label}`) },
  { name: 'licence', value: () => 'etalab-2.0' },
  { name: 'as_of', kind: 'instant', value: (one) => one.asOf },
]

/** Every published year of every authority, as CSV. */
export async function answerBudgets(c: Context, door: Door): Promise<Response> {
  checkParameters(c, ['lang'])
  const locale = fileLocale(c)
  const ctx = door.ctx(locale)
  const words = await door.words(locale)
  const read = () =>
    readInParts(
      (after, limit) => listAllPublicBudgets(ctx, { after, limit }),
      ({ organisationKey, year, stage }: PublicBudgetYear) => `${organisationKey} ${year} ${stage}`,
    )
  const day = door.dataVersion().changedAt.toISOString().slice(0, 10)
  const type = 'text/csv; charset=utf-8; header=present'
  return streamFile(c, door, {
    name: `navette-budgets-${day}.csv`,
    type,
    pieces: () => csvPieces(columns, read(), words),
  })
}
