import {
  type FigureCell,
  type FigureDimension,
  netOf,
  ownAndOthers,
  ratiosOf,
} from '../../features/budgets/figure-rules.ts'
import { type FigureView, figureFilterNames, readFigureView } from '../../features/budgets/figure-view.ts'
import { type Figures, getFigures } from '../../features/budgets/figures.server.ts'
import { getMoneyPaths } from '../../features/budgets/money-paths.server.ts'
import { type Measure, measures } from '../../features/budgets/schema.ts'
import { comparePeers, getWholeBudgets } from '../../features/budgets/whole-budget.server.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { type ChartSpeech, drawEvolution, drawParts, drawWay } from './budget-charts.server.ts'
import { figureName, wholeEuros } from './budget-words.ts'
import type { OrganisationPage } from './request.ts'

const isMoneyYear = (cell: Figures['cells'][number]) => cell.dimension === 'all' && cell.valuation === 'money'

/** The years there are figures of, and the states each is known in. */
export function knownYears(cells: Figures['cells']): { year: number; measures: Measure[] }[] {
  return cells
    .filter(isMoneyYear)
    .map((cell) => ({
      year: cell.year,
      measures: measures.filter((one) => netOf(cell.expenditure[one], cell.receipts[one]) !== null),
    }))
    .filter(({ measures }) => measures.length > 0)
}

/** The year and the state that are shown: those asked for where they are known, else the latest executed, else voted. */
export function chooseShown(
  view: FigureView,
  known: ReturnType<typeof knownYears>,
): { year: number; measure: Measure } | null {
  const inYear = view.year === null ? null : known.find(({ year }) => year === view.year)
  const latest = known.findLast(({ measures }) => measures.includes(view.measure ?? 'executed')) ?? known.at(-1)
  const found = inYear ?? latest
  if (!found) return null
  const order: Measure[] = ['executed', 'voted', 'planned']
  const measure =
    view.measure && found.measures.includes(view.measure)
      ? view.measure
      : order.find((one) => found.measures.includes(one))
  return measure ? { year: found.year, measure } : null
}

/** All the page of the consolidated budget shows; `shown` is null where there is no figure yet. */
export async function loadBudget({ ctx, url, atWork, page }: OrganisationPage) {
  const { organisation } = atWork
  const view = readFigureView(url.searchParams)
  // The dimension that is shown, those one has narrowed to, whose values are named, and ties, whose names are.
  const asked: FigureDimension[] = [view.by, 'partnership', ...figureFilterNames.filter((name) => view.filters[name])]
  const figures = await getFigures(ctx, organisation.organisationId, view, [...new Set(asked)])
  const known = knownYears(figures.cells)
  const at = chooseShown(view, known)
  const others = atWork.seats.filter(
    ({ partnershipId, organisationId }) => !partnershipId && organisationId !== organisation.organisationId,
  )
  const top = { organisation, view, known, figures, others: others.map(({ key, name }) => ({ key, name })) }
  if (!at) return { ...top, shown: null }
  const { year, measure } = at
  const whole = await getWholeBudgets(ctx, organisation.organisationId)
  const isAlone = figures.organisationIds.length === 1
  const ofYear = whole.years.find((one) => one.year === year) ?? null
  const population = ofYear?.population ?? whole.register.population
  const populationYear = ofYear?.populationYear ?? whole.register.populationYear
  const cell = figures.cells.find((one) => isMoneyYear(one) && one.year === year)
  const expenditure = cell?.expenditure[measure] ?? '0.00'
  const receipts = cell?.receipts[measure] ?? '0.00'
  const total = measure === 'planned' ? null : (ofYear?.[measure].expenditure ?? null)
  const paths = await getMoneyPaths(ctx, figures.organisationIds, { year, measure, filters: view.filters })
  const means = ownAndOthers(expenditure, paths.fromOthers, paths.beside)
  const t = translator(ctx.locale)
  const speech = {
    t,
    country: (code: string) => page.labels.countries.get(code) ?? code,
    partnerships: figures.partnerships,
    amount: (amount: string) => wholeEuros(ctx.locale, amount),
  }
  const net = netOf(expenditure, receipts) ?? '0.00'
  const findings = findingsOf(speech, figures.cells, { year, measure, by: view.by }, { expenditure, own: means.own })
  return {
    ...top,
    shown: {
      year,
      measure,
      expenditure,
      receipts,
      net,
      cell: cell ?? null,
      means,
      paths,
      isAlone,
      whole: ofYear,
      hasAccounts: whole.years.length > 0,
      basis: { total, population, populationYear },
      // Of several authorities together neither the inhabitants nor the budgets add up: they live in both.
      ratios: isAlone ? ratiosOf({ expenditure, receipts, total, population }) : null,
      peers:
        isAlone && measure === 'executed' && Object.keys(view.filters).length === 0
          ? await comparePeers(ctx, whole.register, year, population)
          : null,
      findings,
      isPartsUnsaid: figures.cells.every(
        (one) => one.dimension !== view.by || one.year !== year || one.valuation !== 'money' || one.value === '',
      ),
      drawings: {
        evolution: drawEvolution(speech, figures.cells, measure, findings.evolution),
        parts: drawParts(speech, figures.cells, { year, by: view.by, measure, title: findings.parts }),
        way: drawWay(speech, paths, means.own, isAlone ? organisation.name : t('budget.several.short'), findings.way),
      },
      names: Object.fromEntries(
        figures.cells.map(({ dimension, value }) => [
          `${dimension} ${value}`,
          dimension === 'all' ? '' : figureName(speech, dimension, value),
        ]),
      ),
    },
  }
}

// What each drawing shows, in a sentence.
function findingsOf(
  speech: ChartSpeech,
  cells: Figures['cells'],
  { year, measure, by }: { year: number; measure: Measure; by: FigureDimension },
  { expenditure, own }: { expenditure: string; own: string },
) {
  const { t, amount } = speech
  const years = cells.filter((one) => isMoneyYear(one) && one.expenditure[measure] !== null)
  const side = by === 'funder' ? 'receipts' : 'expenditure'
  const [first] = cells
    .filter((one) => one.dimension === by && one.year === year && one.valuation === 'money')
    .toSorted((a, b) => Number(b[side][measure] ?? 0) - Number(a[side][measure] ?? 0))
  const at = (one: FigureCell | undefined) => amount(one?.expenditure[measure] ?? expenditure)
  return {
    heading: t('budget.parts.title', { by: t(`budget.by.${by}`), year: String(year) }),
    evolution: t('budget.evolution.finding', {
      first: String(years[0]?.year ?? year),
      from: at(years[0]),
      last: String(years.at(-1)?.year ?? year),
      to: at(years.at(-1)),
      measure,
    }),
    parts: first
      ? t('budget.parts.finding', {
          name: figureName(speech, by, first.value),
          amount: amount(first[side][measure] ?? '0.00'),
        })
      : t('budget.parts.title', { by: t(`budget.by.${by}`), year: String(year) }),
    way: t('budget.way.finding', { year: String(year), expenditure: amount(expenditure), own: amount(own) }),
  }
}

/** What the page of the budget is made of where there are figures. */
export type ShownBudget = NonNullable<Awaited<ReturnType<typeof loadBudget>>['shown']>
