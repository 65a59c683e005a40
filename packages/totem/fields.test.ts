import { describe, expect, it } from 'vitest'
import { labelOf, startFields, textOf } from './fields.ts'

function labelFor(text: string): string | null {
  const fields = startFields('LigneBudget', 1)
  fields.values.set('LibCpte', text)
  return labelOf(fields, 'LibCpte')
}

describe('labelOf', () => {
  it('reads references that were escaped once too often, however often', () => {
    expect(labelFor('Frais d&#8217;études')).toBe('Frais d’études')
    expect(labelFor('Frais d&amp;#8217;études')).toBe('Frais d’études')
    expect(labelFor('F&#xEA;te &#x1F1EB;')).toBe('Fête \u{1F1EB}')
  })

  it('ends with an ellipsis where a reference was cut', () => {
    expect(labelFor('exonérations de taxe d&#821')).toBe('exonérations de taxe d…')
    expect(labelFor('exonérations de taxe d&#')).toBe('exonérations de taxe d…')
    expect(labelFor('d&#8217;un à l&#x20')).toBe('d’un à l…')
  })

  it('leaves alone what is no character', () => {
    for (const text of ['A &#0; B', 'A &#xD800; B', 'A &#1114112; B', 'Dupont & fils', '&eacute;', '&#;'])
      expect(labelFor(text)).toBe(text)
  })

  it('is null where nothing is said, and codes are read as they are', () => {
    expect(labelFor('  ')).toBeNull()
    const fields = startFields('LigneBudget', 1)
    fields.values.set('Nature', '&#54;')
    expect(textOf(fields, 'Nature')).toBe('&#54;')
  })
})
