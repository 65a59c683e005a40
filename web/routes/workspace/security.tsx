import { type AccountChange, sendAccountChanged } from '../../../features/accounts/letters.server.ts'
import { findPasswordProblem } from '../../../features/accounts/password-rules.ts'
import { bearsPasskeys } from '../../../features/accounts/sign-in.server.ts'
import {
  endOtherSessions,
  listPasskeys,
  readPasswordState,
  removePasskey,
  removePassword,
  renamePasskey,
} from '../../../features/accounts/ways-in.server.ts'
import { findIsland } from '../../island-files.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { Passkeys } from '../../ui/sign-in/passkeys.tsx'
import { PasswordSetting } from '../../ui/sign-in/password-setting.tsx'
import { useSite } from '../../ui/site.ts'
import { readCredential } from '../../workspace/credential.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { isFresh, notFresh } from '../../workspace/fresh.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { MemberPage } from '../../workspace/request.ts'

/** The ways in somebody has set up. */
export const loader = workspaceLoader('signedIn', async (page) => {
  const { ctx, workspace } = page
  const own = workspace.signIn.inside(ctx)
  return {
    passkeys: await listPasskeys(own),
    password: await readPasswordState(own),
    fresh: isFresh(page),
    island: bearsPasskeys(page.page.instance.baseUrl) ? findIsland('passkey') : null,
  }
})

// What changed is told by mail too: somebody else might have done it.
async function tell({ ctx, atWork, page }: MemberPage, change: AccountChange): Promise<{ to: string }> {
  const { person } = atWork
  await sendAccountChanged(ctx, person, change, page.instance.baseUrl + workspacePath('security', person.locale))
  return { to: workspacePath('security', ctx.locale, {}, { done: change }) }
}

/** Adds and removes ways in; each change asks that one has come in lately. */
export const action = workspaceAction('signedIn', {
  async addPasskey(page, form) {
    if (!isFresh(page)) return notFresh
    const response = readCredential(form)
    if (!response) return { problems: [{ reason: 'passkey_missing' }] }
    const name = String(form.get('name') ?? '')
      .trim()
      .slice(0, 60)
    const { signIn, headers } = page.workspace
    const answer = await signIn.ask({ path: '/passkey/verify-registration', body: { response, name }, headers })
    if (answer.status !== 200) return { problems: [{ reason: 'passkey_refused' }] }
    return tell(page, 'passkeyAdded')
  },
  async renamePasskey({ ctx, workspace }, form) {
    const id = String(form.get('passkey') ?? '')
    await renamePasskey(workspace.signIn.inside(ctx), id, String(form.get(`name-${id}`) ?? '').trim())
    return { to: workspacePath('security', ctx.locale, {}, { done: 'passkeyRenamed' }) }
  },
  async removePasskey(page, form) {
    if (!isFresh(page)) return notFresh
    const removed = await removePasskey(page.workspace.signIn.inside(page.ctx), String(form.get('passkey') ?? ''))
    return removed ? tell(page, 'passkeyRemoved') : { to: workspacePath('security', page.ctx.locale) }
  },
  async setPassword(page, form) {
    if (!isFresh(page)) return notFresh
    const { ctx, workspace, atWork } = page
    const password = String(form.get('newPassword') ?? '')
    const reason = findPasswordProblem(password, atWork.person)
    if (reason) return { problems: [{ reason, field: 'newPassword' }] }
    if (!(await workspace.signIn.setPassword(workspace.headers, password)))
      return { problems: [{ reason: 'password_already_set' }] }
    const { headers } = workspace
    const answer = await workspace.signIn.ask({ path: '/two-factor/enable', body: { password }, headers })
    if (answer.status !== 200) return { problems: [{ reason: 'sign_in_failed' }] }
    return { to: workspacePath('secondFactor', ctx.locale) }
  },
  async changePassword(page, form) {
    if (!isFresh(page)) return notFresh
    const { ctx, workspace, atWork } = page
    const newPassword = String(form.get('newPassword') ?? '')
    const reason = findPasswordProblem(newPassword, atWork.person)
    if (reason) return { problems: [{ reason, field: 'newPassword' }] }
    const body = { currentPassword: String(form.get('password') ?? ''), newPassword }
    const answer = await workspace.signIn.ask({ path: '/change-password', body, headers: workspace.headers })
    if (answer.status === 429) return { problems: [{ reason: 'too_many_turns' }] }
    if (answer.status !== 200) return { problems: [{ reason: 'current_password_wrong', field: 'password' }] }
    await endOtherSessions(workspace.signIn.inside(ctx), workspace.signedIn?.sessionId ?? '')
    return tell(page, 'passwordChanged')
  },
  async removePassword(page) {
    if (!isFresh(page)) return notFresh
    const own = page.workspace.signIn.inside(page.ctx)
    // Half set up, it never let anybody in: nothing to tell.
    const inUse = (await readPasswordState(own)) === 'set'
    const removed = await removePassword(own)
    return removed && inUse ? tell(page, 'passwordRemoved') : { to: workspacePath('security', page.ctx.locale) }
  },
})

/** How one comes in: passkeys, and a password with its second factor. */
export default function Security() {
  const { t, locale } = useSite()
  const { passkeys, password, fresh, island } = usePageData<typeof loader>()
  const again = workspacePath('signIn', locale, {}, { back: workspacePath('security', locale) })
  return (
    <div className="measure py-10">
      <title>{`${t('signin.security.title')} · ${t('site.name')}`}</title>
      <p>
        <a className="tap" href={workspacePath('account', locale)}>
          {t('signin.security.back')}
        </a>
      </p>
      <h1 className="mt-4">{t('signin.security.title')}</h1>
      <Done area="signin.done" />
      <p className="mt-4">{t('signin.security.lead')}</p>
      {fresh ? null : (
        <p className="notice">
          {t('signin.security.notFresh')} <a href={again}>{t('signin.security.again')}</a>
        </p>
      )}
      <Passkeys passkeys={passkeys} island={island} fresh={fresh} />
      <PasswordSetting state={password} fresh={fresh} />
    </div>
  )
}
