import { expect, it } from 'vitest'
import { isDay } from './days.ts'

it.each(['2026-02-28', '2024-02-29', '1972-12-31'])('%s is a day of the calendar', (text) => {
  expect(isDay(text)).toBe(true)
})

it.each([
  null,
  '',
  '2026-02-31',
  '2026-02-29',
  '2026-13-01',
  '26-02-01',
  '01/02/2026',
  '2026-02-01T00:00',
  ' 2026-02-01',
])('%s is none', (text) => {
  expect(isDay(text)).toBe(false)
})
