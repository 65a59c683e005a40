import type { TypedValues } from '../../../features/accounts/kept-forms.server.ts'
import type { BookSheet } from '../../../platform/spreadsheet/table.ts'
import { SelectField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { Discard } from './discard.tsx'

/** What is to be known of a workbook: its sheets, and the one that is read. */
export type Workbook = { mapping: { sheet: string | null; sheets?: readonly BookSheet[] } }

/** Which sheet of a workbook carries the list: each with its number of lines, the fullest one proposed. */
export function SheetForm({ sheet, kept }: { sheet: Workbook; kept: TypedValues | null }) {
  const { t } = useSite()
  const { sheets = [], sheet: present } = sheet.mapping
  const fullest = sheets.toSorted((a, b) => b.lines - a.lines)[0]
  return (
    <>
      <p className="measure mt-4">{t('spreadsheet.sheet.intro')}</p>
      <Form intent="sheet" kept={kept}>
        <SelectField
          name="sheet"
          label={t('spreadsheet.sheet.label')}
          value={present ?? fullest?.name ?? ''}
          options={sheets.map(({ name, lines }) => ({
            value: name,
            label: t('spreadsheet.sheet.option', { name, lines }),
          }))}
        />
        <Submit>{t('spreadsheet.sheet.submit')}</Submit>
      </Form>
      <Discard />
    </>
  )
}
