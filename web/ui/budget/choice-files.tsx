import { type WorkspacePageId, workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

type FilesProps = {
  page: Extract<WorkspacePageId, 'budgetLensFile' | 'budgetWhatIfFile' | 'onePercentFile'>
  organisationKey: string
  query?: Readonly<Record<string, string>>
}

/** The same page as a file to take away: workbook or table. */
export function ChoiceFiles({ page, organisationKey, query = {} }: FilesProps) {
  const { t, locale } = useSite()
  const file = (format: 'xlsx' | 'csv') => workspacePath(page, locale, { key: organisationKey, format }, query)
  return (
    <section aria-labelledby="download" className="mt-10 no-print">
      <h2 id="download">{t('arbitration.file.title')}</h2>
      <p className="mt-2">{t('arbitration.file.note')}</p>
      <p className="row-actions mt-2">
        <a href={file('xlsx')} className="tap">
          {t('arbitration.file.xlsx')}
        </a>
        <a href={file('csv')} className="tap">
          {t('arbitration.file.csv')}
        </a>
      </p>
    </section>
  )
}
