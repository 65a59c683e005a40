import { redirect } from 'react-router'
import { sendAccountChanged } from '../../../features/accounts/letters.server.ts'
import { readPasswordState, removePassword } from '../../../features/accounts/ways-in.server.ts'
import { usePageData } from '../../request.ts'
import { TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { QrCode } from '../../ui/sign-in/qr-code.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { isFresh, notFresh } from '../../workspace/fresh.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** What has to be copied; shown until the first code has been checked, and never again. */
export const loader = workspaceLoader('signedIn', async (page) => {
  const { ctx, atWork, workspace } = page
  const { id: personId, email } = atWork.person
  const factor = isFresh(page) ? await workspace.signIn.readNewSecondFactor({ personId, email }) : null
  if (!factor) throw redirect(workspacePath('security', ctx.locale), { status: 303 })
  return { factor }
})

/** Checks that the codes of the device are the right ones; from then on the password is of use. */
export const action = workspaceAction('signedIn', {
  async confirmCode(page, form) {
    if (!isFresh(page)) return notFresh
    const { ctx, atWork, workspace } = page
    const code = String(form.get('code') ?? '').replace(/\s/g, '')
    const { headers } = workspace
    const answer = await workspace.signIn.ask({ path: '/two-factor/verify-totp', body: { code }, headers })
    if (answer.status === 429) return { problems: [{ reason: 'too_many_turns' }] }
    if (answer.status !== 200) return { problems: [{ reason: 'code_wrong', field: 'code' }] }
    const { person } = atWork
    const address = page.page.instance.baseUrl + workspacePath('security', person.locale)
    await sendAccountChanged(ctx, person, 'passwordAdded', address)
    return { to: workspacePath('security', ctx.locale, {}, { done: 'passwordAdded' }), cookies: answer.cookies }
  },
  async cancel({ ctx, workspace }) {
    const own = workspace.signIn.inside(ctx)
    // What is in use is not given up here.
    if ((await readPasswordState(own)) === 'begun') await removePassword(own)
    return { to: workspacePath('security', ctx.locale) }
  },
})

/** The square to scan, the codes to keep, and the first code to type. */
export default function SecondFactor() {
  const { t } = useSite()
  const { factor } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <title>{`${t('signin.factor.title')} · ${t('site.name')}`}</title>
      <h1>{t('signin.factor.title')}</h1>
      <p className="mt-4">{t('signin.factor.scan')}</p>
      <p className="mt-3">
        <QrCode text={factor.address} label={t('signin.factor.qr')} />
      </p>
      <p className="mt-3">
        {t('signin.factor.secret')} <code>{factor.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <h2 className="mt-10">{t('signin.factor.backup')}</h2>
      <p className="mt-2">{t('signin.factor.backupLead')}</p>
      <ul className="mt-3 grid grid-cols-2 gap-x-6 gap-y-1">
        {factor.backupCodes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Form intent="confirmCode">
        <TextField
          name="code"
          label={t('signin.factor.code')}
          help={t('signin.factor.codeHelp')}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={8}
        />
        <Submit>{t('signin.factor.confirm')}</Submit>
      </Form>
      <Form intent="cancel" className="">
        <Submit quiet>{t('signin.factor.cancel')}</Submit>
      </Form>
    </div>
  )
}
