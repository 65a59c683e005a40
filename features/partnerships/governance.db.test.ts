import { describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import {
  here,
  memberOf,
  ofHere,
  ofThere,
  ours,
  owner,
  reader,
  run,
  stranger,
  theirs,
  tie,
} from '../../tests/agreement-ground.ts'
import { makePair } from '../../tests/ties.ts'
import { addMeeting, changeMeeting, getGovernance } from './governance.server.ts'

const facts = {
  bodyId: null,
  onDate: '2026-10-12',
  place: 'Ouahigouya',
  agenda: 'Le budget',
  minutes: '',
  decisions: '',
}
const planned = { ...facts, state: 'planned' as const }
const held = { ...facts, state: 'held' as const, minutes: 'Tous étaient là.' }

async function paper(title: string, partnershipId = tie.id, organisationId = here.id): Promise<string> {
  const id = newId()
  const row = { id, title, kind: 'minutes', partnership_id: partnershipId, organisation_id: organisationId }
  await owner.db.insertInto('document').values(row).execute()
  return id
}
const meetings = async () => {
  const { toCome, past } = await run(theirs, (ctx) => getGovernance(ctx, ofThere))
  return [...toCome, ...past]
}

describe('the meetings of those who steer', () => {
  it('keep the paper of their minutes, read by both sides, until another takes its place', async () => {
    await run(ours, (ctx) => addMeeting(ctx, ofHere, planned))
    const id = (await meetings())[0]?.id ?? ''
    const [first, second] = [await paper('Compte rendu'), await paper('Compte rendu signé')]
    await run(ours, (ctx) => changeMeeting(ctx, ofHere, id, held, first))
    expect(await meetings()).toMatchObject([{ state: 'held', document: { id: first, title: 'Compte rendu' } }])
    await run(ours, (ctx) => changeMeeting(ctx, ofHere, id, { ...held, decisions: 'Un second forage' }))
    expect(await meetings()).toMatchObject([{ decisions: 'Un second forage', document: { id: first } }])
    await run(ours, (ctx) => changeMeeting(ctx, ofHere, id, held, second))
    expect(await meetings()).toMatchObject([{ document: { title: 'Compte rendu signé' } }])
  })

  it('take no paper of another tie', async () => {
    const other = await makePair(owner, ['Lille', 'Saint-Louis'])
    const elsewhere = await paper('Ailleurs', other.tie.id, other.here.id)
    await expect(run(ours, (ctx) => addMeeting(ctx, ofHere, held, elsewhere))).rejects.toMatchObject({
      reason: 'agreement_document_unknown',
    })
  })

  it('are written by those who write for a party, and changed by the side that announced them', async () => {
    const id = (await meetings())[0]?.id ?? ''
    const change = (ctx: typeof ours, of = ofHere) => run(ctx, (inner) => changeMeeting(inner, of, id, held))
    await expect(change(owner)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(change(reader)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(change(stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(change(theirs, ofThere)).rejects.toMatchObject({ reason: 'governance_not_found' })
    await change(await memberOf(here.id, 'contributor'))
  })
})
