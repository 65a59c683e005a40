import { renderToReadableStream } from 'react-dom/server'
import { type EntryContext, type RouterContextProvider, ServerRouter } from 'react-router'
import { pageRequestKey } from './request.ts'
import { PageInfoContext } from './ui/page-info.ts'

/** Renders a page whole: it is kept for everybody, so neither a nonce nor the first reader's patience may mark it. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
) {
  const body = await renderToReadableStream(
    <PageInfoContext value={context.get(pageRequestKey)}>
      <ServerRouter context={entry} url={request.url} />
    </PageInfoContext>,
  )
  await body.allReady
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(body, { status, headers })
}

export { handleError } from './report-error.ts'
