import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { keepChange, requireId } from './keep.server.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'
import { type FundingSource, fundingSources, type MoneyNature, moneyNatures } from './schema.ts'

/** Who pays what in a year: what is planned and what is spent are never one. */
export type MoneyEntry = {
  id: string
  /** The body that entered it: it alone changes it. */
  enteredBy: string
  funder: string
  funderKey: string | null
  source: FundingSource
  nature: MoneyNature
  year: number
  planned: string | null
  spent: string | null
  currency: string
  note: string
}

const columns = sql<MoneyEntry>`m.id, m.organisation_id as "enteredBy", coalesce(o.name, m.funder_name) as funder, o.key as "funderKey",
  m.source, m.nature, m.year, m.planned::text, m.spent::text, m.currency, m.note`

async function read(ctx: Ctx, of: BodyOfProject, chosen: RawBuilder<boolean>): Promise<MoneyEntry[]> {
  const { rows } =
    await sql<MoneyEntry>`select ${columns} from project_money m left join organisation o on o.id = m.funder_id
    where m.project_id = ${of.projectId} and ${chosen} order by m.year, m.nature, m.currency, m.id`.execute(ctx.db)
  return rows
}

/** Who pays what, year by year. */
export async function listMoney(ctx: Ctx, of: BodyOfProject): Promise<MoneyEntry[]> {
  await requireInProject(ctx, of, 'reader')
  return inTransaction(ctx, (inner) => read(inner, of, sql<boolean>`true`))
}

/** What is typed of an amount: `funder` is the key of a body in the project, or else `funderName` says who pays. */
export type MoneyInput = {
  funder: string
  funderName: string
  source: string
  nature: string
  year: string
  planned: string
  spent: string
  currency: string
  note: string
}

/** An amount as people type it, as a decimal string; null where nothing is typed (`project_amount_wrong`). */
export function readAmount(typed: string): string | null {
  const text = typed.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  if (text === '') return null
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(text)) throw new AppError('invalid', 'project_amount_wrong')
  return text
}

async function toKept(ctx: Ctx, of: BodyOfProject, typed: MoneyInput) {
  const source = fundingSources.find((one) => one === typed.source)
  const nature = moneyNatures.find((one) => one === typed.nature)
  if (!source || !nature) throw new AppError('invalid', 'project_choice_unknown')
  const year = Number(typed.year)
  if (!Number.isInteger(year) || year < 1950 || year > 2100) throw new AppError('invalid', 'project_year_wrong')
  const currency = typed.currency.trim().toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) throw new AppError('invalid', 'project_currency_wrong')
  const [planned, spent] = [readAmount(typed.planned), readAmount(typed.spent)]
  if (planned === null && spent === null) throw new AppError('invalid', 'project_amount_missing')
  const { rows } = await sql<{ id: string }>`select o.id from organisation o
    where o.key = ${typed.funder} and is_in_project(${of.projectId}, o.id)`.execute(ctx.db)
  const funderName = typed.funder === '' ? typed.funderName.trim().slice(0, 200) : ''
  if (typed.funder !== '' && !rows[0]) throw new AppError('invalid', 'project_body_unknown')
  if (typed.funder === '' && funderName === '') throw new AppError('invalid', 'project_funder_missing')
  const funder = { funder_id: rows[0]?.id ?? null, funder_name: funderName }
  return { ...funder, source, nature, year, planned, spent, currency, note: typed.note.trim().slice(0, 300) }
}

type Kept = Awaited<ReturnType<typeof toKept>>
const told = ({ year, planned, spent, currency }: Pick<Kept, 'year' | 'planned' | 'spent' | 'currency'>) => ({
  year,
  planned: planned === null ? null : `${planned} ${currency}`,
  spent: spent === null ? null : `${spent} ${currency}`,
})

/** Enters what a funder pays in a year. */
export async function addMoney(ctx: Ctx, of: BodyOfProject, typed: MoneyInput): Promise<string> {
  await requireInProject(ctx, of, 'contributor')
  return inTransaction(ctx, async (inner) => {
    const kept = await toKept(inner, of, typed)
    const id = newId()
    await inner.db
      .insertInto('project_money')
      .values({ id, project_id: of.projectId, organisation_id: of.organisationId, ...kept })
      .execute()
    await keepChange(inner, of, 'moneyAdded', null, told(kept))
    return id
  })
}

/** Changes an amount; the body that entered it may. */
export async function changeMoney(ctx: Ctx, of: BodyOfProject, id: string, typed: MoneyInput): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await own(inner, of, id)
    const kept = await toKept(inner, of, typed)
    await inner.db
      .updateTable('project_money')
      .set(kept)
      .where('id', '=', id)
      .where('project_id', '=', of.projectId)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    await keepChange(inner, of, 'moneyChanged', told(before), told(kept))
  })
}

/** Takes an amount out; the body that entered it may. */
export async function removeMoney(ctx: Ctx, of: BodyOfProject, id: string): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await own(inner, of, id)
    await inner.db
      .deleteFrom('project_money')
      .where('id', '=', id)
      .where('project_id', '=', of.projectId)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    await keepChange(inner, of, 'moneyRemoved', told(before), null)
  })
}

async function own(ctx: Ctx, of: BodyOfProject, id: string): Promise<MoneyEntry> {
  requireId(id)
  const [found] = await read(ctx, of, sql<boolean>`m.id = ${id}`)
  if (!found) throw new AppError('not_found', 'record_not_found')
  if (found.enteredBy !== of.organisationId) throw new AppError('forbidden', 'project_entered_by_other')
  return found
}
