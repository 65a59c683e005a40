import { expect, it } from 'vitest'
import { parseThemes } from './theme-words.ts'

it.each([
  ['schools; sanitation', ['waterSanitation', 'education']],
  ['urban planning|port', ['economy', 'urbanPlanning']],
  ['Éducation', ['education']],
  ['waterSanitation', ['waterSanitation']],
  ['falconry;', []],
  ['', []],
])('“%s”', (text, expected) => {
  expect(parseThemes(text)).toEqual(expected)
})
