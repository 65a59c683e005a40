import { describe, expect, it } from 'vitest'
import { dayOf, evidenceOfConfirmations, judgeOrganisation, judgeTie, sharesOf } from './rules.ts'

const today = '2026-11-21'

describe('the freshness of a tie', () => {
  it.each([
    ['confirmed today', '2026-11-21', null, 'fresh', 'confirmed'],
    ['confirmed a year ago less a day', '2025-11-22', 2025, 'fresh', 'confirmed'],
    ['confirmed a year ago to the day', '2025-11-21', null, 'toConfirm', 'confirmed'],
    ['confirmed three years ago less a day', '2023-11-22', null, 'toConfirm', 'confirmed'],
    ['confirmed three years ago', '2023-11-21', null, 'stale', 'confirmed'],
    ['never confirmed, attested this year', null, 2026, 'fresh', 'attested'],
    ['never confirmed, attested last year', null, 2025, 'toConfirm', 'attested'],
    ['never confirmed, attested three years ago', null, 2023, 'toConfirm', 'attested'],
    ['never confirmed, attested four years ago', null, 2022, 'stale', 'attested'],
    ['confirmed long ago, attested this year since', '2020-01-01', 2026, 'fresh', 'attested'],
    ['nobody says when it was so', null, null, 'stale', 'undated'],
  ])('%s', (_, confirmedOn, attestedYear, level, reason) => {
    expect(judgeTie({ confirmedOn, attestedYear }, today)).toMatchObject({ level, reason })
  })
})

describe('the freshness of an organisation', () => {
  it.each([
    ['it has confirmed itself', '2026-03-01', 'inForce', '2020-01-01', 'fresh', 'confirmed'],
    ['its own word grows old though the register is new', '2022-03-01', 'inForce', '2026-11-20', 'stale', 'confirmed'],
    ['the register was read this month', null, 'inForce', '2026-11-20', 'fresh', 'register'],
    ['the register was read two years ago', null, 'inForce', '2024-11-20', 'toConfirm', 'register'],
    ['a place found by its name in a new gazetteer', null, 'toBeConfirmed', '2026-11-20', 'toConfirm', 'foundByName'],
    ['no date at all', null, 'inForce', null, 'stale', 'undated'],
  ])('%s', (_, confirmedOn, status, registerOn, level, reason) => {
    expect(judgeOrganisation({ confirmedOn, status, registerOn }, today)).toMatchObject({ level, reason })
  })
})

it('counts days as they are in Paris', () => {
  expect(dayOf(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01')
})

it.each([
  [{ fresh: 1, toConfirm: 1, stale: 1 }, 100],
  [{ fresh: 2, toConfirm: 0, stale: 5 }, 100],
  [{ fresh: 0, toConfirm: 0, stale: 0 }, 0],
])('gives shares of %j that add up', (count, sum) => {
  const { fresh, toConfirm, stale } = sharesOf(count)
  expect(fresh + toConfirm + stale).toBe(sum)
})

it.each([
  [['a', 'b'], [], null],
  [['a', 'b'], ['b'], 'oneParty'],
  [['a', 'b'], ['b', 'a', 'b'], 'bothParties'],
  [['a', 'b', 'c'], ['a', 'b'], 'oneParty'],
  [['a', 'b'], ['somebody else'], null],
])('takes parties %j of whom %j confirmed for %s', (parties, confirmed, evidence) => {
  expect(evidenceOfConfirmations(parties, confirmed)).toBe(evidence)
})
