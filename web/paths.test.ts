import { describe, expect, it } from 'vitest'
import { locales } from '../platform/i18n/locales.ts'
import { localeOf, pages, pathTo, patternOf, tidyPath, translatePath } from './paths.ts'
import routes from './routes.ts'
import { workspacePages } from './workspace/paths.ts'

const id = '0198c5a2-7c1e-7abc-8def-0123456789ab'

describe('addresses of pages', () => {
  it.each([
    [pathTo('home', 'fr'), '/fr'],
    [pathTo('home', 'en'), '/en'],
    [pathTo('search', 'fr'), '/fr/recherche'],
    [pathTo('search', 'en'), '/en/search'],
    [pathTo('countries', 'fr'), '/fr/pays'],
    [pathTo('country', 'fr', { code: 'SN' }), '/fr/pays/sn'],
    [pathTo('country', 'en', { code: 'sn' }), '/en/country/sn'],
    [pathTo('authority', 'fr', { key: 'c73065', name: 'Chambéry' }), '/fr/collectivite/c73065/chambery'],
    [pathTo('authority', 'en', { key: 'd2A' }), '/en/authority/d2A'],
    [pathTo('authority', 'fr', { key: 'c67482', name: 'Œuilly-l’Évêque' }), '/fr/collectivite/c67482/oeuilly-l-eveque'],
    [pathTo('authority', 'fr', { key: 'cn-beijing', name: '北京' }), '/fr/collectivite/cn-beijing'],
    [pathTo('tie', 'fr', { id, names: ['Chambéry', 'Ouahigouya'] }), `/fr/lien/${id}/chambery-ouahigouya`],
    [pathTo('tie', 'en', { id }), `/en/tie/${id}`],
  ])('%s', (path, expected) => expect(path).toBe(expected))

  it('cuts a long name between two words, never leaving a hyphen at the end', () => {
    const path = pathTo('tie', 'fr', { id, names: ['Communauté de communes', 'a'.repeat(56), 'b'] })
    const slug = path.split('/').at(-1) ?? ''
    expect(slug.length).toBeLessThanOrEqual(80)
    expect(slug).not.toMatch(/-$/)
  })
})

describe('the same page in the other language', () => {
  it.each([
    ['/fr', '/en'],
    ['/fr/pays', '/en/countries'],
    ['/fr/pays/sn', '/en/country/sn'],
    ['/fr/collectivite/c73065/chambery', '/en/authority/c73065/chambery'],
    [`/fr/lien/${id}/a-b`, `/en/tie/${id}/a-b`],
    ['/fr/mentions-legales', '/en/legal'],
  ])('%s is %s', (french, english) => {
    expect(translatePath(french, 'en')).toBe(english)
    expect(translatePath(english, 'fr')).toBe(french)
    expect(translatePath(french, 'fr')).toBe(french)
  })

  it.each(['/fr/nulle-part', '/fr/nulle-part/x', '/zz', '/'])('leads home from %s', (path) =>
    expect(translatePath(path, 'en')).toBe('/en'),
  )

  it('exists for every page, there and back', () => {
    for (const page of pages) {
      const tail = page.params === '' ? '' : '/x'
      const french = `/fr${page.fr ? `/${page.fr}` : ''}${tail}`
      expect(translatePath(translatePath(french, 'en'), 'fr')).toBe(french)
    }
  })
})

describe('routes', () => {
  it('serve every page in every language, each under an id of its own', async () => {
    const found = await routes
    expect(found.map((route) => route.id).sort()).toEqual(
      [...pages.map((page) => page.id), ...workspacePages.map((page) => `workspace.${page.id}`)]
        .flatMap((name) => locales.map((locale) => `${name}.${locale}`))
        .sort(),
    )
    expect(new Set(found.map((route) => route.path)).size).toBe(found.length)
    expect(found.find((route) => route.id === 'authority.fr')).toMatchObject({
      path: 'fr/collectivite/:key/:slug?',
      file: 'routes/authority.tsx',
    })
  })

  it('have patterns that no two pages of a language share', () => {
    for (const locale of locales) {
      const patterns = pages.map((page) => patternOf(page, locale))
      expect(new Set(patterns).size).toBe(patterns.length)
    }
  })
})

describe('tidy addresses', () => {
  it.each([
    ['/fr/', '/fr'],
    ['/FR/Recherche', '/fr/recherche'],
    ['/fr//pays///sn/', '/fr/pays/sn'],
    ['/fr/collectivite/d2A/', '/fr/collectivite/d2A'],
    ['/fr/collectivite/d2A', '/fr/collectivite/d2A'],
    ['/sitemap/pages-1.xml', '/sitemap/pages-1.xml'],
    ['/ZZ/Top/', '/ZZ/Top/'],
    ['//evil.example/fr', '//evil.example/fr'],
  ])('%s becomes %s', (given, tidy) => {
    expect(tidyPath(given)).toBe(tidy)
    expect(tidyPath(tidy)).toBe(tidy)
  })

  it('never makes an address that leaves the site', () => {
    for (const path of ['//fr', '///fr//evil.example', '/\\evil', '//EN//x'])
      expect(tidyPath(path)).not.toMatch(/^\/\/(?!evil)/)
  })
})

describe('the language of an address', () => {
  it.each([
    ['/fr/pays', 'fr'],
    ['/en', 'en'],
    ['/de/x', 'fr'],
    ['/', 'fr'],
  ])('%s is read in %s', (path, locale) => expect(localeOf(path)).toBe(locale))
})
