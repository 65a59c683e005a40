import type { Locale } from '../../platform/i18n/locales.ts'
import type { Translator } from '../../platform/i18n/translator.ts'
import { type AtomEntry, toAtom } from '../opendata/atom.ts'
import type { PublicNews } from '../partnerships/public-content.server.ts'

/** Whose news a feed tells, and where it is read. */
export type NewsFeedOf = {
  /** The title of the project, or the names of the parties of the tie. */
  title: string
  /** The address of the feed itself, and of the page its news stand on. */
  address: string
  page: string
  /** When public data last changed: the day of a feed without news. */
  changedAt: Date
}

const mostNews = 50

// The day it is of, at noon: every time zone of the earth but the last reads that day.
const dayOf = (onDate: string) => new Date(`${onDate}T12:00:00Z`)

/**
 * The public news of a project or a tie as an Atom feed, the newest first: each entry is one person's words for one body,
 * whole, in the language they are written in.
 */
export function newsFeed(
  { t, locale }: { t: Translator; locale: Locale },
  { title, address, page, changedAt }: NewsFeedOf,
  news: readonly PublicNews[],
): string {
  const days = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  const entries = news
    .slice(0, mostNews)
    .map(({ id, onDate, name, body, figures, changedAt: corrected }): AtomEntry => {
      const counted = figures.map(({ label, value, unit }) => t('field.public.feed.figure', { label, value, unit }))
      return {
        id: `urn:uuid:${id}`,
        title: t('field.public.feed.entry', { name, day: days.format(dayOf(onDate)) }),
        summary: [body, ...counted].join('\n'),
        url: `${page}#news-${id}`,
        published: dayOf(onDate),
        updated: corrected ? new Date(corrected) : dayOf(onDate),
        categories: [],
      }
    })
  const changes = entries.map(({ updated }) => updated.getTime())
  return toAtom({
    id: address,
    title: t('field.public.feed.title', { title }),
    subtitle: t('field.public.feed.subtitle'),
    language: locale,
    author: t('data.catalogue.publisher'),
    self: address,
    alternate: page,
    updated: changes.length === 0 ? changedAt : new Date(Math.max(...changes)),
    entries,
  })
}
