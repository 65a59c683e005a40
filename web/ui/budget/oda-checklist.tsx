import type { OdaYear } from '../../../features/budgets/oda.server.ts'
import { issueWeights, type OdaIssueCode, type OdaLine } from '../../../features/budgets/oda-rules.ts'
import { useSite } from '../site.ts'
import { useLineHref } from './line-href.ts'

const weights = ['leftOut', 'incomplete', 'odd'] as const
const codes = Object.keys(issueWeights) as OdaIssueCode[]
const shown = 20

type ChecklistProps = { organisationKey: string; oda: OdaYear; countries: Readonly<Record<string, string>> }

/** What is missing or odd, the gravest first, each with the lines it is about. */
export function OdaChecklist({ organisationKey, oda, countries }: ChecklistProps) {
  const { t, list } = useSite()
  const { issues, lastYear, kept } = oda
  const gone = lastYear?.gone ?? []
  return (
    <section aria-labelledby="checklist" className="mt-10">
      <h2 id="checklist">{t('oda.checklist.title')}</h2>
      {kept?.state === 'filed' ? <p className="source">{t('oda.checklist.filed')}</p> : null}
      {issues.length === 0 && gone.length === 0 ? <p className="mt-2">{t('oda.checklist.none')}</p> : null}
      {weights.map((weight) => {
        const found = codes.filter((code) => issueWeights[code] === weight && issues.some((one) => one.code === code))
        const isWhereGoneStands = weight === 'odd' && lastYear !== null && gone.length > 0
        if (found.length === 0 && !isWhereGoneStands) return null
        return (
          <div key={weight} className={`oda-issues ${weight}`}>
            <h3>{t(`oda.checklist.${weight}`)}</h3>
            <ul>
              {found.map((code) => (
                <li key={code}>
                  <Issue code={code} organisationKey={organisationKey} oda={oda} countries={countries} />
                </li>
              ))}
              {isWhereGoneStands ? (
                <li>
                  {t('oda.checklist.gone', {
                    year: String(lastYear.year),
                    countries: list(gone.map((code) => countries[code] ?? code)),
                    wasFiled: lastYear.wasFiled ? 'yes' : 'no',
                  })}
                </li>
              ) : null}
            </ul>
          </div>
        )
      })}
    </section>
  )
}

function Issue({ code, organisationKey, oda, countries }: ChecklistProps & { code: OdaIssueCode }) {
  const { t } = useSite()
  const href = useLineHref(organisationKey)
  const ids = new Set(oda.issues.filter((one) => one.code === code).map(({ lineId }) => lineId))
  const lines = oda.lines.filter(({ id }) => ids.has(id))
  const aside = (line: OdaLine): string | null => {
    if (code === 'countryPresumed' && line.country)
      return t('oda.group', { country: countries[line.country] ?? line.country, year: String(line.groupYear) })
    return code === 'countryNotEligible' && line.country ? (countries[line.country] ?? line.country) : null
  }
  return (
    <details open={lines.length <= 3}>
      <summary className="tap">{t(`oda.issue.${code}`, { count: lines.length })}</summary>
      <ul className="oda-lines">
        {lines.slice(0, shown).map((line) => {
          const said = aside(line)
          return (
            <li key={line.id}>
              <a href={href(line.id)} className="tap">
                {line.label}
              </a>
              {said ? <span className="source"> {said}</span> : null}
            </li>
          )
        })}
        {lines.length > shown ? <li>{t('oda.checklist.more', { count: lines.length - shown })}</li> : null}
      </ul>
    </details>
  )
}
