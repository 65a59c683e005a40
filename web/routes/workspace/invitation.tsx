import { acceptInvitation, readInvitation } from '../../../features/accounts/accept-invitation.server.ts'
import { usePageData } from '../../request.ts'
import { TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { NameField } from '../../ui/members/name-field.tsx'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { sayName } from '../../workspace/say-name.ts'

/** What the link invites to; whoever holds it may read, and opening it changes nothing. */
export const loader = workspaceLoader('anybody', async ({ ctx, url, atWork }) => ({
  invitation: await readInvitation(ctx, url.searchParams.get('token') ?? ''),
  needsName: atWork?.person.name === '',
  signInFirst: atWork ? null : workspacePath('signIn', ctx.locale, {}, { back: url.pathname + url.search }),
}))

/** Takes the seat. */
export const action = workspaceAction('signedIn', {
  async accept(page, form) {
    const { ctx, url } = page
    if (!(await sayName(page, form))) return { problems: [{ reason: 'name_wrong', field: 'name' }] }
    const token = url.searchParams.get('token') ?? ''
    const { key, partnershipId } = await acceptInvitation(ctx, token, String(form.get('function') ?? ''))
    if (partnershipId) return { to: workspacePath('workspace', ctx.locale, {}, { done: 'guest' }) }
    // First what there is to do: it is for that they were asked to come.
    return { to: workspacePath('organisation', ctx.locale, { key }, { done: 'accepted' }) }
  },
})

/** Who invites to what, and one button. */
export default function Invitation() {
  const { t, day, list, locale } = useSite()
  const labels = useLabels()
  const { invitation, signInFirst, needsName, kept } = usePageData<typeof loader>()
  const { organisation, state, role } = invitation
  const title = t('members.invitation.title', { organisation: organisation.name })
  return (
    <div className="measure py-10">
      <title>{`${title} · ${t('site.name')}`}</title>
      <h1>{title}</h1>
      <p className="mt-4">
        {t('members.invitation.lead', {
          inviter: invitation.inviter || 'unknown',
          organisation: organisation.name,
          country: labels.country(organisation.country),
        })}
      </p>
      <p className="mt-2">
        {t('members.invitation.role', { role: t(`members.role.${role}`), what: t(`members.roleHelp.${role}`) })}
      </p>
      {invitation.tie ? <p className="mt-2">{t('members.invitation.tie', { names: list(invitation.tie) })}</p> : null}
      {invitation.word ? (
        <>
          <p className="mt-4">{t('members.invitation.word')}</p>
          <blockquote className="whitespace-pre-line border-s-2 border-line ps-4">{invitation.word}</blockquote>
        </>
      ) : null}
      {invitation.acceptedByReader ? (
        <p className="notice" role="status">
          {t('members.invitation.mine')} <a href={workspacePath('workspace', locale)}>{t('members.invitation.open')}</a>
        </p>
      ) : state !== 'open' ? (
        <p className="notice" role="status">
          {t(`members.invitation.closed.${state}`)} {t('members.invitation.closedNext')}
        </p>
      ) : signInFirst ? (
        <>
          <p className="mt-6">{t('members.invitation.signInLead')}</p>
          <Form intent="sendLink" to={signInFirst}>
            <TextField
              name="email"
              type="email"
              label={t('workspace.signIn.email')}
              autoComplete="email"
              maxLength={254}
            />
            <Submit>{t('members.invitation.signIn')}</Submit>
          </Form>
          <p className="mt-4">
            <a className="tap" href={signInFirst}>
              {t('signin.also.title')}
            </a>
          </p>
        </>
      ) : (
        <Form intent="accept" kept={kept}>
          {needsName ? <NameField /> : null}
          <TextField
            name="function"
            label={t('members.invitation.function')}
            help={t('members.invitation.functionHelp')}
            maxLength={120}
            optional
          />
          <Submit>{t('members.invitation.submit', { organisation: organisation.name })}</Submit>
        </Form>
      )}
      {state === 'open' ? (
        <p className="source mt-6">{t('members.invitation.until', { day: day(invitation.expiresAt) })}</p>
      ) : null}
    </div>
  )
}
