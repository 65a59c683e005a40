import type { ValuedLine } from '../../../features/budgets/staff.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useAmount } from '../project/money-table.tsx'
import { useSite } from '../site.ts'

type ValuedProps = {
  valued: readonly ValuedLine[]
  year: number
  organisationKey: string
  mayWrite: boolean
  hasGrades: boolean
}

const kinds = ['staff', 'inKind', 'volunteerTime'] as const

/** What is valued apart from money in a year: staff, in kind, volunteers’ time, each on its own. */
export function ValuedLines({ valued, year, organisationKey: key, mayWrite, hasGrades }: ValuedProps) {
  const { t, locale } = useSite()
  return kinds.map((kind) => {
    const lines = valued.filter(({ valuation }) => valuation === kind)
    const mayAdd = mayWrite && (kind !== 'staff' || hasGrades)
    return (
      <section key={kind} className="mt-8" aria-labelledby={`valued-${kind}`}>
        <h2 id={`valued-${kind}`}>{t(`budgetLines.staff.section.${kind}`, { n: lines.length })}</h2>
        {lines.length > 0 ? (
          <ValuedTable lines={lines} organisationKey={key} />
        ) : (
          <p className="measure">{t(`budgetLines.staff.none.${kind}`)}</p>
        )}
        {mayAdd ? (
          <p className="mt-3">
            <a
              href={workspacePath('newBudgetLine', locale, { key }, { valuation: kind, year: String(year) })}
              className="button quiet"
            >
              {t(`budgetLines.staff.add.${kind}`)}
            </a>
          </p>
        ) : null}
      </section>
    )
  })
}

function ValuedTable({ lines, organisationKey: key }: { lines: readonly ValuedLine[]; organisationKey: string }) {
  const { t, locale, list } = useSite()
  const euros = useAmount()
  const decimals = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 2 })
  const howMuch = ({ quantity, unit }: ValuedLine) =>
    quantity && unit ? t(`budgetLines.staff.count.${unit}`, { n: decimals.format(quantity as `${number}`) }) : null
  const money = (text: string | null) => (text === null ? null : euros(text, 'EUR'))
  return (
    <table className="scan stack mt-3">
      <caption className="sr-only">{t('budgetLines.staff.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('budgetLines.field.label')}</th>
          <th scope="col">{t('budgetLines.staff.howMuch')}</th>
          <th scope="col" className="num">
            {t('budgetLines.column.planned')}
          </th>
          <th scope="col" className="num">
            {t('budgetLines.column.executed')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              <a href={workspacePath('budgetLine', locale, { key, line: line.id })}>{line.label}</a>
              <span className="source block">
                {[line.department, list(line.partners), line.project].filter(Boolean).join(' · ')}
              </span>
            </th>
            <td>{[line.grade, howMuch(line)].filter(Boolean).join(' · ') || null}</td>
            <td className="num project-amounts" data-label={t('budgetLines.column.planned')}>
              {money(line.planned)}
            </td>
            <td className="num project-amounts" data-label={t('budgetLines.column.executed')}>
              {money(line.executed)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
