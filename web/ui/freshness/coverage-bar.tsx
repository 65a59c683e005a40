import { type FreshnessCount, freshnessLevels, sharesOf } from '../../../features/freshness/rules.ts'
import { useSite } from '../site.ts'
import { FreshnessLevelWords } from './freshness-words.tsx'

/** How many records stand at each level, in counts and shares. */
export function CoverageLine({ count }: { count: FreshnessCount }) {
  const { t } = useSite()
  const shares = sharesOf(count)
  return (
    <ul className="list-none! ps-0!">
      {freshnessLevels.map((level) => (
        <li key={level}>
          <FreshnessLevelWords level={level} />
          {t('freshness.coverage.share', { n: count[level], share: shares[level] })}
        </li>
      ))}
    </ul>
  )
}

/** Places with the freshness of their ties: counts, and the share that is fresh. */
export function CoverageTable({
  caption,
  rows,
}: {
  caption: string
  rows: readonly { code: string; name: string; href: string; count: FreshnessCount; ties: number; confirmed: number }[]
}) {
  const { t, number } = useSite()
  return (
    <table className="scan stack">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('freshness.coverage.place')}</th>
          <th scope="col" className="num">
            {t('freshness.coverage.ties')}
          </th>
          {freshnessLevels.map((level) => (
            <th key={level} scope="col" className="num">
              {t(`freshness.levels.${level}`)}
            </th>
          ))}
          <th scope="col" className="num">
            {t('freshness.coverage.freshShare')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <th scope="row">
              <a href={row.href}>{row.name}</a>
            </th>
            <td className="num" data-label={t('freshness.coverage.ties')}>
              {number(row.ties)}
            </td>
            {freshnessLevels.map((level) => (
              <td
                key={level}
                className="num"
                data-label={row.count[level] > 0 ? t(`freshness.levels.${level}`) : undefined}
              >
                {row.count[level] > 0 ? number(row.count[level]) : null}
              </td>
            ))}
            <td className="num" data-label={t('freshness.coverage.freshShare')}>
              {t('freshness.coverage.percent', { share: sharesOf(row.count).fresh })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
