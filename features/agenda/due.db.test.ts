import { describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makeMission, makePair, makeProject } from '../../tests/ties.ts'
import { listDue } from './due.server.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
const now = new Date('2027-03-10T10:00:00Z')

async function seated(organisationId: string) {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId, role: 'reader' })
  return { ...(await memberContext(person.id, organisationId)), now }
}
const officer = await seated(here.id)
const partner = await seated(there.id)

const of = { partnershipId: tie.id, organisationId: here.id }
const agreement = await makeAgreement(owner, of, { state: 'inForce', title: 'L’eau', endsOn: '2027-12-31' })
const commitment = (organisationId: string, body: string, due_on: string) =>
  owner.db
    .insertInto('commitment')
    .values({ id: newId(), agreement_id: agreement.id, organisation_id: organisationId, kind: 'people', body, due_on })
    .execute()
await commitment(here.id, 'Deux techniciens', '2027-03-01')
await commitment(there.id, 'Un terrain', '2027-04-30')
await commitment(there.id, 'Plus tard', '2031-01-01')
const draft = await makeAgreement(owner, of, { state: 'signature', title: 'La suite' })
for (const [position, kind, done_on] of [
  [1, 'approval', '2027-02-01'],
  [2, 'signature', null],
  [3, 'transmission', null],
] as const)
  await owner.db
    .insertInto('agreement_step')
    .values({ id: newId(), agreement_id: draft.id, organisation_id: here.id, kind, position, name: kind, done_on })
    .execute()
await owner.db
  .insertInto('proposal')
  .values({ id: newId(), partnership_id: tie.id, organisation_id: there.id, subject: 'tie', changes: '{}' })
  .execute()
const suspension = newId()
await owner.db
  .insertInto('tie_act')
  .values({
    ...{ id: suspension, partnership_id: tie.id, organisation_id: there.id, kind: 'suspension' },
    ...{ decided_on: '2027-02-01', effective_on: '2027-02-01', review_on: '2027-06-01', recorded_at: now },
  })
  .execute()
await owner.db
  .insertInto('meeting')
  .values({ id: newId(), partnership_id: tie.id, organisation_id: here.id, on_date: '2027-03-15', place: 'Kaya' })
  .execute()
await makeMission(owner, { organisationId: here.id }).then(({ id }) =>
  owner.db
    .updateTable('mission')
    .set({ starts_on: '2027-05-01', ends_on: '2027-05-06' })
    .where('id', '=', id)
    .execute(),
)
const project = await makeProject(owner, of, { state: 'running' })
await owner.db
  .insertInto('project_task')
  .values({ id: newId(), project_id: project.id, kind: 'milestone', title: 'Forage', due_on: '2027-03-20' })
  .execute()
await owner.db
  .insertInto('publication_consent')
  .values(
    ['projects', 'photos'].map((part) => ({ partnership_id: tie.id, organisation_id: there.id, part, answer: 'yes' })),
  )
  .execute()
await owner.db
  .insertInto('election')
  .values({
    ...{ code: 'bf-2027', country: 'BF', tiers: ['municipality'], name_fr: 'Municipales', name_en: 'Local elections' },
    ...{ on_date: '2027-11-01', date_precision: 'month', source_name: 'test', checked_on: '2026-01-01' },
  })
  .execute()

const brief = async (ctx = officer, span = {}) =>
  (await listDue(ctx, ctx === partner ? there.id : here.id, span)).map(({ kind, on, side }) =>
    [kind, on, side].join(' '),
  )

describe('what is due in an organisation', () => {
  it('is of every kind, each on its day and with whose it is', async () => {
    expect(await brief()).toEqual([
      'commitment 2027-03-01 ours',
      'meeting 2027-03-15 both',
      'milestone 2027-03-20 both',
      'commitment 2027-04-30 theirs',
      'missionMandate 2027-05-01 ours',
      'mission 2027-05-01 ours',
      'suspension 2027-06-01 both',
      'agreementReview 2027-06-30 both',
      'election 2027-11-01 both',
      'agreementEnd 2027-12-31 both',
      'commitment 2031-01-01 theirs',
      'proposal  ours',
      'act  ours',
      'step  ours',
      'publication  ours',
      'confirmation  ours',
    ])
  })

  it('is seen from the other side as theirs', async () => {
    const seen = await brief(partner)
    expect(seen).toContain('commitment 2027-03-01 theirs')
    expect(seen).toContain('proposal  theirs')
    expect(seen).toContain('step  theirs')
    expect(seen.some((line) => line.startsWith('mission') || line.startsWith('act'))).toBe(false)
  })

  it('within a span keeps what is late and what waits', async () => {
    const seen = await brief(officer, { from: '2027-03-12', until: '2027-03-31' })
    expect(seen.slice(0, 3)).toEqual([
      'commitment 2027-03-01 ours',
      'meeting 2027-03-15 both',
      'milestone 2027-03-20 both',
    ])
    expect(seen[3]).toBe('proposal  ours')
  })

  it('says whose it is, with whom, and of what', async () => {
    const items = await listDue(officer, here.id)
    expect(items.find(({ kind }) => kind === 'step')).toMatchObject({
      title: 'signature',
      detail: 'La suite',
      tieId: tie.id,
    })
    expect(items.find(({ on }) => on === '2027-04-30')).toMatchObject({
      ...{ who: there.name, partners: [there.name], title: 'Un terrain', detail: 'L’eau' },
    })
    expect(items.find(({ kind }) => kind === 'publication')?.count).toBe(2)
    expect(items.find(({ kind }) => kind === 'election')).toMatchObject({ detail: there.name, precision: 'month' })
  })

  it('is not told to who has no seat there', async () => {
    const stranger = await memberContext((await makePerson(owner)).id)
    await expect(listDue(stranger, here.id)).rejects.toMatchObject({ code: 'forbidden', reason: 'not_a_member' })
  })

  it('of a suspension that was lifted is no longer there', async () => {
    await owner.db
      .insertInto('tie_act')
      .values({
        ...{ id: newId(), partnership_id: tie.id, organisation_id: there.id, kind: 'resumption' },
        ...{ decided_on: '2027-03-01', effective_on: '2027-03-01', recorded_at: new Date('2027-03-11T10:00:00Z') },
      })
      .execute()
    expect((await brief()).some((line) => line.startsWith('suspension'))).toBe(false)
  })
})
