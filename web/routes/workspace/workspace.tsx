import type { NamedSeat } from '../../../features/accounts/people.server.ts'
import { reaches } from '../../../features/accounts/rules.ts'
import { listWaiting, type Waiting } from '../../../features/accounts/waiting.server.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { TrustedLinks } from '../../ui/freshness/trusted-links.tsx'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { type WorkspacePageId, workspacePath } from '../../workspace/paths.ts'
import '../../styles/forms.css'

/** Who is at work, for whom, and what waits for them. */
export const loader = workspaceLoader('signedIn', async ({ ctx, atWork }) => ({
  person: atWork.person,
  seats: atWork.seats,
  waiting: await listWaiting(ctx),
}))

const tasks = [
  { what: 'claims', page: 'seatRequests' },
  { what: 'corrections', page: 'corrections' },
  { what: 'tiesToConfirm', page: 'records' },
] as const satisfies { what: keyof Waiting; page: WorkspacePageId }[]

function Seat({ seat, waiting }: { seat: NamedSeat; waiting: Waiting | undefined }) {
  const { t, locale } = useSite()
  const labels = useLabels()
  const due = tasks.filter(({ what }) => (waiting?.[what] ?? 0) > 0)
  const name = `${seat.name} (${labels.country(seat.country)})`
  return (
    <li className="border-b border-line py-4">
      <h3>
        {seat.partnershipId ? name : <a href={workspacePath('organisation', locale, { key: seat.key })}>{name}</a>}
      </h3>
      <p className="source">
        {t(seat.partnershipId ? 'workspace.home.guest' : 'workspace.home.role', {
          role: t(`admin.roles.${seat.role}`),
        })}
        {seat.example ? ` · ${t('admin.example.mark')}` : ''}
      </p>
      {due.length > 0 ? (
        <ul className="mt-2">
          {due.map(({ what, page }) => (
            <li key={what}>
              <a href={workspacePath(page, locale, { key: seat.key })} className="tap">
                {t(`workspace.home.${what}`, { count: waiting?.[what] ?? 0 })}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}

/** The first page of the workspace: what waits, organisation by organisation, and what to do without one. */
export default function Workspace() {
  const { t, locale } = useSite()
  const { person, seats, waiting } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('workspace.home.title')} · ${t('site.name')}`}</title>
      <h1>{person.name ? t('workspace.home.hello', { name: person.name }) : t('workspace.home.title')}</h1>
      <Done area="members.done" />
      {person.name ? null : (
        <p className="mt-3">
          <a href={workspacePath('account', locale)}>{t('workspace.home.sayName')}</a>
        </p>
      )}
      {seats.length === 0 ? (
        <div className="measure mt-6">
          <p>{t('workspace.home.noSeat')}</p>
          <p className="mt-4">
            <a className="button" href={workspacePath('join', locale)}>
              {t('workspace.home.join')}
            </a>
          </p>
        </div>
      ) : (
        <>
          <h2 className="mt-8">{t('workspace.home.organisations')}</h2>
          <ul className="mt-2">
            {seats.map((seat) => (
              <Seat
                key={`${seat.organisationId} ${seat.partnershipId}`}
                seat={seat}
                waiting={waiting.find((one) => one.organisationId === seat.organisationId)}
              />
            ))}
          </ul>
          <p className="mt-6">
            <a href={workspacePath('join', locale)} className="tap">
              {t('workspace.home.joinAnother')}
            </a>
          </p>
        </>
      )}
      {person.administrator || seats.some((seat) => seat.trusted && reaches(seat.role, 'manager')) ? (
        <TrustedLinks />
      ) : null}
      {person.administrator ? (
        <p className="mt-6">
          <a href={workspacePath('administration', locale)} className="tap">
            {t('workspace.home.administration')}
          </a>
        </p>
      ) : null}
    </div>
  )
}
