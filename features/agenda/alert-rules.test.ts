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

  it.each([
    ['2027-03-15', null],
    ['2027-03-16', 3],
    ['2027-04-08', 2],
    ['2027-04-15', 1],
    ['2027-05-16', 1],
    ['2027-05-17', 0],
    ['2027-05-31', 0],
    ['2027-06-01', null],
  ])('of a return whose window is open from 15 April to 31 May, on %s: %s', (today, expected) => {
    expect(reachedStage('odaReturn', '2027-05-31', today, { opensOn: '2027-04-15' })?.months ?? null).toBe(expected)
  })

  it('of a return whose window is short never that it closes before it opens', () => {
    const stage = (today: string) => reachedStage('odaReturn', '2027-04-20', today, { opensOn: '2027-04-15' })?.months
    expect([stage('2027-04-14'), stage('2027-04-15')]).toEqual([2, 0])
  })

  it.each([
    ['2027-01-02', 2027],
    ['2028-12-30', 2027],
    ['2029-01-02', null],
  ])('of a floor that is not met in 2027, on %s: %s', (today, expected) => {
    expect(reachedStage('floor', '2027-12-31', today)?.months ?? null).toBe(expected)
  })

  it('again when the day was moved on after they were told', () => {
    const stage = reachedStage('agreement', '2030-12-31', '2030-01-10')
    expect(stage && hasLeft(stage, '2027-12-31')).toBe(false)
    expect(stage && hasLeft(stage, '2029-12-31')).toBe(true)
  })
})
