import { listChangedRecords, listHistory, type RecordFilter } from '../../../features/accounts/audit-history.server.ts'
import { restoreVersion } from '../../../features/accounts/audit-restore.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { FormProblems } from '../../ui/history/form-problems.tsx'
import { HistoryEntryItem } from '../../ui/history/history-entry.tsx'
import { useRecordName } from '../../ui/history/record-name.ts'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

function readFilter(text: string | null): RecordFilter {
  const [kind, id] = (text ?? '').split(' ')
  return kind && id ? { kind, id } : null
}

/** The changes of an organisation's records, a page at a time. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, url }) => {
  const { organisation } = atWork
  const asked = url.searchParams.get('record')
  const number = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1)
  const { entries, more } = await listHistory(ctx, organisation.organisationId, {
    record: readFilter(asked),
    page: number,
  })
  return {
    organisation,
    records: await listChangedRecords(ctx, organisation.organisationId),
    entries,
    more,
    number,
    asked,
  }
})

/** Brings back what stood before a change. */
export const action = workspaceAction('member', {
  async restore({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await restoreVersion(ctx, organisationId, String(form.get('entry') ?? ''))
    return { to: workspacePath('history', ctx.locale, { key }, { done: 'restored' }) }
  },
})

/** Who changed what, when, by which door. */
export default function History() {
  const { t, locale } = useSite()
  const recordName = useRecordName()
  const { organisation, records, entries, more, number, asked } = usePageData<typeof loader>()
  const { key, name, role } = organisation
  const pageAt = (page: number) =>
    workspacePath('history', locale, { key }, { ...(asked ? { record: asked } : {}), page: String(page) })
  return (
    <div className="py-10">
      <WorkTitle>{t('history.title', { name })}</WorkTitle>
      <Done area="history.done" />
      <FormProblems />
      <p className="measure mt-4">{t('history.lead')}</p>
      {records.length > 1 ? (
        <form method="get" className="row-actions mt-6 no-print">
          <label>
            {t('history.filter')}{' '}
            <select name="record" className="field" defaultValue={asked ?? ''}>
              <option value="">{t('history.all')}</option>
              {records.map((record) => (
                <option key={`${record.kind} ${record.id}`} value={`${record.kind} ${record.id}`}>
                  {recordName(record.kind, record.name)}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="button quiet">
            {t('history.show')}
          </button>
        </form>
      ) : null}
      {entries.length === 0 ? <p className="measure mt-6">{t('history.none')}</p> : null}
      <ol className="threads mt-6">
        {entries.map((entry) => (
          <HistoryEntryItem key={entry.id} entry={entry} mayRestore={role !== 'reader'} />
        ))}
      </ol>
      <p className="row-actions mt-6">
        {number > 1 ? <a href={pageAt(number - 1)}>{t('history.later')}</a> : null}
        {more ? <a href={pageAt(number + 1)}>{t('history.earlier')}</a> : null}
      </p>
    </div>
  )
}
