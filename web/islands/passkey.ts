// Makes the buttons of passkeys work: without scripts, or without passkeys in the browser, they are not there.
// A form marked `data-passkey="create"` or `"get"` is sent with what the device answered in its field `credential`.

type Ceremony = 'create' | 'get'

const questions: Record<Ceremony, string> = {
  create: '/auth/passkey/generate-register-options',
  get: '/auth/passkey/generate-authenticate-options',
}

async function askDevice(ceremony: Ceremony, options: unknown): Promise<Credential | null> {
  if (ceremony === 'create') {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
      options as PublicKeyCredentialCreationOptionsJSON,
    )
    return navigator.credentials.create({ publicKey })
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
  return navigator.credentials.get({ publicKey })
}

/** What the device answers, as text to send; null when it, or whoever holds it, declined. */
async function answerOf(ceremony: Ceremony): Promise<string | null> {
  const asked = await fetch(questions[ceremony], { credentials: 'same-origin' })
  if (!asked.ok) return null
  const credential = await askDevice(ceremony, await asked.json()).catch(() => null)
  return credential instanceof PublicKeyCredential ? JSON.stringify(credential.toJSON()) : null
}

function prepare(form: HTMLFormElement, ceremony: Ceremony): void {
  const field = form.elements.namedItem('credential')
  const told = form.querySelector<HTMLElement>('[data-passkey-told]')
  if (!(field instanceof HTMLInputElement) || !told) return
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    told.textContent = form.dataset.asking ?? ''
    const answer = await answerOf(ceremony)
    if (answer === null) {
      told.textContent = form.dataset.declined ?? ''
      return
    }
    field.value = answer
    form.submit()
  })
}

if ('PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential) {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]'))
    prepare(form, form.dataset.passkey === 'create' ? 'create' : 'get')
  for (const part of document.querySelectorAll<HTMLElement>('[data-needs-passkeys]')) part.hidden = false
  for (const part of document.querySelectorAll<HTMLElement>('[data-without-passkeys]')) part.hidden = true
}
