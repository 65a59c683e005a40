import { confirmRecords, type RecordToConfirm } from '../../../features/freshness/confirm.server.ts'
import { findOwnRecords } from '../../../features/freshness/records.server.ts'
import { tieStates } from '../../../features/partnerships/schema.ts'
import { AppError } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { usePageData } from '../../request.ts'
import { Form, Submit } from '../../ui/form/form.tsx'
import { RecordList } from '../../ui/freshness/record-list.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

/** The records of an organisation, with how fresh each is. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, url }) => {
  const records = await findOwnRecords(ctx, atWork.organisation.organisationId)
  if (!records) throw new AppError('not_found', 'organisation_not_yours')
  return { records, role: atWork.organisation.role, done: Number(url.searchParams.get('done')) || 0 }
})

async function confirm({ ctx, atWork }: OrganisationPage, chosen: readonly RecordToConfirm[] | 'all') {
  const { organisationId, key } = atWork.organisation
  const count = await confirmRecords(ctx, organisationId, chosen)
  return { to: workspacePath('records', ctx.locale, { key }, { done: String(count) }) }
}

/** “All is right”: of everything, or of one record. */
export const action = workspaceAction('member', {
  confirmAll: (page) => confirm(page, 'all'),
  confirmOne: (page, form) => {
    const [kind, id] = String(form.get('record') ?? '').split(' ')
    const known = (kind === 'organisation' || kind === 'partnership') && id && isId(id)
    const state = tieStates.find((one) => one === form.get('state'))
    return confirm(page, known ? [{ kind, id, ...(state ? { state } : {}) }] : [])
  },
})

/** What is published of an organisation, confirmed in one go or record by record. */
export default function Records() {
  const { t } = useSite()
  const { records, role, done } = usePageData<typeof loader>()
  const title = t('freshness.records.title', { name: records.organisation.name })
  const mayConfirm = role !== 'reader'
  return (
    <div className="py-10">
      <title>{`${title} · ${t('site.name')}`}</title>
      <h1>{title}</h1>
      {done > 0 ? (
        <p className="notice" role="status">
          {t('freshness.records.done', { n: done })}
        </p>
      ) : (
        <p className="measure mt-4">{t('freshness.records.lead')}</p>
      )}
      {mayConfirm ? (
        <Form intent="confirmAll">
          <Submit>{t('freshness.records.confirmAll', { n: records.ties.length + 1 })}</Submit>
        </Form>
      ) : (
        <p className="source mt-4">{t('freshness.records.reader')}</p>
      )}
      <RecordList records={records} mayConfirm={mayConfirm} />
    </div>
  )
}
