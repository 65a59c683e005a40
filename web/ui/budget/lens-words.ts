import { lensName, periodWords } from '../../../features/budgets/lens-names.ts'
import type { LensDimension, LensReading } from '../../../features/budgets/lens-rules.ts'
import { useLabels, useSite } from '../site.ts'

/** Exact decimals as the language writes them, never turned into floats. */
export function useFigures(): {
  /** Euros, with all the digits they have and at least the cents where there are any. */
  euros: (amount: string) => string
  /** The same with its sign in front, for a change. */
  signed: (amount: string) => string
  percent: (value: string) => string
  signedPercent: (value: string) => string
} {
  const { locale } = useSite()
  const region = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const money = (amount: string, signDisplay: 'auto' | 'exceptZero') =>
    new Intl.NumberFormat(region, {
      style: 'currency',
      currency: 'EUR',
      minimumFractionDigits: amount.endsWith('.00') ? 0 : 2,
      maximumFractionDigits: 6,
      signDisplay,
    }).format(amount as `${number}`)
  // A minus sign, not a hyphen.
  const minus = (said: string) => said.replace('-', '−')
  const share = (value: string, signDisplay: 'auto' | 'exceptZero') => {
    const digits = value.split('.')[1]?.length ?? 0
    const plain = new Intl.NumberFormat(region, { minimumFractionDigits: digits, signDisplay })
    return `${plain.format(value as `${number}`)}${locale === 'fr' ? '\u00a0%' : '%'}`
  }
  return {
    euros: (amount) => minus(money(amount, 'auto')),
    signed: (amount) => minus(money(amount, 'exceptZero')),
    percent: (value) => minus(share(value, 'auto')),
    signedPercent: (value) => minus(share(value, 'exceptZero')),
  }
}

/** The name of a value of a dimension. */
export function useValueName(): (
  dimension: LensDimension,
  value: string,
  names?: Readonly<Record<string, string>>,
) => string {
  const { t } = useSite()
  const { country } = useLabels()
  return (dimension, value, names = {}) => lensName({ t, country, names }, dimension, value)
}

/** The heading of the lens: what the two periods say when they are set side by side. */
export function useFinding(): (
  reading: LensReading,
  total: { change: string; kind: string },
  basis: 'sum' | 'average',
) => string {
  const { t } = useSite()
  const { euros } = useFigures()
  return ({ flow, measure, first, second }, { change, kind }, basis) =>
    t(`arbitration.lens.finding.${flow}`, {
      ...{ first: periodWords(first), second: periodWords(second), measure, basis },
      kind: change.startsWith('-') ? 'fell' : /[1-9]/.test(change) ? 'rose' : kind,
      change: euros(change.replace('-', '')),
    })
}
