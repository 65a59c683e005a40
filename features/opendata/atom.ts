/** One entry of a feed. */
export type AtomEntry = {
  /** Stable for ever: the same entry never comes under another id. */
  id: string
  title: string
  summary: string
  url: string
  published: Date
  updated: Date
  categories: { term: string; label: string }[]
}

/** A feed as its readers see it. */
export type AtomFeed = {
  id: string
  title: string
  subtitle: string
  language: string
  author: string
  self: string
  alternate: string
  updated: Date
  entries: readonly AtomEntry[]
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// Signs XML 1.0 does not know are left out: one of them would make the whole feed unreadable.
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Text as it may stand in XML, in an element or an attribute. */
export function escapeXml(text: string): string {
  return text.replace(notXml, '').replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}

function element(name: string, text: string, attributes = ''): string {
  return `<${name}${attributes}>${escapeXml(text)}</${name}>`
}

function entryXml({ id, title, summary, url, published, updated, categories }: AtomEntry): string {
  const marks = categories.map(({ term, label }) => `<category term="${escapeXml(term)}" label="${escapeXml(label)}"/>`)
  return [
    '<entry>',
    element('id', id),
    element('title', title),
    element('published', published.toISOString()),
    element('updated', updated.toISOString()),
    `<link rel="alternate" type="text/html" href="${escapeXml(url)}"/>`,
    ...marks,
    element('summary', summary),
    '</entry>',
  ].join('\n')
}

/** The feed as RFC 4287 has it. */
export function toAtom(feed: AtomFeed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(feed.language)}">`,
    element('id', feed.id),
    element('title', feed.title),
    element('subtitle', feed.subtitle),
    element('updated', feed.updated.toISOString()),
    `<author>${element('name', feed.author)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(feed.self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(feed.alternate)}"/>`,
    ...feed.entries.map(entryXml),
    '</feed>',
    '',
  ].join('\n')
}
