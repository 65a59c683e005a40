import type { LensDimension, LensReading } from './lens-rules.ts'
import { type LineFilterName, unsaid } from './line-filters.ts'

const filterOf: Record<LensDimension, LineFilterName> = {
  type: 'type',
  theme: 'theme',
  incomeGroup: 'incomeGroup',
  mode: 'mode',
  frame: 'frame',
  means: 'means',
  section: 'section',
  fonction: 'fonction',
  country: 'country',
  partnership: 'tie',
  department: 'department',
}

/** The query of the list of lines behind an amount of the lens: of the years counted, of one value or, without one, of all. */
export function linesOfLens(
  { dimension, flow, measure }: Pick<LensReading, 'dimension' | 'flow' | 'measure'>,
  years: readonly number[],
  value: string | null,
): Record<string, string> {
  return {
    year: years.join('.'),
    ...(flow === 'net' ? {} : { direction: flow === 'receipts' ? 'receipt' : 'expenditure' }),
    valuation: 'money',
    figure: measure,
    ...(value === null ? {} : { [filterOf[dimension]]: value === '' ? unsaid : value }),
  }
}
