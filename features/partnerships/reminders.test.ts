import { describe, expect, it } from 'vitest'
import { type ElectionFact, isNear, type Reminder, type ReminderFacts, remindersFor } from './reminders.ts'

const election = (onDate: string, precision: ElectionFact['precision'] = 'day', here = true): ElectionFact => ({
  here,
  name: 'Élection',
  onDate,
  precision,
})

describe('the months before an election', () => {
  it.each([
    // From the first day of the sixth month before that of the election (code électoral, L.52-1).
    ['2027-08-31', '2027-08-31', false],
    ['2027-09-01', '2027-09-01', true],
    ['2028-03-12', '2028-03-12', true],
    ['2028-03-13', '2028-03-20', false],
    ['2027-01-01', '2027-12-31', true],
  ])('from %s to %s: %s', (from, to, near) => {
    expect(isNear(election('2028-03-12'), { from, to }, 6)).toBe(near)
  })

  it('count the whole month, or the whole year, of a vague date', () => {
    const days = (day: string) => ({ from: day, to: day })
    expect(isNear(election('2028-03-01', 'month'), days('2028-03-31'), 6)).toBe(true)
    expect(isNear(election('2028-03-01', 'month'), days('2028-04-01'), 6)).toBe(false)
    expect(isNear(election('2028-01-01', 'year'), days('2028-12-31'), 6)).toBe(true)
    expect(isNear(election('2028-01-01', 'year'), days('2027-06-30'), 6)).toBe(false)
    expect(isNear(election('2028-01-01', 'year'), days('2027-07-01'), 6)).toBe(true)
  })

  it('are as many as the reminder says', () => {
    expect(isNear(election('2028-03-12'), { from: '2027-12-01', to: '2027-12-01' }, 3)).toBe(true)
    expect(isNear(election('2028-03-12'), { from: '2027-11-30', to: '2027-11-30' }, 3)).toBe(false)
  })
})

const nothing: ReminderFacts = {
  frenchParty: false,
  abroad: false,
  foreignState: false,
  association: false,
  grantAbove23000: false,
  travel: false,
  politicalConflict: false,
  elections: [],
  electionMonths: 6,
  from: '2027-10-01',
  to: '2027-10-05',
}
const reminder = (condition: Reminder['condition'], subjects: Reminder['subjects'] = ['mission']): Reminder => ({
  id: condition,
  code: condition,
  network: null,
  subjects,
  condition,
  months: 6,
  text: condition,
  sourceName: 'Source',
  sourceUrl: null,
  sourceDate: null,
  checkedOn: '2026-11-21',
})

describe('which reminders are shown', () => {
  it('follows the thing and what is known of it', () => {
    const all = [reminder('always'), reminder('travel'), reminder('abroad'), reminder('always', ['agreement'])]
    const codes = (facts: Partial<ReminderFacts>) =>
      remindersFor('mission', all, { ...nothing, ...facts }).map(({ code }) => code)
    expect(codes({})).toEqual(['always'])
    expect(codes({ travel: true })).toEqual(['always', 'travel'])
    expect(codes({ travel: true, abroad: true })).toEqual(['always', 'travel', 'abroad'])
  })

  it('counts the months before a partner’s election as the instance says; a network’s own reminder keeps its own', () => {
    const all = [reminder('partnerElection'), { ...reminder('partnerElection'), code: 'network', network: 'Réseau' }]
    const months = (electionMonths: number) =>
      remindersFor('mission', all, {
        ...nothing,
        electionMonths,
        elections: [election('2028-03-12', 'day', false)],
      }).map(({ code, months: counted }) => `${code} ${counted}`)
    expect(months(6)).toEqual(['partnerElection 6', 'network 6'])
    expect(months(3)).toEqual(['network 6'])
    expect(months(12)).toEqual(['partnerElection 12', 'network 6'])
  })

  it('names the elections that bring one, here and at the partner’s apart', () => {
    const both = [reminder('beforeElection'), reminder('partnerElection')]
    const there = election('2027-12-05', 'day', false)
    expect(remindersFor('mission', both, { ...nothing, elections: [there] })).toMatchObject([
      { code: 'partnerElection', because: [{ name: 'Élection', onDate: '2027-12-05' }] },
    ])
    expect(remindersFor('mission', both, { ...nothing, elections: [election('2028-03-12')] })).toMatchObject([
      { code: 'beforeElection' },
    ])
  })
})
