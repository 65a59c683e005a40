import { renderSVG } from 'uqr'
import type { Locale } from '../../../platform/i18n/locales.ts'
import { useSite } from '../site.ts'
import { Choices, TextField } from './fields.tsx'

type HandedLinkProps = {
  url: string
  /** The sentence that goes with it, in the language of whoever receives it. */
  text: string
  locale: Locale
  words: { title: string; lead: string; label: string; code: string }
}

/** A link to hand over, once: a sentence to copy into a messenger, and a code to be read off a screen or a sheet. */
export function HandedLink({ url, text, locale, words }: HandedLinkProps) {
  const site = useSite()
  const code = `data:image/svg+xml,${encodeURIComponent(renderSVG(url, { border: 2 }))}`
  return (
    <section id="link" aria-labelledby="link-title" className="notice">
      <h2 id="link-title">{words.title}</h2>
      <p className="measure mt-2">{words.lead}</p>
      <label className="mt-4 block font-[650]" htmlFor="link-text">
        {words.label}
      </label>
      <textarea
        id="link-text"
        className="field mt-1 w-full"
        rows={8}
        readOnly
        defaultValue={text}
        lang={locale === site.locale ? undefined : locale}
      />
      <img src={code} alt={words.code} width={232} height={232} className="mt-4 bg-white" />
    </section>
  )
}

/** How a link reaches somebody: sent by mail to an address, or handed over; in the words of what it is for. */
export function WayFields({ area: p }: { area: 'members.invitePage' | 'word.links' }) {
  const { t } = useSite()
  return (
    <>
      <Choices
        name="way"
        label={t(`${p}.way`)}
        value="mail"
        options={[
          { value: 'mail', label: t(`${p}.wayMail`), help: t(`${p}.wayMailHelp`) },
          { value: 'link', label: t(`${p}.wayLink`), help: t(`${p}.wayLinkHelp`) },
        ]}
      />
      <TextField
        name="email"
        type="email"
        label={t(`${p}.email`)}
        help={t(`${p}.emailHelp`)}
        maxLength={254}
        optional
      />
    </>
  )
}
