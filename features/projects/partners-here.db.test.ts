import { describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makePair, makeProject } from '../../tests/ties.ts'
import { listPartnersHere } from './partners-here.server.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
const other = await makeAuthority(owner, { name: 'Loudun' })
const stranger = await makeAuthority(owner, { name: 'Annecy' })
const [mayor, foreigner] = [await makePerson(owner), await makePerson(owner)]
await makeSeat(owner, { personId: mayor.id, organisationId: there.id, role: 'reader' })
await makeSeat(owner, { personId: foreigner.id, organisationId: stranger.id, role: 'owner' })

describe('all partners of an authority', () => {
  it('is for its members', async () => {
    await expect(listPartnersHere(await anonymousContext(), there.id)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(listPartnersHere(await memberContext(foreigner.id, stranger.id), there.id)).rejects.toMatchObject({
      reason: 'not_a_member',
    })
  })

  it('shows who does and pays what under each tie, and what happens here without one', async () => {
    const water = await makeProject(owner, { organisationId: here.id, partnershipId: tie.id }, { title: 'Forages' })
    const alone = await makeProject(owner, { organisationId: other.id }, { title: 'Bibliothèque' })
    await owner.db
      .insertInto('project_participant')
      .values({
        id: newId(),
        project_id: alone.id,
        organisation_id: there.id,
        role: 'partner',
        circle: 'elected',
        credit_order: 2,
      })
      .execute()
    const secret = await makeProject(owner, { organisationId: here.id, partnershipId: tie.id }, { title: 'Secret' })
    await owner.db.updateTable('project').set({ confidential: true }).where('id', '=', secret.id).execute()
    const money = { project_id: water.id, organisation_id: here.id, source: 'ownFunds', year: 2026, currency: 'EUR' }
    await owner.db
      .insertInto('project_money')
      .values([
        { ...money, id: newId(), funder_id: here.id, planned: '10000.00', spent: '2500.50' },
        { ...money, id: newId(), funder_id: here.id, year: 2027, planned: '5000.00' },
        { ...money, id: newId(), funder_name: 'Agence de l’eau', planned: '20000.00' },
        { ...money, id: newId(), funder_id: here.id, nature: 'inKind', planned: '300.00' },
      ])
      .execute()
    const partners = await listPartnersHere(await memberContext(mayor.id, there.id), there.id)
    expect(partners.ties).toHaveLength(1)
    expect(partners.ties[0]).toMatchObject({
      partners: [{ name: 'Chambéry' }],
      projects: [{ title: 'Forages', lead: 'Chambéry' }],
    })
    expect(partners.ties[0]?.projects).toHaveLength(1)
    expect(partners.ties[0]?.projects[0]?.paid).toEqual([
      { funder: 'Agence de l’eau', nature: 'money', planned: '20000.00', spent: null, currency: 'EUR' },
      { funder: 'Chambéry', nature: 'inKind', planned: '300.00', spent: null, currency: 'EUR' },
      { funder: 'Chambéry', nature: 'money', planned: '15000.00', spent: '2500.50', currency: 'EUR' },
    ])
    expect(partners.others.map(({ title }) => title)).toEqual(['Bibliothèque'])
  })
})
