import { describe, expect, it } from 'vitest'
import { translator } from '../../platform/i18n/translator.ts'
import { licenceName, licenceSlug, toLicence } from './licences.ts'

describe('a licence', () => {
  it.each([
    ['CC BY-SA 3.0', 'cc-by-sa-3.0'],
    ['CC-BY-SA-3.0', 'cc-by-sa-3.0'],
    ['etalab-2.0', 'etalab-2.0'],
    ['Licence Ouverte / Open Licence', 'licence-ouverte-open-licence'],
    ['???', 'other'],
  ])('%s stands in a file name as %s', (code, slug) => expect(licenceSlug(code)).toBe(slug))

  it('is known by its code however it is written', () => {
    expect(toLicence('CC BY-SA 3.0').url).toBe('https://creativecommons.org/licenses/by-sa/3.0/')
    expect(licenceName(translator('fr'), 'etalab-2.0')).toBe('Licence Ouverte 2.0 (Etalab)')
  })

  it('keeps its code when it is on no list', () => {
    expect(licenceName(translator('en'), 'House rules')).toBe('House rules')
    expect(toLicence('House rules').url).toBeNull()
  })
})
