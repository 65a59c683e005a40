import type { Passkey } from '../../../features/accounts/ways-in.server.ts'
import type { Island } from '../../island-files.ts'
import { TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { PasskeyForm, PasskeyScript } from './passkey-form.tsx'

type PasskeysProps = { passkeys: readonly Passkey[]; island: Island | null; fresh: boolean }

/** The passkeys of an account, and the form that adds one where the browser can. */
export function Passkeys({ passkeys, island, fresh }: PasskeysProps) {
  const { t } = useSite()
  return (
    <section className="mt-10" aria-labelledby="passkeys">
      <h2 id="passkeys">{t('signin.passkeys.title')}</h2>
      <p className="mt-2">{t('signin.passkeys.lead')}</p>
      {passkeys.length === 0 ? <p className="source mt-3">{t('signin.passkeys.none')}</p> : null}
      <ul className="mt-3">
        {passkeys.map((passkey) => (
          <KnownPasskey key={passkey.id} passkey={passkey} fresh={fresh} />
        ))}
      </ul>
      {fresh ? <AddPasskey island={island} /> : null}
    </section>
  )
}

function AddPasskey({ island }: { island: Island | null }) {
  const { t } = useSite()
  if (!island) return <p className="source mt-3">{t('signin.passkeys.noHost')}</p>
  return (
    <>
      <p className="source mt-3" data-without-passkeys>
        {t('signin.passkeys.needsScript')}
      </p>
      <div hidden data-needs-passkeys>
        <PasskeyForm intent="addPasskey" ceremony="create" label={t('signin.passkeys.add')}>
          <TextField
            name="name"
            label={t('signin.passkeys.name')}
            help={t('signin.passkeys.nameHelp')}
            maxLength={60}
            optional
          />
        </PasskeyForm>
      </div>
      <PasskeyScript island={island} />
    </>
  )
}

function KnownPasskey({ passkey, fresh }: { passkey: Passkey; fresh: boolean }) {
  const { t, day } = useSite()
  const name = passkey.name || t('signin.passkeys.unnamed')
  return (
    <li className="border-b border-line py-3">
      <div className="row-actions">
        <span className="grow">
          <strong>{name}</strong>
          {passkey.addedAt ? (
            <span className="source block">{t('signin.passkeys.added', { day: day(passkey.addedAt) })}</span>
          ) : null}
        </span>
        {fresh ? (
          <Form intent="removePasskey" className="">
            <input type="hidden" name="passkey" value={passkey.id} />
            <button type="submit" className="button quiet" aria-label={t('signin.passkeys.removeThis', { name })}>
              {t('signin.passkeys.remove')}
            </button>
          </Form>
        ) : null}
      </div>
      <details>
        <summary className="tap cursor-pointer underline">{t('signin.passkeys.rename')}</summary>
        <Form intent="renamePasskey">
          <input type="hidden" name="passkey" value={passkey.id} />
          <TextField
            name={`name-${passkey.id}`}
            label={t('signin.passkeys.renameThis', { name })}
            value={passkey.name}
            maxLength={60}
            optional
          />
          <Submit quiet>{t('signin.passkeys.rename')}</Submit>
        </Form>
      </details>
    </li>
  )
}
