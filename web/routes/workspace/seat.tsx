import { rolesToGiveGuests } from '../../../features/accounts/invitations.ts'
import { changeSeat, endSeat, getSeat } from '../../../features/accounts/members.server.ts'
import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { canChangeSeat, roles, rolesToGive } from '../../../features/accounts/rules.ts'
import type { Locale } from '../../../platform/i18n/locales.ts'
import { usePageData } from '../../request.ts'
import { Choices, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

/** One seat of the organisation, with the roles whoever reads may give. */
export const loader = workspaceLoader('member', async ({ ctx, params, atWork }) => {
  const { organisation } = atWork
  const seat = await getSeat(ctx, organisation.organisationId, params.id ?? '')
  const given = seat.partnershipId ? rolesToGiveGuests(organisation.role) : rolesToGive(organisation.role)
  return { organisation, seat, given: canChangeSeat(organisation.role, seat.role) ? given : [] }
})

const changed = ({ params, atWork, page }: OrganisationPage) => ({
  organisationId: atWork.organisation.organisationId,
  membershipId: params.id ?? '',
  linkTo: (locale: Locale) => page.instance.baseUrl + workspacePath('workspace', locale),
})

/** Gives the seat another role, or ends it. */
export const action = workspaceAction('member', {
  async change(page, form) {
    await requireRole(page.ctx, page.atWork.organisation.organisationId, 'manager')
    const role = roles.find((known) => known === form.get('role'))
    if (!role) return { problems: [{ reason: 'role_not_to_give', field: 'role' }] }
    await changeSeat(page.ctx, { ...changed(page), role, functionTitle: String(form.get('function') ?? '') })
    return { to: workspacePath('members', page.ctx.locale, { key: page.atWork.organisation.key }, { done: 'changed' }) }
  },
  async end(page) {
    await endSeat(page.ctx, changed(page))
    return { to: workspacePath('members', page.ctx.locale, { key: page.atWork.organisation.key }, { done: 'ended' }) }
  },
})

/** Changes the seat of one member. */
export default function Seat() {
  const { t, locale, day, list } = useSite()
  const { organisation, seat, given, kept } = usePageData<typeof loader>()
  const title = t('members.seat.title', { name: seat.name || seat.email || t('members.noName') })
  return (
    <div className="py-10">
      <title>{`${title} · ${organisation.name} · ${t('site.name')}`}</title>
      <p className="source mb-2">
        <a href={workspacePath('members', locale, { key: organisation.key })}>{t('members.seat.back')}</a>
      </p>
      <h1 className="mt-2">{title}</h1>
      <p className="source mt-2">
        {seat.name && seat.email ? `${seat.email} · ` : null}
        {t('members.seat.since', { day: day(seat.createdAt) })}
        {seat.tie ? ` · ${list(seat.tie)}` : null}
      </p>
      {given.length === 0 ? (
        <p className="notice">{t('members.seat.above')}</p>
      ) : (
        <>
          <Form intent="change" kept={kept}>
            <Choices
              name="role"
              label={t('members.seat.role')}
              value={seat.role}
              options={given.map((role) => ({
                value: role,
                label: t(`members.role.${role}`),
                help: t(`members.roleHelp.${role}`),
              }))}
            />
            <TextField
              name="function"
              label={t('members.seat.function')}
              value={seat.functionTitle}
              maxLength={120}
              optional
            />
            <Submit>{t('members.seat.save')}</Submit>
          </Form>
          <section aria-labelledby="end" className="mt-12">
            <h2 id="end">{t('members.seat.endTitle')}</h2>
            <p className="measure mt-2">{t('members.seat.endLead')}</p>
            <Form intent="end">
              <Submit quiet>{t('members.seat.end')}</Submit>
            </Form>
          </section>
        </>
      )}
    </div>
  )
}
