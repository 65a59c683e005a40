import type { Mention } from '../../../features/atlas/notes.server.ts'
import { useSite } from '../site.ts'

/** Dated facts that are not ties, with the page each stands on. */
export function Mentions({ mentions }: { mentions: readonly Mention[] }) {
  const { t } = useSite()
  if (mentions.length === 0) return null
  return (
    <section aria-labelledby="mentions">
      <h2 id="mentions">{t('site.authority.mentions')}</h2>
      <p className="source mt-1">{t('site.authority.mentionsWhat')}</p>
      <ul className="threads mt-3">
        {mentions.map((mention) => (
          <li key={mention.id}>
            <b className="tabular-nums">{mention.year}</b> {mention.text}
            <span className="source block">
              {mention.pageUrl ? (
                <a href={mention.pageUrl}>{mention.pageTitle ?? mention.sourceName}</a>
              ) : (
                (mention.pageTitle ?? mention.sourceName)
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
