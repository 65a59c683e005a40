// Saves what is being typed, a moment after the last letter; without scripts, or a network, the form is as it was.

const pause = 1500

async function save(form: HTMLFormElement, status: HTMLElement | null): Promise<void> {
  const body = new URLSearchParams({ page: location.pathname })
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') body.append(name === 'intent' ? 'formIntent' : name, value)
  }
  body.set('intent', 'save')
  const answer = await fetch(form.dataset.draft ?? '', { method: 'POST', body, redirect: 'manual' }).catch(() => null)
  // A deed done leads on; anything else was not kept, and the reader is not told that it was.
  if (status) status.textContent = answer?.type === 'opaqueredirect' ? (form.dataset.draftSaved ?? '') : ''
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
  const status = form.querySelector<HTMLElement>('[data-draft-status]')
  let waiting: ReturnType<typeof setTimeout> | undefined
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void save(form, status), pause)
  })
  form.addEventListener('submit', () => clearTimeout(waiting))
}
