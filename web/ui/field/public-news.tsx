import '../../styles/field.css'
import type { PublicNumbers, PublicPeace, ShownNews } from '../../../features/projects/public-news.server.ts'
import { useSite } from '../site.ts'
import { Figures } from './figures.tsx'

/** News from both sides, the newest first, each with whose words it is; `feed` is where they may be followed. */
export function PublicNewsList({ news, feed }: { news: readonly ShownNews[]; feed?: string }) {
  const { t, day } = useSite()
  if (news.length === 0) return null
  return (
    <section aria-labelledby="news" className="mt-10">
      <h2 id="news">{t('field.public.news')}</h2>
      {feed ? (
        <p className="source">
          <a href={feed} className="tap">
            {t('field.public.feed.follow')}
          </a>
        </p>
      ) : null}
      <ol className="news-list">
        {news.map((one) => (
          <li key={one.id} id={`news-${one.id}`}>
            <h3>
              <time dateTime={one.onDate}>{day(one.onDate)}</time> · {one.name}
            </h3>
            <p className="measure news-body" lang={one.locale}>
              {one.body}
            </p>
            <Figures figures={one.figures} />
            {one.photos.map((photo) => (
              <figure key={photo.sha256} className="news-photo">
                <img src={`/photo/${photo.sha256}`} alt={photo.description} loading="lazy" />
                <figcaption className="source">
                  {photo.caption ? `${photo.caption} · ` : ''}
                  {t('field.public.credit', { credit: photo.credit })}
                </figcaption>
              </figure>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What came together around a project, in numbers only. */
export function PublicNumbersList({ numbers }: { numbers: PublicNumbers | undefined }) {
  const { t } = useSite()
  if (!numbers) return null
  const { events, participants, women, young, volunteers, mobilityOut, mobilityIn } = numbers
  const lines = [
    events ? t('field.public.events', { n: events }) : null,
    participants ? t('field.life.counted.participants', { n: participants }) : null,
    women ? t('field.life.counted.women', { n: women }) : null,
    young ? t('field.life.counted.young', { n: young }) : null,
    volunteers ? t('field.public.volunteers', { n: volunteers }) : null,
    mobilityOut ? t('field.public.mobilityOut', { n: mobilityOut }) : null,
    mobilityIn ? t('field.public.mobilityIn', { n: mobilityIn }) : null,
  ].filter((line) => line !== null)
  if (lines.length === 0) return null
  return (
    <section aria-labelledby="numbers" className="mt-10">
      <h2 id="numbers">{t('field.public.numbers')}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}

/** How each party of an initiative for peace sees neutrality, at equal size, in the order of their names. */
export function PublicPeaceViews({ peace }: { peace: PublicPeace | undefined }) {
  const { t } = useSite()
  if (!peace?.views) return null
  return (
    <section aria-labelledby="peace" className="mt-10">
      <h2 id="peace">{t('field.peace.views')}</h2>
      <p className="measure">{t(`field.stage.${peace.stage as 'mediation'}`)}</p>
      {peace.asymmetry ? <p className="measure">{t('field.peace.asymmetrySaid', { text: peace.asymmetry })}</p> : null}
      <ul className="views">
        {peace.views.map((view) => (
          <li key={view.party}>
            <h3>{view.name}</h3>
            <p className="news-body">{view.body}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
