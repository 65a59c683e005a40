import { renderToString } from 'react-dom/server'
import { type EntryContext, type RouterContextProvider, ServerRouter } from 'react-router'
import { pageRequestKey } from './request.ts'
import { PageInfoContext } from './ui/page-info.ts'

/**
 * Renders a page whole and at once: loaders have found everything, and what is kept for everybody must not bear the mark
 * of its first reader.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
) {
  const info = context.get(pageRequestKey)
  const page = renderToString(
    <PageInfoContext value={info}>
      <ServerRouter context={entry} url={request.url} />
    </PageInfoContext>,
  )
  if (!info.keepable || info.nonce) headers.set('Cache-Control', 'no-store')
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(`<!DOCTYPE html>${page}`, { status, headers })
}

export { handleError } from './report-error.ts'
