import { renderSVG } from 'uqr'
import type { Locale } from '../../../platform/i18n/locales.ts'
import { siteIn, useSite } from '../site.ts'

type MadeProps = { link: { url: string; partyName: string; locale: Locale }; organisation: string }

/** A link to hand over, once: a sentence to copy into a messenger, and a code to be read off a screen or a sheet. */
export function MadeLink({ link, organisation }: MadeProps) {
  const { t, locale } = useSite()
  const p = 'word.links'
  const text = siteIn(link.locale).t(`${p}.text`, { organisation, party: link.partyName, url: link.url })
  const code = `data:image/svg+xml,${encodeURIComponent(renderSVG(link.url, { border: 2 }))}`
  return (
    <section id="link" aria-labelledby="link-title" className="notice">
      <h2 id="link-title">{t(`${p}.made`)}</h2>
      <p className="measure mt-2">{t(`${p}.madeLead`, { party: link.partyName })}</p>
      <label className="mt-4 block font-[650]" htmlFor="link-text">
        {t(`${p}.madeLabel`)}
      </label>
      <textarea
        id="link-text"
        className="field mt-1 w-full"
        rows={8}
        readOnly
        defaultValue={text}
        lang={link.locale === locale ? undefined : link.locale}
      />
      <img src={code} alt={t(`${p}.qr`)} width={232} height={232} className="mt-4 bg-white" />
    </section>
  )
}
