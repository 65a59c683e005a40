import type { Freshness, FreshnessLevel } from '../../../features/freshness/rules.ts'
import { useSite } from '../site.ts'

// Full, half, empty: told by its filling as much as by the words beside it.
const signs: Record<FreshnessLevel, string> = { fresh: '●', toConfirm: '◐', stale: '○' }

/** The sign and the two words of a level. */
export function FreshnessLevelWords({ level }: { level: FreshnessLevel }) {
  const { t } = useSite()
  return (
    <span className={`freshness is-${level}`}>
      <span aria-hidden="true">{signs[level]}</span> {t(`freshness.level.${level}`)}
    </span>
  )
}

/** The reason of a judgement in one sentence. */
export function useFreshnessReason(): (freshness: Freshness) => string {
  const { t, day } = useSite()
  return ({ level, reason, on }) => {
    if (reason === 'attested') return t(`freshness.why.attested.${level}`, { year: on ?? '' })
    return t(`freshness.why.${reason}.${level}`, { day: on ? day(on) : '' })
  }
}

/** How fresh a record is, and why, in small words. */
export function FreshnessWords({ freshness }: { freshness: Freshness }) {
  const reasonOf = useFreshnessReason()
  return (
    <p className="source">
      <FreshnessLevelWords level={freshness.level} /> · {reasonOf(freshness)}
    </p>
  )
}
