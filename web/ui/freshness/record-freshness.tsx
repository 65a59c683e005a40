import type { RecordFreshness } from '../../../features/freshness/coverage.server.ts'
import { useSite } from '../site.ts'
import { FreshnessLevelWords, useFreshnessReason } from './freshness-words.tsx'

/** How fresh a public record is, why, who confirmed it, and whether anybody looks after it. */
export function RecordFreshnessBlock({
  record,
  kind,
}: {
  record: RecordFreshness
  kind: 'organisation' | 'partnership'
}) {
  const { t, list, pathTo } = useSite()
  const reasonOf = useFreshnessReason()
  const owner = record.owned ? (kind === 'organisation' ? 'yes' : 'yesTie') : 'nobody'
  return (
    <dl className="facts">
      <div>
        <dt>
          <a href={`${pathTo('methods')}#coverage`}>{t('freshness.fact')}</a>
        </dt>
        <dd>
          <span className="inline-block first-letter:uppercase">
            <FreshnessLevelWords level={record.freshness.level} />
          </span>
          <span className="source block">{reasonOf(record.freshness)}</span>
          {record.confirmedBy.length > 0 ? (
            <span className="source block">{t('freshness.confirmedBy', { names: list(record.confirmedBy) })}</span>
          ) : null}
          <span className="source block">{t(`freshness.owner.${owner}`)}</span>
        </dd>
      </div>
    </dl>
  )
}
