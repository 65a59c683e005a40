import { listNetworkReminders, saveNetworkReminder } from '../../../features/partnerships/law-data.server.ts'
import { readLawForm } from '../../../features/partnerships/law-tables.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { LawList } from '../../ui/paper/law-list.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The reminders a network shows its members. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => ({
  organisation: atWork.organisation,
  rows: await listNetworkReminders(ctx, atWork.organisation.organisationId),
}))

/** Adds a reminder of the network, or changes one. */
export const action = workspaceAction('member', {
  async save({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await listNetworkReminders(ctx, organisationId)
    const read = readLawForm('reminders', form)
    if ('problems' in read) return read
    await saveNetworkReminder(ctx, organisationId, read.row)
    return { to: workspacePath('networkReminders', ctx.locale, { key }, { done: 'saved' }) }
  },
})

/** The network's own reminders: its members read them beside their ties and agreements. */
export default function NetworkReminders() {
  const { t } = useSite()
  const { organisation, rows, kept } = usePageData<typeof loader>()
  const mayWrite = organisation.role === 'manager' || organisation.role === 'owner'
  return (
    <div className="py-10">
      <WorkTitle>{t('paper.law.networkTitle', { name: organisation.name })}</WorkTitle>
      <Done area="paper.law.done" />
      <p className="measure mt-4">{t('paper.law.networkLead')}</p>
      <LawList name="reminders" rows={rows} mayWrite={mayWrite} kept={kept} />
    </div>
  )
}
