import type { OpenFile } from '../../platform/files/store.server.ts'

/** Hands over a file somebody brought: to be saved, never shown as a page of ours, and able to do nothing. */
export function fileResponse({ name, mediaType, size, body }: OpenFile): Response {
  const plain = name.normalize('NFKD').replace(/[^\w.-]+/g, '-')
  return new Response(body, {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(size),
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  })
}
