import type { Suspension } from '../../../features/partnerships/act-list.server.ts'
import { Facts } from '../facts.tsx'
import { useSite } from '../site.ts'

/** That a tie sleeps: since when, why, by whose decision, what goes on meanwhile, when to look again. */
export function SuspensionNotice({ suspension }: { suspension: Suspension }) {
  const { t, day } = useSite()
  const { since, reason, decidedBy, goesOn, reviewOn, organisationName } = suspension
  return (
    <section aria-labelledby="suspension" className="notice">
      <h2 id="suspension">{t('tie.suspension.title', { day: day(since) })}</h2>
      <Facts
        facts={[
          { name: t('tie.suspension.by'), value: decidedBy || organisationName },
          reason ? { name: t('tie.suspension.reason'), value: reason } : null,
          { name: t('tie.suspension.goesOn'), value: goesOn || t('tie.suspension.nothingSaid') },
          { name: t('tie.suspension.review'), value: reviewOn ? day(reviewOn) : t('tie.suspension.noReview') },
        ]}
      />
    </section>
  )
}
