import type { Role } from '../../../features/accounts/rules.ts'
import type { Locale } from '../../../platform/i18n/locales.ts'
import { HandedLink } from '../form/handed-link.tsx'
import { siteIn, useSite } from '../site.ts'

type InvitationLinkProps = { link: { url: string; role: Role; locale: Locale }; organisation: string }

/** A link to hand over: a sentence to copy into a messenger, and a code to be read off a screen or a sheet. */
export function InvitationLink({ link, organisation }: InvitationLinkProps) {
  const { t } = useSite()
  const said = siteIn(link.locale).t
  const text = said('members.invitePage.linkText', {
    organisation,
    role: said(`members.role.${link.role}`),
    url: link.url,
  })
  return (
    <HandedLink
      url={link.url}
      text={text}
      locale={link.locale}
      words={{
        title: t('members.invitePage.linkTitle'),
        lead: t('members.invitePage.linkLead'),
        label: t('members.invitePage.linkLabel'),
        code: t('members.invitePage.qr'),
      }}
    />
  )
}
