import { useLocation } from 'react-router'
import { frenchTiers } from '../../../features/organisations/schema.ts'
import {
  type LawField,
  type LawRow,
  type LawTableName,
  lawFieldName,
  lawKey,
  lawTables,
} from '../../../features/partnerships/law-tables.ts'
import type { MessageKey } from '../../../platform/i18n/messages.ts'
import { vagueDay } from '../../../platform/i18n/vague-day.ts'
import { Choices, type Option, SelectField, TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useLabels, useSite } from '../site.ts'

type LawListProps = {
  name: LawTableName
  rows: readonly LawRow[]
  mayWrite: boolean
  kept: Readonly<Record<string, string | string[]>> | null
}

// The columns of a list one scans; the rest is seen when one opens a record.
const shown: Record<LawTableName, readonly string[]> = {
  reminders: ['code', 'text', 'condition'],
  contexts: ['country', 'tier', 'competences'],
  elections: ['country', 'name', 'on_date'],
  steps: ['country', 'name', 'kind'],
  sheet: ['position', 'label', 'max_length'],
}

/** The records of a list, and the form that adds one or changes the one named in the address (`?edit=`). */
export function LawList({ name, rows, mayWrite, kept }: LawListProps) {
  const { t } = useSite()
  const { pathname, search } = useLocation()
  const wanted = new URLSearchParams(search).get('edit')
  const edited = wanted ? (rows.find((row) => lawKey(name, row) === wanted) ?? null) : null
  return (
    <>
      {rows.length === 0 ? (
        <p className="measure mt-4">{t(`paper.law.none.${name}`)}</p>
      ) : (
        <table className="scan stack mt-6">
          <caption className="sr-only">{t(`paper.law.title.${name}`)}</caption>
          <thead>
            <tr>
              {shown[name].map((column) => (
                <th key={column} scope="col">
                  {t(`paper.law.field.${column}` as MessageKey)}
                </th>
              ))}
              <th scope="col">{t('paper.law.source')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={lawKey(name, row)} name={name} row={row} pathname={mayWrite ? pathname : null} />
            ))}
          </tbody>
        </table>
      )}
      {mayWrite ? (
        <section aria-labelledby="edit" className="mt-12" key={edited ? wanted : ''}>
          <h2 id="edit">{t(edited ? 'paper.law.change' : 'paper.law.add')}</h2>
          <Form intent="save" kept={kept}>
            {lawTables[name].fields.map((field: LawField) => (
              <Field key={field.column} field={field} value={edited?.[field.column]} isNew={!edited} />
            ))}
            <Submit>{t('paper.law.save')}</Submit>
          </Form>
        </section>
      ) : null}
    </>
  )
}

// A date is said as surely as it is known, and no more.
const precisionOf = ({ date_precision }: LawRow): 'day' | 'month' | 'year' =>
  date_precision === 'month' || date_precision === 'year' ? date_precision : 'day'

function useCellWords(): (name: LawTableName, column: string, row: LawRow) => string {
  const { t, locale, day } = useSite()
  const labels = useLabels()
  return (name, column, row) => {
    const value = row[column] ?? row[`${column}_${locale}`]
    const fields: readonly LawField[] = lawTables[name].fields
    const field = fields.find((one) => one.column === column)
    if (value === null || value === undefined || value === '') return ''
    if (column === 'country') return value === '*' ? t('paper.law.everyCountry') : labels.country(String(value))
    if (column === 'max_length') return t('paper.law.signs', { n: Number(value) })
    if (column === 'on_date') return vagueDay(String(value), precisionOf(row), locale)
    if (field?.words) return t(`${field.words}.${value}` as MessageKey)
    return field?.kind === 'day' ? day(String(value)) : String(value)
  }
}

function Line({ name, row, pathname }: { name: LawTableName; row: LawRow; pathname: string | null }) {
  const { t, day } = useSite()
  const words = useCellWords()
  const [first = '', ...others] = shown[name]
  const title = words(name, first, row)
  return (
    <tr>
      <th scope="row">
        {pathname ? (
          <a
            href={`${pathname}?${new URLSearchParams({ edit: lawKey(name, row) })}#edit`}
            className="tap"
            aria-label={t('paper.law.changeOf', { what: `${title}, ${words(name, others[0] ?? first, row)}` })}
          >
            {title}
          </a>
        ) : (
          title
        )}
        {row.active === false ? <span className="source block">{t('paper.law.inactive')}</span> : null}
      </th>
      {others.map((column) => (
        <td key={column}>{words(name, column, row)}</td>
      ))}
      <td>
        {row.source_name ? String(row.source_name) : null}
        {row.checked_on ? (
          <span className="source block">{t('paper.reminders.checked', { day: day(String(row.checked_on)) })}</span>
        ) : null}
      </td>
    </tr>
  )
}

// Two tiers may go by the same word, here and in another country: each says where it is.
function useOptions({ options = [], words, column }: LawField): Option[] {
  const { t } = useSite()
  const named = options.map((one) => ({ value: one, label: t(`${words}.${one}` as MessageKey) }))
  if (column !== 'tier' && column !== 'tiers') return named
  return named.map(({ value, label }) => {
    const isTwice = named.filter((other) => other.label === label).length > 1
    const where = (frenchTiers as readonly string[]).includes(value) ? 'tierHere' : 'tierElsewhere'
    return { value, label: isTwice ? t(`paper.law.${where}`, { label }) : label }
  })
}

function Field({ field, value, isNew }: { field: LawField; value: LawRow[string] | undefined; isNew: boolean }) {
  const { t } = useSite()
  const { column, kind, optional = false, most = 1000 } = field
  const name = lawFieldName(column)
  const label = t(`paper.law.field.${column}` as MessageKey)
  const helpKey = `paper.law.help.${column}`
  const help = t.has(helpKey) ? { help: t(helpKey) } : {}
  const options = useOptions(field)
  const single = value === null || value === undefined || Array.isArray(value) ? '' : String(value)
  if (kind === 'choices')
    return (
      <Choices name={name} label={label} {...help} many options={options} value={Array.isArray(value) ? value : []} />
    )
  if (kind === 'yes')
    return (
      <Choices
        name={name}
        label={label}
        many
        options={[{ value: 'yes', label: t('paper.law.yes') }]}
        value={(isNew ? true : value === true) ? ['yes'] : []}
      />
    )
  if (kind === 'choice')
    return (
      <SelectField
        name={name}
        label={label}
        {...help}
        empty={t('paper.form.choose')}
        options={options}
        value={single}
      />
    )
  if (kind === 'text')
    return <TextArea name={name} label={label} {...help} optional={optional} maxLength={most} value={single} />
  const type = kind === 'day' ? 'date' : 'text'
  return (
    <TextField
      name={name}
      label={label}
      {...help}
      optional={optional}
      maxLength={most}
      type={type}
      value={single}
      {...(kind === 'number' ? { inputMode: 'numeric' as const } : {})}
    />
  )
}
