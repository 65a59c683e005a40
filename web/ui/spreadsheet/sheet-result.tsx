import type { SpreadsheetPage } from '../../../features/partnerships/spreadsheet.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

/** What a sheet has done, what comes next, and the way back. */
export function SheetResult({ sheet, organisationKey }: { sheet: SpreadsheetPage; organisationKey: string }) {
  const { t, locale, day } = useSite()
  const { done, kept, undone, confirmed } = sheet.written
  const applied = sheet.state === 'applied'
  return (
    <>
      <div className="notice" role="status">
        {applied ? (
          <p>
            {done > 0 || confirmed === 0 ? `${t('spreadsheet.result.applied', { count: done })} ` : null}
            {confirmed > 0 ? `${t('spreadsheet.result.confirmed', { n: confirmed })} ` : null}
            {t('spreadsheet.result.public')}
          </p>
        ) : (
          <p>
            {t('spreadsheet.result.undone', { count: undone })}{' '}
            {done > undone ? t('spreadsheet.result.leftAfterUndo', { count: done - undone }) : null}
          </p>
        )}
        {applied && kept > 0 ? <p>{t('spreadsheet.result.kept', { count: kept })}</p> : null}
      </div>
      {sheet.appliedAt ? (
        <p className="source">{t('spreadsheet.result.appliedOn', { date: day(sheet.appliedAt) })}</p>
      ) : null}
      <p className="mt-4">
        <a className="button" href={workspacePath('spreadsheet', locale, { key: organisationKey })}>
          {t('spreadsheet.again')}
        </a>
      </p>
      {applied && done + confirmed > 0 ? (
        <Form intent="undo">
          <p className="mt-8">{t('spreadsheet.result.undoText')}</p>
          <Submit quiet>{t('spreadsheet.result.undo')}</Submit>
        </Form>
      ) : null}
    </>
  )
}
