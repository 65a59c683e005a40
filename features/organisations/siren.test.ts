import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { isSiren } from './siren.ts'

it.each(['217300656', '200069110', '217500016'])('%s is a SIREN', (siren) => {
  expect(isSiren(siren)).toBe(true)
})

it.each(['217300657', '21730065', '2173006560', '21730065a', ''])('%s is none', (text) => {
  expect(isSiren(text)).toBe(false)
})

it('every SIREN of départements and régions that was typed in is one', () => {
  const lines = readFileSync('db/seeds/siren-departements-regions.csv', 'utf8').trim().split('\n').slice(1)
  expect(lines).toHaveLength(112)
  for (const line of lines) expect([line, isSiren(line.split(',')[1] ?? '')]).toEqual([line, true])
})
