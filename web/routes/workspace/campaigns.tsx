import { listCampaigns } from '../../../features/freshness/campaign-progress.server.ts'
import { closeCampaign, previewCampaign, startCampaign } from '../../../features/freshness/campaigns.server.ts'
import { campaignLetter } from '../../../features/freshness/letters.ts'
import { isNarrow, readScope } from '../../../features/freshness/scope.ts'
import { sendJob } from '../../../platform/jobs/send-job.ts'
import { usePageData } from '../../request.ts'
import { ScopeForm, StartForm } from '../../ui/freshness/campaign-forms.tsx'
import { CampaignTable } from '../../ui/freshness/campaign-table.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { asTrusted } from '../../workspace/trusted.ts'

const month = 30 * 86_400_000

/** The campaigns one may follow; with a scope in the address, how far it reaches and the letter it would send. */
export const loader = workspaceLoader('signedIn', (page) =>
  asTrusted(page, async (ctx) => {
    const organisationId = ctx.actor.kind === 'person' ? ctx.actor.organisationId : null
    const scope = readScope(page.url.searchParams)
    const leader = page.atWork.seats.find((seat) => seat.organisationId === organisationId)?.name ?? null
    return {
      campaigns: await listCampaigns(ctx),
      scope,
      reach: isNarrow(scope) ? await previewCampaign(ctx, scope) : null,
      leader,
      endsOn: new Date(ctx.now.getTime() + 2 * month).toISOString().slice(0, 10),
      done: page.url.searchParams.get('done') === 'closed',
    }
  }),
)

/** Starts a campaign for the scope in the address; ends one. */
export const action = workspaceAction('signedIn', {
  start: (page, form) =>
    asTrusted(page, async (ctx) => {
      const text = (name: string) => String(form.get(name) ?? '').trim()
      const scope = readScope(page.url.searchParams)
      const id = await startCampaign(ctx, { name: text('name'), scope, word: text('word'), endsOn: text('endsOn') })
      await sendJob(ctx, 'campaign')
      return { to: workspacePath('campaign', ctx.locale, { id }) }
    }),
  close: (page, form) =>
    asTrusted(page, async (ctx) => {
      await closeCampaign(ctx, String(form.get('id') ?? ''))
      return { to: workspacePath('campaigns', ctx.locale, {}, { done: 'closed' }) }
    }),
})

/** Asking organisations whether their records are right: a scope, a preview, a letter. */
export default function Campaigns() {
  const { t, locale } = useSite()
  const { campaigns, scope, reach, leader, endsOn, done } = usePageData<typeof loader>()
  const letter = campaignLetter(
    {
      organisation: t('freshness.campaign.sample'),
      leader,
      word: '',
      ties: [t('freshness.campaign.sampleTie')],
      endsOn,
      reminder: false,
    },
    () => ({ allRight: 'https://navette.example', toCorrect: 'https://navette.example' }),
  )(t, locale)
  return (
    <div className="py-10">
      <title>{`${t('freshness.campaign.title')} · ${t('site.name')}`}</title>
      <h1>{t('freshness.campaign.title')}</h1>
      <p className="measure mt-4">{t('freshness.campaign.lead')}</p>
      {done ? (
        <p className="notice" role="status">
          {t('freshness.campaign.closed')}
        </p>
      ) : null}
      <ScopeForm scope={scope} />
      {reach ? <StartForm reach={reach} letter={letter} endsOn={endsOn} /> : null}
      <CampaignTable campaigns={campaigns} />
    </div>
  )
}
