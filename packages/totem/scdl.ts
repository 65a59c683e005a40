import { csvRow } from './csv.ts'
import type { Nomenclature } from './nomenclature.ts'
import type { BudgetHeader, BudgetLine, Stage } from './types.ts'

/** The columns of the SCDL schema "budget" 0.8.3 (OpenDataFrance), in its order. */
export const SCDL_COLUMNS = [
  'BGT_NATDEC',
  'BGT_ANNEE',
  'BGT_SIRET',
  'BGT_NOM',
  'BGT_CONTNAT',
  'BGT_CONTNAT_LABEL',
  'BGT_NATURE',
  'BGT_NATURE_LABEL',
  'BGT_FONCTION',
  'BGT_FONCTION_LABEL',
  'BGT_OPERATION',
  'BGT_SECTION',
  'BGT_OPBUDG',
  'BGT_CODRD',
  'BGT_MTREAL',
  'BGT_MTBUDGPREC',
  'BGT_MTRARPREC',
  'BGT_MTPROPNOUV',
  'BGT_MTPREV',
  'BGT_CREDOUV',
  'BGT_MTRAR3112',
  'BGT_ARTSPE',
] as const

/** The name of a column of the schema. */
export type ScdlColumn = (typeof SCDL_COLUMNS)[number]

/** One row of the schema; '' is a value that is not given. */
export type ScdlRow = Record<ScdlColumn, string>

/** A constraint of the schema that a row does not meet. */
export type ScdlIssue = {
  column: ScdlColumn
  rule: 'required' | 'enum' | 'pattern' | 'tooLong' | 'notAYear' | 'notANumber'
  value: string
}

const STAGES: Record<Stage, string> = {
  primitive: 'budget primitif',
  amending: 'décision modificative',
  supplementary: 'budget supplémentaire',
  administrativeAccount: 'compte administratif',
  singleAccount: 'compte administratif',
}

/**
 * The BGT_NATDEC of a stage. The schema has no value for the compte financier unique: it is given as "compte
 * administratif", the document it replaces, and `isExact` is false so that the publisher can say so.
 */
export function scdlStage(stage: Stage): { value: string; isExact: boolean } {
  return { value: STAGES[stage], isExact: stage !== 'singleAccount' }
}

/**
 * The row of a line, with labels of the account plan when one is given. A chapter the producer left out is the one the
 * plan gives for the account, since the schema requires it; it stays empty where the plan gives none.
 */
export function toScdlRow(header: BudgetHeader, line: BudgetLine, nomenclature: Nomenclature | null): ScdlRow {
  const chapter = line.chapter ?? nomenclature?.chapterOfNature(line.nature, line.direction) ?? ''
  return {
    BGT_NATDEC: scdlStage(header.stage).value,
    BGT_ANNEE: String(header.year),
    BGT_SIRET: header.siret,
    BGT_NOM: header.collectivityLabel,
    BGT_CONTNAT: chapter,
    // Lines of an operation carry their account as chapter ('2313').
    BGT_CONTNAT_LABEL: nomenclature?.chapter(chapter) ?? nomenclature?.nature(chapter) ?? '',
    BGT_NATURE: line.nature,
    BGT_NATURE_LABEL: nomenclature?.nature(line.nature) ?? '',
    BGT_FONCTION: line.fonction ?? '',
    BGT_FONCTION_LABEL: (line.fonction !== null && nomenclature?.fonction(line.fonction)) || '',
    BGT_OPERATION: line.operation ?? '',
    BGT_SECTION: line.section === 'running' ? 'fonctionnement' : 'investissement',
    BGT_OPBUDG: line.isOrder ? 'ordre' : 'réel',
    BGT_CODRD: line.direction === 'receipt' ? 'recette' : 'dépense',
    BGT_MTREAL: line.executed ?? '',
    BGT_MTBUDGPREC: line.previous ?? '',
    BGT_MTRARPREC: line.carriedBefore ?? '',
    BGT_MTPROPNOUV: line.proposed ?? '',
    BGT_MTPREV: line.voted ?? '',
    BGT_CREDOUV: line.opened ?? '',
    BGT_MTRAR3112: line.carriedAfter ?? '',
    BGT_ARTSPE: line.special === null ? '' : line.special ? 'spécialisé' : 'non spécialisé',
  }
}

/** The CSV text of a budget, header row first, one piece per line, as the lines come. */
export async function* scdlPieces(
  header: BudgetHeader,
  lines: AsyncIterable<BudgetLine> | Iterable<BudgetLine>,
  nomenclature: Nomenclature | null,
): AsyncGenerator<string> {
  yield scdlHeading()
  for await (const line of lines) yield scdlLine(toScdlRow(header, line, nomenclature))
}

/** The header row of the CSV, with its line end. */
export function scdlHeading(): string {
  return scdlText(SCDL_COLUMNS)
}

/** One row of the CSV, with its line end: for a sink that is given lines one by one. */
export function scdlLine(row: ScdlRow): string {
  return scdlText(SCDL_COLUMNS.map((column) => row[column]))
}

/** Every constraint of the schema this row does not meet (required, enum, pattern, length, type). */
export function checkScdlRow(row: ScdlRow): ScdlIssue[] {
  return SCDL_COLUMNS.flatMap((column) => {
    const rule = faultOf(column, row[column])
    return rule === null ? [] : [{ column, rule, value: row[column] }]
  })
}

const OPTIONAL: ReadonlySet<ScdlColumn> = new Set([
  'BGT_FONCTION',
  'BGT_FONCTION_LABEL',
  'BGT_OPERATION',
  ...SCDL_COLUMNS.filter(isAmount),
  'BGT_ARTSPE',
])
const VALUES: ReadonlyMap<ScdlColumn, readonly string[]> = new Map([
  ['BGT_NATDEC', [...new Set(Object.values(STAGES))]],
  ['BGT_SECTION', ['investissement', 'fonctionnement']],
  ['BGT_OPBUDG', ['réel', 'ordre']],
  ['BGT_CODRD', ['recette', 'dépense']],
  ['BGT_ARTSPE', ['non spécialisé', 'spécialisé']],
])
const SHORT: ReadonlySet<ScdlColumn> = new Set(['BGT_CONTNAT', 'BGT_NATURE', 'BGT_FONCTION'])

function faultOf(column: ScdlColumn, value: string): ScdlIssue['rule'] | null {
  if (value === '') return OPTIONAL.has(column) ? null : 'required'
  if (VALUES.get(column)?.includes(value) === false) return 'enum'
  if (column === 'BGT_SIRET' && !/^\d{14}$/.test(value)) return 'pattern'
  if (SHORT.has(column) && value.length > 9) return 'tooLong'
  if (column === 'BGT_ANNEE' && !/^\d{4}$/.test(value)) return 'notAYear'
  return isAmount(column) && !/^-?\d+(\.\d+)?$/.test(value) ? 'notANumber' : null
}

function isAmount(column: ScdlColumn): boolean {
  return column.startsWith('BGT_MT') || column === 'BGT_CREDOUV'
}

function scdlText(cells: readonly string[]): string {
  return `${csvRow(cells)}\r\n`
}
