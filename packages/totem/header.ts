import { type Fields, labelOf, report, textOf } from './fields.ts'
import type { IssueList } from './issues.ts'
import { flagOf } from './line.ts'
import type { BudgetHeader, Stage } from './types.ts'

const STAGES: ReadonlyMap<string, Stage> = new Map([
  ['01', 'primitive'],
  ['02', 'amending'],
  ['03', 'supplementary'],
  ['09', 'administrativeAccount'],
  ['10', 'singleAccount'],
])

/** The raw header values of a document: `file` for all its budgets, `budget` for one, `seal` as attributes. */
export type RawHeader = { file: Fields; budget: Fields; seal: Record<string, string> | null }

/** The header these raw values say, or null with its issues when what the budget is cannot be told. */
export function toHeader({ file, budget, seal }: RawHeader, issues: IssueList): BudgetHeader | null {
  const collectivitySiret = siretOf(file, 'IdColl', issues)
  const siret = siretOf(budget, 'IdEtab', issues) ?? collectivitySiret
  const nomenclature = textOf(budget, 'Nomenclature')
  const stage = stageOf(budget, issues)
  const year = yearOf(budget, issues)
  if (siret === null) missing(budget, 'IdEtab', issues)
  if (nomenclature === null) missing(budget, 'Nomenclature', issues)
  if (siret === null || nomenclature === null || stage === null || year === null) {
    report(issues, budget, '', 'headerMissing', 'budgetSkipped')
    return null
  }
  const collectivityLabel = labelOf(file, 'LibelleColl')
  const label = labelOf(budget, 'LibelleEtab')
  return {
    version: textOf(file, 'VersionSchema'),
    siret,
    collectivitySiret: collectivitySiret ?? siret,
    label: label ?? collectivityLabel ?? siret,
    collectivityLabel: collectivityLabel ?? label ?? siret,
    inseeCode: textOf(budget, 'CodInseeColl'),
    nomenclature,
    stage,
    decisionNumber: textOf(budget, 'NumDec'),
    year,
    decidedOn: dateOf(budget, 'DteDec', issues),
    budgetType: budgetTypeOf(budget, siret === collectivitySiret, issues),
    isDraft: flagOf(textOf(budget, 'ProjetBudget')) ?? false,
    votedBy: textOf(budget, 'NatVote'),
    population: populationOf(budget, issues),
    seal: seal === null ? null : { md5: seal.md5 || null, sha1: seal.sha1 || null, date: seal.date || null },
    editor: textOf(file, 'CodeEditeur'),
  }
}

function missing(fields: Fields, field: string, issues: IssueList): void {
  report(issues, fields, field, 'headerMissing', 'noted', { field })
}

function siretOf(fields: Fields, name: string, issues: IssueList): string | null {
  const text = textOf(fields, name)?.replaceAll(/\s/g, '') ?? null
  if (text === null || /^\d{14}$/.test(text)) return text
  report(issues, fields, name, 'siretInvalid', 'valueDropped', { text: text.slice(0, 80) })
  return null
}

function stageOf(fields: Fields, issues: IssueList): Stage | null {
  const code = textOf(fields, 'NatDec')
  if (code === null) missing(fields, 'NatDec', issues)
  const stage = STAGES.get(code ?? '') ?? null
  if (code !== null && stage === null) {
    report(issues, fields, 'NatDec', 'stageUnknown', 'noted', { code: code.slice(0, 80) })
  }
  return stage
}

function yearOf(fields: Fields, issues: IssueList): number | null {
  const text = textOf(fields, 'Exer')
  if (text === null) missing(fields, 'Exer', issues)
  const year = /^(?:19|20)\d\d$/.test(text ?? '') ? Number(text) : null
  if (text !== null && year === null)
    report(issues, fields, 'Exer', 'yearInvalid', 'noted', { text: text.slice(0, 80) })
  return year
}

function dateOf(fields: Fields, name: string, issues: IssueList): string | null {
  const text = textOf(fields, name)
  const day = text?.slice(0, 10) ?? ''
  if (text === null) return null
  if (isDay(day)) return day
  report(issues, fields, name, 'dateInvalid', 'valueDropped', { text: text.slice(0, 80) })
  return null
}

function isDay(day: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false
  const instant = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day)
}

function budgetTypeOf(fields: Fields, isAuthoritys: boolean, issues: IssueList): BudgetHeader['budgetType'] {
  const code = textOf(fields, 'CodTypBud')
  if (code === 'P') return 'principal'
  if (code === 'A') return 'annexed'
  const taken = isAuthoritys ? 'principal' : 'annexed'
  report(issues, fields, 'CodTypBud', 'budgetTypeUnknown', 'noted', { code: code?.slice(0, 80) ?? '', taken })
  return taken
}

// "3 446", "107564", "0,00": producers group the digits and add decimals; 0 is a form left blank.
function populationOf(fields: Fields, issues: IssueList): number | null {
  const text = fields.coded.find(({ code }) => code === 'PopTot')?.value.trim() ?? ''
  if (text === '') return null
  const found = /^(\d{1,3}(?:[\s\u00a0\u202f]?\d{3})*|\d+)(?:[.,]0+)?$/.exec(text)
  if (found === null) {
    report(issues, fields, 'PopTot', 'populationInvalid', 'valueDropped', { text: text.slice(0, 80) })
    return null
  }
  return Number((found[1] ?? '').replaceAll(/\D/g, '')) || null
}
