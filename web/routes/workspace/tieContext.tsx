import { isAdministrator } from '../../../features/accounts/permissions.server.ts'
import { getTieContext } from '../../../features/partnerships/context.server.ts'
import { listReminders } from '../../../features/partnerships/reminders.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { PartnerContextView } from '../../ui/paper/partner-context.tsx'
import { Reminders } from '../../ui/paper/reminders.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'

/** What surrounds the other parties of a tie. */
export const loader = workspaceLoader('party', async ({ ctx, atWork, params }) => {
  const of = { partnershipId: params.tie ?? '', organisationId: atWork.organisation.organisationId }
  return {
    tie: await getTieHead(ctx, of),
    partners: await getTieContext(ctx, of),
    reminders: await listReminders(ctx, { subject: 'partnership', ...of }),
    administrator: await isAdministrator(ctx),
  }
})

/** The partner and its context: what it can do, who decides there, and with whom else it works. */
export default function TieContext() {
  const { t, list } = useSite()
  const { tie, partners, reminders, administrator } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <TieHead tie={tie} current="context" />
      <WorkTitle>{t('paper.context.title', { names: list(partners.map(({ name }) => name)) })}</WorkTitle>
      {partners.map((partner) => (
        <PartnerContextView key={partner.organisationId} partner={partner} administrator={administrator} />
      ))}
      <Reminders reminders={reminders} />
    </div>
  )
}
