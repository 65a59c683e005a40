import { countryWords, fieldText, isAmount, type OdaNames } from '../../../features/budgets/oda-fields.ts'
import type { OdaColumn } from '../../../features/budgets/oda-form.ts'
import type { OdaRow } from '../../../features/budgets/oda-rules.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { AtlasSheet } from '../paper/atlas-sheet.tsx'
import { useAmount } from '../project/money-table.tsx'
import { useSite } from '../site.ts'
import { useLineHref } from './line-href.ts'

type CopyProps = {
  organisationKey: string
  row: OdaRow
  number: number
  last: number
  columns: readonly OdaColumn[]
  names: OdaNames
  script: string | null
}

/** One row, field by field in the order of the form, to be carried over; and the lines its amount is made of. */
export function OdaCopy({ organisationKey, row, number, last, columns, names, script }: CopyProps) {
  const { t, locale } = useSite()
  const amount = useAmount()
  const lineHref = useLineHref(organisationKey)
  const params = { key: organisationKey, year: String(names.year) }
  const to = (wanted: number) => `${workspacePath('odaYear', locale, params, { row: String(wanted) })}#copy`
  // People type amounts as their language writes them; the files keep the point.
  const typed = ({ field }: OdaColumn) => {
    const text = fieldText(field, row, names)
    return isAmount(field) && locale === 'fr' ? text.replace('.', ',') : text
  }
  const fields = columns.map((column) => ({
    ...{ code: column.field, label: column[locale], help: '', text: typed(column) },
    ...{ maxLength: null, tooLong: false },
  }))
  return (
    <section aria-labelledby="copy" className="oda-copy">
      <h2 id="copy">{t('oda.copy.title', { number, country: countryWords(names, row.country) })}</h2>
      <p className="measure">{t('oda.copy.lead')}</p>
      <div className="form">
        <AtlasSheet fields={fields} script={script} />
      </div>
      <h3 className="mt-6">{t('oda.copy.made')}</h3>
      <ul className="oda-lines">
        {row.lines.map((line) => (
          <li key={line.id}>
            <a href={lineHref(line.id)} className="tap">
              {line.label}
            </a>{' '}
            <span className="source">{amount(line.amount, 'EUR')}</span>
          </li>
        ))}
      </ul>
      <p className="row-actions mt-4">
        {number > 1 ? (
          <a className="tap" rel="prev" href={to(number - 1)}>
            {t('oda.copy.previous')}
          </a>
        ) : null}
        {number < last ? (
          <a className="tap" rel="next" href={to(number + 1)}>
            {t('oda.copy.next')}
          </a>
        ) : null}
        <a className="tap" href={`${workspacePath('odaYear', locale, params)}#rows`}>
          {t('oda.copy.close')}
        </a>
      </p>
    </section>
  )
}
