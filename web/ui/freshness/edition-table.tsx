import type { Edition } from '../../../features/freshness/editions.server.ts'
import { useSite } from '../site.ts'

/** The frozen yearly editions with what it takes to check them. */
export function EditionTable({ editions }: { editions: readonly Edition[] }) {
  const { t, day } = useSite()
  if (editions.length === 0) return <p>{t('freshness.editions.none')}</p>
  return (
    <table className="scan stack">
      <caption className="sr-only">{t('freshness.editions.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('freshness.editions.year')}</th>
          <th scope="col">{t('freshness.editions.made')}</th>
          <th scope="col">{t('freshness.editions.content')}</th>
          <th scope="col" className="num">
            {t('freshness.editions.size')}
          </th>
        </tr>
      </thead>
      <tbody>
        {editions.map((edition) => (
          <tr key={edition.year}>
            <th scope="row">
              <a href={`/data/editions/${edition.fileName}`}>{String(edition.year)}</a>
              <span className="source block break-all">
                {t('freshness.editions.sha256')} <code>{edition.sha256}</code>
              </span>
            </th>
            <td data-label={t('freshness.editions.made')}>{day(edition.madeAt)}</td>
            <td>
              {t('freshness.editions.contentOf', {
                organisations: edition.organisations,
                partnerships: edition.partnerships,
              })}
            </td>
            <td className="num" data-label={t('freshness.editions.size')}>
              {t('freshness.editions.megabytes', { n: Math.round(edition.size / 100_000) / 10 })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
