import { expect, it } from 'vitest'
import { preferredLocale } from './preferred-locale.ts'

it.each([
  [undefined, 'fr'],
  ['', 'fr'],
  ['en', 'en'],
  ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
  ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
  ['de,en;q=0.5,fr;q=0.4', 'en'],
  ['de,es', 'fr'],
  ['en;q=0,fr;q=0.1', 'fr'],
  ['EN-us', 'en'],
  ['en;q=banana', 'en'],
])('%s is answered in %s', (header, locale) => expect(preferredLocale(header)).toBe(locale))
