import type { Ctx } from '../../../platform/context.ts'
import { nameKey } from '../../organisations/names.ts'
import { targetName } from '../import/ensure-authorities.server.ts'
import { withoutKind } from '../matching/end-names.ts'
import type { Columns } from './fields.ts'
import { loadOwnTies, type OwnOrganisation, type OwnTie } from './known-ties.server.ts'
import { answerPartners, type Choices, partnerKeyOf } from './partners.server.ts'
import { askRow, failRow, foldRepeated, leaveRow, type PartnerAnswer, type PlannedRow, planTie } from './plan.ts'
import { type ReadRow, readRow } from './read-row.ts'
import { inSlices } from './slices.ts'

const yearOf = (ctx: Ctx): number => ctx.now.getUTCFullYear()

const townWord = /^(?:ville|commune|mairie) (?:de la|de l|de|du|des|d) /

// A base of a network holds the ties of many: those of others are left alone.
function isAboutUs(row: ReadRow, own: OwnOrganisation): boolean {
  if (row.ownName === '') return true
  const key = nameKey(row.ownName)
  const said = [key, key.replace(townWord, ''), withoutKind(key)]
  return own.nameKeys.some((name) => said.includes(name) || said.includes(withoutKind(name)))
}

type Known = {
  own: OwnOrganisation
  byId: ReadonlyMap<string, OwnTie>
  byPartner: ReadonlyMap<string, OwnTie>
  answers: ReadonlyMap<string, PartnerAnswer>
  year: number
}

function planById(row: ReadRow, key: string, { byId, year }: Known): PlannedRow {
  const tie = byId.get(row.id ?? '')
  if (!tie) return failRow(row, key, { field: 'id', column: null, rule: 'idUnknown', values: {} })
  const named = nameKey(row.partner.name)
  const known = named === '' || tie.partners.some(({ nameKeys }) => nameKeys.some((one) => named.includes(one)))
  return planTie(
    known ? row : { ...row, notes: [...row.notes, { rule: 'partnerStays', values: {} }] },
    key,
    { tie, partner: null },
    year,
  )
}

function planByPartner(row: ReadRow, key: string, { own, byPartner, answers, year }: Known): PlannedRow {
  const answer = answers.get(key)
  if (!answer || answer.kind === 'leftOut') return leaveRow(row, key, { rule: 'leftOut', values: {} })
  if (answer.kind === 'none') return failRow(row, key, { ...answer.problem, column: null })
  if (answer.kind === 'several') return askRow(row, key, answer.choices, answer.country)
  const { partner } = answer
  if (partner.organisationId === own.id)
    return failRow(row, key, { field: 'partnerName', column: null, rule: 'ownPartner', values: {} })
  const tie = partner.organisationId === null ? null : (byPartner.get(partner.organisationId) ?? null)
  return planTie(row, key, { tie, partner }, year)
}

function planRow(row: ReadRow, known: Known): PlannedRow {
  const key = partnerKeyOf(row.partner)
  if (!isAboutUs(row, known.own))
    return leaveRow({ ...row, problems: [] }, key, { rule: 'notOurs', values: { name: row.ownName } })
  if (row.problems.length > 0) return failRow(row, key)
  return row.id === null ? planByPartner(row, key, known) : planById(row, key, known)
}

function withColumns(row: PlannedRow, columns: Columns): PlannedRow {
  const problems = row.plan.problems.map((problem) => {
    const at = columns.indexOf(problem.field)
    return { ...problem, column: problem.column ?? (at < 0 ? null : at) }
  })
  return { ...row, plan: { ...row.plan, problems } }
}

/** Says of every line what it would do, and writes nothing. */
export async function planRows(
  ctx: Ctx,
  own: OwnOrganisation,
  sheet: { rows: readonly { line: number; cells: readonly string[] }[]; columns: Columns; choices: Choices },
): Promise<PlannedRow[]> {
  const year = yearOf(ctx)
  const rows = await inSlices(sheet.rows, (row) => readRow(row, sheet.columns, year))
  const ties = await loadOwnTies(ctx, own)
  const asking = rows.filter((row) => row.id === null && row.problems.length === 0 && isAboutUs(row, own))
  const answers = await answerPartners(ctx, asking, ties, sheet.choices)
  const byPartner = new Map(
    ties.flatMap((tie) => (tie.partners.length === 1 ? tie.partners.map((partner) => [partner.id, tie] as const) : [])),
  )
  const known: Known = { own, byId: new Map(ties.map((tie) => [tie.id, tie])), byPartner, answers, year }
  const planned = await inSlices(rows, (row) => withColumns(planRow(row, known), sheet.columns))
  return inSlices(
    planned,
    foldRepeated((plan) => plan.tieId ?? (plan.target && targetName(plan.target))),
  )
}
