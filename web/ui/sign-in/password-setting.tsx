import type { PasswordState } from '../../../features/accounts/ways-in.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

/** A password and its second factor: chosen, waiting for its code, or in use. */
export function PasswordSetting({ state, fresh }: { state: PasswordState; fresh: boolean }) {
  const { t, locale } = useSite()
  return (
    <section className="mt-12" aria-labelledby="password">
      <h2 id="password">{t('signin.setting.title')}</h2>
      <p className="mt-2">{t('signin.setting.lead')}</p>
      {state === 'set' ? <p className="notice">{t('signin.setting.on')}</p> : null}
      {state === 'begun' ? (
        <p className="notice">
          {t('signin.setting.begun')} <a href={workspacePath('secondFactor', locale)}>{t('signin.setting.resume')}</a>
        </p>
      ) : null}
      {fresh && state === 'none' ? <ChoosePassword /> : null}
      {fresh && state === 'set' ? <ChangePassword /> : null}
      {fresh && state !== 'none' ? (
        <Form intent="removePassword">
          <Submit quiet>{t('signin.setting.remove')}</Submit>
        </Form>
      ) : null}
      {state === 'none' ? null : <p className="source mt-4">{t('signin.setting.reset')}</p>}
    </section>
  )
}

function NewPassword() {
  const { t } = useSite()
  return (
    <TextField
      name="newPassword"
      type="password"
      label={t('signin.setting.new')}
      help={t('signin.setting.newHelp')}
      autoComplete="new-password"
      maxLength={128}
    />
  )
}

function ChoosePassword() {
  const { t } = useSite()
  return (
    <Form intent="setPassword" className="form mt-6">
      <NewPassword />
      <Submit quiet>{t('signin.setting.set')}</Submit>
    </Form>
  )
}

function ChangePassword() {
  const { t } = useSite()
  return (
    <Form intent="changePassword" className="form mt-6">
      <TextField
        name="password"
        type="password"
        label={t('signin.setting.current')}
        autoComplete="current-password"
        maxLength={128}
      />
      <NewPassword />
      <Submit quiet>{t('signin.setting.change')}</Submit>
    </Form>
  )
}
