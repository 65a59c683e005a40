import type { InvitationRow } from '../../../features/accounts/invitations.server.ts'
import type { Role } from '../../../features/accounts/rules.ts'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

/** The invitations of an organisation with what became of each; open ones can be taken back. */
export function InvitationList({
  invitations,
  given,
}: {
  invitations: readonly InvitationRow[]
  given: readonly Role[]
}) {
  const { t } = useSite()
  return (
    <section aria-labelledby="invitations" className="mt-12">
      <h2 id="invitations">{t('members.invitePage.listTitle')}</h2>
      {invitations.length === 0 ? <p className="mt-2">{t('members.invitePage.none')}</p> : null}
      <ul className="mt-2">
        {invitations.map((row) => {
          const name = row.email ?? t('members.invitePage.toLink')
          return (
            <li key={row.id} className="row-actions border-b border-line py-2">
              <span className="grow">
                {name} ({t(`members.role.${row.role}`)})
                <span className="source block">
                  <InvitationStory row={row} />
                </span>
              </span>
              {row.state === 'open' && given.includes(row.role) ? (
                <Form intent="revoke" className="">
                  <input type="hidden" name="id" value={row.id} />
                  <Submit quiet>
                    {t('members.invitePage.revoke')}
                    <span className="sr-only">{t('members.invitePage.revokeOf', { name })}</span>
                  </Submit>
                </Form>
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function InvitationStory({ row }: { row: InvitationRow }) {
  const { t, day } = useSite()
  const days = {
    open: row.expiresAt,
    accepted: row.acceptedAt ?? row.expiresAt,
    revoked: row.revokedAt ?? row.expiresAt,
    expired: row.expiresAt,
  }
  const by = row.invitedBy ? `, ${t('members.invitePage.by', { name: row.invitedBy })}` : ''
  const story = t(`members.invitePage.state.${row.state}`, {
    day: day(days[row.state]),
    name: row.acceptedBy || t('members.noName'),
  })
  return (
    <>
      {day(row.createdAt)}
      {by} · {story}
    </>
  )
}
