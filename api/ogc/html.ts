import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { Locale } from '../../platform/i18n/locales.ts'
import { translator } from '../../platform/i18n/translator.ts'
import type { Door } from '../door.ts'
import { addressWith } from '../v1/read-query.ts'

/** A piece of HTML whose values are escaped. */
export type Html = ReturnType<typeof html>

/** A step on the way from the landing page to here. */
export type Crumb = { href: string; title: string }

const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** The style sheet of these pages: readable, narrow screens too, dark when the reader wants it. */
export const styleSheet = `:root{color-scheme:light dark;--ground:#f7f2e8;--ink:#1b2233;--link:#2f5d8a;--rule:#cfc6b4}
@media (prefers-color-scheme:dark){:root{--ground:#161b27;--ink:#ece7db;--link:#9cc3e6;--rule:#3a4357}}
*{box-sizing:border-box}body{margin:0 auto;max-width:72rem;padding:1rem 1.25rem 4rem;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
a{color:var(--link)}a:focus-visible{outline:3px solid var(--link);outline-offset:2px}h1{font-size:1.75rem;line-height:1.2}h2{font-size:1.25rem;margin-top:2rem}
nav ol,nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:.5rem 0;padding:0}p,li,dd{max-width:70ch}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{border-bottom:1px solid var(--rule);padding:.375rem .75rem .375rem 0;text-align:left;vertical-align:top}
dt{font-weight:600;margin-top:.5rem}dd{margin:0;overflow-wrap:anywhere}code{font-family:ui-monospace,monospace;font-size:.95em;overflow-wrap:anywhere}footer{border-top:1px solid var(--rule);margin-top:3rem;padding-top:1rem;font-size:.9375rem}
`

const otherLocale = (locale: Locale): Locale => (locale === 'fr' ? 'en' : 'fr')

/** A whole page: where one is, the title, the body, the other form and the other language. */
export function htmlPage(
  c: Context,
  door: Pick<Door, 'baseUrl' | 'links'>,
  locale: Locale,
  page: { title: string; crumbs: Crumb[]; body: Html },
): Html {
  const t = translator(locale)
  const other = otherLocale(locale)
  return html`${raw('<!doctype html>')}
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · ${t('data.ogc.title')}</title>
<link rel="stylesheet" href="${door.baseUrl}/ogc/style.css">
</head>
<body>
<header>
<nav aria-label="${t('data.ogc.whereYouAre')}"><ol>
<li><a href="${door.links.page(locale, 'home')}">${t('data.ogc.site')}</a></li>
${page.crumbs.map((crumb) => html`<li><a href="${crumb.href}">${crumb.title}</a></li>`)}
</ol></nav>
</header>
<main>
<h1>${page.title}</h1>
${page.body}
</main>
<footer><nav aria-label="${t('data.ogc.otherForms')}"><ul>
<li><a rel="alternate" href="${addressWith(c, door.baseUrl, { f: 'json' })}">JSON</a></li>
<li><a rel="alternate" hreflang="${other}" lang="${other}" href="${addressWith(c, door.baseUrl, { lang: other, f: 'html' })}">${translator(other)('data.ogc.thisLanguage')}</a></li>
<li><a href="${door.links.page(locale, 'data')}">${t('data.ogc.licences')}</a></li>
</ul></nav></footer>
</body>
</html>`
}

/** Answers with a page that loads nothing but its style sheet. */
export async function answerHtml(c: Context, page: Html, status = 200): Promise<Response> {
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    ...(status === 200 ? {} : { 'Cache-Control': 'no-store' }),
  }
  return new Response(c.req.method === 'HEAD' ? null : String(await page), { status, headers })
}

/** Names and values, one under the other. */
export function definitionList(entries: readonly (readonly [string, unknown])[]): Html {
  return html`<dl>${entries.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}
