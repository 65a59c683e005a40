import { setNewsDigest, wantsNewsDigest } from '../../../features/accounts/mail-preferences.server.ts'
import { updatePerson } from '../../../features/accounts/people.server.ts'
import { endOtherSessions, endSession, listSessions } from '../../../features/accounts/ways-in.server.ts'
import { isLocale, locales } from '../../../platform/i18n/locales.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { Choices, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { SessionList } from '../../ui/sign-in/session-list.tsx'
import { siteIn, useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** What the person says of themselves, and where they are signed in. */
export const loader = workspaceLoader('signedIn', async ({ ctx, atWork, workspace }) => ({
  person: atWork.person,
  sessions: await listSessions(workspace.signIn.inside(ctx)),
  present: workspace.signedIn?.sessionId ?? '',
  news: await wantsNewsDigest(ctx),
  security: workspacePath('security', ctx.locale),
}))

/** Writes the name and the language, which letters are wanted; ends sessions, this one and others. */
export const action = workspaceAction('signedIn', {
  async save({ ctx }, form) {
    const name = String(form.get('name') ?? '').trim()
    const locale = String(form.get('locale') ?? '')
    if (!name || name.length > 120) return { problems: [{ reason: 'name_wrong', field: 'name' }] }
    await updatePerson(ctx, { name, locale: isLocale(locale) ? locale : ctx.locale })
    return { to: workspacePath('account', ctx.locale, {}, { done: 'saved' }) }
  },
  async saveMails({ ctx }, form) {
    await setNewsDigest(ctx, form.get('news') === 'yes')
    return { to: workspacePath('account', ctx.locale, {}, { done: 'mails' }) }
  },
  async leave({ ctx, workspace }) {
    const answer = await workspace.signIn.ask({ path: '/sign-out', headers: workspace.headers, body: {} })
    return { to: workspacePath('signIn', ctx.locale), cookies: answer.cookies }
  },
  async endSession({ ctx, workspace }, form) {
    await endSession(workspace.signIn.inside(ctx), String(form.get('session') ?? ''))
    return { to: workspacePath('account', ctx.locale, {}, { done: 'ended' }) }
  },
  async endOthers({ ctx, workspace }) {
    await endOtherSessions(workspace.signIn.inside(ctx), workspace.signedIn?.sessionId ?? '')
    return { to: workspacePath('account', ctx.locale, {}, { done: 'endedOthers' }) }
  },
})

/** One's own name, language, ways in, sessions, and the way out. */
export default function Account() {
  const { t, locale, pathTo } = useSite()
  const { person, sessions, present, security, news, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('workspace.account.title')} · ${t('site.name')}`}</title>
      <h1>{t('workspace.account.title')}</h1>
      <p className="source mt-2">{person.email}</p>
      <Done area="signin.sessions.done" />
      <Form intent="save" kept={kept}>
        <TextField
          name="name"
          label={t('workspace.account.name')}
          value={person.name}
          autoComplete="name"
          maxLength={120}
        />
        <Choices
          name="locale"
          label={t('workspace.account.locale')}
          value={person.locale}
          options={locales.map((locale) => ({ value: locale, label: siteIn(locale).t('site.header.language') }))}
        />
        <Submit>{t('workspace.account.save')}</Submit>
      </Form>
      <section aria-labelledby="mails" className="mt-10">
        <h2 id="mails">{t('workspace.account.mails')}</h2>
        <Form intent="saveMails">
          <Choices
            name="news"
            label={t('workspace.account.mailsLabel')}
            many
            value={news ? ['yes'] : []}
            options={[
              { value: 'yes', label: t('workspace.account.newsMail'), help: t('workspace.account.newsMailHelp') },
            ]}
          />
          <Submit quiet>{t('workspace.account.saveMails')}</Submit>
        </Form>
      </section>
      <p className="mt-10">
        <a className="tap" href={security}>
          {t('signin.security.link')}
        </a>{' '}
        <span className="source">{t('signin.security.linkHelp')}</span>
      </p>
      <SessionList sessions={sessions} present={present} />
      <ul className="mt-8">
        <li>
          <a className="tap" href={workspacePath('myData', locale)}>
            {t('admin.account.data')}
          </a>
        </li>
        <li>
          <a className="tap" href={workspacePath('erase', locale)}>
            {t('admin.account.erase')}
          </a>
        </li>
        <li>
          <a className="tap" href={pathTo('privacy')}>
            {t('admin.account.privacy')}
          </a>
        </li>
      </ul>
      <Form intent="leave">
        <Submit quiet>{t('workspace.account.leave')}</Submit>
      </Form>
    </div>
  )
}
