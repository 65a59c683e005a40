import { z } from 'zod'
import { readActForm } from '../../../features/partnerships/act-form.server.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import {
  findMadeLink,
  listTieLinks,
  makeTieLink,
  revokeTieLink,
} from '../../../features/partnerships/tie-links.server.ts'
import { usualLinkDays } from '../../../features/partnerships/tie-links.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Choices, SelectField, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { WayFields } from '../../ui/form/handed-link.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { LinkList } from '../../ui/word/link-list.tsx'
import { MadeLink } from '../../ui/word/made-link.tsx'
import { WordNav } from '../../ui/word/word-nav.tsx'
import { readCookie, setCookie } from '../../workspace/cookies.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'
import { wordLinks } from '../../workspace/word-links.ts'

const address = z.email().max(254)

// A link made here is carried to the page that shows it by a cookie no script reads, for a few minutes: it is kept nowhere.
const linkCookie = 'navette-tie-link'
const linkHours = 0.1

/** The links made for this tie, and one just made. */
export const loader = workspaceLoader('party', async (page) => {
  const { ctx, workspace } = page
  const of = tieInAddress(page)
  const tie = await getTieHead(ctx, of)
  const { organisation } = page.atWork
  if (organisation.role === 'reader') return { organisation, tie, agreements: [], links: [], made: null }
  const token = readCookie(workspace.headers, linkCookie)
  const made = token ? await findMadeLink(ctx, of, token) : null
  const url = (secret: string, locale: 'fr' | 'en') => wordLinks(page.page.instance.baseUrl).answer(locale, secret)
  return {
    organisation,
    tie,
    agreements: (await readActForm(ctx, of)).agreements,
    links: await listTieLinks(ctx, of),
    made: token && made ? { ...made, url: url(token, made.locale) } : null,
  }
})

/** Makes a link, or takes one back. */
export const action = workspaceAction('party', {
  async make(page, form) {
    const { ctx } = page
    const of = tieInAddress(page)
    await requireParty(ctx, of, 'contributor')
    const typed = (name: string) => String(form.get(name) ?? '').trim()
    const byMail = typed('way') !== 'link'
    const email = byMail ? typed('email') : null
    if (email !== null && !address.safeParse(email).success)
      return { problems: [{ reason: 'email_wrong', field: 'email' }] }
    const { baseUrl } = page.page.instance
    const { token } = await makeTieLink(
      ctx,
      of,
      {
        organisationId: typed('party'),
        agreementId: typed('agreement') || null,
        addressee: typed('addressee'),
        email,
        locale: typed('locale') === 'en' ? 'en' : 'fr',
        days: Number(typed('days') || usualLinkDays),
      },
      wordLinks(baseUrl),
    )
    if (byMail) return toTiePage(page, 'tieLinks', 'sent')
    const cookie = setCookie(linkCookie, token, { secure: baseUrl.startsWith('https:'), hours: linkHours })
    return { to: `${toTiePage(page, 'tieLinks', 'made').to}#link`, cookies: [cookie] }
  },
  async revoke(page, form) {
    await revokeTieLink(page.ctx, tieInAddress(page), String(form.get('link') ?? ''))
    return toTiePage(page, 'tieLinks', 'revoked')
  },
})

/** Makes a link to answer without an account, and lists those made. */
export default function TieLinks() {
  const { t } = useSite()
  const { organisation, tie, agreements, links, made, kept } = usePageData<typeof loader>()
  const p = 'word.links'
  const others = tie.parties.filter((party) => !party.isOurs)
  const first = others.find((party) => !party.lookedAfter) ?? others[0]
  const mayWrite = organisation.role !== 'reader'
  return (
    <div className="py-10">
      <TieHead tie={tie} current="word" />
      <WordNav params={{ key: organisation.key, tie: tie.id }} current="links" />
      <WorkTitle>{t(`${p}.title`)}</WorkTitle>
      <Done area="word.links.done" />
      {made ? <MadeLink link={made} organisation={organisation.name} /> : null}
      <p className="measure mt-4">{t(`${p}.lead`)}</p>
      {mayWrite ? (
        <Form intent="make" kept={kept}>
          <Choices
            name="party"
            label={t(`${p}.party`)}
            value={first?.id ?? null}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          {agreements.length > 0 ? (
            <SelectField
              name="agreement"
              label={t(`${p}.about`)}
              empty={t(`${p}.aboutAll`)}
              options={agreements.map(({ id, title }) => ({ value: id, label: title }))}
              optional
            />
          ) : null}
          <WayFields area="word.links" />
          <TextField
            name="addressee"
            label={t(`${p}.addressee`)}
            help={t(`${p}.addresseeHelp`)}
            maxLength={120}
            optional
          />
          <Choices
            name="locale"
            label={t(`${p}.locale`)}
            value="fr"
            options={[
              { value: 'fr', label: t(`${p}.localeFr`) },
              { value: 'en', label: t(`${p}.localeEn`) },
            ]}
          />
          <SelectField
            name="days"
            label={t(`${p}.days`)}
            value={String(usualLinkDays)}
            options={[30, usualLinkDays, 180, 365].map((n) => ({
              value: String(n),
              label: t(`${p}.daysOption`, { n }),
            }))}
          />
          <Submit>{t(`${p}.submit`)}</Submit>
        </Form>
      ) : null}
      {mayWrite ? <LinkList links={links} organisationId={tie.organisationId} /> : null}
    </div>
  )
}
