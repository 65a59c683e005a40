import type { OwnRecords } from '../../../features/freshness/records.server.ts'
import { type WorkspacePageId, workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

type DueProps = {
  organisation: { key: string }
  records: OwnRecords
  corrections: number
  mandateEnd: string | null
  today: string
}

/** What waits for the organisation, each with the page where it is done. */
export function Due({ organisation, records, corrections, mandateEnd, today }: DueProps) {
  const { t, locale, day } = useSite()
  const stale = [records.organisation, ...records.ties].filter((record) => record.freshness.level !== 'fresh').length
  const due: { page: WorkspacePageId; text: string }[] = []
  if (corrections > 0)
    due.push({ page: 'corrections', text: t('profile.organisation.corrections', { n: corrections }) })
  if (mandateEnd && mandateEnd < today)
    due.push({ page: 'profile', text: t('profile.organisation.mandateOver', { day: day(mandateEnd) }) })
  if (stale > 0) due.push({ page: 'records', text: t('profile.organisation.stale', { n: stale }) })
  return (
    <section aria-labelledby="due" className="mt-8">
      <h2 id="due">{t('profile.organisation.due')}</h2>
      {due.length === 0 ? <p className="mt-2">{t('profile.organisation.nothingDue')}</p> : null}
      <ul className="mt-2">
        {due.map(({ page, text }) => (
          <li key={page}>
            <a href={workspacePath(page, locale, { key: organisation.key })} className="tap">
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
