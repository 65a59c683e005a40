import { updatePerson } from '../../../features/accounts/people.server.ts'
import { isLocale, locales } from '../../../platform/i18n/locales.ts'
import { usePageData } from '../../request.ts'
import { Choices, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { siteIn, useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** What the person says of themselves. */
export const loader = workspaceLoader('signedIn', async ({ atWork }) => ({ person: atWork.person }))

/** Writes the name and the language; ends the session. */
export const action = workspaceAction('signedIn', {
  async save({ ctx }, form) {
    const name = String(form.get('name') ?? '').trim()
    const locale = String(form.get('locale') ?? '')
    if (!name || name.length > 120) return { problems: [{ reason: 'name_wrong', field: 'name' }] }
    await updatePerson(ctx, { name, locale: isLocale(locale) ? locale : ctx.locale })
    return { to: workspacePath('account', ctx.locale) }
  },
  async leave({ ctx, workspace }) {
    const answer = await workspace.signIn.ask({ path: '/sign-out', headers: workspace.headers, body: {} })
    return { to: workspacePath('signIn', ctx.locale), cookies: answer.cookies }
  },
})

/** One's own name, language, and the way out. */
export default function Account() {
  const { t } = useSite()
  const { person, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('workspace.account.title')} · ${t('site.name')}`}</title>
      <h1>{t('workspace.account.title')}</h1>
      <p className="source mt-2">{person.email}</p>
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
      <Form intent="leave">
        <Submit quiet>{t('workspace.account.leave')}</Submit>
      </Form>
    </div>
  )
}
