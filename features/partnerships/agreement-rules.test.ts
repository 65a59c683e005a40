import { describe, expect, it } from 'vitest'
import { legalBasisOn } from './agreement-basis.ts'
import {
  type AgreementGround,
  dayReminders,
  inForceDay,
  isWritable,
  monthsBefore,
  nextSteps,
  presentCommitment,
  stageOf,
  stateAfterAct,
  stateOf,
  stepDayProblem,
  whatBlocks,
  whyNotRenewed,
} from './agreement-rules.ts'
import type { AgreementState, AgreementStep } from './agreement-schema.ts'

type Step = AgreementGround['steps'][number]
const today = '2026-11-21'

function step(facts: Partial<AgreementStep> & Pick<AgreementStep, 'kind' | 'organisationId'>): Step {
  const { kind, organisationId } = facts
  const position = { approval: 1, authorisation: 2, signature: 3, transmission: 4 }[kind]
  const rest = { amendmentId: null, required: true, doneOn: null, waivedReason: '', name: kind }
  return { id: `${organisationId} ${kind}`, position, ...rest, ...facts }
}

const council = step({ kind: 'approval', organisationId: 'fr' })
const mayor = step({ kind: 'signature', organisationId: 'fr' })
const prefet = step({ kind: 'transmission', organisationId: 'fr' })
const theirCouncil = step({ kind: 'approval', organisationId: 'bf' })
const tutelle = step({ kind: 'authorisation', organisationId: 'bf', required: false })
const theirMayor = step({ kind: 'signature', organisationId: 'bf' })
const all = [council, mayor, prefet, theirCouncil, tutelle, theirMayor]

const done = (of: Step, doneOn = '2026-06-01'): Step => ({ ...of, doneOn })
const waived = (of: Step): Step => ({ ...of, waivedReason: 'sans objet' })

function agreement(facts: Partial<AgreementGround> = {}): AgreementGround {
  return {
    kind: 'convention',
    state: 'draft',
    object: 'L’eau potable',
    startsOn: '2026-07-01',
    endsOn: '2029-06-30',
    openEnded: false,
    amounts: [{}],
    parties: [
      { organisationId: 'fr', name: 'Chambéry', noCommitment: false },
      { organisationId: 'bf', name: 'Ouahigouya', noCommitment: true },
    ],
    commitments: [{ organisationId: 'fr', supersededAt: null }],
    steps: all,
    amendments: [],
    ...facts,
  }
}

describe('how far the steps are', () => {
  it.each([
    ['nothing is done', all, 'draft'],
    ['there are no steps', [], 'draft'],
    ['one council has decided', [done(council), mayor, prefet, theirCouncil, tutelle, theirMayor], 'approval'],
    ['a required step was waived', [waived(council), theirCouncil], 'approval'],
    [
      'both councils have decided',
      [done(council), mayor, prefet, done(theirCouncil), tutelle, theirMayor],
      'signature',
    ],
    ['one has signed', [done(council), done(mayor), prefet, done(theirCouncil), theirMayor], 'signature'],
    ['all have signed', [done(council), done(mayor), prefet, done(theirCouncil), done(theirMayor)], 'transmission'],
    ['it was transmitted', [council, mayor, prefet, theirCouncil, theirMayor].map((one) => done(one)), 'inForce'],
    ['nothing has to be transmitted', [done(mayor), done(theirMayor)], 'inForce'],
  ] as const)('when %s', (_, steps, expected) => {
    expect(stageOf(steps)).toBe(expected)
  })

  it('makes a text be in force on the day of its last required step', () => {
    expect(inForceDay([done(mayor, '2026-05-02'), done(prefet, '2026-05-20'), waived(council)], today)).toBe(
      '2026-05-20',
    )
    expect(inForceDay([waived(council)], today)).toBe(today)
  })
})

describe('what an agreement is today', () => {
  it.each([
    ['inForce', '2029-06-30', 'none', 'inForce'],
    ['inForce', '2027-05-21', 'none', 'reviewDue'],
    ['inForce', '2027-05-22', 'none', 'inForce'],
    ['inForce', '2026-11-21', 'none', 'reviewDue'],
    ['inForce', '2026-11-20', 'none', 'ended'],
    ['inForce', '2026-11-20', 'express', 'ended'],
    ['inForce', '2026-11-20', 'tacit', 'reviewDue'],
    ['inForce', null, 'none', 'inForce'],
    ['suspended', '2027-01-01', 'none', 'suspended'],
    ['suspended', '2026-01-01', 'none', 'ended'],
    ['noticeGiven', '2027-01-01', 'none', 'noticeGiven'],
    ['noticeGiven', '2026-01-01', 'tacit', 'ended'],
    ['renewed', '2026-01-01', 'none', 'renewed'],
    ['abandoned', null, 'none', 'abandoned'],
  ] as const)('%s until %s, renewal %s', (state, endsOn, renewal, expected) => {
    expect(stateOf({ state, endsOn, renewal }, [], today)).toBe(expected)
  })

  it('follows its own steps before it is in force, not those of an amendment', () => {
    const steps = [done(council), mayor, { ...done(prefet), amendmentId: 'one' }]
    expect(stateOf({ state: 'draft', endsOn: null, renewal: 'none' }, steps, today)).toBe('signature')
  })

  it.each([
    ['2027-05-31', 6, '2026-11-30'],
    ['2027-08-31', 6, '2027-02-28'],
    ['2028-08-31', 6, '2028-02-29'],
    ['2027-01-15', 12, '2026-01-15'],
    ['2026-12-31', -6, '2027-06-30'],
  ] as const)('counts from %s %i months back to %s', (day, months, expected) => {
    expect(monthsBefore(day, months)).toBe(expected)
  })
})

const reasons = (facts: Partial<AgreementGround>, of: Step) =>
  whatBlocks(agreement(facts), of).map(({ reason, values }) => [reason, ...Object.values(values ?? {})].join(' '))

describe('what blocks a step', () => {
  it.each([
    ['nothing, where the text is whole', {}, council, []],
    ['a convention without object', { object: ' ' }, council, ['agreement_object_missing']],
    ['a convention without forecast amounts', { amounts: [] }, council, ['agreement_amounts_missing']],
    ['neither of them, in a memorandum', { kind: 'memorandum', object: '', amounts: [] }, council, []],
    ['no beginning', { startsOn: null }, council, ['agreement_start_missing']],
    ['no end', { endsOn: null }, council, ['agreement_end_missing']],
    [
      'no end, said to be so in an oath',
      { kind: 'oath', endsOn: null, openEnded: true },
      mayor,
      ['agreement_step_earlier approval'],
    ],
    ['a signature before the council', {}, mayor, ['agreement_step_earlier approval']],
    [
      'a signature where a side promises nothing and does not say so',
      { steps: [mayor], commitments: [] },
      mayor,
      ['agreement_commitments_missing Chambéry'],
    ],
    [
      'a commitment that was replaced',
      { steps: [mayor], commitments: [{ organisationId: 'fr', supersededAt: new Date() }] },
      mayor,
      ['agreement_commitments_missing Chambéry'],
    ],
    [
      'a transmission before the signature',
      { steps: [done(council), mayor, prefet] },
      prefet,
      ['agreement_step_earlier signature'],
    ],
    [
      'a signature while a step that is not required is open',
      { steps: [done(theirCouncil), tutelle, theirMayor] },
      theirMayor,
      [],
    ],
    ['a step that is done', { steps: [done(council)] }, done(council), ['agreement_step_settled']],
    ['a step of an agreement that is in force', { state: 'inForce' }, council, ['agreement_step_closed']],
    ['a step of an abandoned draft', { state: 'abandoned' }, council, ['agreement_step_closed']],
  ] as readonly (readonly [string, Partial<AgreementGround>, Step, string[]])[])('%s', (_, facts, of, expected) => {
    expect(reasons(facts, of)).toEqual(expected)
  })

  it('lets the steps of an amendment be taken while the agreement binds, and not those of one in force', () => {
    const signs = { ...mayor, amendmentId: 'one' }
    const steps = [signs]
    expect(reasons({ state: 'inForce', steps, amendments: [{ id: 'one', state: 'approval' }] }, signs)).toEqual([])
    expect(reasons({ state: 'inForce', steps, amendments: [{ id: 'one', state: 'inForce' }] }, signs)).toEqual([
      'agreement_step_closed',
    ])
    expect(reasons({ state: 'ended', steps, amendments: [{ id: 'one', state: 'approval' }] }, signs)).toEqual([
      'agreement_step_closed',
    ])
  })

  it('names what each side does next, with what is not required before it', () => {
    const steps = [done(council), mayor, prefet, done(theirCouncil), tutelle, theirMayor]
    expect(nextSteps(agreement({ steps })).map(({ step: one }) => one.id)).toEqual([
      'fr signature',
      'bf authorisation',
      'bf signature',
    ])
  })
})

describe('the days of steps', () => {
  it.each([
    ['2026-11-21', null],
    ['2026-11-22', 'agreement_day_future'],
    [null, 'agreement_day_wrong'],
  ] as const)('%s', (day, expected) => {
    expect(stepDayProblem(day, today)).toBe(expected)
  })

  it.each([
    [
      'a signature before the deliberation',
      [done(council, '2026-06-02'), done(mayor, '2026-06-01')],
      ['signedBeforeApproval'],
    ],
    ['a signature on the day of the deliberation', [done(council, '2026-06-01'), done(mayor, '2026-06-01')], []],
    [
      'a signature before the other side’s deliberation',
      [done(theirCouncil, '2026-06-02'), done(mayor, '2026-06-01')],
      [],
    ],
    [
      'a transmission before one’s own signature',
      [done(mayor, '2026-06-02'), done(prefet, '2026-06-01')],
      ['transmittedBefore'],
    ],
    [
      'a transmission before the other’s signature',
      [done(theirMayor, '2026-06-02'), done(prefet, '2026-06-01')],
      ['transmittedBefore'],
    ],
  ] as const)('is to be looked at again: %s', (_, steps, expected) => {
    const found = dayReminders({ ...agreement({ steps }), inForceOn: null })
    expect(found.map(({ reason }) => reason)).toEqual(expected)
  })

  it('tells a term that begins before the text is in force', () => {
    const found = dayReminders({ ...agreement({ steps: [] }), inForceOn: '2026-07-02' })
    expect(found.map(({ reason }) => reason)).toEqual(['startsBeforeForce'])
    expect(dayReminders({ ...agreement({ steps: [] }), inForceOn: '2026-07-01' })).toEqual([])
  })
})

describe('what follows', () => {
  it.each([
    ['inForce', 'notice', 'noticeGiven'],
    ['suspended', 'notice', 'noticeGiven'],
    ['draft', 'notice', null],
    ['inForce', 'suspension', 'suspended'],
    ['suspended', 'suspension', null],
    ['suspended', 'resumption', 'inForce'],
    ['inForce', 'resumption', null],
    ['inForce', 'nonPerformance', 'inForce'],
    ['draft', 'nonPerformance', null],
    ['noticeGiven', 'ending', 'ended'],
    ['ended', 'ending', null],
  ] as const)('%s, %s: %s', (state, act, expected) => {
    expect(stateAfterAct(state, act)).toBe(expected)
  })

  it.each([
    ['inForce', null, null],
    ['ended', null, null],
    ['ended', 'another', 'agreement_renewal_begun'],
    ['draft', null, 'agreement_not_in_force'],
    ['abandoned', null, 'agreement_not_in_force'],
  ] as readonly (readonly [AgreementState, string | null, string | null])[])(
    'a renewal of one %s',
    (state, renewedBy, expected) => {
      expect(whyNotRenewed({ state, renewedBy })).toBe(expected)
    },
  )

  it.each([
    ['due', '2026-11-20', 'late'],
    ['due', '2026-11-21', 'due'],
    ['due', null, 'due'],
    ['done', '2026-01-01', 'done'],
    ['notPerformed', '2026-01-01', 'notPerformed'],
  ] as const)('a commitment %s for %s is %s', (state, dueOn, expected) => {
    expect(presentCommitment({ state, dueOn }, today)).toBe(expected)
  })

  it('may simply be written until the first step is behind', () => {
    expect(isWritable(agreement())).toBe(true)
    expect(isWritable(agreement({ steps: [waived(council)] }))).toBe(false)
    expect(isWritable(agreement({ state: 'approval' }))).toBe(false)
  })

  it.each([
    ['1985-01-01', []],
    ['1997-05-01', ['law1992']],
    ['2010-05-01', ['law2007']],
    ['2015-05-01', ['law2007', 'law2014']],
    ['2026-05-01', ['law2007', 'law2014', 'law2016', 'law2021']],
  ])('rests, signed on %s, on %j', (day, expected) => {
    expect(legalBasisOn(day)).toEqual(expected)
  })
})
