import { parseAmount } from './amounts.ts'
import { amountOf, type Fields, labelOf, report, textOf } from './fields.ts'
import type { IssueList } from './issues.ts'
import { sectionOfFunctionChapter, sectionOfNature } from './section.ts'
import type { Amount, BudgetLine, Direction, Section } from './types.ts'

// A real line carries two or three further amounts; a file that gives hundreds wants something else.
const EXTRA_LIMIT = 64
const CODE = /^[A-Za-z]\w{0,63}$/

/** The line these raw values say (LigneBudget), or null with an issue when it cannot be understood. */
export function toLine(fields: Fields, nomenclature: string, position: number, issues: IssueList): BudgetLine | null {
  const nature = textOf(fields, 'Nature')
  if (nature === null) {
    report(issues, fields, 'Nature', 'lineIncomplete', 'lineSkipped', { field: 'Nature' })
    return null
  }
  const direction = directionOf(fields, issues)
  const isOrder = orderOf(fields, issues)
  const chapter = textOf(fields, 'ContNat')
  const section = sectionOf(fields, nomenclature, nature, chapter)
  if (section === null)
    report(issues, fields, 'Nature', 'sectionUnknown', 'lineSkipped', { nature: nature.slice(0, 80) })
  if (direction === null || isOrder === null || section === null) return null
  return {
    position,
    source: fields.line,
    nature,
    fonction: textOf(fields, 'Fonction'),
    chapter,
    operation: textOf(fields, 'Operation') ?? textOf(fields, 'ContOp') ?? textOf(fields, 'ProgAutoNum'),
    special: flagOf(textOf(fields, 'ArtSpe')),
    label: nature.startsWith('454') ? null : labelOf(fields, 'LibCpte'),
    section,
    direction,
    isOrder,
    previous: amountOf(fields, 'MtBudgPrec', issues),
    carriedBefore: amountOf(fields, 'MtRARPrec', issues),
    proposed: amountOf(fields, 'MtPropNouv', issues),
    voted: amountOf(fields, 'MtPrev', issues),
    opened: amountOf(fields, 'CredOuv', issues),
    executed: amountOf(fields, 'MtReal', issues),
    carriedAfter: amountOf(fields, 'MtRAR3112', issues),
    extra: extraOf(fields, issues),
  }
}

/** True or false as XML writes it ('true', 'false', '1', '0'), null otherwise. */
export function flagOf(text: string | null): boolean | null {
  if (text === 'true' || text === '1') return true
  return text === 'false' || text === '0' ? false : null
}

function directionOf(fields: Fields, issues: IssueList): Direction | null {
  const code = textOf(fields, 'CodRD')
  if (code === 'D') return 'expenditure'
  if (code === 'R') return 'receipt'
  report(issues, fields, 'CodRD', 'directionUnknown', 'lineSkipped', { code: code?.slice(0, 80) ?? '' })
  return null
}

function orderOf(fields: Fields, issues: IssueList): boolean | null {
  const code = textOf(fields, 'OpBudg')
  if (code === '0' || code === '1') return code === '1'
  if (code === null) {
    report(issues, fields, 'OpBudg', 'operationKindMissing', 'noted')
    return false
  }
  report(issues, fields, 'OpBudg', 'operationKindUnknown', 'lineSkipped', { code: code.slice(0, 80) })
  return null
}

// What the producer says (CaracSup Section) first; then the chapter voted by function; then the class of the account.
function sectionOf(fields: Fields, nomenclature: string, nature: string, chapter: string | null): Section | null {
  const said = fields.coded.find(({ name, code }) => name === 'CaracSup' && code === 'Section')?.value
  if (said === 'F') return 'running'
  if (said === 'I') return 'investment'
  const byChapter = chapter === null ? null : sectionOfFunctionChapter(nomenclature, chapter)
  return byChapter ?? sectionOfNature(nature)
}

function extraOf(fields: Fields, issues: IssueList): Record<string, Amount> {
  const extra: Record<string, Amount> = {}
  let count = 0
  for (const { name, code, value } of fields.coded) {
    if (name !== 'MtSup') continue
    if (count === EXTRA_LIMIT) {
      report(issues, fields, 'MtSup', 'tooManyExtraAmounts', 'valueDropped', { limit: EXTRA_LIMIT })
      break
    }
    const amount = CODE.test(code) ? parseAmount(value) : null
    if (amount === null) report(issues, fields, 'MtSup', 'amountInvalid', 'valueDropped', { text: value.slice(0, 80) })
    else extra[code] = amount
    count += 1
  }
  return extra
}
