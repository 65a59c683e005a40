import { expect, it } from 'vitest'
import { toImportSource } from './import-source.ts'

const given = (facts: Partial<Parameters<typeof toImportSource>[0]>) => () =>
  toImportSource({ name: 'Comité de jumelage', licence: undefined, url: undefined, ...facts })

it('names a source by its words, its licence unknown until somebody says it', () => {
  expect(given({})()).toMatchObject({
    code: 'comite-de-jumelage',
    name: 'Comité de jumelage',
    licence: 'unknown',
    url: null,
  })
})

it.each([
  ['no name', { name: ' … ' }, 'import_source_invalid'],
  ['an endless name', { name: 'a'.repeat(300) }, 'import_source_invalid'],
  ['a sentence for a licence', { licence: 'free for all' }, 'import_licence_invalid'],
  ['an address that is none', { url: 'ftp://x' }, 'import_url_invalid'],
])('%s is refused', (_, facts, reason) => {
  expect(given(facts)).toThrowError(expect.objectContaining({ reason }))
})
