import { erasedWord, type FieldChange, type FieldKind } from '../../../features/accounts/audit-fields.ts'
import { goalLabel } from '../organisation/goal-label.ts'
import { useLabels, useSite } from '../site.ts'

const codes: Partial<Record<FieldKind, string>> = {
  council: 'profile.councilStatus',
  official: 'profile.officials',
  type: 'atlas.type',
  state: 'atlas.state',
  evidence: 'atlas.evidence',
  role: 'members.role',
  projectState: 'project.state',
  projectRole: 'project.role',
  tier: 'atlas.tier',
  answer: 'history.answer',
  documentKind: 'paper.kind',
  agreementState: 'agreement.state',
  agreementKind: 'agreement.kind',
  commitmentState: 'agreement.commitments.state',
  step: 'agreement.stepKind',
  direction: 'mission.way',
  positionKind: 'mission.positions.kind',
  frame: 'project.frame',
  mode: 'project.mode',
  means: 'budgetLines.means',
  fundingSource: 'project.source',
  onePercent: 'budgetLines.onePercent',
  odaKind: 'budgetLines.oda.kinds',
}

/** Says a changed field in words: what it was, what it became. */
export function useFieldWords(): (change: FieldChange) => string {
  const { t, day, number, language, list } = useSite()
  const labels = useLabels()
  const named = (area: string, value: unknown) => {
    const key = `${area}.${value}`
    return t.has(key) ? t(key) : String(value)
  }
  const items = (value: unknown) => (Array.isArray(value) ? value : [value])
  const say: Partial<Record<FieldKind, (value: unknown) => string>> = {
    number: (value) => number(Number(value)),
    day: (value) => day(String(value)),
    yes: (value) => t(value === true ? 'history.yes' : 'history.no'),
    country: (value) => labels.country(String(value)),
    countries: (value) => list(items(value).map((code) => labels.country(String(code)))),
    languages: (value) => list(items(value).map((code) => language(String(code)))),
    goals: (value) => list(items(value).map((goal) => goalLabel(t, Number(goal)))),
    themes: (value) => list(items(value).map((theme) => named('atlas.theme', theme))),
    file: () => t('history.file'),
  }
  const words = (kind: FieldKind, value: unknown): string | null => {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null
    const area = codes[kind]
    const said = area ? named(area, value) : (say[kind]?.(value) ?? String(value))
    return said.replaceAll(erasedWord, t('members.noName'))
  }
  return ({ name, kind, from, to }) => {
    const key = `history.field.${name}`
    const field = t.has(key) ? t(key) : t('history.field.other')
    const [before, after] = [words(kind, from), words(kind, to)]
    if (before && after) return t('history.fromTo', { field, from: before, to: after })
    return after ? t('history.set', { field, to: after }) : t('history.cleared', { field, from: before ?? '' })
  }
}
