/** What may be carried from a line of one year to those of the same nature, function and beneficiary in others. */
export const carriedFields = [
  'partnershipId',
  'projectId',
  'country',
  'actionType',
  'theme',
  'purposeFrame',
  'operatingMode',
  'means',
  'department',
  'fundingSource',
  'counterpartId',
  'counterpartKind',
  'onePercent',
  'odaKind',
  'odaChannel',
  'dacSector',
] as const
export type CarriedField = (typeof carriedFields)[number]

/** What is said of a line, by the field; null where nothing is. */
export type CarriedChoices = Record<CarriedField, string | null>

/** A line of the international budget that was drawn from an account, as far as carrying choices goes. */
export type CarriedLine = CarriedChoices & {
  id: string
  year: number
  label: string
  direction: 'expenditure' | 'receipt'
  nature: string
  functionCode: string
  /** As it is compared: without accents or capitals; empty where the account names nobody. */
  beneficiary: string
  amount: string | null
}

/** A line that would be told more, and what. */
export type CarriedTo = { id: string; year: number; amount: string | null; says: Partial<CarriedChoices> }

/** Lines alike: what was chosen in the year one takes from, and the lines of other years it goes to. */
export type CarriedGroup = {
  key: string
  nature: string
  functionCode: string
  label: string
  direction: 'expenditure' | 'receipt'
  choices: Partial<CarriedChoices>
  /** Fields of which the lines of that year say different things: they are left alone. */
  unsure: CarriedField[]
  to: CarriedTo[]
}

/** What makes lines of several years alike. */
export const carryKey = ({ direction, nature, functionCode, beneficiary }: CarriedLine): string =>
  [direction, nature, functionCode, beneficiary].join('|')

function chosenIn(lines: readonly CarriedLine[]): Pick<CarriedGroup, 'choices' | 'unsure'> {
  const choices: Partial<CarriedChoices> = {}
  const unsure: CarriedField[] = []
  for (const field of carriedFields) {
    const said = new Set(lines.map((line) => line[field]))
    const [only] = said
    if (said.size > 1) unsure.push(field)
    else if (only) choices[field] = only
  }
  return { choices, unsure }
}

/**
 * What the choices of one year would say of the lines alike in other years. Only what nobody has said of a line is filled:
 * what somebody chose stays. Where lines alike of that year say different things of a field, it is not carried.
 */
export function carryChoices(lines: readonly CarriedLine[], from: number, to: readonly number[]): CarriedGroup[] {
  const groups = Map.groupBy(lines, carryKey)
  return [...groups].flatMap(([key, alike]) => {
    const sources = alike.filter(({ year }) => year === from)
    const [first] = sources
    if (!first) return []
    const { choices, unsure } = chosenIn(sources)
    const targets = alike.flatMap((line) => {
      if (line.year === from || !to.includes(line.year)) return []
      const says = Object.fromEntries(
        Object.entries(choices).filter(([field]) => line[field as CarriedField] === null),
      ) as Partial<CarriedChoices>
      return Object.keys(says).length > 0 ? [{ id: line.id, year: line.year, amount: line.amount, says }] : []
    })
    const { nature, functionCode, label, direction } = first
    return targets.length > 0
      ? [{ key, nature, functionCode, label, direction, choices, unsure, to: targets.toSorted(byYear) }]
      : []
  })
}

const byYear = (a: CarriedTo, b: CarriedTo) => a.year - b.year
