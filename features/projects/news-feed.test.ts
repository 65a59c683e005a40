import { describe, expect, it } from 'vitest'
import { translator } from '../../platform/i18n/translator.ts'
import type { PublicNews } from '../partnerships/public-content.server.ts'
import { newsFeed } from './news-feed.ts'

const of = {
  title: 'Six écoles <raccordées>',
  address: 'https://navette.example/data/projects/1/news.atom?lang=fr',
  page: 'https://navette.example/fr/projet/1',
  changedAt: new Date('2026-01-01T00:00:00Z'),
}
const told: PublicNews = {
  id: '01a1fd87-0b2d-7fee-868c-481be303ee3e',
  onDate: '2026-03-12',
  locale: 'fr',
  body: 'La borne de Bogoya donne de l’eau.',
  figures: [{ label: 'Débit', value: '1,2', unit: 'm³/h' }],
  party: 'bf-ouahigouya',
  name: 'Ouahigouya',
}
const feed = (locale: 'fr' | 'en', news: readonly PublicNews[]) => newsFeed({ t: translator(locale), locale }, of, news)

describe('the feed of the news of a project', () => {
  it('gives each piece whole, with whose words it is, its day and the way to it', () => {
    // The spaces French puts before some marks do not break; the test reads them as any other.
    const text = feed('fr', [told]).replace(/[\u00a0\u202f]/g, ' ')
    expect(text).toContain('<title>Navette : nouvelles de « Six écoles &lt;raccordées&gt; »</title>')
    expect(text).toContain('<title>Ouahigouya, 12 mars 2026</title>')
    expect(text).toContain('<summary>La borne de Bogoya donne de l’eau.\nDébit : 1,2 m³/h</summary>')
    expect(text).toContain(`href="${of.page}#news-${told.id}"`)
    expect(feed('en', [told])).toContain('<title>Ouahigouya, 12 March 2026</title>')
  })

  it('keeps the same id when a piece is corrected, and says when', () => {
    const text = feed('fr', [{ ...told, changedAt: '2026-04-02T08:00:00.123+00:00' }])
    expect(text).toContain(`<id>urn:uuid:${told.id}</id>`)
    expect(text.match(/<updated>2026-04-02T08:00:00.123Z<\/updated>/g)).toHaveLength(2)
  })

  it('says of no news only when public data last changed', () => {
    expect(feed('fr', [])).toContain('<updated>2026-01-01T00:00:00.000Z</updated>')
  })
})
