import { findContact, sendContactMessage } from '../../../features/organisations/contact.server.ts'
import { AppError } from '../../../platform/errors.ts'
import { readKey } from '../../authority-page.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** Opening the link does nothing: programs that read mails open links too. */
export const loader = workspaceLoader('anybody', async ({ ctx, params, url }) => {
  const contact = await findContact(ctx, readKey(params.organisation ?? ''))
  if (!contact) throw new AppError('not_found', 'contact_closed')
  return { contact, sent: url.searchParams.has('sent') }
})

/** The button does: the message leaves, once. */
export const action = workspaceAction('anybody', {
  async send({ ctx, params, url }) {
    const organisation = readKey(params.organisation ?? '')
    await sendContactMessage(ctx, organisation, url.searchParams.get('token') ?? '')
    return { to: workspacePath('contactSend', ctx.locale, { organisation }, { sent: '1' }) }
  },
})

/** One button between the link in the mail and the authority's mailbox. */
export default function ContactSend() {
  const { t, pathTo } = useSite()
  const { contact, sent } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <WorkTitle>{t(sent ? 'profile.contact.sent' : 'profile.contact.confirm')}</WorkTitle>
      {sent ? (
        <p className="notice mt-6" role="status">
          {t('profile.contact.sentNext')}
        </p>
      ) : (
        <>
          <p className="mt-4">{t('profile.contact.confirmLead')}</p>
          <Form intent="send">
            <Submit>{t('profile.contact.send')}</Submit>
          </Form>
        </>
      )}
      <p className="mt-8">
        <a href={pathTo('authority', contact)}>{t('profile.contact.back')}</a>
      </p>
    </div>
  )
}
