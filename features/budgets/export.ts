import type { Column, Words } from '../opendata/columns.ts'
import type { PublicBudgetPartRow, PublicBudgetYear } from './public-budgets.server.ts'
import { readPublicChange, undetailed } from './public-change.ts'

/** What authorities publish of their budgets is open data of theirs. */
export const budgetLicence = 'etalab-2.0'

// Amounts are exact decimals; those below zero are numbers too, not formulas.
const decimal = (amount: string | null) => (amount === null ? null : Number(amount))

/** The columns of a published year in open files; what each holds is told in `data.columns.budgets`. */
export const budgetExportColumns: readonly Column<PublicBudgetYear>[] = [
  { name: 'organisation', value: (one) => one.organisationKey },
  { name: 'organisation_name', value: (one) => one.organisationName },
  { name: 'tier', value: (one) => one.tier },
  { name: 'year', kind: 'integer', value: (one) => one.year },
  { name: 'stage', value: (one) => one.stage },
  { name: 'stage_label', value: (one, { t }) => t(`budget.measure.${one.stage}`) },
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
  {
    name: 'accounts',
    kind: 'texts',
    value: (one, { t }) =>
      one.source.map(({ label, stage, decidedOn }) =>
        [t(`budget.stage.${stage}`), label, decidedOn].filter(Boolean).join(', '),
      ),
  },
  { name: 'licence', value: () => budgetLicence },
  { name: 'as_of', kind: 'instant', value: (one) => one.asOf },
  { name: 'url', value: (one, { links, locale }) => links.budget(locale, one.organisationKey, one.organisationName) },
]

const namedIn: Readonly<Record<string, string>> = {
  type: 'atlas.type',
  theme: 'atlas.theme',
  mode: 'project.mode',
  frame: 'project.frame',
  funder: 'project.source',
  incomeGroup: 'budget.income',
}

// What a part is called: of a change, what changed.
function nameOf({ dimension, value, label }: PublicBudgetPartRow, { t, names, locale }: Words): string {
  const change = dimension === 'change' ? readPublicChange(value) : null
  const { by, code } = change ? { by: change.dimension, code: change.value } : { by: dimension, code: value }
  if (code === undetailed) return t('budget.undetailed')
  if (by === 'country') return names.country(code)[locale]
  if (by === 'partnership') return label
  const key = `${namedIn[by]}.${code}`
  return t.has(key) ? t(key) : code
}

/** The columns of a part of a published year in open files; what each holds is told in `data.columns.budgetParts`. */
export const budgetPartExportColumns: readonly Column<PublicBudgetPartRow>[] = [
  { name: 'organisation', value: (one) => one.organisationKey },
  { name: 'organisation_name', value: (one) => one.organisationName },
  { name: 'year', kind: 'integer', value: (one) => one.year },
  { name: 'stage', value: (one) => one.stage },
  { name: 'stage_label', value: (one, { t }) => t(`budget.measure.${one.stage}`) },
  { name: 'dimension', value: (one) => one.dimension },
  { name: 'value', value: (one) => one.value },
  { name: 'label', value: nameOf },
  { name: 'expenditure', kind: 'number', value: (one) => decimal(one.expenditure) },
  { name: 'receipts', kind: 'number', value: (one) => decimal(one.receipts) },
  { name: 'reason', value: (one) => one.reason || null },
  { name: 'licence', value: () => budgetLicence },
  { name: 'as_of', kind: 'instant', value: (one) => one.asOf },
  { name: 'url', value: (one, { links, locale }) => links.budget(locale, one.organisationKey, one.organisationName) },
]
