import { expect, it } from 'vitest'
import { missingOf } from './payment-rules.ts'

it.each([
  ['all of it, to the cent', '30000.00', 'partly', '25000.50', 'EUR', '4999.50'],
  ['nothing is missing', '30000.00', 'received', '30000.00', 'EUR', null],
  ['more than was told', '30000.00', 'received', '30500.00', 'EUR', null],
  ['less, though said to be received', '30000.00', 'received', '29990.00', 'EUR', '10.00'],
  ['no amount is said', '30000.00', 'received', null, 'EUR', null],
  ['nothing arrived', '30000.00', 'notReceived', null, 'EUR', '30000.00'],
  ['another currency', '30000.00', 'partly', '16000000.00', 'XOF', null],
  ['nothing was told', null, 'partly', '1.00', 'EUR', null],
])('%s', (_, told, answer, amount, currency, missing) => {
  expect(missingOf(told, { answer, amount, currency })).toBe(missing)
})
