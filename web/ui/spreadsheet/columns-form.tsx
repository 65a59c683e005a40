import type { TypedValues } from '../../../features/accounts/kept-forms.server.ts'
import type { SpreadsheetPage } from '../../../features/partnerships/spreadsheet.server.ts'
import { fieldsToChoose } from '../../../features/partnerships/spreadsheet-form.ts'
import { SelectField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { Discard } from './discard.tsx'
import { OtherSheet } from './other-sheet.tsx'

/** What each column holds, as recognised and as whoever brought the sheet corrects it. */
export function ColumnsForm({ sheet, kept }: { sheet: SpreadsheetPage; kept: TypedValues | null }) {
  const { t } = useSite()
  const { header, mapping, sample } = sheet
  const options = fieldsToChoose.map((field) => ({ value: field, label: t(`spreadsheet.field.${field}`) }))
  const exampleOf = (column: number) => {
    const text = sample.map((cells) => cells[column] ?? '').find((cell) => cell !== '')
    return text ? t('spreadsheet.columns.example', { text: text.slice(0, 80) }) : t('spreadsheet.columns.empty')
  }
  return (
    <>
      {mapping.sheet ? <p className="source mt-2">{t('spreadsheet.columns.sheet', { sheet: mapping.sheet })}</p> : null}
      <OtherSheet sheet={sheet} />
      <p className="measure mt-4">{t('spreadsheet.columns.intro', { count: header.length })}</p>
      <Form intent="columns" kept={kept}>
        {header.map((heading, column) => {
          const confidence = mapping.columns[column] ? (mapping.guesses[column]?.confidence ?? 'none') : 'none'
          const name = `column-${column}`
          return (
            <SelectField
              key={name}
              name={name}
              label={heading || t('spreadsheet.columns.untitled', { number: column + 1 })}
              help={`${exampleOf(column)} · ${t(`spreadsheet.columns.${confidence}`)}`}
              value={mapping.columns[column] ?? ''}
              empty={t('spreadsheet.columns.aside')}
              options={options}
            />
          )
        })}
        <Submit>{t('spreadsheet.columns.submit')}</Submit>
      </Form>
      <Discard />
    </>
  )
}
