import { z } from 'zod'
import { findShownInvitation } from '../../../features/accounts/accept-invitation.server.ts'
import { createInvitation, listInvitations, revokeInvitation } from '../../../features/accounts/invitations.server.ts'
import { listTiesToShare } from '../../../features/accounts/members.server.ts'
import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { roles, rolesToGive } from '../../../features/accounts/rules.ts'
import type { Locale } from '../../../platform/i18n/locales.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { Choices, SelectField, TextArea } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { WayFields } from '../../ui/form/handed-link.tsx'
import { InvitationLink } from '../../ui/members/invitation-link.tsx'
import { InvitationList } from '../../ui/members/invitation-list.tsx'
import { useSite } from '../../ui/site.ts'
import { readCookie, setCookie } from '../../workspace/cookies.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

const address = z.email().max(254)

// A link made here is carried to the page that shows it by a cookie no script reads, for a few minutes: it is kept nowhere.
const linkCookie = 'navette-invitation'
const linkHours = 0.1

/** What may be given, the invitations made so far, and a link just made. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, page, workspace }) => {
  const { organisation } = atWork
  const { organisationId } = organisation
  const token = readCookie(workspace.headers, linkCookie)
  const shown = token ? await findShownInvitation(ctx, organisationId, token) : null
  return {
    organisation,
    given: rolesToGive(organisation.role),
    ties: await listTiesToShare(ctx, organisationId),
    invitations: await listInvitations(ctx, organisationId),
    link: token && shown ? { ...shown, url: invitationUrl(page.instance.baseUrl, token, shown.locale) } : null,
  }
})

const invitationUrl = (baseUrl: string, token: string, locale: Locale) =>
  baseUrl + workspacePath('invitation', locale, {}, { token })

const mailLocales = ['fr', 'en', 'both'] as const

/** Invites, or takes an invitation back. */
export const action = workspaceAction('member', {
  async invite({ ctx, atWork, page }, form) {
    await requireRole(ctx, atWork.organisation.organisationId, 'manager')
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const byMail = text('way') !== 'link'
    const role = roles.find((known) => known === text('role'))
    const { organisationId, key } = atWork.organisation
    const email = byMail ? text('email') : null
    const { baseUrl } = page.instance
    if (email !== null && !address.safeParse(email).success)
      return { problems: [{ reason: 'email_wrong', field: 'email' }] }
    if (!role) return { problems: [{ reason: 'role_not_to_give', field: 'role' }] }
    const { token } = await createInvitation(ctx, {
      organisationId,
      role,
      email,
      locale: mailLocales.find((known) => known === text('locale')) ?? 'both',
      word: text('word'),
      partnershipId: text('tie') || null,
      linkTo: (secret, locale) => invitationUrl(baseUrl, secret, locale),
    })
    if (byMail) return { to: workspacePath('invite', ctx.locale, { key }, { done: 'invited' }) }
    const cookie = setCookie(linkCookie, token, { secure: baseUrl.startsWith('https:'), hours: linkHours })
    return { to: `${workspacePath('invite', ctx.locale, { key })}#link`, cookies: [cookie] }
  },
  async revoke({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await revokeInvitation(ctx, organisationId, String(form.get('id') ?? ''))
    return { to: workspacePath('invite', ctx.locale, { key }, { done: 'revoked' }) }
  },
})

/** Invites somebody, by mail or by a link to hand over; lists the invitations made. */
export default function Invite() {
  const { t, list } = useSite()
  const { organisation, given, ties, invitations, link, kept } = usePageData<typeof loader>()
  const p = 'members.invitePage'
  return (
    <div className="py-10">
      <title>{`${t(`${p}.title`)} · ${organisation.name} · ${t('site.name')}`}</title>
      <h1>{t(`${p}.title`)}</h1>
      <Done area="members.done" />
      {link ? <InvitationLink link={link} organisation={organisation.name} /> : null}
      <p className="measure mt-4">{t(`${p}.lead`)}</p>
      <Form intent="invite" kept={kept}>
        <WayFields area="members.invitePage" />
        <Choices
          name="locale"
          label={t(`${p}.locale`)}
          value={organisation.country === 'FR' ? 'fr' : 'both'}
          options={[
            { value: 'fr', label: t(`${p}.localeFr`) },
            { value: 'en', label: t(`${p}.localeEn`) },
            { value: 'both', label: t(`${p}.localeBoth`) },
          ]}
        />
        <Choices
          name="role"
          label={t(`${p}.role`)}
          value="contributor"
          options={given.map((role) => ({
            value: role,
            label: t(`members.role.${role}`),
            help: t(`members.roleHelp.${role}`),
          }))}
        />
        {ties.length > 0 ? (
          <SelectField
            name="tie"
            label={t(`${p}.tie`)}
            help={t(`${p}.tieHelp`)}
            empty={t(`${p}.tieAll`, { organisation: organisation.name })}
            options={ties.map((tie) => ({ value: tie.id, label: t(`${p}.tieOne`, { partners: list(tie.partners) }) }))}
            optional
          />
        ) : null}
        <TextArea name="word" label={t(`${p}.word`)} help={t(`${p}.wordHelp`)} maxLength={1000} optional />
        <Submit>{t(`${p}.submit`)}</Submit>
      </Form>
      <InvitationList invitations={invitations} given={given} />
    </div>
  )
}
