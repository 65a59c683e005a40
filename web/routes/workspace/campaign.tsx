import { getCampaign } from '../../../features/freshness/campaign-progress.server.ts'
import { usePageData } from '../../request.ts'
import { Submit } from '../../ui/form/form.tsx'
import { CoverageLine } from '../../ui/freshness/coverage-bar.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { asTrusted } from '../../workspace/trusted.ts'

/** How a campaign goes. */
export const loader = workspaceLoader('signedIn', (page) =>
  asTrusted(page, async (ctx) => ({ campaign: await getCampaign(ctx, page.params.id ?? '') })),
)

const counts = ['letters', 'sent', 'allRight', 'toCorrect', 'waiting', 'noAddress', 'reminders'] as const

/** What was sent, what was answered, and how fresh the ties were and are. */
export default function Campaign() {
  const { t, locale, number, day } = useSite()
  const { campaign } = usePageData<typeof loader>()
  const answered = campaign.allRight + campaign.toCorrect
  const title = t('freshness.campaign.progress', { name: campaign.name, answered, letters: campaign.letters })
  return (
    <div className="py-10">
      <title>{`${title} · ${t('site.name')}`}</title>
      <h1>{title}</h1>
      <p className="source mt-2">
        {campaign.leader ? `${campaign.leader} · ` : null}
        {campaign.startedAt ? t('freshness.campaign.startedOn', { day: day(campaign.startedAt) }) : null}
        {' · '}
        {campaign.closedAt
          ? t('freshness.campaign.ended', { day: day(campaign.closedAt) })
          : t('freshness.campaign.until', { day: day(campaign.endsOn) })}
      </p>
      <dl className="facts mt-6">
        {counts.map((count) => (
          <div key={count}>
            <dt>{t(`freshness.campaign.count.${count}`)}</dt>
            <dd>{number(campaign[count])}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="coverage" className="mt-8">
        <h2 id="coverage">{t('freshness.campaign.coverage')}</h2>
        <div className="mt-3 flex flex-wrap gap-12">
          <div>
            <h3>{t('freshness.campaign.before')}</h3>
            <CoverageLine count={campaign.before} />
          </div>
          <div>
            <h3>{t('freshness.campaign.after')}</h3>
            <CoverageLine count={campaign.now} />
          </div>
        </div>
        <p className="source mt-3">{t('freshness.campaign.coverageHow')}</p>
      </section>
      {campaign.closedAt ? null : (
        <div className="mt-8">
          {/* The deed belongs to the page of all campaigns. */}
          <form method="post" action={workspacePath('campaigns', locale)}>
            <input type="hidden" name="intent" value="close" />
            <input type="hidden" name="id" value={campaign.id} />
            <Submit quiet>{t('freshness.campaign.close')}</Submit>
          </form>
        </div>
      )}
      <p className="mt-6">
        <a href={workspacePath('campaigns', locale)}>{t('freshness.campaign.back')}</a>
      </p>
    </div>
  )
}
