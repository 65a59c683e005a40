import { getOutboxMail, listOutbox, sendOutboxAgain } from '../../../features/accounts/outbox.server.ts'
import { readConfig } from '../../../platform/config.ts'
import { isId } from '../../../platform/ids.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { Pages } from '../../ui/form/pages.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The mails that have not been sent, and one of them where the address asks for it. */
export const loader = workspaceLoader('signedIn', async ({ ctx, url }) => {
  const page = Math.max(1, Math.floor(Number(url.searchParams.get('page'))) || 1)
  const id = url.searchParams.get('mail')
  const mail = id && isId(id) ? await getOutboxMail(ctx, id) : null
  return { ...(await listOutbox(ctx, { page })), page, mail, hasServer: readConfig(process.env).smtpUrl !== null }
})

/** Hands what has not left to the worker again. */
export const action = workspaceAction('signedIn', {
  async sendAgain({ ctx }) {
    const count = await sendOutboxAgain(ctx)
    return { to: workspacePath('outbox', ctx.locale, {}, { done: count > 0 ? 'again' : 'nothing' }) }
  },
})

/** What an instance without a mail server would have sent: the administrator hands the links over. */
export default function Outbox() {
  const { t, locale, day } = useSite()
  const { rows, total, page, mail, hasServer } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('admin.outbox.title')} · ${t('site.name')}`}</title>
      <h1>{t('admin.outbox.title')}</h1>
      <Done area="instance.outbox.done" />
      <p className="measure mt-4">{t('admin.outbox.lead')}</p>
      {total > 0 && hasServer ? (
        <Form intent="sendAgain">
          <p className="source mt-4">{t('instance.outbox.againHelp')}</p>
          <Submit>{t('instance.outbox.again')}</Submit>
        </Form>
      ) : null}
      {total > 0 && !hasServer ? <p className="source mt-4">{t('instance.outbox.noServer')}</p> : null}
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
