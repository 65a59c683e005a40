import { useLocation } from 'react-router'
import type { SpreadsheetPage } from '../../../features/partnerships/spreadsheet.server.ts'
import { type ShownLines, shownLines } from '../../../features/partnerships/spreadsheet-form.ts'
import { Form, Submit } from '../form/form.tsx'
import { Pages } from '../form/pages.tsx'
import { useSite } from '../site.ts'
import { Discard } from './discard.tsx'
import { PartnerQuestions } from './partner-questions.tsx'
import { SheetLine } from './sheet-line.tsx'

type PreviewProps = {
  sheet: SpreadsheetPage
  organisationName: string
  show: ShownLines
  page: number
  size: number
}

/** Line by line what a sheet would change, or has changed; the button that applies it. */
export function Preview({ sheet, organisationName, show, page, size }: PreviewProps) {
  const { t } = useSite()
  const open = sheet.state === 'ready'
  const { added, changed, left, error, ambiguous } = sheet.counts
  return (
    <>
      {open ? (
        <>
          {sheet.mapping.remembered ? <p className="source mt-2">{t('spreadsheet.remembered')}</p> : null}
          <p className="measure mt-4" role="status">
            {[
              t('spreadsheet.count.added', { count: added }),
              t('spreadsheet.count.changed', { count: changed }),
              t('spreadsheet.count.left', { count: left }),
              t('spreadsheet.count.ambiguous', { count: ambiguous }),
              t('spreadsheet.count.error', { count: error }),
            ].join(' · ')}
          </p>
          <ApplyForm added={added} changed={changed} waiting={error + ambiguous} organisationName={organisationName} />
        </>
      ) : null}
      <ShownLinks show={show} />
      {open ? <PartnerQuestions lines={sheet.lines} /> : null}
      {sheet.lines.length === 0 ? <p className="mt-4">{t('spreadsheet.preview.none')}</p> : null}
      <ul className="mt-4">
        {sheet.lines.map((line) => (
          <SheetLine key={line.line} line={line} header={sheet.header} />
        ))}
      </ul>
      <Pages page={page} total={sheet.total} size={size} query={{ show }} />
      {open ? (
        <div className="mt-10">
          <p>
            <a className="tap" href="?columns">
              {t('spreadsheet.columns.back')}
            </a>
          </p>
          <Discard />
        </div>
      ) : null}
    </>
  )
}

type ApplyProps = { added: number; changed: number; waiting: number; organisationName: string }

function ApplyForm({ added, changed, waiting, organisationName }: ApplyProps) {
  const { t } = useSite()
  const count = added + changed
  if (count === 0)
    return <p className="notice">{t(waiting > 0 ? 'spreadsheet.preview.nothingYet' : 'spreadsheet.preview.nothing')}</p>
  return (
    <Form intent="apply">
      {waiting > 0 ? <p className="mt-4">{t('spreadsheet.preview.applyText')}</p> : null}
      <p className="source mt-2">{t('spreadsheet.preview.declared', { name: organisationName })}</p>
      <Submit>{t('spreadsheet.preview.apply', { count })}</Submit>
    </Form>
  )
}

function ShownLinks({ show }: { show: ShownLines }) {
  const { t } = useSite()
  const { pathname } = useLocation()
  return (
    <nav aria-label={t('spreadsheet.preview.show')} className="row-actions mt-8">
      {shownLines.map((one) => (
        <a
          key={one}
          className="tap"
          href={`${pathname}?show=${one}`}
          {...(one === show ? { 'aria-current': 'page' as const } : {})}
        >
          {t(`spreadsheet.preview.${one}`)}
        </a>
      ))}
    </nav>
  )
}
