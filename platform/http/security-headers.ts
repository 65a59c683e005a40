import type { MiddlewareHandler } from 'hono'

/**
 * What a page may load. Attributes may carry styles (drawings do); elements may not, and no script stands in a page.
 * With a nonce only the scripts marked with it run, and what those load themselves.
 */
export const contentSecurityPolicy = ({ nonce, dev }: { nonce?: string; dev?: boolean }): string =>
  [
    "default-src 'none'",
    `script-src ${nonce ? `'nonce-${nonce}'` : "'self'"}`,
    "style-src 'self'",
    // While developing, Vite writes styles into the page.
    `style-src-elem 'self'${dev ? " 'unsafe-inline'" : ''}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ')

/** Puts the headers that keep a page to itself on every answer; `secure` when readers come by https. */
export function securityHeaders(options: { secure: boolean; dev?: boolean }): MiddlewareHandler {
  const headers: [string, string][] = [
    ['Content-Security-Policy', contentSecurityPolicy(options.dev ? { dev: true } : {})],
    // `no-referrer` would make every form without script a 400: the origin has to be said to ourselves.
    ['Referrer-Policy', 'same-origin'],
    ['X-Content-Type-Options', 'nosniff'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), microphone=(), payment=(), usb=()'],
  ]
  if (options.secure) headers.push(['Strict-Transport-Security', 'max-age=31536000'])
  return async (c, next) => {
    await next()
    // A door may have said something stricter of its own answer.
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
}
