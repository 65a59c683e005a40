import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakLines, shareCardSvg } from './share-image.ts'

describe('breaking a title into lines', () => {
  it('keeps every word in its order as long as there is room', () => {
    const words = fc.array(fc.stringMatching(/^[a-zé’-]{1,12}$/), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ')
        expect(breakLines(text, 40, 1000, 99).join(' ')).toBe(text)
      }),
    )
  })

  it('leaves no word alone on the last line', () => {
    const lines = breakLines('Qui coopère avec qui, d’une collectivité à l’autre', 46, 1072, 2)
    expect(lines).toHaveLength(2)
    expect((lines[1] ?? '').length).toBeGreaterThan((lines[0] ?? '').length / 2)
  })

  it('ends what is too long in an ellipsis', () => {
    const lines = breakLines('Communauté d’agglomération '.repeat(20).trim(), 46, 1072, 2)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/…$/)
  })
})

describe('the card', () => {
  it('writes names as text, whatever signs they hold', () => {
    const svg = shareCardSvg({ title: '<b>Ville & "Cie"</b>', lines: [], site: 'Navette', drawing: null })
    expect(svg).toContain('&lt;b&gt;Ville &amp; &quot;Cie&quot;&lt;/b&gt;')
  })
})
