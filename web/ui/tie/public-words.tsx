import type { PublicTieText, TieContent } from '../../../features/partnerships/public-content.server.ts'
import { Paragraphs } from '../partnership/side-texts.tsx'
import { useSite } from '../site.ts'

type WordsProps = { content: TieContent; parties: readonly { key: string; name: string }[] }

// A reader is shown a side's words in the language of the page where it wrote in it; the others unfold.
function inOrder(texts: readonly PublicTieText[], locale: string): PublicTieText[] {
  return texts.toSorted((a, b) => Number(b.locale === locale) - Number(a.locale === locale))
}

/** What each side says of the tie, side by side, under its own name; and, where it sleeps, what still goes on. */
export function PublicWords({ content, parties }: WordsProps) {
  const { t, locale, day } = useSite()
  const texts = content.presentation?.texts ?? []
  const { suspension } = content
  return (
    <>
      {suspension ? (
        <section aria-labelledby="sleeping" className="notice">
          <h2 id="sleeping">{t('tie.public.sleeping', { day: day(suspension.since) })}</h2>
          {suspension.reason ? <p className="mt-2">{suspension.reason}</p> : null}
          {suspension.goesOn ? <p className="mt-2">{t('tie.public.goesOn', { what: suspension.goesOn })}</p> : null}
          {suspension.reviewOn ? (
            <p className="source mt-1">{t('tie.public.review', { day: day(suspension.reviewOn) })}</p>
          ) : null}
        </section>
      ) : null}
      {texts.length > 0 ? (
        <section aria-labelledby="words">
          <h2 id="words">{t('tie.public.words')}</h2>
          <div className="tie-sides mt-4">
            {parties.map((party) => (
              <Side
                key={party.key}
                name={party.name}
                texts={inOrder(
                  texts.filter((text) => text.party === party.key),
                  locale,
                )}
              />
            ))}
          </div>
        </section>
      ) : null}
    </>
  )
}

function Side({ name, texts }: { name: string; texts: readonly PublicTieText[] }) {
  const { t, language } = useSite()
  const [first, ...others] = texts
  if (!first) return null
  return (
    <div>
      <h3>{t('tie.public.saidBy', { name })}</h3>
      <Paragraphs body={first.body} locale={first.locale} />
      {others.map((text) => (
        <details key={text.locale} className="mt-2">
          <summary className="tap" lang={text.locale}>
            {language(text.locale)}
          </summary>
          <Paragraphs body={text.body} locale={text.locale} />
        </details>
      ))}
    </div>
  )
}
