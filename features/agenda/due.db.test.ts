import { describe, expect, it } from 'vitest'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makeMission, makePair, makeProject, makeTie } from '../../tests/ties.ts'
import { listDue, listDueOfTie } from './due.server.ts'
import { groupOf } from './due-rules.ts'

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

  it('without a day, a commitment and a draft are among it', async () => {
    const begun = await makeAgreement(owner, of, { title: 'Le lycée' })
    const undated = newId()
    await owner.db
      .insertInto('commitment')
      .values({
        id: undated,
        agreement_id: agreement.id,
        organisation_id: there.id,
        kind: 'people',
        body: 'Deux stagiaires',
      })
      .execute()
    const items = (await listDue(officer, here.id)).filter((item) => groupOf(item, '2027-03-11') === 'undated')
    expect(items.map(({ kind, title, side }) => [kind, title, side])).toEqual([
      ['draft', 'Le lycée', 'both'],
      ['commitment', 'Deux stagiaires', 'theirs'],
    ])
    await owner.db.deleteFrom('commitment').where('id', '=', undated).execute()
    await owner.db.deleteFrom('agreement').where('id', '=', begun.id).execute()
  })

  it('of one tie is told to its guests, who read nothing of the others', async () => {
    const guest = await makePerson(owner)
    await makeSeat(owner, { personId: guest.id, organisationId: here.id, role: 'reader', partnershipId: tie.id })
    const other = await makeTie(owner, [here, await makeAuthority(owner, { name: 'Annecy' })])
    const elsewhere = { partnershipId: other.id, organisationId: here.id }
    await makeAgreement(owner, elsewhere, { state: 'inForce', title: 'Ailleurs', endsOn: '2027-12-31' })
    const ctx = { ...(await memberContext(guest.id, here.id)), now }
    const seen = (await listDueOfTie(ctx, of)).map(({ kind, on, side }) => [kind, on, side].join(' '))
    for (const line of [
      'commitment 2027-03-01 ours',
      'meeting 2027-03-15 both',
      'election 2027-11-01 both',
      'proposal  ours',
    ])
      expect(seen).toContain(line)
    expect((await listDueOfTie(ctx, of)).map(({ title }) => title)).not.toContain('Ailleurs')
    await expect(listDueOfTie(ctx, elsewhere)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listDue(ctx, here.id)).rejects.toMatchObject({ code: 'forbidden' })
    await owner.db.deleteFrom('partnership').where('id', '=', other.id).execute()
  })

  it('has the actions planned in the chosen months before an election at the partner’s, with which one', async () => {
    const planned = await makeProject(owner, of, { title: 'Forage à Kaya', state: 'prepared' })
    const starts = (day: string) =>
      owner.db.updateTable('project').set({ starts_on: day }).where('id', '=', planned.id).execute()
    const near = async (ctx = officer) =>
      (await listDue(ctx, here.id))
        .filter(({ kind }) => kind === 'nearElection')
        .map(({ title, detail, count, on }) => [title, detail, count, on])
    await starts('2027-04-30')
    expect(await near()).toEqual([])
    await starts('2027-05-01')
    expect(await near()).toEqual([['Forage à Kaya', 'Municipales (novembre 2027)', 6, '2027-05-01']])
    const setting = { name: 'electionMonths', value: JSON.stringify('3') }
    await owner.db.insertInto('instance_setting').values(setting).execute()
    await raiseDataVersion(owner)
    expect(await near()).toEqual([])
    await starts('2027-08-01')
    expect(await near()).toMatchObject([['Forage à Kaya', 'Municipales (novembre 2027)', 3, '2027-08-01']])
    await owner.db.updateTable('partnership').set({ state: 'ended' }).where('id', '=', tie.id).execute()
    expect(await near()).toEqual([])
    await owner.db.updateTable('partnership').set({ state: 'unknown' }).where('id', '=', tie.id).execute()
    await owner.db.deleteFrom('instance_setting').where('name', '=', 'electionMonths').execute()
    await owner.db.deleteFrom('project').where('id', '=', planned.id).execute()
    await raiseDataVersion(owner)
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
