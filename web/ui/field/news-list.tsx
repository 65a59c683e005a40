import type { NewsWithPhotos } from '../../workspace/news-page.ts'
import { Deed } from '../form/deed.tsx'
import { momentIn } from '../moment.ts'
import { PhotoList } from '../paper/photo-list.tsx'
import { useSite } from '../site.ts'
import { Figures } from './figures.tsx'

type Props = { news: readonly NewsWithPhotos[]; organisationId: string; organisationKey: string; mayWrite: boolean }

const seen = ({ withdrawnAt, discreetSince, wantsPublic }: NewsWithPhotos) =>
  withdrawnAt ? 'withdrawn' : discreetSince ? 'discreet' : wantsPublic ? 'wanted' : 'inside'

/** News from all sides, the newest first, each with whose words they are. */
export function NewsList({ news, ...list }: Props) {
  const { t, day, locale } = useSite()
  if (news.length === 0) return <p className="measure mt-4">{t('field.news.none')}</p>
  return (
    <ol className="news-list">
      {news.map((one) => (
        <li key={one.id} id={`n-${one.id}`} className={one.withdrawnAt ? 'is-withdrawn' : undefined}>
          <article aria-labelledby={`t-${one.id}`}>
            <h3 id={`t-${one.id}`}>
              <time dateTime={one.onDate}>{day(one.onDate)}</time> · {one.organisationName}
            </h3>
            <p className="source">
              {[
                one.authorName || null,
                t(`field.news.seen.${seen(one)}`),
                one.via === 'workspace'
                  ? null
                  : t(`field.news.via.${one.via}`, { moment: momentIn(locale, one.writtenAt) }),
                one.correctedAt
                  ? t('field.news.corrected', { day: day(one.correctedAt.toISOString().slice(0, 10)) })
                  : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <p className="measure news-body" lang={one.locale}>
              {one.body}
            </p>
            <Figures figures={one.figures} />
            {one.photos.length > 0 ? <PhotoList {...list} photos={one.photos} mayWrite={false} empty="" /> : null}
          </article>
          {list.mayWrite && !one.withdrawnAt ? (
            <NewsDeeds one={one} isOurs={one.organisationId === list.organisationId} />
          ) : null}
        </li>
      ))}
    </ol>
  )
}

function NewsDeeds({ one, isOurs }: { one: NewsWithPhotos; isOurs: boolean }) {
  const { t, day } = useSite()
  const of = { id: one.id }
  const spoken = { day: day(one.onDate) }
  const hidden = one.discreetSince !== null
  return (
    <div className="row-actions mt-2">
      {one.isOwn ? (
        <a href={`?edit=${one.id}#write`} className="tap" aria-label={t('field.news.correctOf', spoken)}>
          {t('field.news.correct')}
        </a>
      ) : null}
      {isOurs ? (
        <a href={`?photos=${one.id}#photos`} className="tap" aria-label={t('field.news.photosOf', spoken)}>
          {t('field.news.photos')}
        </a>
      ) : null}
      {hidden && !isOurs ? null : (
        <Deed
          intent={hidden ? 'lift' : 'hide'}
          of={of}
          label={t(hidden ? 'field.news.lift' : 'field.news.hide')}
          spoken={t(hidden ? 'field.news.liftOf' : 'field.news.hideOf', spoken)}
        />
      )}
      {one.isOwn ? (
        <Deed intent="withdraw" of={of} label={t('field.news.withdraw')} spoken={t('field.news.withdrawOf', spoken)} />
      ) : null}
    </div>
  )
}
