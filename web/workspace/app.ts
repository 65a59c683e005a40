import { randomBytes } from 'node:crypto'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import type { RequestHandler, RouterContextProvider } from 'react-router'
import { clientHeader } from '../../features/accounts/sign-in.server.ts'
import { clientAddress } from '../../platform/http/operations.ts'
import { contentSecurityPolicy } from '../../platform/http/security-headers.ts'
import { isLocale } from '../../platform/i18n/locales.ts'
import { preferredLocale } from '../../platform/i18n/preferred-locale.ts'
import type { WebOptions } from '../options.ts'
import { pageRequestKey } from '../request.ts'
import { isWorkspacePath, workspacePath } from './paths.ts'
import { workspaceKey } from './request.ts'

type Options = WebOptions & { dev: boolean }
type Pages = () => Promise<RequestHandler>
type VisitorRequest = (url: URL) => Promise<RouterContextProvider>

/** The largest file a form may bring, and the little that stands around it. */
const largestBody = 26 * 1024 * 1024

// What sign-in answers to browsers directly: the questions a passkey is asked, and the way back from an identity
// provider. Everything else is asked by our own pages.
const passkeyQuestions = ['/auth/passkey/generate-register-options', '/auth/passkey/generate-authenticate-options']
const wayBack = '/auth/callback/*'

/**
 * The workspace: pages for people who have signed in, and forms anybody may fill in. Nothing of it is kept by anybody;
 * forms come from our own pages only; scripts are those marked with the number drawn for this one answer.
 */
export function workspace(options: Options, pages: Pages, visitorRequest: VisitorRequest): MiddlewareHandler {
  const ours = (origin: string, c: Context) =>
    origin === options.baseUrl || URL.parse(origin)?.host === c.req.header('host')
  const answer = (c: Context, request: Request) => serve(c, request, options, pages, visitorRequest)
  const desk = new Hono()
  desk.use(compress(), csrf({ origin: ours }))
  desk.use(bodyLimit({ maxSize: largestBody, onError: (c) => tooLarge(c, answer) }))
  desk.get('/auth/failed', (c) => {
    const locale = preferredLocale(c.req.header('accept-language'))
    const error = c.req.query('error') ?? ''
    return unkept(c.redirect(workspacePath('signIn', locale, {}, { error }), 302))
  })
  const askSignIn = async (c: Context) =>
    unkept(await options.signIn.handler(withClient(c, c.req.raw, options.trustProxy)))
  for (const path of passkeyQuestions) desk.get(path, askSignIn)
  desk.get(wayBack, async (c) => {
    const led = await askSignIn(c)
    // Whoever comes back is shown a page, whatever went wrong on the way.
    return led.status < 400 ? led : unkept(c.redirect('/auth/failed?error=failed', 302))
  })
  desk.all('*', (c) => (isWorkspacePath(c.req.path) ? answer(c, c.req.raw) : c.body(null, 404)))
  return async (c, next) =>
    isWorkspacePath(c.req.path) || c.req.path.startsWith('/auth/') ? desk.fetch(c.req.raw, c.env) : next()
}

function withClient(c: Context, request: Request, trustProxy: number): Request {
  const headers = new Headers(request.headers)
  headers.set(clientHeader, clientAddress(c, trustProxy) ?? '')
  return new Request(request, { headers })
}

function unkept(answer: Response): Response {
  const headers = new Headers(answer.headers)
  headers.set('Cache-Control', 'no-store')
  headers.set('X-Robots-Tag', 'noindex')
  return new Response(answer.body, { status: answer.status, headers })
}

// A page in the reader's language, instead of the two words of a server.
async function tooLarge(c: Context, answer: (c: Context, request: Request) => Promise<Response>): Promise<Response> {
  const [, locale] = c.req.path.split('/')
  const path = workspacePath('tooLarge', isLocale(locale) ? locale : 'fr', {}, { back: c.req.path })
  const headers = new Headers()
  for (const name of ['cookie', 'host', 'accept-language']) {
    const value = c.req.header(name)
    if (value) headers.set(name, value)
  }
  const page = await answer(c, new Request(new URL(path, c.req.url), { headers }))
  return new Response(page.body, { status: 413, headers: page.headers })
}

async function serve(
  c: Context,
  asked: Request,
  options: Options,
  pages: Pages,
  visitorRequest: VisitorRequest,
): Promise<Response> {
  const request = withClient(c, asked, options.trustProxy)
  const [handle, context, signedIn] = await Promise.all([
    pages(),
    visitorRequest(new URL(request.url)),
    options.signIn.find(request.headers),
  ])
  const nonce = randomBytes(16).toString('base64')
  context.get(pageRequestKey).nonce = nonce
  const { members, signIn, examples, filesFolder, inboundDomain = null } = options
  const parts = { members, signIn, examples, filesFolder, inboundDomain }
  context.set(workspaceKey, { ...parts, headers: request.headers, signedIn })
  const answer = unkept(await handle(request, context))
  // A file people brought says something stricter of itself.
  if (!answer.headers.has('Content-Security-Policy'))
    answer.headers.set('Content-Security-Policy', contentSecurityPolicy({ nonce, dev: options.dev }))
  return answer
}
