import { randomBytes } from 'node:crypto'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import type { RequestHandler, RouterContextProvider } from 'react-router'
import { clientHeader } from '../../features/accounts/sign-in.server.ts'
import { clientAddress } from '../../platform/http/operations.ts'
import { contentSecurityPolicy } from '../../platform/http/security-headers.ts'
import type { WebOptions } from '../options.ts'
import { pageRequestKey } from '../request.ts'
import { isWorkspacePath } from './paths.ts'
import { workspaceKey } from './request.ts'

type Pages = () => Promise<RequestHandler>
type VisitorRequest = (url: URL) => Promise<RouterContextProvider>

/** The largest file a form may bring, and the little that stands around it. */
const largestBody = 26 * 1024 * 1024

// What sign-in answers to browsers directly; everything else is asked by our own pages.
const openToBrowsers = ['/auth/passkey/*', '/auth/oauth2/callback/*', '/auth/callback/*']

/**
 * The workspace: pages for people who have signed in, and forms anybody may fill in. Nothing of it is kept by anybody;
 * forms come from our own pages only; scripts are those marked with the number drawn for this one answer.
 */
export function workspace(
  options: WebOptions & { dev: boolean },
  pages: Pages,
  visitorRequest: VisitorRequest,
): MiddlewareHandler {
  const ours = (origin: string, c: Context) =>
    origin === options.baseUrl || URL.parse(origin)?.host === c.req.header('host')
  const desk = new Hono()
  desk.use(compress(), csrf({ origin: ours }), bodyLimit({ maxSize: largestBody }))
  for (const path of openToBrowsers) desk.all(path, (c) => options.signIn.handler(withClient(c, options.trustProxy)))
  desk.all('*', (c) => (isWorkspacePath(c.req.path) ? serve(c, options, pages, visitorRequest) : c.body(null, 404)))
  return async (c, next) =>
    isWorkspacePath(c.req.path) || c.req.path.startsWith('/auth/') ? desk.fetch(c.req.raw, c.env) : next()
}

function withClient(c: Context, trustProxy: number): Request {
  const headers = new Headers(c.req.raw.headers)
  headers.set(clientHeader, clientAddress(c, trustProxy) ?? '')
  return new Request(c.req.raw, { headers })
}

async function serve(
  c: Context,
  options: WebOptions & { dev: boolean },
  pages: Pages,
  visitorRequest: VisitorRequest,
): Promise<Response> {
  const request = withClient(c, options.trustProxy)
  const [handle, context, signedIn] = await Promise.all([
    pages(),
    visitorRequest(new URL(request.url)),
    options.signIn.find(request.headers),
  ])
  const nonce = randomBytes(16).toString('base64')
  context.get(pageRequestKey).nonce = nonce
  const { members, signIn } = options
  context.set(workspaceKey, { members, signIn, headers: request.headers, signedIn })
  const answer = await handle(request, context)
  answer.headers.set('Cache-Control', 'no-store')
  answer.headers.set('X-Robots-Tag', 'noindex')
  answer.headers.set('Content-Security-Policy', contentSecurityPolicy({ nonce, dev: options.dev }))
  return answer
}
