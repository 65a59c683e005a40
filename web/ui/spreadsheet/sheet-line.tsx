import type { PreviewLine } from '../../../features/partnerships/spreadsheet.server.ts'
import { type Site, useLabels, useSite } from '../site.ts'

type Change = PreviewLine['plan']['changes'][number]

function factText({ t, list }: Site, fact: Change['fact'], value: Change['from']): string {
  if (value === null || value === 'unknown' || (Array.isArray(value) && value.length === 0))
    return t('spreadsheet.blank')
  const label = (key: string) => (t.has(key) ? t(key) : key)
  if (Array.isArray(value)) return list(value.map((theme) => label(`atlas.theme.${theme}`)))
  return fact === 'type' || fact === 'state' ? label(`atlas.${fact}.${value}`) : String(value)
}

function changeText(site: Site, { fact, from, to }: Change, isNew: boolean): string {
  const values = { fact: site.t(`spreadsheet.fact.${fact}`), to: factText(site, fact, to) }
  return isNew
    ? site.t('spreadsheet.said', values)
    : site.t('spreadsheet.change', { ...values, from: factText(site, fact, from) })
}

type Problem = PreviewLine['plan']['problems'][number]

function problemText({ t }: Site, problem: Problem, header: readonly string[]): string {
  const { rule, values, column } = problem
  const key = rule.startsWith('import.') ? `import.reason.${rule.slice(7)}` : `spreadsheet.problem.${rule}`
  const sentence = t.has(key) ? t(key, values) : rule
  if (column === null) return sentence.charAt(0).toUpperCase() + sentence.slice(1)
  return t('spreadsheet.cell', {
    heading: header[column] || t('spreadsheet.columns.untitled', { number: column + 1 }),
    sentence,
  })
}

function outcomeText({ t }: Site, { outcome, done }: PreviewLine): string {
  if (done?.kept) return t('spreadsheet.result.keptLine')
  if (done?.undone !== undefined)
    return t(done.undone ? 'spreadsheet.result.undoneLine' : 'spreadsheet.result.leftLine')
  return t(`spreadsheet.outcome.${outcome}`)
}

/** One line of a sheet: its partner, what becomes of it, each change, and what is wrong cell by cell. */
export function SheetLine({ line, header }: { line: PreviewLine; header: readonly string[] }) {
  const site = useSite()
  const { t } = site
  const labels = useLabels()
  const { partner, changes, problems, notes } = line.plan
  const texts = [
    ...problems.map((problem) => problemText(site, problem, header)),
    ...changes.map((change) => changeText(site, change, line.outcome === 'added')),
    ...notes.map(({ rule, values }) => {
      const key = `spreadsheet.note.${rule}`
      return t.has(key) ? t(key, values) : rule
    }),
  ]
  return (
    <li id={`line-${line.line}`} className="border-b border-line py-3">
      <span className="source num">{`${t('spreadsheet.preview.line')} ${line.line}`}</span>{' '}
      <strong className="break-words">{partner.name || t('spreadsheet.blank')}</strong>
      {partner.country ? <span className="text-slate">{`, ${labels.country(partner.country)}`}</span> : null}
      {' · '}
      <span className={line.outcome === 'error' ? 'text-madder font-[650]' : 'font-[650]'}>
        {outcomeText(site, line)}
      </span>
      {texts.length > 0 ? (
        <ul className="small mt-1">
          {texts.map((text) => (
            <li key={text} className="break-words">
              {text}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}
