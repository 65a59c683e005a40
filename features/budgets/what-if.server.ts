import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { fromCents, toCents } from './exact.ts'
import { type Floor, type FloorYear, floorYears, shiftFigures, watchFloor } from './floor-rules.ts'
import { readFloorFigures, readFloors } from './floors.server.ts'
import { dimensionOf, listYears, measuredLines } from './lens/measured.server.ts'
import { namePartnerships } from './lens.server.ts'
import type { LensMeasure } from './lens-rules.ts'
import { listCofundings, listPromises, type WhatIfCofunding, type WhatIfPromise } from './what-if/exposed.server.ts'
import {
  deltaOf,
  partOf,
  readWhatIf,
  totalsAfter,
  type WhatIfBase,
  type WhatIfFilter,
  type WhatIfReading,
  type WhatIfTotals,
} from './what-if-rules.ts'
import { readWholeBudgets } from './whole-budget.server.ts'

/** A floor before and after; only those that hold in the year to come. */
export type WhatIfFloor = Floor & { before: FloorYear; after: FloorYear }

/** What a cut or a raise would do, as far as what was entered can tell. */
export type WhatIfResult = {
  base: WhatIfBase & { population: number | null; populationYear: number | null }
  delta: string
  capped: boolean
  before: WhatIfTotals
  after: WhatIfTotals
  /** Selected lines, and how much of their money belongs to no tie: no promise can be set beside it. */
  lines: number
  withoutTie: string
  promises: WhatIfPromise[]
  cofundings: WhatIfCofunding[]
  floors: WhatIfFloor[]
}

/** The page: what may be chosen, what was asked, and what it gives. */
export type WhatIfPage = {
  reading: WhatIfReading | null
  problem: { reason: string; field: string } | null
  /** The year whose amounts one starts from, and the year to come; null without any amount. */
  baseYear: number | null
  nextYear: number
  /** The values lines of the base year have, with the names of ties. */
  choices: Record<WhatIfFilter, string[]>
  tieNames: Record<string, string>
  result: WhatIfResult | null
}

const filterValue: Record<WhatIfFilter, RawBuilder<unknown>> = {
  type: dimensionOf.type,
  country: dimensionOf.country,
  tie: dimensionOf.partnership,
  mode: dimensionOf.mode,
  frame: dimensionOf.frame,
  theme: dimensionOf.theme,
  incomeGroup: dimensionOf.incomeGroup,
  department: dimensionOf.department,
}

async function listChoices(ctx: Ctx, organisationId: string, measure: LensMeasure, year: number) {
  const { rows } = await sql<{ filter: WhatIfFilter; value: string }>`
    select distinct v.filter, v.value from ${measuredLines(organisationId, measure)} m,
      lateral (values ${sql.join(Object.entries(filterValue).map(([name, value]) => sql`(${name}::text, (${value})::text)`))}) v (filter, value)
    where m.year = ${year} and m.amount is not null and m.valuation = 'money' and m.direction = 'expenditure'
      and v.value is not null order by 1, 2`.execute(ctx.db)
  const of = (name: WhatIfFilter) => rows.filter(({ filter }) => filter === name).map(({ value }) => value)
  return Object.fromEntries((Object.keys(filterValue) as WhatIfFilter[]).map((name) => [name, of(name)])) as Record<
    WhatIfFilter,
    string[]
  >
}

const chosenBy = ({ filters }: WhatIfReading): RawBuilder<boolean> => {
  const conditions = (Object.entries(filters) as [WhatIfFilter, string][]).map(
    ([name, value]) => sql`coalesce((${filterValue[name]})::text = ${value}, false)`,
  )
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`
}

type Sums = { selected: string; expenditure: string; receipts: string; lines: number; withoutTie: string }

async function readBase(ctx: Ctx, organisationId: string, reading: WhatIfReading, year: number) {
  const chosen = chosenBy(reading)
  const { rows } = await sql<Sums>`
    select coalesce(sum(m.amount) filter (where m.direction = 'expenditure' and ${chosen}), 0)::numeric(18, 2)::text as selected,
      coalesce(sum(m.amount) filter (where m.direction = 'expenditure'), 0)::numeric(18, 2)::text as expenditure,
      coalesce(sum(m.amount) filter (where m.direction = 'receipt'), 0)::numeric(18, 2)::text as receipts,
      (count(*) filter (where m.direction = 'expenditure' and ${chosen}))::int as lines,
      coalesce(sum(m.amount) filter (where m.direction = 'expenditure' and ${chosen} and m.partnership_id is null), 0)::numeric(18, 2)::text
        as "withoutTie"
    from ${measuredLines(organisationId, reading.measure)} m
    where m.amount is not null and m.valuation = 'money' and m.year = ${year}`.execute(ctx.db)
  const whole = (await readWholeBudgets(ctx, organisationId)).find((one) => one.year === year)
  const register = await ctx.db
    .selectFrom('organisation')
    .select(['population', 'population_year'])
    .where('id', '=', organisationId)
    .executeTakeFirst()
  const sums = rows[0] ?? { selected: '0.00', expenditure: '0.00', receipts: '0.00', lines: 0, withoutTie: '0.00' }
  return {
    ...sums,
    wholeExpenditure: whole?.[reading.measure].expenditure ?? null,
    population: whole?.population ?? register?.population ?? null,
    populationYear: whole?.population ? whole.populationYear : (register?.population_year ?? null),
  }
}

async function listWatched(
  ctx: Ctx,
  organisationId: string,
  reading: WhatIfReading,
  at: { base: number; next: number; delta: bigint; selected: string },
): Promise<WhatIfFloor[]> {
  const watched = []
  for (const floor of await readFloors(ctx, organisationId)) {
    if (!floorYears(floor, at.next).includes(at.next)) continue
    const read = (chosen?: RawBuilder<boolean>) =>
      readFloorFigures(ctx, organisationId, floor, [at.base], reading.measure, chosen)
    const [all] = await read()
    const [some] = await read(chosenBy(reading))
    const by = (amount: string | undefined) => partOf(at.delta, amount ?? '0.00', at.selected)
    const after = all && shiftFigures(all, { inside: by(some?.inside), unknown: by(some?.unknown), all: by(some?.all) })
    watched.push({
      ...floor,
      before: watchFloor(floor, at.base, all ?? null),
      after: watchFloor(floor, at.next, after ?? null),
    })
  }
  return watched
}

async function work(
  ctx: Ctx,
  organisationId: string,
  reading: WhatIfReading,
  years: { base: number; next: number },
): Promise<WhatIfResult> {
  const base = await readBase(ctx, organisationId, reading, years.base)
  const { delta, capped } = deltaOf(reading, base.selected)
  const at = { ...years, delta, selected: base.selected, chosen: chosenBy(reading) }
  const { lines, withoutTie, ...figures } = base
  return {
    base: figures,
    delta: fromCents(delta),
    capped,
    before: totalsAfter(base, 0n),
    after: totalsAfter(base, delta),
    lines,
    withoutTie,
    promises: toCents(base.selected) === 0n ? [] : await listPromises(ctx, organisationId, reading, at),
    cofundings: toCents(base.selected) === 0n ? [] : await listCofundings(ctx, organisationId, reading, at),
    floors: await listWatched(ctx, organisationId, reading, at),
  }
}

/** Works out what a cut or a raise of the year to come would do, as the address asks, for members; nothing is stored. */
export async function getWhatIf(ctx: Ctx, organisationId: string, params: URLSearchParams): Promise<WhatIfPage> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const { reading, problem } = readWhatIf(params)
    const measure = reading?.measure ?? (params.get('measure') === 'voted' ? 'voted' : 'executed')
    const baseYear = (await listYears(inner, organisationId, measure)).at(-1) ?? null
    const nextYear = Math.max((baseYear ?? 0) + 1, ctx.now.getUTCFullYear() + 1)
    const none = Object.fromEntries(
      Object.keys(filterValue).map((name) => [name, []]),
    ) as unknown as WhatIfPage['choices']
    const choices = baseYear === null ? none : await listChoices(inner, organisationId, measure, baseYear)
    const unknown = Object.entries(reading?.filters ?? {}).find(
      ([name, value]) => !choices[name as WhatIfFilter].includes(value),
    )
    const isClear = reading !== null && baseYear !== null && !unknown
    return {
      reading,
      problem: unknown && baseYear !== null ? { reason: 'what_if_choice_unknown', field: unknown[0] } : problem,
      baseYear,
      nextYear,
      choices,
      tieNames: await namePartnerships(inner, organisationId, choices.tie),
      result: isClear ? await work(inner, organisationId, reading, { base: baseYear, next: nextYear }) : null,
    }
  })
}
