import { useLocation } from 'react-router'
import type { SpreadsheetPage } from '../../../features/partnerships/spreadsheet.server.ts'
import { type ShownLines, shownLines } from '../../../features/partnerships/spreadsheet-form.ts'
import { Choices } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { Pages } from '../form/pages.tsx'
import { useSite } from '../site.ts'
import { Discard } from './discard.tsx'
import { OtherSheet } from './other-sheet.tsx'
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
          <ApplyForm
            count={added + changed}
            unchanged={sheet.unchanged}
            waiting={error + ambiguous}
            organisationName={organisationName}
          />
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
          <OtherSheet sheet={sheet} />
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

type ApplyProps = { count: number; unchanged: number; waiting: number; organisationName: string }

function ApplyForm({ count, unchanged, waiting, organisationName }: ApplyProps) {
  const { t } = useSite()
  if (count + unchanged === 0)
    return <p className="notice">{t(waiting > 0 ? 'spreadsheet.preview.nothingYet' : 'spreadsheet.preview.nothing')}</p>
  return (
    <Form intent="apply">
      {count > 0 && waiting > 0 ? <p className="mt-4">{t('spreadsheet.preview.applyText')}</p> : null}
      {count > 0 ? (
        <p className="source mt-2">{t('spreadsheet.preview.declared', { name: organisationName })}</p>
      ) : (
        <p className="notice">
          {t(waiting > 0 ? 'spreadsheet.preview.nothingYet' : 'spreadsheet.preview.nothing')}{' '}
          {t('spreadsheet.preview.onlyConfirm', { n: unchanged })}
        </p>
      )}
      <Choices
        name="upToDate"
        label={t('spreadsheet.preview.upToDateTitle')}
        many
        options={[
          {
            value: 'yes',
            label: t('spreadsheet.preview.upToDate'),
            help: t('spreadsheet.preview.upToDateHelp', { name: organisationName }),
          },
        ]}
      />
      <Submit>
        {count > 0 ? t('spreadsheet.preview.apply', { count }) : t('spreadsheet.preview.confirm', { n: unchanged })}
      </Submit>
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
