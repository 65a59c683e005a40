import type { CampaignRow } from '../../../features/freshness/campaign-progress.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

const columns = ['sent', 'allRight', 'toCorrect', 'waiting'] as const

/** Campaigns with how their letters stand. */
export function CampaignTable({ campaigns }: { campaigns: readonly CampaignRow[] }) {
  const { t, locale, number, day } = useSite()
  if (campaigns.length === 0) return <p className="measure mt-10">{t('freshness.campaign.none')}</p>
  return (
    <section aria-labelledby="campaigns" className="mt-10">
      <h2 id="campaigns">{t('freshness.campaign.all')}</h2>
      <table className="scan stack mt-3">
        <caption className="sr-only">{t('freshness.campaign.all')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('freshness.campaign.name')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="num">
                {t(`freshness.campaign.count.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {campaigns.map((campaign) => (
            <tr key={campaign.id}>
              <th scope="row">
                <a href={workspacePath('campaign', locale, { id: campaign.id })}>{campaign.name}</a>
                <span className="source block">
                  {campaign.closedAt
                    ? t('freshness.campaign.ended', { day: day(campaign.closedAt) })
                    : t('freshness.campaign.until', { day: day(campaign.endsOn) })}
                </span>
              </th>
              {columns.map((column) => (
                <td key={column} className="num" data-label={t(`freshness.campaign.count.${column}`)}>
                  {number(campaign[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
