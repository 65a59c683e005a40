import type { TypedValues } from '../../../features/accounts/kept-forms.server.ts'
import type { TablePage } from '../../../features/budgets/account-table.server.ts'
import { tableFields } from '../../../features/budgets/account-table-form.ts'
import { SelectField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { Discard } from '../spreadsheet/discard.tsx'
import { OtherSheet } from '../spreadsheet/other-sheet.tsx'
import { TableFactsFields } from './table-facts-fields.tsx'

type TableFormProps = { table: TablePage; lastYear: number; kept: TypedValues | null }

/** What each column of an accounting export holds, as recognised and as a person corrects it, and what the table is of. */
export function TableForm({ table, lastYear, kept }: TableFormProps) {
  const { t } = useSite()
  const { header, reading, sample } = table
  const options = tableFields.map((field) => ({ value: field, label: t(`accounts.table.field.${field}`) }))
  const exampleOf = (column: number) => {
    const text = sample.map((cells) => cells[column] ?? '').find((cell) => cell !== '')
    return text ? t('spreadsheet.columns.example', { text: text.slice(0, 80) }) : t('spreadsheet.columns.empty')
  }
  return (
    <>
      {reading.sheet ? <p className="source mt-2">{t('spreadsheet.columns.sheet', { sheet: reading.sheet })}</p> : null}
      <OtherSheet sheet={{ mapping: reading }} />
      {reading.remembered ? <p className="notice">{t('accounts.table.remembered')}</p> : null}
      <p className="measure mt-4">{t('accounts.table.intro', { count: header.length })}</p>
      <p className="measure mt-2">{t('accounts.table.persons')}</p>
      <Form intent="columns" kept={kept}>
        {header.map((heading, column) => {
          const confidence = reading.columns[column] ? (reading.guesses[column]?.confidence ?? 'none') : 'none'
          const name = `column-${column}`
          return (
            <SelectField
              key={name}
              name={name}
              label={heading || t('spreadsheet.columns.untitled', { number: column + 1 })}
              help={`${exampleOf(column)} · ${t(`spreadsheet.columns.${confidence}`)}`}
              value={reading.columns[column] ?? ''}
              empty={t('spreadsheet.columns.aside')}
              options={options}
              optional
            />
          )
        })}
        <TableFactsFields facts={reading.facts} lastYear={lastYear} />
        <Submit>{t('accounts.table.submit')}</Submit>
      </Form>
      <Discard />
    </>
  )
}
