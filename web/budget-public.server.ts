import { redirect } from 'react-router'
import { ratiosOf } from '../features/budgets/figure-rules.ts'
import {
  listPublicBudgetParts,
  listPublicBudgetYears,
  type PublicBudgetYear,
} from '../features/budgets/public-budgets.server.ts'
import { comparePeers } from '../features/budgets/whole-budget.server.ts'
import { findOrganisationByKey } from '../features/organisations/queries.server.ts'
import { drawChart } from '../platform/charts/draw.ts'
import { AppError } from '../platform/errors.ts'
import { translator } from '../platform/i18n/translator.ts'
import { readKey } from './authority-page.server.ts'
import { pathTo } from './paths.ts'
import type { PageRequest } from './request.ts'
import { wholeEuros } from './workspace/budget-words.ts'

const series = ['expenditure', 'receipts', 'net'] as const

function drawYears(locale: PageRequest['ctx']['locale'], years: readonly PublicBudgetYear[], title: string) {
  if (years.length < 2) return null
  const t = translator(locale)
  const data = {
    series,
    years: years.slice(-8).map(({ year, expenditure, receipts, net }) => ({
      label: String(year),
      amounts: { expenditure, receipts, net },
    })),
  }
  const words = {
    id: 'evolution',
    title,
    amount: (amount: string) => wholeEuros(locale, amount),
    series: Object.fromEntries(series.map((one) => [one, t(`budget.series.${one}`)])),
  }
  return { narrow: drawChart('evolution', data, words, 'narrow'), wide: drawChart('evolution', data, words, 'wide') }
}

/** Everything the public page of a budget shows; nothing is there unless the authority switched it on. */
export async function loadPublicBudget({ ctx, url }: PageRequest, key: string, slug: string | undefined) {
  const found = await findOrganisationByKey(ctx, readKey(key))
  const target = found && ('movedTo' in found ? found.movedTo : found.organisation)
  const years = target ? await listPublicBudgetYears(ctx, target.key) : []
  if (!found || !target || years.length === 0) throw new AppError('not_found', 'budget_not_public')
  const path = pathTo('authorityBudget', ctx.locale, { key: target.key, name: target.name })
  if ('movedTo' in found || pathTo('authorityBudget', ctx.locale, { key }) + (slug ? `/${slug}` : '') !== path)
    throw redirect(path + url.search, 308)
  const executed = years.filter(({ stage }) => stage === 'executed')
  const shown = executed.length > 0 ? executed : years
  const latest = shown.at(-1)
  if (!latest) throw new AppError('not_found', 'budget_not_public')
  const t = translator(ctx.locale)
  const first = shown[0] ?? latest
  const finding = t('budget.evolution.finding', {
    first: String(first.year),
    from: wholeEuros(ctx.locale, first.expenditure),
    last: String(latest.year),
    to: wholeEuros(ctx.locale, latest.expenditure),
    measure: latest.stage,
  })
  const basis = { ...latest, total: latest.totalExpenditure }
  return {
    organisation: { key: target.key, name: target.name },
    years,
    parts: await listPublicBudgetParts(ctx, target.key),
    latest,
    basis,
    ratios: ratiosOf(basis),
    peers:
      latest.stage === 'executed'
        ? await comparePeers(ctx, { key: target.key, tier: latest.tier }, latest.year, latest.population)
        : null,
    finding,
    drawing: drawYears(ctx.locale, shown, finding),
  }
}
