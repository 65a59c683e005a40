import {
  filterValues,
  formatLineView,
  type LineFilterName,
  type LineView,
  unsaid,
} from '../../../features/budgets/line-filters.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useLabels, useSite } from '../site.ts'

type NarrowingProps = {
  view: LineView
  organisationKey: string
  fonctions: Readonly<Record<string, string>>
  /** Of the authorities added, by their key. */
  authorities: Readonly<Record<string, string>>
  /** Of projects and ties, by their id. */
  names: Readonly<Record<string, string>>
}

const named = [
  { name: 'year', area: '', field: 'budgetLines.field.year' },
  { name: 'direction', area: 'budgetLines.direction', field: 'budgetLines.field.direction' },
  { name: 'valuation', area: 'budgetLines.valuation', field: 'budgetLines.field.valuation' },
  { name: 'tie', area: '', field: 'budgetLines.field.tie' },
  { name: 'country', area: '', field: 'budgetLines.field.country' },
  { name: 'type', area: 'atlas.type', field: 'budgetLines.field.type' },
  { name: 'means', area: 'budgetLines.means', field: 'budgetLines.field.means' },
  { name: 'section', area: 'budgetLines.section', field: 'budgetLines.field.section' },
  { name: 'incomeGroup', area: 'atlas.income', field: 'budgetLines.list.incomeGroup' },
  { name: 'funder', area: 'project.source', field: 'budgetLines.list.funder' },
  { name: 'counterpart', area: 'budgetLines.party.kinds', field: 'budgetLines.list.counterpart' },
  { name: 'project', area: '', field: 'budgetLines.field.project' },
  { name: 'theme', area: 'atlas.theme', field: 'budgetLines.field.theme' },
  { name: 'frame', area: 'project.frame', field: 'budgetLines.field.frame' },
  { name: 'mode', area: 'project.mode', field: 'budgetLines.field.mode' },
  { name: 'department', area: '', field: 'budgetLines.field.department' },
] as const

/** What a link narrowed the list to and the form has no field for, each to be taken off. */
export function LinesNarrowing({ view, organisationKey: key, fonctions, authorities, names }: NarrowingProps) {
  const { t, locale, list } = useSite()
  const { country } = useLabels()
  const { filters } = view
  const said = (name: LineFilterName): string | null => {
    const value = filters[name]
    if (!value) return null
    if (name === 'figure') return t(`budgetLines.list.only.figure.${value}` as 'budgetLines.list.only.figure.executed')
    if (name === 'fonction')
      return t('budgetLines.list.only.fonction', {
        name: value === unsaid ? t('budgetLines.list.unsaid') : (fonctions[value] ?? value),
      })
    if (name === 'body')
      return t('budgetLines.list.only.body', { name: value === unsaid ? t('budgetLines.list.unsaid') : value })
    if (name === 'onePercent')
      return value === unsaid
        ? t('budgetLines.list.only.noOnePercent')
        : t(`budgetLines.onePercent.${value}` as 'budgetLines.onePercent.water')
    return name === 'document' ? t('budgetLines.list.only.document') : t('budgetLines.list.only.doubtful')
  }
  // Whoever comes from a figure reads what it is made of here; the form holds the same, folded.
  const word = (area: string, value: string) => {
    const key = `${area}.${value}`
    if (value === 'unknown') return t('arbitration.lens.incomeUnknown')
    if (value === 'inFrance') return t('arbitration.lens.inFrance')
    return t.has(key) ? t(key) : value
  }
  const folded = (filters.figure ? named : []).flatMap(({ name, area, field }) => {
    const value = filters[name]
    if (!value) return []
    const values = filterValues(name, value).map((one) =>
      one === unsaid
        ? t('budgetLines.list.unsaid')
        : name === 'country'
          ? country(one)
          : (names[one] ?? word(area, one)),
    )
    return [{ name, sentence: t('budgetLines.list.only.filter', { name: t(field), value: list(values) }) }]
  })
  const without = (name: LineFilterName) => {
    const { [name]: _, ...rest } = filters
    const query = Object.fromEntries(formatLineView({ ...view, filters: rest }))
    // An address that asks for nothing shows what was looked at last.
    return workspacePath('budgetLines', locale, { key }, { sort: view.sort, ...query })
  }
  const shown = (['figure', 'fonction', 'body', 'onePercent', 'document', 'doubtful'] as const).flatMap((name) => {
    const sentence = said(name)
    return sentence === null ? [] : [{ name, sentence }]
  })
  const all = [...shown, ...folded]
  if (all.length === 0 && view.with.length === 0) return null
  return (
    <ul className="mt-4">
      {view.with.length > 0 ? (
        <li>{t('budgetLines.list.only.with', { names: list(view.with.map((one) => authorities[one] ?? one)) })}</li>
      ) : null}
      {all.map(({ name, sentence }) => (
        <li key={name}>
          {sentence}{' '}
          <a href={without(name)} className="tap" aria-label={t('budgetLines.list.takeOffOf', { what: sentence })}>
            {t('budgetLines.list.takeOff')}
          </a>
        </li>
      ))}
    </ul>
  )
}
