import { describe, expect, it } from 'vitest'
import { escapeXml, toAtom } from './atom.ts'

const feed = toAtom({
  id: 'https://x.test/data/feed.atom?country=bf&lang=fr',
  title: 'Nouveaux liens',
  subtitle: 'Pays & régions',
  language: 'fr',
  author: 'Navette',
  self: 'https://x.test/data/feed.atom?country=bf&lang=fr',
  alternate: 'https://x.test/fr',
  updated: new Date('2026-11-20T09:00:00Z'),
  entries: [
    {
      id: 'urn:uuid:01939f5e-7a10-7c3e-9b7a-5d0c7f6a2b11',
      title: 'Chambéry – <Ouahigouya>',
      summary: 'jumelage',
      url: 'https://x.test/fr/lien/1?a=1&b=2',
      published: new Date('2026-11-19T09:00:00Z'),
      updated: new Date('2026-11-20T09:00:00Z'),
      categories: [{ term: 'twinning', label: 'jumelage "ancien"' }],
    },
  ],
})

describe('an Atom feed', () => {
  it('has what RFC 4287 wants of a feed and of an entry', () => {
    const [head = '', entry = ''] = feed.split('<entry>')
    for (const name of ['id', 'title', 'updated', 'author', 'link rel="self"', 'link rel="alternate"'])
      expect(head).toContain(`<${name}`)
    for (const name of ['id', 'title', 'updated', 'published', 'summary', 'link rel="alternate"'])
      expect(entry).toContain(`<${name}`)
    expect(feed).toContain('<updated>2026-11-20T09:00:00.000Z</updated>')
  })

  it('escapes what XML would take for its own', () => {
    expect(feed).toContain('Chambéry – &lt;Ouahigouya&gt;')
    expect(feed).toContain('href="https://x.test/fr/lien/1?a=1&amp;b=2"')
    expect(feed).toContain('label="jumelage &quot;ancien&quot;"')
  })

  it('leaves out signs XML does not know', () => {
    expect(escapeXml('a\u0000b\u001fc\ud800d\ufffe')).toBe('abcd')
    expect(escapeXml('Žilina 🧵\n')).toBe('Žilina 🧵\n')
  })
})
