import '../../styles/tie.css'
import type { TiePartyHead } from '../../../features/partnerships/tie-head.server.ts'
import type { TieText } from '../../../features/partnerships/tie-texts.server.ts'
import { useSite } from '../site.ts'

type SideTextsProps = {
  texts: readonly TieText[]
  parties: readonly Pick<TiePartyHead, 'id' | 'name'>[]
  withEarlier?: boolean
}

/** The words of each side side by side, each in its own language and under its own name. */
export function SideTexts({ texts, parties, withEarlier }: SideTextsProps) {
  const { t } = useSite()
  return (
    <div className="tie-sides mt-4">
      {parties.map((party) => {
        const own = texts.filter((text) => text.organisationId === party.id)
        return (
          <section key={party.id} aria-label={t('tie.texts.of', { name: party.name })}>
            <h3>{party.name}</h3>
            {own.length === 0 ? <p className="source mt-2">{t('tie.texts.nothing')}</p> : null}
            {own.map((text) => (
              <OneText key={text.id} text={text} withEarlier={withEarlier ?? false} />
            ))}
          </section>
        )
      })}
    </div>
  )
}

function OneText({ text, withEarlier }: { text: TieText; withEarlier: boolean }) {
  const { t, day, language } = useSite()
  return (
    <div className="mt-2">
      <Paragraphs body={text.body} locale={text.locale} />
      <p className="source mt-2">
        {t('tie.texts.said', { language: language(text.locale), day: day(text.updatedAt) })}
      </p>
      {withEarlier && text.earlier.length > 0 ? (
        <details className="mt-2">
          <summary className="tap">{t('tie.texts.earlier', { n: text.earlier.length })}</summary>
          {text.earlier.map((version) => (
            <div key={version.id} className="mt-3">
              <p className="source">{t('tie.texts.until', { day: day(version.supersededAt) })}</p>
              <Paragraphs body={version.body} locale={text.locale} />
            </div>
          ))}
        </details>
      ) : null}
    </div>
  )
}

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he'])

/** A text in its language, paragraph by paragraph, in the direction it is read. */
export function Paragraphs({ body, locale }: { body: string; locale: string }) {
  return (
    <div lang={locale} dir={rightToLeft.has(locale) ? 'rtl' : 'ltr'} className="measure wrap-anywhere">
      {body.split(/\n\s*\n/).map((paragraph, index) => (
        <p key={index} className={index > 0 ? 'mt-3' : ''}>
          {paragraph}
        </p>
      ))}
    </div>
  )
}
