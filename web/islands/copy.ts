// Copies the text of a field at one touch; without scripts it is selected and copied by hand.

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const field = document.getElementById(button.dataset.copy ?? '')
  if (!(field instanceof HTMLTextAreaElement) || field.value === '') continue
  button.hidden = false
  const words = button.textContent
  button.addEventListener('click', async () => {
    field.select()
    // A browser that keeps the clipboard to itself leaves the text selected: one key copies it.
    const done = await navigator.clipboard?.writeText(field.value).then(
      () => true,
      () => false,
    )
    if (!done) return
    const said = button.dataset.copied ?? ''
    button.textContent = said
    const status = document.querySelector('[data-copy-status]')
    if (status) status.textContent = `${said} ${button.getAttribute('aria-label') ?? ''}`
    setTimeout(() => {
      button.textContent = words
    }, 2000)
  })
}
