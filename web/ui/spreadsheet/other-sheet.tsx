import { useSite } from '../site.ts'
import type { Workbook } from './sheet-form.tsx'

/** The way to another sheet of the workbook; nothing where there is none. */
export function OtherSheet({ sheet }: { sheet: Workbook }) {
  const { t } = useSite()
  if ((sheet.mapping.sheets?.length ?? 0) < 2) return null
  return (
    <p>
      <a className="tap" href="?sheet">
        {t('spreadsheet.sheet.other')}
      </a>
    </p>
  )
}
