import { type ReactNode, useContext } from 'react'
import type { Island } from '../../island-files.ts'
import { Form, Submit } from '../form/form.tsx'
import { PageInfoContext } from '../page-info.ts'
import { useSite } from '../site.ts'

type PasskeyFormProps = {
  intent: string
  /** Whether a new passkey is made, or a known one asked. */
  ceremony: 'create' | 'get'
  label: string
  children?: ReactNode
}

/** A form a passkey answers: its script asks the device, and sends what it said. */
export function PasskeyForm({ intent, ceremony, label, children }: PasskeyFormProps) {
  const { t } = useSite()
  const marks = {
    'data-passkey': ceremony,
    'data-asking': t('signin.passkey.asking'),
    'data-declined': t('signin.passkey.declined'),
  }
  return (
    <Form intent={intent} marks={marks} className="form mt-4">
      <input type="hidden" name="credential" value="" />
      {children}
      <Submit quiet={ceremony === 'get'}>{label}</Submit>
      <p className="source mt-2" role="status" data-passkey-told />
    </Form>
  )
}

/** The script that makes passkeys work on this page. */
export function PasskeyScript({ island }: { island: Island }) {
  const nonce = useContext(PageInfoContext)?.nonce
  return <script type="module" src={island.script} nonce={nonce} />
}
