import { expect, it } from 'vitest'
import { pageLinks } from '../cli/page-links.ts'
import { locales } from '../platform/i18n/locales.ts'
import { pathTo } from '../web/paths.ts'

const base = 'https://navette.example'

it.each(locales)('the command line leads to the pages of the site (%s)', (locale) => {
  const links = pageLinks(base)
  expect(links.organisation(locale, 'c73065', 'Chambéry')).toBe(base + pathTo('authority', locale, { key: 'c73065' }))
  expect(links.country(locale, 'BF')).toBe(base + pathTo('country', locale, { code: 'BF' }))
  expect(links.partnership(locale, 'id', [])).toBe(base + pathTo('tie', locale, { id: 'id' }))
  expect(links.project(locale, 'id', '')).toBe(base + pathTo('project', locale, { id: 'id' }))
  expect(links.budget(locale, 'c73065', '')).toBe(base + pathTo('authorityBudget', locale, { key: 'c73065' }))
  for (const page of ['home', 'data', 'api', 'methods', 'legal'] as const)
    expect(links.page(locale, page)).toBe(base + pathTo(page, locale))
})
