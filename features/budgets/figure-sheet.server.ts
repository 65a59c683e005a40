import { sql } from 'kysely'
import { drawChart } from '../../platform/charts/draw.ts'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { loadNames } from '../opendata/names.server.ts'
import { makePaper } from '../partnerships/make-paper.server.ts'
import { netOf, ownAndOthers, ratiosOf } from './figure-rules.ts'
import { composeSheet, type SheetAction, sheetYears } from './figure-sheet.ts'
import { countedLines } from './figures/counted.server.ts'
import { hiddenLine } from './figures/hidden.server.ts'
import { readFigures } from './figures.server.ts'
import { readMoneyPaths } from './money-paths.server.ts'
import { type Measure, measures } from './schema.ts'
import { readWholeBudgets } from './whole-budget.server.ts'

type ActionRow = {
  name: string | null
  hidden: boolean
  carriers: string[]
  departments: string[]
  payers: string[]
  own: boolean
  expenditure: string
}

// The sheet is handed out: what is told apart nowhere outside is not told apart on it either.
const sheetLines = (organisationId: string, year: number, measure: Measure) => sql`(
  select m.direction, case when not l.is_hidden then nullif(m.funding_source, '') end as funding_source, m.counterpart_id, l.is_hidden, m.${sql.ref(measure)} as amount,
    case when not l.is_hidden then m.project_id end as project_id,
    case when not l.is_hidden and m.project_id is null then m.partnership_id end as tie_id,
    case when not l.is_hidden then m.department end as department, case when not l.is_hidden then nullif(m.country, '') end as country
  from ${countedLines([organisationId])} m cross join lateral (select ${hiddenLine} as is_hidden) l
  where m.year = ${year} and m.valuation = 'money' and m.${sql.ref(measure)} is not null)`

// What was done with whom: by project, else by tie, else by department; the bodies that carried it, then those that paid.
async function listActions(ctx: Ctx, organisationId: string, year: number, measure: Measure): Promise<ActionRow[]> {
  const { rows } = await sql<ActionRow>`
    with line as materialized (select * from ${sheetLines(organisationId, year, measure)} m),
    action as (
      select is_hidden, project_id, tie_id,
        case when project_id is null and tie_id is null then department end as department,
        array_agg(distinct department) filter (where department <> '') as departments,
        array_agg(distinct funding_source) filter (where direction = 'receipt' and funding_source <> 'ownFunds') as payers,
        coalesce(sum(amount) filter (where direction = 'expenditure'), 0) as spent,
        coalesce(sum(amount) filter (where direction = 'receipt'), 0) as received
      from line group by 1, 2, 3, 4)
    select a.is_hidden as hidden, coalesce(j.title, (select string_agg(o.name, ', ' order by y.position) from partnership_party y
        join organisation o on o.id = y.organisation_id where y.partnership_id = a.tie_id and o.id <> ${organisationId}),
        nullif(a.department, '')) as name,
      coalesce((select array_agg(coalesce(o.name, i.name) order by coalesce(o.name, i.name)) from project_participant i
        left join organisation o on o.id = i.organisation_id where i.project_id = a.project_id and i.role in ('lead', 'coLead', 'carrier')
          and o.discreet_since is null), '{}') as carriers,
      coalesce(a.departments, '{}') as departments, coalesce(a.payers, '{}') as payers, a.spent > a.received as own,
      a.spent::numeric(18, 2)::text as expenditure
    from action a left join project j on j.id = a.project_id where a.spent > 0
    order by a.is_hidden, a.spent desc, 2`.execute(ctx.db)
  return rows
}

type PartRow = { side: 'country' | 'funder'; value: string; amount: string }

async function listParts(ctx: Ctx, organisationId: string, year: number, measure: Measure): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`
    select v.side, coalesce(v.value, '') as value, sum(m.amount)::numeric(18, 2)::text as amount
    from ${sheetLines(organisationId, year, measure)} m
    cross join lateral (values (case m.direction when 'expenditure' then 'country' else 'funder' end,
      case m.direction when 'expenditure' then m.country when 'receipt' then m.funding_source end)) v(side, value)
    group by 1, 2 having sum(m.amount) > 0 order by 1, sum(m.amount) desc, 2`.execute(ctx.db)
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
  const day = (date: Date) =>
    new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(date)
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
    // As the public would read it: by the same job.
    const [acted, parts] = await asJob(inner, 'publish', async (job) => [
      await listActions(job, organisationId, year, measure),
      await listParts(job, organisationId, year, measure),
    ])
    const actions = acted.map(
      (one): SheetAction => ({
        name: one.hidden ? t('budget.undetailed') : (one.name ?? t('budget.unsaid')),
        carriedBy: one.hidden
          ? t('budget.undetailed')
          : (one.carriers.length > 0 ? one.carriers : one.departments).join(', '),
        paidBy: [
          ...(one.own ? [register.name] : []),
          ...one.payers.map((payer) => t(`project.source.${payer as 'state'}`)),
        ].join(', '),
        expenditure: one.expenditure,
      }),
    )
    const names = await loadNames(inner)
    const partsOf = (side: PartRow['side'], nameOf: (value: string) => string) => {
      const found = parts.filter((one) => one.side === side)
      // Nothing but what is not told apart is nothing to tell.
      if (found.every(({ value }) => value === '')) return []
      return found.map(({ value, amount }) => ({ name: value === '' ? t('budget.undetailed') : nameOf(value), amount }))
    }
    const series = ['expenditure', 'net'] as const
    const drawing =
      years.length < 2
        ? null
        : drawChart(
            'evolution',
            {
              series,
              years: years.slice(-sheetYears).map(({ year: label, ...amounts }) => ({ label: String(label), amounts })),
            },
            {
              id: 'evolution',
              title: t('budget.sheet.drawing'),
              amount: money(0),
              series: Object.fromEntries(series.map((one) => [one, t(`budget.series.${one}`)])),
            },
            'narrow',
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
        countries: partsOf('country', (code) => names.country(code)[ctx.locale]),
        funders: partsOf('funder', (code) => t(`project.source.${code as 'state'}`)),
        sources: (account?.documents ?? []).map(
          ({ label, stage, decidedOn }) =>
            `${t(`budget.stage.${stage}`)}, ${label}${decidedOn ? t('budget.source.decided', { day: day(new Date(decidedOn)) }) : ''}`,
        ),
        madeOn: day(inner.now),
      },
      {
        t,
        locale: ctx.locale,
        euros: money(2),
        wholeEuros: money(0),
        percent: (value) =>
          `${new Intl.NumberFormat(region, { minimumFractionDigits: value.split('.')[1]?.length ?? 0 }).format(value as `${number}`)}${ctx.locale === 'fr' ? '\u00a0' : ''}%`,
        number: (value) => new Intl.NumberFormat(region).format(value),
      },
    )
  })
  return { name: `${t('budget.sheet.file')}-${year}.pdf`, bytes: await makePaper(text, 'pdf', ctx.now) }
}
