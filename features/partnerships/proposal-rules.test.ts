import { describe, expect, it } from 'vitest'
import { compareWanted, readWanted, staleFields } from './proposal-fields.ts'
import { awaited, outcomeOf, type ProposalGround, whyNotAnswer, whyNotWithdraw } from './proposal-rules.ts'

const pair: ProposalGround = {
  state: 'open',
  organisationId: 'chambery',
  parties: ['chambery', 'ouahigouya'],
  answers: [],
  stale: false,
}
const three: ProposalGround = { ...pair, parties: ['chatellerault', 'kaya', 'velbert'], organisationId: 'kaya' }
const yes = (organisationId: string) => ({ organisationId, answer: 'accept' as const })

describe('a proposal', () => {
  it('is never accepted by silence: without an answer it stays open', () => {
    expect(outcomeOf(pair)).toBe('open')
    expect(outcomeOf({ ...pair, parties: ['chambery'] })).toBe('open')
    expect(outcomeOf({ ...three, answers: [yes('velbert')] })).toBe('open')
  })

  it('is accepted once every other party has said yes', () => {
    expect(outcomeOf({ ...pair, answers: [yes('ouahigouya')] })).toBe('accepted')
    expect(outcomeOf({ ...three, answers: [yes('velbert'), yes('chatellerault')] })).toBe('accepted')
  })

  it('is not accepted by the word of whoever proposes, or of somebody it does not bind', () => {
    expect(outcomeOf({ ...pair, answers: [yes('chambery')] })).toBe('open')
    expect(outcomeOf({ ...pair, answers: [yes('annecy')] })).toBe('open')
  })

  it.each([
    ['decline', 'declined'],
    ['amend', 'amended'],
  ] as const)('one party’s %s decides, whatever the others said', (answer, outcome) => {
    const answers = [yes('velbert'), { organisationId: 'chatellerault', answer }]
    expect(outcomeOf({ ...three, answers })).toBe(outcome)
  })

  it('awaits the parties that have not answered', () => {
    expect(awaited({ ...three, answers: [yes('velbert')] })).toEqual(['chatellerault'])
    expect(awaited({ ...three, state: 'withdrawn' })).toEqual([])
  })
})

describe('who may answer', () => {
  it.each([
    ['its own side', pair, 'chambery', 'proposal_own'],
    ['somebody it does not bind', pair, 'annecy', 'proposal_not_for_you'],
    ['the other side', pair, 'ouahigouya', null],
    ['whoever has answered', { ...three, answers: [yes('velbert')] }, 'velbert', 'proposal_answered'],
    ['anybody, once it is closed', { ...pair, state: 'withdrawn' as const }, 'ouahigouya', 'proposal_closed'],
    ['anybody, where what it changes has changed', { ...pair, stale: true }, 'ouahigouya', 'proposal_stale'],
  ])('%s', (_, proposal, party, reason) => {
    expect(whyNotAnswer(proposal, party, 'accept')).toBe(reason)
  })

  it('what has changed meanwhile can still be declined, or proposed anew', () => {
    expect(whyNotAnswer({ ...pair, stale: true }, 'ouahigouya', 'decline')).toBeNull()
    expect(whyNotAnswer({ ...pair, stale: true }, 'ouahigouya', 'amend')).toBeNull()
  })

  it('only its own side takes it back, while it is open', () => {
    expect(whyNotWithdraw(pair, 'chambery')).toBeNull()
    expect(whyNotWithdraw(pair, 'ouahigouya')).toBe('proposal_not_yours')
    expect(whyNotWithdraw({ ...pair, state: 'accepted' }, 'chambery')).toBe('proposal_closed')
  })
})

describe('what a proposal changes', () => {
  it('is read from what was typed, each field in its own way', () => {
    const typed = {
      title: ' L’eau ',
      endsOn: '2029-12-31',
      noticeMonths: '6',
      languages: 'fr, en',
      'asked-onePercent': '1',
    }
    expect(readWanted('agreement', typed).wanted).toEqual({
      ...{ title: 'L’eau', endsOn: '2029-12-31', noticeMonths: 6, languages: ['fr', 'en'], onePercent: [] },
    })
    expect(readWanted('commitment', { amount: '12 500,5' }).wanted).toEqual({ amount: '12500.50' })
    expect(readWanted('tie', { themes: ['culture', 'health'], openEnded: 'yes' }).wanted).toEqual({
      themes: ['health', 'culture'],
      openEnded: true,
    })
  })

  it('says what cannot be meant', () => {
    const reasons = (found: ReturnType<typeof readWanted>) => found.problems.map(({ reason }) => reason)
    expect(reasons(readWanted('agreement', { endsOn: '2029-02-30' }))).toEqual(['word_day_wrong'])
    expect(reasons(readWanted('agreement', { title: ' ' }))).toEqual(['word_line_wrong'])
    expect(reasons(readWanted('commitment', { amount: 'beaucoup' }))).toEqual(['word_amount_wrong'])
    expect(reasons(readWanted('commitment', { state: 'done' }))).toEqual(['word_choice_wrong'])
    expect(reasons(readWanted('agreement', { startsOn: '2026-01-01', endsOn: '2025-01-01' }))).toEqual([
      'word_end_before_start',
    ])
  })

  it('is what differs, and is stale where it says something else by now', () => {
    const changes = compareWanted('tie', { type: 'twinning', themes: [] }, { type: 'twinning', themes: ['health'] })
    expect(changes).toEqual({ themes: { from: [], to: ['health'] } })
    expect(staleFields(changes, { type: 'agreement', themes: [] })).toEqual([])
    expect(staleFields(changes, { themes: ['culture'] })).toEqual(['themes'])
  })
})
