import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'

type CalendarFeedProps = {
  feed: { createdAt: Date } | null
  /** The address, just after it was made; it is kept nowhere. */
  shown: string | null
}

/** The secret address of one's own calendar: made, shown once, replaced, taken away. */
export function CalendarFeed({ feed, shown }: CalendarFeedProps) {
  const { t, day } = useSite()
  return (
    <section id="feed" aria-labelledby="feed-title" className="mt-12 no-print">
      <h2 id="feed-title">{t('agenda.feed.title')}</h2>
      <p className="measure mt-2">{t('agenda.feed.lead')}</p>
      {shown ? (
        <div className="notice">
          <label htmlFor="feed-address" className="block font-[650]">
            {t('agenda.feed.shown')}
          </label>
          <textarea id="feed-address" className="field mt-1 w-full" rows={3} readOnly defaultValue={shown} />
          <p className="measure mt-2">{t('agenda.feed.shownHelp')}</p>
        </div>
      ) : null}
      {feed && !shown ? <p className="measure mt-2">{t('agenda.feed.has', { day: day(feed.createdAt) })}</p> : null}
      <div className="row-actions mt-4">
        <Deed intent="makeFeed" label={t(feed ? 'agenda.feed.remake' : 'agenda.feed.make')} />
        {feed ? <Deed intent="revokeFeed" label={t('agenda.feed.revoke')} /> : null}
      </div>
    </section>
  )
}
