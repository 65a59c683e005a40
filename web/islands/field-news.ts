import { dropEntry, type Entry, keepEntry, listEntries, newEntryId } from './field-store.ts'

// Keeps what was written on this device when there is no line, and sends it with the same id when there is one again.

const form = document.querySelector<HTMLFormElement>('form[data-field-news]')
const board = document.querySelector<HTMLElement>('[data-field-waiting]')
const mostPhotoBytes = 6_000_000
const shell = `${location.pathname}?form=only`

const say = (word: string) => board?.dataset[word.toLowerCase()] ?? ''

/** What became of an entry, told by where the answer led to. */
type Sent = { became: 'sent' | 'signIn' | 'mend' | 'noLine'; to: string }

async function send(entry: Entry, waited: boolean): Promise<Sent> {
  const body = new FormData()
  for (const [name, value] of entry.fields) body.append(name, value)
  if (entry.photo) body.append('photo', entry.photo, entry.photoName)
  if (waited) {
    body.set('via', 'offline')
    body.set('writtenAt', entry.writtenAt)
  }
  const answer = navigator.onLine ? await fetch(entry.path, { method: 'POST', body }).catch(() => null) : null
  if (!answer || answer.status >= 500) return { became: 'noLine', to: '' }
  const to = new URL(answer.url)
  if (to.searchParams.get('done')) return { became: 'sent', to: answer.url }
  // The session has ended: it waits here until somebody has signed in again.
  return { became: to.pathname === entry.path ? 'mend' : 'signIn', to: answer.url }
}

let sending = false
async function sendAll(): Promise<void> {
  if (sending) return
  sending = true
  let last: Sent['became'] | null = null
  for (const entry of (await listEntries()).filter(({ refused }) => !refused)) {
    last = (await send(entry, true)).became
    if (last === 'sent') await dropEntry(entry.id)
    else if (last === 'mend') await keepEntry({ ...entry, refused: true })
    if (last === 'noLine' || last === 'signIn') break
  }
  sending = false
  await show(last)
}

async function show(last: Sent['became'] | 'saved' | null): Promise<void> {
  if (!board) return
  const entries = await listEntries()
  board.hidden = entries.length === 0 && last !== 'sent'
  const first = { saved: 'saved', sent: 'sent', signIn: 'signIn', mend: 'mend', noLine: 'waiting' } as const
  const lines: Node[] = [paragraph(say(last === null ? 'waiting' : first[last]))]
  if (entries.length > 0) {
    const list = document.createElement('ul')
    for (const entry of entries) list.append(item(entry))
    lines.push(list)
  }
  board.replaceChildren(...lines)
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p')
  made.textContent = text
  return made
}

function item(entry: Entry): HTMLElement {
  const line = document.createElement('li')
  const words = entry.fields.find(([name]) => name === 'body')?.[1] ?? ''
  const when = new Date(entry.writtenAt).toLocaleString(document.documentElement.lang)
  line.textContent = `${when} · ${words.slice(0, 80)}${entry.photo ? ' · 1 photo' : ''} `
  line.append(
    button('take', () => takeBack(entry)),
    button('drop', () => dropEntry(entry.id)),
  )
  return line
}

function button(word: string, deed: () => Promise<unknown>): HTMLElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button quiet'
  made.textContent = say(word)
  made.addEventListener('click', () => void deed().then(() => show(null)))
  return made
}

// Back into the form, to be mended or said otherwise.
async function takeBack(entry: Entry): Promise<void> {
  if (!form || entry.path !== location.pathname) return location.assign(entry.path)
  for (const [name, value] of entry.fields) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = true
    else if (field instanceof HTMLElement || field instanceof RadioNodeList) (field as HTMLInputElement).value = value
  }
  const photo = form.elements.namedItem('photo')
  if (entry.photo && photo instanceof HTMLInputElement) {
    const files = new DataTransfer()
    files.items.add(new File([entry.photo], entry.photoName, { type: entry.photo.type }))
    photo.files = files.files
  }
  await dropEntry(entry.id)
}

async function submit(from: HTMLFormElement): Promise<void> {
  const data = new FormData(from)
  const photo = data.get('photo')
  const file = photo instanceof File && photo.size > 0 ? photo : null
  if (file && file.size > mostPhotoBytes && !navigator.onLine) return tell('tooLarge')
  const entry: Entry = {
    id: String(data.get('id') ?? newEntryId()),
    path: location.pathname,
    fields: [...data].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
    photo: file,
    photoName: file?.name ?? '',
    writtenAt: new Date().toISOString(),
    refused: false,
  }
  // Kept first: a line that breaks while it is being sent loses nothing.
  await keepEntry(entry)
  const { became, to } = await send(entry, false)
  if (became === 'sent' || became === 'mend') await dropEntry(entry.id)
  if (became === 'sent') return location.assign(to)
  // What there is to mend is told by the page itself.
  if (became === 'mend') return from.submit()
  from.reset()
  // The next one is another piece of news, even when the page stays open.
  const next = from.elements.namedItem('id')
  if (next instanceof HTMLInputElement) next.value = newEntryId()
  await show(became === 'signIn' ? 'signIn' : 'saved')
  board?.scrollIntoView({ block: 'center' })
}

function tell(word: string): void {
  if (!board) return
  board.hidden = false
  board.replaceChildren(paragraph(say(word)))
}

form?.addEventListener('submit', (event) => {
  event.preventDefault()
  // Where nothing can be kept, the form goes its own way.
  submit(form).catch(() => (navigator.onLine ? form.submit() : tell('failed')))
})

addEventListener('online', () => void sendAll())
if (navigator.onLine) void sendAll()
else void show(null)

async function keepShell(): Promise<void> {
  const scope = location.pathname.startsWith('/en/') ? '/en/workspace' : '/fr/espace'
  const registration = await navigator.serviceWorker.register('/field-worker.js', { scope })
  await navigator.serviceWorker.ready
  const assets = [
    ...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[rel="stylesheet"], script[src]'),
  ].map((one) => ('href' in one ? one.href : one.src))
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
  const own = [...assets, ...loaded].filter((url) => url.startsWith(`${location.origin}/assets/`))
  registration.active?.postMessage({ shell, assets: [...new Set(own)] })
}

// Without workers (an address without https) what is typed is kept all the same, as long as the page stays open.
if (form && navigator.onLine && 'serviceWorker' in navigator) void keepShell().catch(() => undefined)
