import { describe, expect, it } from 'vitest'
import { hasLeft, reachedStage } from './alert-rules.ts'

const months = (subject: 'agreement' | 'commitment' | 'suspension', on: string, today: string) =>
  reachedStage(subject, on, today)?.months ?? null

describe('people are told', () => {
  it.each([
    ['2027-12-30', null],
    ['2027-12-31', 12],
    ['2028-06-29', 12],
    ['2028-06-30', 6],
    ['2028-09-30', 3],
    ['2028-12-31', 3],
    ['2029-01-01', null],
  ])('of the end of 2028 of an agreement, on %s: %s', (today, expected) => {
    expect(months('agreement', '2028-12-31', today)).toBe(expected)
  })

  it.each([
    ['2027-02-27', null],
    ['2027-02-28', 1],
    ['2027-03-23', 1],
    ['2027-03-24', 0],
    ['2027-04-14', 0],
    ['2027-04-15', null],
  ])('of a commitment due on 31 March, on %s: %s', (today, expected) => {
    expect(months('commitment', '2027-03-31', today)).toBe(expected)
  })

  it('of a suspension on the day it is to be looked at again', () => {
    expect(months('suspension', '2027-03-31', '2027-03-30')).toBe(null)
    expect(months('suspension', '2027-03-31', '2027-03-31')).toBe(0)
  })

  it('again when the day was moved on after they were told', () => {
    const stage = reachedStage('agreement', '2030-12-31', '2030-01-10')
    expect(stage && hasLeft(stage, '2027-12-31')).toBe(false)
    expect(stage && hasLeft(stage, '2029-12-31')).toBe(true)
  })
})
