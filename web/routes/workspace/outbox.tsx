import { getOutboxMail, listOutbox } from '../../../features/accounts/outbox.server.ts'
import { isId } from '../../../platform/ids.ts'
import { usePageData } from '../../request.ts'
import { Pages } from '../../ui/form/pages.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The mails that have not been sent, and one of them where the address asks for it. */
export const loader = workspaceLoader('signedIn', async ({ ctx, url }) => {
  const page = Math.max(1, Math.floor(Number(url.searchParams.get('page'))) || 1)
  const id = url.searchParams.get('mail')
  return { ...(await listOutbox(ctx, { page })), page, mail: id && isId(id) ? await getOutboxMail(ctx, id) : null }
})

/** What an instance without a mail server would have sent: the administrator hands the links over. */
export default function Outbox() {
  const { t, locale, day } = useSite()
  const { rows, total, page, mail } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('admin.outbox.title')} · ${t('site.name')}`}</title>
      <h1>{t('admin.outbox.title')}</h1>
      <p className="measure mt-4">{t('admin.outbox.lead')}</p>
      {mail ? (
        <section aria-labelledby="mail" className="mt-8">
          <h2 id="mail">{mail.subject}</h2>
          <p className="source">{t('admin.outbox.to', { recipient: mail.recipient, day: day(mail.createdAt) })}</p>
          <pre className="mail-text">{mail.text}</pre>
        </section>
      ) : null}
      <p className="mt-8">{t('admin.outbox.count', { count: total })}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="border-b border-line py-3">
            <a href={workspacePath('outbox', locale, {}, { mail: row.id, page: String(page) })}>{row.subject}</a>
            <p className="source">
              {t('admin.outbox.to', { recipient: row.recipient, day: day(row.createdAt) })} ·{' '}
              {t(`admin.outbox.${row.state}`)}
              {row.lastError ? ` · ${row.lastError}` : ''}
            </p>
          </li>
        ))}
      </ul>
      <Pages page={page} total={total} size={50} />
    </div>
  )
}
