import {
  joinNetwork,
  leaveNetwork,
  listNetworkMembers,
  listNetworks,
  listNetworksOf,
  type NetworkSeat,
} from '../../../features/organisations/networks.server.ts'
import { isAppError } from '../../../platform/errors.ts'
import { usePageData } from '../../request.ts'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { SelectField, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

/** The networks an organisation belongs to, those there are, and, of a network, who says they belong. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => {
  const { organisation } = atWork
  return {
    organisation,
    own: await listNetworksOf(ctx, organisation.organisationId),
    networks: await listNetworks(ctx),
    members: await listNetworkMembers(ctx, organisation.organisationId),
  }
})

const back = ({ ctx, atWork }: OrganisationPage, done: string) => ({
  to: workspacePath('networks', ctx.locale, { key: atWork.organisation.key }, { done }),
})

const fieldOf: Readonly<Record<string, string>> = {
  network_year_wrong: 'sinceYear',
  network_not_found: 'network',
  network_itself: 'network',
}

/** Joins a network, or leaves one. */
export const action = workspaceAction('member', {
  async join(page, form) {
    const year = String(form.get('sinceYear') ?? '').trim()
    try {
      const { organisationId } = page.atWork.organisation
      await joinNetwork(page.ctx, organisationId, String(form.get('network') ?? ''), year === '' ? null : Number(year))
    } catch (error) {
      const field = isAppError(error) ? fieldOf[error.reason] : undefined
      if (!field || !isAppError(error)) throw error
      return { problems: [{ reason: error.reason, field }] }
    }
    return back(page, 'joined')
  },
  async leave(page, form) {
    await leaveNetwork(page.ctx, page.atWork.organisation.organisationId, String(form.get('network') ?? ''))
    return back(page, 'left')
  },
})

function NetworkLine({ seat, mayLeave }: { seat: NetworkSeat; mayLeave: boolean }) {
  const { t } = useSite()
  const labels = useLabels()
  return (
    <li>
      <b>{seat.name}</b> ({labels.country(seat.country)})
      {seat.sinceYear ? `, ${t('profile.networks.since', { year: String(seat.sinceYear) })}` : null}
      {mayLeave ? (
        <Deed intent="leave" of={{ network: seat.key }} label={t('profile.networks.leave', { name: seat.name })} />
      ) : null}
    </li>
  )
}

/** The networks of an organisation. */
export default function Networks() {
  const { t, locale } = useSite()
  const { organisation, own, networks, members, kept } = usePageData<typeof loader>()
  const isNetwork = networks.some((network) => network.key === organisation.key)
  const mayWrite = organisation.role !== 'reader'
  const others = networks.filter((network) => network.key !== organisation.key)
  return (
    <div className="py-10">
      <WorkTitle>{t('profile.networks.title', { name: organisation.name })}</WorkTitle>
      <Done area="profile.done" />
      <p className="measure mt-4">{t('profile.networks.lead')}</p>
      {own.length === 0 ? <p className="mt-6">{t('profile.networks.none')}</p> : null}
      <ul className="threads mt-4">
        {own.map((seat) => (
          <NetworkLine key={seat.key} seat={seat} mayLeave={mayWrite} />
        ))}
      </ul>
      {mayWrite ? (
        <section aria-labelledby="add" className="mt-10">
          <h2 id="add">{t('profile.networks.add')}</h2>
          {others.length === 0 ? (
            <p className="mt-2">{t('profile.networks.noneToChoose')}</p>
          ) : (
            <Form intent="join" kept={kept}>
              <SelectField
                name="network"
                label={t('profile.networks.network')}
                empty={t('profile.networks.choose')}
                options={others.map(({ key, name }) => ({ value: key, label: name }))}
              />
              <TextField
                name="sinceYear"
                label={t('profile.networks.year')}
                inputMode="numeric"
                maxLength={4}
                optional
              />
              <Submit>{t('profile.networks.join')}</Submit>
            </Form>
          )}
          <p className="mt-6">
            {t('profile.networks.missing')}{' '}
            <a href={workspacePath('newBody', locale)}>{t('profile.networks.create')}</a>
          </p>
        </section>
      ) : null}
      {isNetwork ? (
        <p className="mt-10">
          <a href={workspacePath('networkReminders', locale, { key: organisation.key })} className="tap">
            {t('paper.law.networkTitle', { name: organisation.name })}
          </a>
        </p>
      ) : null}
      {members.length > 0 ? (
        <section aria-labelledby="members" className="mt-10">
          <h2 id="members">{t('profile.networks.members')}</h2>
          <ul className="threads mt-4">
            {members.map((seat) => (
              <NetworkLine key={seat.key} seat={seat} mayLeave={false} />
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}
