import { beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../platform/context.ts'
import { makeAccount, makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makePair, makeProject } from '../../tests/ties.ts'
import { fromCents, toCents } from './exact.ts'
import { type FigureDimension, figureDimensions, netOf } from './figure-rules.ts'
import {
  linesBehind,
  linesOfStretch,
  localCounterparts,
  otherFunders,
  readFigureView,
  toldCounterparts,
} from './figure-view.ts'
import { getFigures } from './figures.server.ts'
import { getLens } from './lens.server.ts'
import { linesOfLens } from './lens-lines.ts'
import { type LensRow, lensDimensions, lensFlows, lensMeasures } from './lens-rules.ts'
import { type LineFigure, lineFigures, readLineView } from './line-filters.ts'
import { listLines } from './lines.server.ts'
import { getMoneyPaths } from './money-paths.server.ts'
import { measures, valuations } from './schema.ts'

// Every figure of the views leads to the lines that make it: each link is opened, and its lines are added up again.
const owner = await testContext()
const { tie, here, there } = await makePair(owner)
await makeAuthority(owner, { name: 'Dakar', country: 'SN' })
const agglomeration = await makeAuthority(owner, { name: 'Agglomération' })
const person = await makePerson(owner)
await makeSeat(owner, { personId: person.id, organisationId: here.id, role: 'reader' })
await makeSeat(owner, { personId: person.id, organisationId: agglomeration.id, role: 'reader' })
const reader = await memberContext(person.id, here.id)

const pick = <Value>(values: readonly Value[], seed: number): Value => values[seed % values.length] as Value

beforeAll(async () => {
  const project = (await makeProject(owner, { organisationId: here.id, partnershipId: tie.id })).id
  for (const [country, year, income_group] of [
    ['BF', 2016, 'ldc'],
    ['BF', 2022, 'lmic'],
  ] as const)
    await owner.db.insertInto('country_income_group').values({ country, year, income_group, source: 'test' }).execute()
  const natures = ['6574', '64111', '6251', '2031', '204', '6745', '69999']
  const received = ['74718', '7788', '1311']
  const accounts: string[] = []
  for (const year of [2016, 2018, 2022])
    accounts.push(
      await makeAccount(
        owner,
        here.id,
        { year, nomenclature: year === 2022 ? 'M57-M57' : 'M14-M14_COM_SUP3500', label: `Compte ${year}` },
        [
          ...natures.map((nature, at) => ({ nature, function_code: pick(['048', '041', null], at) })),
          ...received.map((nature) => ({ nature, direction: 'receipt', function_code: '048' })),
        ],
      ),
    )
  const budget = await makeAccount(owner, here.id, { year: 2022, stage: 'primitive', label: 'Budget' }, [{}])
  const gone = await makeAccount(owner, here.id, { year: 2022, state: 'superseded' }, [{}])
  await makeBudgetLine(owner, here.id, { year: 2022, executed: '9000000.00', document_id: gone, account_position: 1 })
  await makeBudgetLine(owner, here.id, { year: 2022, voted: '777.77', document_id: budget, account_position: 1 })
  // A fixed walk through the values, so that each meets the others.
  for (let seed = 0; seed < 140; seed++) {
    const isReceipt = seed % 4 === 3
    const drawn = seed % 5 !== 0
    const at = seed % 3
    const year = [2016, 2018, 2022][at] ?? 2016
    const cents = String(((seed * 7919) % 90_000_00) - (seed % 17 === 0 ? 90_000_00 : 0)).replace(
      /^(-?)(\d{1,2})$/,
      '$10$2',
    )
    const executed = fromCents(BigInt(cents))
    await makeBudgetLine(owner, here.id, {
      year,
      label: `Ligne ${seed}`,
      direction: isReceipt ? 'receipt' : 'expenditure',
      section: pick(['running', 'investment'], seed),
      valuation: drawn || isReceipt ? 'money' : pick(valuations, seed),
      ...(drawn && {
        document_id: accounts[at] ?? null,
        account_position: isReceipt ? 8 + (seed % 3) : 1 + (seed % 7),
      }),
      executed,
      opened: drawn ? executed : null,
      planned: drawn ? null : pick(['100.10', null], seed),
      voted: drawn || year === 2018 ? null : '55.55',
      carried_over: pick([null, '12.34'], seed),
      partnership_id: pick([null, tie.id, null], seed),
      project_id: pick([project, null], seed),
      country: pick(['BF', 'FR', 'SN', null], seed),
      action_type: pick(['twinning', 'decentralisedCooperation', null], seed),
      theme: pick(['peace', null], seed),
      purpose_frame: pick(['solidarity', 'influence', null], seed),
      operating_mode: pick(['network', null], seed),
      means: seed % 11 === 0 ? 'grants' : null,
      department: pick(['Relations internationales', ''], seed),
      funding_source: isReceipt ? pick(['state', 'ownFunds', 'agency', null], seed >> 2) : null,
      counterpart_id: pick([null, there.id, null, agglomeration.id], seed),
      counterpart_name: pick(['', 'Association des amis'], seed),
      counterpart_kind: isReceipt ? null : pick(['localActor', 'partnerAuthority', 'supplier', null], seed),
      is_internal: seed % 13 === 0,
    })
  }
  await makeBudgetLine(owner, agglomeration.id, { year: 2022, executed: '1000.00', counterpart_id: here.id })
  await makeBudgetLine(owner, agglomeration.id, { year: 2022, executed: '31.20', country: 'BF' })
}, 60_000)

const columnOf: Record<LineFigure, 'planned' | 'voted' | 'executed' | 'carriedOver'> = {
  planned: 'planned',
  voted: 'voted',
  executed: 'executed',
  carriedOver: 'carriedOver',
}

/** Adds up the lines a link lists, in the state it asks for: expenditure, receipts, and one less the other. */
async function openLink(query: Record<string, string>) {
  const view = readLineView(new URLSearchParams(query))
  expect(Object.keys(query).filter((name) => name !== 'with')).toEqual(
    expect.arrayContaining(Object.keys(view.filters)),
  )
  expect(Object.keys(view.filters)).toHaveLength(Object.keys(query).filter((name) => name !== 'with').length)
  const { sums, lines } = await listLines(reader, here.id, view, { all: true })
  expect(lines).toHaveLength(sums.reduce((sum, { count }) => sum + count, 0))
  const figure = query.figure as LineFigure
  const of = (direction: string) => sums.find((one) => one.direction === direction)?.[columnOf[figure]] ?? null
  return { expenditure: of('expenditure'), receipt: of('receipt'), net: netOf(of('expenditure'), of('receipt')) }
}

async function walkFigures(query: string) {
  const view = readFigureView(new URLSearchParams(query))
  const { cells } = await getFigures(reader, here.id, view)
  let opened = 0
  for (const [index, cell] of cells.entries()) {
    // Of the parts, one in four: every dimension has some of them among those.
    if (cell.dimension !== 'all' && index % 4 > 0) continue
    // Each state of the whole; of its parts, what was executed and one other in turn.
    const figures = cell.dimension === 'all' ? lineFigures : (['executed', pick(lineFigures, index)] as const)
    const by = cell.dimension === 'all' ? {} : { by: cell.dimension as FigureDimension, value: cell.value }
    for (const figure of new Set(figures))
      for (const direction of ['expenditure', 'receipt'] as const) {
        const amount = cell[direction === 'receipt' ? 'receipts' : 'expenditure'][figure]
        if (amount === null) continue
        const link = linesBehind(view, { year: cell.year, valuation: cell.valuation, direction, figure, ...by })
        expect([link, (await openLink(link))[direction]]).toEqual([link, amount])
        opened++
      }
    const net = netOf(cell.expenditure.executed, cell.receipts.executed)
    const link = linesBehind(view, { year: cell.year, valuation: cell.valuation, figure: 'executed', ...by })
    if (net !== null) expect([link, (await openLink(link)).net]).toEqual([link, net])
  }
  return opened
}

describe('every figure leads to exactly the lines that make it', () => {
  it('of the consolidated view, by every dimension', async () => {
    expect(figureDimensions.length).toBe(10)
    expect(await walkFigures('')).toBeGreaterThan(60)
  }, 120_000)

  it('narrowed, and with another authority added, transfers between them left out', async () => {
    expect(await walkFigures(`partnership=${tie.id}&section=running`)).toBeGreaterThan(6)
    expect(await walkFigures('country=none')).toBeGreaterThan(6)
    expect(await walkFigures(`with=${agglomeration.key}&country=BF`)).toBeGreaterThan(6)
  }, 120_000)

  it('of the way of the money, of what reaches local actors, of what others pay, and of the State', async () => {
    for (const year of [2016, 2018, 2022])
      for (const measure of measures) {
        const view = readFigureView(new URLSearchParams())
        const paths = await getMoneyPaths(reader, [here.id], { year, measure, filters: {} })
        for (const one of paths.stretches) {
          const direction = one.stage === 'funder' ? 'receipt' : 'expenditure'
          const link = linesBehind(view, { year, direction, figure: measure }, linesOfStretch(one))
          expect([link, (await openLink(link))[direction]]).toEqual([link, one.amount])
        }
        const sumOf = async (more: Record<string, string>, direction: 'expenditure' | 'receipt') =>
          (await openLink(linesBehind(view, { year, direction, figure: measure }, more)))[direction] ?? '0.00'
        expect(await sumOf({ counterpart: localCounterparts }, 'expenditure')).toBe(paths.reach.local)
        expect(await sumOf({ counterpart: toldCounterparts }, 'expenditure')).toBe(paths.reach.told)
        expect(await sumOf({}, 'expenditure')).toBe(paths.reach.all)
        expect(await sumOf({ funder: otherFunders }, 'receipt')).toBe(paths.fromOthers)
        for (const state of paths.stateYears) {
          const at = { year: state.year, direction: 'receipt', figure: measure, by: 'partnership' } as const
          const link = linesBehind(view, { ...at, value: state.partnershipId }, { funder: 'state' })
          expect((await openLink(link)).receipt ?? '0.00').toBe(state.stateMoney)
        }
      }
  }, 120_000)

  it('of the lens, by every dimension, way and measure', async () => {
    let opened = 0
    // A third of the dimensions under each measure and way: all of them in all.
    for (const [m, measure] of lensMeasures.entries())
      for (const [f, flow] of lensFlows.entries())
        for (const by of lensDimensions.filter((_, index) => (index + m + f) % 3 === 0)) {
          const query = new URLSearchParams({ from: '2016', to: '2018', toEnd: '2022', measure, flow, by })
          const { lens } = await inTransaction(reader, (ctx) => getLens(ctx, here.id, query))
          if (!lens) throw new Error('the lens has both periods')
          const { reading, comparison, years } = lens
          const check = async (row: Omit<LensRow, 'value'>, value: string | null) => {
            for (const side of ['first', 'second'] as const) {
              if (row[side] === null) continue
              const link = linesOfLens(reading, years[side], value)
              const found = await openLink(link)
              const key = flow === 'net' ? 'net' : flow === 'receipts' ? 'receipt' : 'expenditure'
              // Periods of unlike length are averages of a year: rounded, they differ by a cent at most.
              const count = comparison.basis === 'average' ? years[side].length : 1
              const off = toCents(found[key] ?? '0.00') - toCents(row[side] ?? '0.00') * BigInt(count)
              expect([link, off < 0n ? -off <= count : off <= count]).toEqual([link, true])
              if (count === 1) expect([link, found[key]]).toEqual([link, row[side]])
              opened++
            }
          }
          for (const row of comparison.rows) await check(row, row.value)
          await check(comparison.total, null)
          const parts = comparison.rows.reduce((sum, { change }) => sum + toCents(change), 0n)
          expect(fromCents(parts)).toBe(comparison.total.change)
        }
    expect(opened).toBeGreaterThan(100)
  }, 180_000)
})
