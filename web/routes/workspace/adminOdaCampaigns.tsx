import { listOdaCampaignsToEdit, saveOdaCampaign } from '../../../features/budgets/oda-campaigns.server.ts'
import { odaDeeds, readCampaign } from '../../../features/budgets/oda-form.ts'
import { usePageData } from '../../request.ts'
import { OdaCampaigns } from '../../ui/budget/oda-campaigns.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { atField } from '../../workspace/project-page.ts'

/** The campaigns as they are kept; for the administrator. */
export const loader = workspaceLoader('signedIn', async ({ ctx }) => ({
  campaigns: await listOdaCampaignsToEdit(ctx),
}))

/** Adds a campaign, or corrects the one of the same year. */
export const action = workspaceAction('signedIn', {
  async save({ ctx }, form) {
    const read = readCampaign(form, ctx.now)
    if ('problems' in read) {
      await listOdaCampaignsToEdit(ctx)
      return read
    }
    const deed = odaDeeds.find((one) => one === form.get('deed')) ?? 'add'
    return atField({ oda_campaign_known: 'year' }, async () => {
      await saveOdaCampaign(ctx, read.campaign, deed)
      return { to: workspacePath('adminOdaCampaigns', ctx.locale, {}, { done: 'campaign' }) }
    })
  },
})

/** The campaigns of the yearly return, and the form beneath. */
export default function AdminOdaCampaigns() {
  const { t } = useSite()
  const { campaigns, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <WorkTitle>{t('oda.campaigns.title')}</WorkTitle>
      <Done area="oda.done" />
      <p className="measure mt-4">{t('oda.campaigns.lead')}</p>
      <p className="source measure">{t('oda.campaigns.unverified')}</p>
      <OdaCampaigns campaigns={campaigns} kept={kept} />
    </div>
  )
}
