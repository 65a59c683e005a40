// Opens the form of news from the field where there is no line. It keeps that form and what it is drawn with, never another
// page, and nothing once somebody has signed out.

const name = 'navette-field'
const isNews = ({ pathname }) => /^\/(fr\/espace|en\/workspace)\/o\/.+\/(nouvelles|news)$/.test(pathname)
const isAccount = ({ pathname }) => /\/(compte|account)$/.test(pathname)
const shellOf = (url) => `${url.pathname}?form=only`

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

async function keepShell({ shell, assets }) {
  const cache = await caches.open(name)
  const answer = await fetch(shell)
  // Led elsewhere, it is the page for signing in.
  if (answer.redirected) return forget()
  if (!answer.ok) return
  await cache.put(shell, answer)
  await cache.addAll(assets)
}

async function forget() {
  await caches.delete(name)
  await self.registration.unregister()
}

self.addEventListener('message', (event) => {
  if (event.data?.shell) event.waitUntil(keepShell(event.data).catch(() => undefined))
})

async function openNews(request, url) {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await caches.match(shellOf(url))
    if (kept) return kept
    throw error
  }
}

async function passOn(request) {
  const copy = request.clone()
  const answer = await fetch(request)
  const typed = await copy.text()
  if (/(^|&)intent=leave(&|$)/.test(typed)) await forget()
  return answer
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (request.method === 'POST' && isAccount(url)) event.respondWith(passOn(request))
  else if (request.mode === 'navigate' && request.method === 'GET' && isNews(url))
    event.respondWith(openNews(request, url))
  else if (url.pathname.startsWith('/assets/'))
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
})
