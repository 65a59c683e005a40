import { type Theme, themes } from '../partnerships/schema.ts'
import { findStateProblems } from './rules.ts'
import {
  type ActionType,
  actionTypes,
  type OperatingMode,
  operatingModes,
  type ProjectState,
  projectStates,
} from './schema.ts'

/** What may be done to several projects at once, each with the field that says what exactly. */
export const bulkChanges = [
  { change: 'addTheme', field: 'theme' },
  { change: 'removeTheme', field: 'theme' },
  { change: 'state', field: 'state' },
  { change: 'type', field: 'type' },
  { change: 'mode', field: 'mode' },
  { change: 'publish', field: null },
  { change: 'unpublish', field: null },
  { change: 'confide', field: null },
  { change: 'share', field: null },
] as const

/** One change of several projects, as it was read. */
export type BulkChange =
  | { change: 'addTheme' | 'removeTheme'; theme: Theme }
  | { change: 'state'; state: ProjectState; reason: string }
  | { change: 'type'; type: ActionType }
  | { change: 'mode'; mode: OperatingMode }
  | { change: 'publish' | 'unpublish' | 'confide' | 'share' }

const among = <One extends string>(list: readonly One[], value: string): One | null =>
  list.find((one) => one === value) ?? null

/** Reads what was chosen; null where it is nothing one can do. */
export function readBulkChange(text: (name: string) => string): BulkChange | null {
  const chosen = among(
    bulkChanges.map(({ change }) => change),
    text('change'),
  )
  if (chosen === 'addTheme' || chosen === 'removeTheme') {
    const theme = among(themes, text('theme'))
    return theme && { change: chosen, theme }
  }
  if (chosen === 'state') {
    const state = among(projectStates, text('state'))
    return state && { change: chosen, state, reason: text('reason').trim().slice(0, 2000) }
  }
  if (chosen === 'type') {
    const type = among(actionTypes, text('type'))
    return type && { change: chosen, type }
  }
  if (chosen === 'mode') {
    const mode = among(operatingModes, text('mode'))
    return mode && { change: chosen, mode }
  }
  return chosen && { change: chosen }
}

/** What of a project says whether it may be changed with others. */
export type BulkRow = { id: string; title: string; state: ProjectState; isLead: boolean; lead: string }

/** Why one of several projects cannot be changed so, as a sentence (`errors.<reason>`) that names it. */
export type BulkRefusal = { id: string; reason: string; values: Record<string, string> }

const byLeadAlone = ['publish', 'unpublish', 'confide', 'share']

/** Says why a project cannot be changed so; null where it can. */
export function refuseInBulk(row: BulkRow, change: BulkChange): BulkRefusal | null {
  const { id, title, state, isLead, lead } = row
  const refuse = (reason: string, more = {}) => ({ id, reason, values: { title, ...more } })
  if (byLeadAlone.includes(change.change)) return isLead ? null : refuse('project_bulk_lead', { lead })
  if (change.change !== 'state' || change.state === state) return null
  // What was learned and disturbed is each project's own: it ends on its own page.
  if (change.state === 'finished') return refuse('project_bulk_finished')
  const said = { to: change.state, since: null, reason: change.reason, learned: '', disturbed: '' }
  const [problem] = findStateProblems(state, said)
  if (!problem) return null
  return refuse(problem.reason === 'project_reason_missing' ? 'project_bulk_reason' : 'project_bulk_state')
}
