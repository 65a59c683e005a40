import { renderSVG } from 'uqr'
import type { Role } from '../../../features/accounts/rules.ts'
import type { Locale } from '../../../platform/i18n/locales.ts'
import { siteIn, useSite } from '../site.ts'

type InvitationLinkProps = { link: { url: string; role: Role; locale: Locale }; organisation: string }

/** A link to hand over: a sentence to copy into a messenger, and a code to be read off a screen or a sheet. */
export function InvitationLink({ link, organisation }: InvitationLinkProps) {
  const { t, locale } = useSite()
  const said = siteIn(link.locale).t
  const text = said('members.invitePage.linkText', {
    organisation,
    role: said(`members.role.${link.role}`),
    url: link.url,
  })
  const code = `data:image/svg+xml,${encodeURIComponent(renderSVG(link.url, { border: 2 }))}`
  return (
    <section id="link" aria-labelledby="link-title" className="notice">
      <h2 id="link-title">{t('members.invitePage.linkTitle')}</h2>
      <p className="measure mt-2">{t('members.invitePage.linkLead')}</p>
      <label className="block mt-4 font-[650]" htmlFor="link-text">
        {t('members.invitePage.linkLabel')}
      </label>
      <textarea
        id="link-text"
        className="field mt-1 w-full"
        rows={8}
        readOnly
        defaultValue={text}
        lang={link.locale === locale ? undefined : link.locale}
      />
      <img src={code} alt={t('members.invitePage.qr')} width={232} height={232} className="mt-4 bg-white" />
    </section>
  )
}
