import { expect, it } from 'vitest'
import { resolveCountry, withTerritories } from './country-labels.ts'

const labels = new Map([
  ['france', { country: 'FR', frenchPart: null }],
  ['reunion france', { country: 'FR', frenchPart: '974' }],
  ['united kingdom', { country: 'GB', frenchPart: null }],
  ['georgia', { country: 'GE', frenchPart: null }],
  ['italy', { country: 'IT', frenchPart: null }],
])

it.each([
  ['France', 'FR'],
  ['Réunion, France', 'FR'],
  ['Somewhere, United Kingdom', 'GB'],
  ['Georgia (country)', 'GE'],
  ['in Italy', 'IT'],
  ['Atlantis', undefined],
  ['', undefined],
])('“%s” is %s', (label, country) => {
  expect(resolveCountry(label, labels)?.country).toBe(country)
})

it('keeps the part of France a label names', () => {
  expect(resolveCountry('Réunion, France', labels)?.frenchPart).toBe('974')
})

it('looks for Åland under Finland, and for France under France alone', () => {
  expect(withTerritories('FI')).toEqual(['FI', 'AX'])
  expect(withTerritories('FR')).toEqual(['FR'])
})
