import { sql } from 'kysely'
import { drawChart } from '../../platform/charts/draw.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { makePaper } from '../partnerships/make-paper.server.ts'
import { netOf, ownAndOthers, ratiosOf } from './figure-rules.ts'
import { composeSheet, type SheetAction } from './figure-sheet.ts'
import { countedLines } from './figures/counted.server.ts'
import { readFigures } from './figures.server.ts'
import { readMoneyPaths } from './money-paths.server.ts'
import { type Measure, measures } from './schema.ts'
import { readWholeBudgets } from './whole-budget.server.ts'

type ActionRow = {
  name: string | null
  carriers: string[]
  departments: string[]
  payers: string[]
  own: boolean
  expenditure: string
}

// What was done with whom: by project, else by tie, else by department; the bodies that carried it, then those that paid.
async function listActions(ctx: Ctx, organisationId: string, year: number, measure: Measure): Promise<ActionRow[]> {
  const { rows } = await sql<ActionRow>`
    with line as (select m.*, m.${sql.ref(measure)} as amount from ${countedLines([organisationId])} m
      where m.year = ${year} and m.valuation = 'money' and m.${sql.ref(measure)} is not null),
    action as (
      select project_id, case when project_id is null then partnership_id end as tie_id,
        case when project_id is null and partnership_id is null then department end as department,
        array_agg(distinct department) filter (where department <> '') as departments,
        array_agg(distinct funding_source) filter (where direction = 'receipt' and funding_source <> 'ownFunds') as payers,
        coalesce(sum(amount) filter (where direction = 'expenditure'), 0) as spent,
        coalesce(sum(amount) filter (where direction = 'receipt'), 0) as received
      from line group by 1, 2, 3)
    select coalesce(j.title, (select string_agg(o.name, ', ' order by y.position) from partnership_party y
        join organisation o on o.id = y.organisation_id where y.partnership_id = a.tie_id and o.id <> ${organisationId}),
        nullif(a.department, '')) as name,
      coalesce((select array_agg(coalesce(o.name, i.name) order by coalesce(o.name, i.name)) from project_participant i
        left join organisation o on o.id = i.organisation_id where i.project_id = a.project_id and i.role in ('lead', 'coLead', 'carrier')), '{}') as carriers,
      coalesce(a.departments, '{}') as departments, coalesce(a.payers, '{}') as payers, a.spent > a.received as own,
      a.spent::numeric(18, 2)::text as expenditure
    from action a left join project j on j.id = a.project_id where a.spent > 0 order by a.spent desc, 1`.execute(ctx.db)
  return rows
}

/** The A4 “our international action in figures” of a year, as a tagged PDF, for the members of the organisation. */
export async function makeSheet(
  ctx: Ctx,
  organisationId: string,
  year: number,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  await requireRole(ctx, organisationId, 'reader')
  const t = translator(ctx.locale)
  const region = ctx.locale === 'fr' ? 'fr-FR' : 'en-GB'
  const money = (digits: number) => (amount: string) =>
    new Intl.NumberFormat(region, {
      style: 'currency',
      currency: 'EUR',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(amount as `${number}`)
  const text = await inTransaction(ctx, async (inner) => {
    const { cells } = await readFigures(inner, [organisationId], {}, [])
    const all = cells.filter(({ valuation }) => valuation === 'money')
    const found = all.find((one) => one.year === year)
    const order = [...measures].reverse()
    const measure = order.find((one) => found && netOf(found.expenditure[one], found.receipts[one]) !== null)
    if (!found || !measure) throw new AppError('not_found', 'budget_year_unknown', { year: String(year) })
    const [account] = (await readWholeBudgets(inner, organisationId)).filter((one) => one.year === year)
    const register = await inner.db
      .selectFrom('organisation')
      .select(['name', 'population', 'population_year'])
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow()
    const expenditure = found.expenditure[measure] ?? '0.00'
    const receipts = found.receipts[measure] ?? '0.00'
    const population = account?.population ?? register.population
    const total = measure === 'planned' ? null : (account?.[measure].expenditure ?? null)
    const paths = await readMoneyPaths(inner, [organisationId], { year, measure, filters: {} })
    const years = all
      .filter((one) => one.year <= year)
      .flatMap((one) => {
        const net = netOf(one.expenditure[measure], one.receipts[measure])
        if (net === null) return []
        return [
          {
            year: one.year,
            expenditure: one.expenditure[measure] ?? '0.00',
            receipts: one.receipts[measure] ?? '0.00',
            net,
          },
        ]
      })
    const actions = (await listActions(inner, organisationId, year, measure)).map(
      (one): SheetAction => ({
        name: one.name ?? t('budget.unsaid'),
        carriedBy: (one.carriers.length > 0 ? one.carriers : one.departments).join(', '),
        paidBy: [
          ...(one.own ? [register.name] : []),
          ...one.payers.map((payer) => t(`project.source.${payer as 'state'}`)),
        ].join(', '),
        expenditure: one.expenditure,
      }),
    )
    const series = ['expenditure', 'receipts', 'net'] as const
    const drawing =
      years.length < 2
        ? null
        : drawChart(
            'evolution',
            {
              series,
              years: years.slice(-3).map(({ year: label, ...amounts }) => ({ label: String(label), amounts })),
            },
            {
              id: 'evolution',
              title: t('budget.sheet.drawing'),
              amount: money(0),
              series: Object.fromEntries(series.map((one) => [one, t(`budget.series.${one}`)])),
            },
            'wide',
            'paper',
          )
    return composeSheet(
      {
        name: register.name,
        year,
        measure,
        expenditure,
        receipts,
        net: netOf(expenditure, receipts) ?? '0.00',
        total,
        population,
        populationYear: account?.populationYear ?? register.population_year,
        ratios: ratiosOf({ expenditure, receipts, total, population }),
        leverage: ownAndOthers(expenditure, paths.fromOthers, paths.beside).leverage,
        years,
        drawing,
        actions,
        sources: (account?.documents ?? []).map(({ label, stage }) => `${t(`budget.stage.${stage}`)}, ${label}`),
      },
      {
        t,
        locale: ctx.locale,
        euros: money(2),
        percent: (value) =>
          `${new Intl.NumberFormat(region, { minimumFractionDigits: 3 }).format(value as `${number}`)} %`,
        number: (value) => new Intl.NumberFormat(region).format(value),
      },
    )
  })
  return { name: `${t('budget.sheet.file')}-${year}.pdf`, bytes: await makePaper(text, 'pdf', ctx.now) }
}
