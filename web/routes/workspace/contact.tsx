import { clientHeader } from '../../../features/accounts/sign-in.server.ts'
import { askToWrite, findContact } from '../../../features/organisations/contact.server.ts'
import { readContactMessage } from '../../../features/organisations/contact.ts'
import { AppError } from '../../../platform/errors.ts'
import { readKey } from '../../authority-page.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { TextArea, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OpenPage } from '../../workspace/request.ts'

async function getContact({ ctx, params }: OpenPage) {
  const contact = await findContact(ctx, readKey(params.organisation ?? ''))
  if (!contact) throw new AppError('not_found', 'contact_closed')
  return contact
}

/** The authority one writes to. */
export const loader = workspaceLoader('anybody', async (page) => ({
  contact: await getContact(page),
  asked: page.url.searchParams.has('asked'),
  email: page.atWork?.person.email ?? '',
  name: page.atWork?.person.name ?? '',
}))

/** Keeps the message, and asks its writer by mail whether the address is theirs. */
export const action = workspaceAction('anybody', {
  async write(page, form) {
    const { ctx, workspace, page: request } = page
    const { key: organisation } = await getContact(page)
    const done = { to: workspacePath('contact', ctx.locale, { organisation }, { asked: '1' }) }
    // A field no person sees: whatever fills it in is told what a person would be.
    if (form.get('surname')) return done
    const read = readContactMessage(Object.fromEntries(form))
    if ('problems' in read) return read
    await askToWrite(ctx, organisation, read.message, {
      client: workspace.headers.get(clientHeader) ?? '',
      linkTo: (token) =>
        request.instance.baseUrl + workspacePath('contactSend', ctx.locale, { organisation }, { token }),
    })
    return done
  },
})

/** A message to an authority, whose address stays hidden. */
export default function Contact() {
  const { t, pathTo } = useSite()
  const { contact, asked, email, name, kept } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <WorkTitle>{t('profile.contact.title', { name: contact.name })}</WorkTitle>
      {asked ? (
        <div className="notice mt-6" role="status">
          <p className="font-[650]">{t('profile.contact.asked')}</p>
          <p className="mt-1">{t('profile.contact.askedNext')}</p>
        </div>
      ) : (
        <>
          <p className="mt-4">{t('profile.contact.lead')}</p>
          <Form intent="write" kept={kept}>
            <TextField name="name" label={t('profile.contact.name')} value={name} autoComplete="name" maxLength={120} />
            <TextField
              name="email"
              type="email"
              label={t('profile.contact.email')}
              help={t('profile.contact.emailHelp')}
              value={email}
              autoComplete="email"
              maxLength={254}
            />
            <TextArea name="message" label={t('profile.contact.message')} rows={8} maxLength={4000} />
            <div className="sr-only" aria-hidden="true">
              <label>
                {t('profile.contact.trap')}
                <input name="surname" tabIndex={-1} autoComplete="off" />
              </label>
            </div>
            <Submit>{t('profile.contact.submit')}</Submit>
          </Form>
        </>
      )}
      <p className="mt-8">
        <a href={pathTo('authority', contact)}>{t('profile.contact.back')}</a>
      </p>
    </div>
  )
}
