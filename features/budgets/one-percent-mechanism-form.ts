import { isDay } from '../../platform/days.ts'
import { readDecimal } from '../../platform/decimals.ts'

/** What an administrator may correct of a mechanism, in the order of the form. */
export const mechanismFields = [
  ...(['article', 'act', 'since', 'rate', 'basisFr', 'basisEn', 'sourceName', 'sourceUrl', 'verifiedOn'] as const),
] as const
export type MechanismField = (typeof mechanismFields)[number]

/** What is typed of a mechanism. */
export type MechanismInput = Record<MechanismField | 'code', string>

/** Something to mend in a mechanism, and its field. */
export type MechanismProblem = { reason: string; field: MechanismField }

/** A mechanism as it is kept, but for its code. */
export type MechanismRow = {
  article: string
  act: string
  since: string
  rate: string
  basis_fr: string
  basis_en: string
  source_name: string
  source_url: string | null
  verified_on: string | null
}

const longest = { article: 200, act: 300, basisFr: 500, basisEn: 500, sourceName: 300 } as const

function problemsOf(typed: MechanismInput, rate: string | null): MechanismProblem[] {
  const { since, sourceUrl, verifiedOn } = typed
  const wrong = (field: MechanismField): string | null => {
    const most = field in longest ? longest[field as keyof typeof longest] : null
    if (most !== null && typed[field] === '') return 'law_missing'
    if (most !== null && typed[field].length > most) return 'law_long'
    if (field === 'since' && !isDay(since)) return 'law_day_wrong'
    if (field === 'verifiedOn' && verifiedOn !== '' && !isDay(verifiedOn)) return 'law_day_wrong'
    if (field === 'rate' && (rate === null || rate === '0.00' || Number(rate) > 100)) return 'one_percent_rate_wrong'
    const isAddress = sourceUrl === '' || URL.parse(sourceUrl)?.protocol.startsWith('http') === true
    return field === 'sourceUrl' && !isAddress ? 'law_address_wrong' : null
  }
  return mechanismFields.flatMap((field) => {
    const reason = wrong(field)
    return reason ? [{ reason, field }] : []
  })
}

/** Reads a mechanism as an administrator types it, or all there is to mend in it. */
export function readMechanism(given: MechanismInput): { row: MechanismRow } | { problems: MechanismProblem[] } {
  const typed = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim()])) as MechanismInput
  const rate = readDecimal(typed.rate.replace('%', ''))
  const problems = problemsOf(typed, rate)
  if (problems.length > 0 || rate === null) return { problems }
  return {
    row: {
      ...{ article: typed.article, act: typed.act, since: typed.since, rate },
      ...{ basis_fr: typed.basisFr, basis_en: typed.basisEn, source_name: typed.sourceName },
      ...{ source_url: typed.sourceUrl || null, verified_on: typed.verifiedOn || null },
    },
  }
}
