import type { Lens } from '../../features/budgets/lens.server.ts'
import { type LensNames, lensName, periodWords } from '../../features/budgets/lens-names.ts'
import { waterfallSteps } from '../../features/budgets/lens-rules.ts'
import { drawChart } from '../../platform/charts/draw.ts'
import type { Drawing } from '../ui/budget/chart.tsx'
import { wholeEuros } from './budget-words.ts'

/** The way from the first period to the second, step by step; null where nothing changed. */
export function drawLens(names: LensNames, locale: string, lens: Lens, title: string): Drawing | null {
  const { reading, comparison } = lens
  const steps = waterfallSteps(comparison, 8)
  if (steps.length === 0) return null
  const name = (value: string) => lensName({ ...names, names: lens.names }, reading.dimension, value)
  const data = [
    { label: periodWords(reading.first), amount: comparison.total.first ?? '0.00', isTotal: true },
    ...steps.map(({ value, change }) => ({
      label: value === null ? names.t('arbitration.lens.others') : name(value),
      amount: change,
    })),
    { label: periodWords(reading.second), amount: comparison.total.second ?? '0.00', isTotal: true },
  ]
  const words = { id: 'lens', title, amount: (amount: string) => wholeEuros(locale, amount) }
  return { narrow: drawChart('waterfall', data, words, 'narrow'), wide: drawChart('waterfall', data, words, 'wide') }
}
