import { leaveOrganisation, listMembers, saveOwnFunction } from '../../../features/accounts/members.server.ts'
import { canChangeSeat, rolesToGive } from '../../../features/accounts/rules.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { SeatTable } from '../../ui/members/seat-table.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** Who sits in the organisation, and what whoever reads may do about it. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => {
  const { organisation, person } = atWork
  return {
    organisation,
    personId: person.id,
    members: await listMembers(ctx, organisation.organisationId),
  }
})

/** What one does oneself: say one's function, leave. */
export const action = workspaceAction('member', {
  async saveFunction({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await saveOwnFunction(ctx, organisationId, String(form.get('function') ?? ''))
    return { to: workspacePath('members', ctx.locale, { key }, { done: 'function' }) }
  },
  async leave({ ctx, atWork }) {
    await leaveOrganisation(ctx, atWork.organisation.organisationId)
    return { to: workspacePath('workspace', ctx.locale, {}, { done: 'left' }) }
  },
})

/** The members of an organisation: present ones, guests of one tie, those who were. */
export default function Members() {
  const { t, locale } = useSite()
  const { organisation, personId, members, kept } = usePageData<typeof loader>()
  const { key, role } = organisation
  const present = members.filter((seat) => !seat.endedAt && !seat.partnershipId)
  const guests = members.filter((seat) => !seat.endedAt && seat.partnershipId)
  const ended = members.filter((seat) => seat.endedAt)
  const own = present.find((seat) => seat.personId === personId)
  const manages = rolesToGive(role).length > 0
  const table = {
    personId,
    organisationKey: key,
    mayChange: (seat: (typeof members)[number]) => canChangeSeat(role, seat.role),
  }
  return (
    <div className="py-10">
      <title>{`${t('members.title')} · ${organisation.name} · ${t('site.name')}`}</title>
      <h1>{t('members.title')}</h1>
      <p className="measure mt-4">{t('members.lead')}</p>
      <Done area="members.done" />
      {manages ? (
        <p className="row-actions mt-6">
          <a className="button" href={workspacePath('invite', locale, { key })}>
            {t('members.invite')}
          </a>
          {role === 'owner' ? (
            <a className="tap" href={workspacePath('seatRequests', locale, { key })}>
              {t('members.requests')}
            </a>
          ) : null}
        </p>
      ) : null}
      <SeatTable {...table} seats={present} caption={t('members.present', { count: present.length })} />
      {guests.length > 0 ? <SeatTable {...table} seats={guests} caption={t('members.guests')} /> : null}
      {ended.length > 0 ? (
        <details className="mt-10">
          <summary className="tap">{t('members.ended')}</summary>
          <SeatTable {...table} seats={ended} caption={t('members.ended')} />
        </details>
      ) : null}
      <section aria-labelledby="own" className="mt-12">
        <h2 id="own">{t('members.own.title')}</h2>
        <Form intent="saveFunction" kept={kept}>
          <TextField
            name="function"
            label={t('members.own.function')}
            help={t('members.own.functionHelp')}
            value={own?.functionTitle ?? ''}
            maxLength={120}
            optional
          />
          <Submit>{t('members.own.save')}</Submit>
        </Form>
        <Form intent="leave">
          <p className="mt-10">{t('members.own.leaveLead')}</p>
          <Submit quiet>{t('members.own.leave')}</Submit>
        </Form>
      </section>
    </div>
  )
}
