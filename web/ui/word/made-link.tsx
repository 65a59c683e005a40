import type { Locale } from '../../../platform/i18n/locales.ts'
import { HandedLink } from '../form/handed-link.tsx'
import { siteIn, useSite } from '../site.ts'

type MadeProps = { link: { url: string; partyName: string; locale: Locale }; organisation: string }

/** A link to hand over, once: a sentence to copy into a messenger, and a code to be read off a screen or a sheet. */
export function MadeLink({ link, organisation }: MadeProps) {
  const { t } = useSite()
  const p = 'word.links'
  const text = siteIn(link.locale).t(`${p}.text`, { organisation, party: link.partyName, url: link.url })
  return (
    <HandedLink
      url={link.url}
      text={text}
      locale={link.locale}
      words={{
        title: t(`${p}.made`),
        lead: t(`${p}.madeLead`, { party: link.partyName }),
        label: t(`${p}.madeLabel`),
        code: t(`${p}.qr`),
      }}
    />
  )
}
