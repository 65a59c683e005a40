import type { AmountKind } from '../agreement-schema.ts'
import type { AgreementPaper, Block } from '../kit-paper.ts'
import type { Words } from './words.ts'

// Cents as whole numbers: amounts are never floats.
function cents(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.')
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0').slice(0, 2))
}

/** The sum of decimal amounts, to the cent. */
export function sum(amounts: readonly string[]): string {
  const total = amounts.reduce((all, amount) => all + cents(amount), 0n)
  return `${total / 100n}.${String(total % 100n).padStart(2, '0')}`
}

/** What one side, or all of them, forecast of a kind: a sum for each currency, never across two. */
export function totalsOf(
  paper: AgreementPaper,
  kind: AmountKind,
  organisationId: string | null,
): { amount: string; currency: string }[] {
  const chosen = paper.amounts.filter(
    (one) => one.kind === kind && (organisationId === null || one.organisationId === organisationId),
  )
  return [...new Set(chosen.map(({ currency }) => currency))].map((currency) => ({
    currency,
    amount: sum(chosen.filter((one) => one.currency === currency).map(({ amount }) => amount)),
  }))
}

/** The table of forecast amounts, by year and party, then a total for each party; none where nothing is forecast. */
export function amountsTable(paper: AgreementPaper, words: Words): Block[] {
  const { t, money } = words
  if (paper.amounts.length === 0) return []
  const nameOf = (id: string) => paper.parties.find(({ organisationId }) => organisationId === id)?.name ?? ''
  const rows = paper.amounts.map((one) => [
    String(one.year),
    nameOf(one.organisationId),
    t(`kit.amountKind.${one.kind}`),
    money(one.amount, one.currency),
  ])
  const totals = paper.parties.flatMap(({ organisationId, name }) =>
    (['money', 'inKind', 'volunteerTime'] as const).flatMap((kind) =>
      totalsOf(paper, kind, organisationId).map(({ amount, currency }) => [
        t('kit.amounts.total'),
        name,
        t(`kit.amountKind.${kind}`),
        money(amount, currency),
      ]),
    ),
  )
  return [
    {
      kind: 'table',
      caption: t('kit.amounts.caption'),
      head: [t('kit.amounts.year'), t('kit.amounts.party'), t('kit.amounts.kind'), t('kit.amounts.amount')],
      rows: [...rows, ...totals],
      numbers: [3],
    },
  ]
}
