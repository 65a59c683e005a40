import { describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeTie } from '../../tests/ties.ts'
import { listHistory } from '../accounts/audit-history.server.ts'
import { listReminders } from '../partnerships/reminders.server.ts'
import { createMission } from './missions.server.ts'
import { linkOwn, type OwnRecord, setOwnDiscreet, setOwnPublic } from './own-record.server.ts'
import { type PositionFacts, positionProblems, readPosition } from './position-rules.ts'
import { createPosition, getPosition, listPositions, updatePosition } from './positions.server.ts'
import { countPublicPages, listPublicPages } from './public-pages.server.ts'
import { findPublicPosition, listPublicPositions } from './public-positions.server.ts'
import { noLinks, readMission } from './rules.ts'

const owner = await testContext()

const facts: PositionFacts = {
  ...{ kind: 'wish', title: 'Pour la libération des maires', body: 'Le conseil demande.', locale: 'fr' },
  ...{ votedOn: null, votesFor: 33, votesAgainst: 0, abstentions: null },
  ...{ legalNote: 'La préfecture a été informée.', countries: ['TR', 'BF'] },
}
const voted = { ...facts, votedOn: '2026-03-12' }

const own = ({ positionId, organisationId }: { positionId: string; organisationId: string }): OwnRecord => ({
  ...{ kind: 'position', id: positionId, organisationId },
})

async function memberOf(organisationId: string, role: 'reader' | 'contributor'): Promise<Ctx> {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

async function makeWork() {
  const town = await makeAuthority(owner, { name: 'Chambéry' })
  const elsewhere = await makeAuthority(owner, { name: 'Annecy' })
  const [ctx, reader, stranger] = await Promise.all([
    memberOf(town.id, 'contributor'),
    memberOf(town.id, 'reader'),
    memberOf(elsewhere.id, 'contributor'),
  ])
  const id = await createPosition(ctx, town.id, facts, null)
  return { town, elsewhere, ctx, reader, stranger, of: { positionId: id, organisationId: town.id } }
}

describe('a position of an assembly', () => {
  it('is read from its form, and says what there is to mend', () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ kind: 'motion', title: ' Paix ', locale: 'fr', votesFor: '1 204' }))
      form.set(name, value)
    form.set('country0', 'bf')
    form.set('country3', 'BF')
    const read = readPosition(form)
    expect(read).toMatchObject({ title: 'Paix', votesFor: 1204, votesAgainst: null, votedOn: null, countries: ['BF'] })
    expect(positionProblems(read, '2026-04-01')).toEqual([])
    form.set('abstentions', 'trois')
    form.set('votedOn', '2026-04-02')
    form.set('kind', 'decree')
    expect(positionProblems(readPosition(form), '2026-04-01').map(({ field }) => field)).toEqual([
      ...['kind', 'votedOn', 'abstentions'],
    ])
  })

  it('is written, changed, and read by members with what is to be thought of', async () => {
    const { town, ctx, reader, of } = await makeWork()
    await updatePosition(ctx, of, { ...facts, votesAgainst: 2 })
    expect(await getPosition(reader, of)).toMatchObject({ ...facts, votesAgainst: 2, isPublic: false })
    expect(await listPositions(reader, town.id)).toMatchObject([{ title: facts.title, votedOn: null }])
    expect(await listReminders(reader, { subject: 'position', organisationId: town.id })).toBeInstanceOf(Array)
  })

  it('is named in the history, with what of it changed', async () => {
    const { town, ctx, of } = await makeWork()
    const missionId = await createMission(
      ctx,
      town.id,
      {
        ...readMission(new FormData()),
        ...{ title: 'Comité de pilotage', direction: 'outgoing', country: 'BF' },
        ...{ startsOn: '2026-01-10', endsOn: '2026-01-15' },
      },
      noLinks,
    )
    await updatePosition(ctx, of, voted)
    const { entries } = await inTransaction(ctx, (inner) => listHistory(inner, town.id, { record: null, page: 1 }))
    const entriesOf = (recordId: string) => entries.filter((entry) => entry.recordId === recordId)
    expect(entriesOf(of.positionId)).toMatchObject([
      { recordName: facts.title, action: 'changed', fields: [{ name: 'votedOn', from: null, to: '2026-03-12' }] },
      { recordName: facts.title, action: 'created' },
    ])
    expect(entriesOf(missionId)).toMatchObject([
      { recordName: 'Comité de pilotage', fields: [{ name: 'title' }, { name: 'startsOn' }] },
    ])
  })

  it('is public once voted, without its legal note, and gone in discreet mode', async () => {
    const { town, ctx, of } = await makeWork()
    const pages = await countPublicPages(owner, 'position')
    await setOwnPublic(ctx, own(of), true)
    expect(await findPublicPosition(owner, of.positionId)).toBeNull()
    await updatePosition(ctx, of, voted)
    const shown = await findPublicPosition(owner, of.positionId)
    expect(shown).toMatchObject({
      ...{ title: facts.title, votedOn: '2026-03-12' },
      content: { votesFor: 33, abstentions: null, countries: ['TR', 'BF'] },
    })
    expect(JSON.stringify(shown)).not.toContain('préfecture')
    expect(await listPublicPositions(owner, town.key)).toHaveLength(1)
    expect(await listPublicPages(owner, 'position', { limit: 10, offset: pages })).toHaveLength(1)
    await setOwnDiscreet(ctx, own(of), true)
    expect(await findPublicPosition(owner, of.positionId)).toBeNull()
    expect(await countPublicPages(owner, 'position')).toBe(pages)
    await setOwnDiscreet(ctx, own(of), false)
    await setOwnPublic(ctx, own(of), false)
    expect(await listPublicPositions(owner, town.key)).toHaveLength(0)
  })

  it('stays inside with a tie that does', async () => {
    const { town, elsewhere, ctx } = await makeWork()
    const tie = await makeTie(owner, [town, elsewhere])
    const positionId = await createPosition(ctx, town.id, voted, tie.id)
    const of = { positionId, organisationId: town.id }
    await owner.db.updateTable('partnership').set({ discreet_since: owner.now }).where('id', '=', tie.id).execute()
    await setOwnPublic(ctx, own(of), true)
    expect(await findPublicPosition(owner, positionId)).toBeNull()
    await linkOwn(ctx, own(of), noLinks)
    expect(await findPublicPosition(owner, positionId)).toMatchObject({ tieId: null })
  })

  it('is its body’s alone', async () => {
    const { town, ctx, reader, stranger, of } = await makeWork()
    const deeds = (one: Ctx, at = of) => [
      () => updatePosition(one, at, facts),
      () => setOwnPublic(one, own(at), true),
      () => setOwnDiscreet(one, own(at), true),
    ]
    const nobody = await anonymousContext()
    for (const deed of [...deeds(nobody), () => createPosition(nobody, town.id, facts, null)])
      await expect(deed()).rejects.toThrow('sign_in_needed')
    for (const deed of [...deeds(reader), () => createPosition(reader, town.id, facts, null)])
      await expect(deed()).rejects.toThrow('role_too_low')
    for (const deed of [...deeds(stranger), () => getPosition(stranger, of), () => listPositions(stranger, town.id)])
      await expect(deed()).rejects.toThrow('not_a_member')
    for (const deed of deeds(ctx, { ...of, positionId: newId() }))
      await expect(deed()).rejects.toThrow('position_not_found')
    await expect(createPosition(ctx, town.id, facts, newId())).rejects.toThrow('record_not_found')
    await expect(createPosition(ctx, town.id, { ...facts, votesFor: -1 }, null)).rejects.toThrow('position_votes_wrong')
  })
})
