import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority, makeSource } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { findRecord, mergeOrganisations } from './merge.server.ts'
import { listMerges, splitOrganisation } from './split.server.ts'

const owner = await testContext()
const administrator = await makePerson(owner, { administrator: true })
const asAdministrator = () => memberContext(administrator.id)
const source = await makeSource(owner)

type Made = { id: string; key: string; name: string }

async function makeTie(...ends: Made[]): Promise<string> {
  const id = newId()
  const parties_key = ends
    .map((end) => end.key)
    .toSorted()
    .join(' ')
  await owner.db
    .insertInto('partnership')
    .values({ id, type: 'twinning', state: 'active', evidence: 'thirdParty', parties_key })
    .execute()
  for (const [index, end] of ends.entries())
    await owner.db
      .insertInto('partnership_party')
      .values({ partnership_id: id, organisation_id: end.id, position: index + 1 })
      .execute()
  await owner.db
    .insertInto('partnership_statement')
    .values({
      id: newId(),
      partnership_id: id,
      source_id: source.id,
      statement_key: id,
      licence: 'etalab-2.0',
      evidence: 'thirdParty',
      type_said: 'twinning',
      state_said: 'active',
    })
    .execute()
  return id
}

/** Two records of one town abroad, each with a tie to Chambéry, the double with one more and a member. */
async function doubles() {
  const here = await makeAuthority(owner, { name: 'Chambéry' })
  const elsewhere = await makeAuthority(owner, { name: 'Turin', country: 'IT' })
  const kept = await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF' })
  const double = await makeAuthority(owner, { name: 'Wahiguya', country: 'BF', otherNames: ['Waiguyo'] })
  const ties = {
    kept: await makeTie(here, kept),
    same: await makeTie(here, double),
    other: await makeTie(elsewhere, double),
  }
  const mayor = await makePerson(owner)
  const seats = {
    kept: await makeSeat(owner, { personId: mayor.id, organisationId: kept.id, role: 'reader' }),
    double: await makeSeat(owner, { personId: mayor.id, organisationId: double.id, role: 'owner' }),
  }
  await owner.db.insertInto('organisation_profile').values({ organisation_id: double.id, strengths: 'Eau' }).execute()
  await publishTies(owner)
  return { here, elsewhere, kept, double, ties, seats, mayor }
}

/** Everything the two records hold, to compare before and after. */
async function snapshot(ids: readonly string[]) {
  const among = sql`any(${[...ids]}::uuid[])`
  const found = await Promise.all([
    sql`select id, merged_into from organisation where id = ${among} order by 1`.execute(owner.db),
    sql`select organisation_id, alias_key from organisation_alias where organisation_id = ${among} order by 1, 2`.execute(
      owner.db,
    ),
    sql`select organisation_id, strengths from organisation_profile where organisation_id = ${among} order by 1`.execute(
      owner.db,
    ),
    sql`select id, organisation_id, role, ended_at from membership where organisation_id = ${among} order by 1`.execute(
      owner.db,
    ),
    sql`select partnership_id, organisation_id, position from partnership_party order by 1, 3`.execute(owner.db),
  ])
  const ties = await sql`select p.id, p.parties_key, array_agg(s.id order by s.id) as statements
    from partnership p join partnership_statement s on s.partnership_id = p.id group by p.id order by p.id`.execute(
    owner.db,
  )
  return { found: found.map(({ rows }) => rows), ties: ties.rows }
}

const publicKeys = async (tieId: string) =>
  (await owner.db.selectFrom('public_tie').select('party_keys').where('id', '=', tieId).executeTakeFirst())
    ?.party_keys ?? null

describe('merging two records of one body', () => {
  it('is for the administrator and trusted organisations', async () => {
    const { kept, double } = await doubles()
    const pair = { keptId: kept.id, mergedId: double.id }
    await expect(mergeOrganisations(await anonymousContext(), pair)).rejects.toMatchObject({ code: 'unauthenticated' })
    const stranger = await makePerson(owner)
    await expect(mergeOrganisations(await memberContext(stranger.id), pair)).rejects.toMatchObject({
      reason: 'trusted_needed',
    })
    const network = await makeAuthority(owner, { name: 'Réseau' })
    await owner.db.updateTable('organisation').set({ trusted_since: owner.now }).where('id', '=', network.id).execute()
    await makeSeat(owner, { personId: stranger.id, organisationId: network.id, role: 'manager' })
    await expect(mergeOrganisations(await memberContext(stranger.id, network.id), pair)).resolves.toEqual(
      expect.any(String),
    )
  })

  it('moves ties, members, names and the sheet, folds ties of the same parties, and leads the old key on', async () => {
    const { here, kept, double, ties, seats, mayor } = await doubles()
    await mergeOrganisations(await asAdministrator(), { keptId: kept.id, mergedId: double.id })
    expect(await publicKeys(ties.same)).toBeNull()
    expect(await publicKeys(ties.kept)).toEqual([here.key, kept.key])
    expect(await publicKeys(ties.other)).toContain(kept.key)
    const statements = await owner.db
      .selectFrom('partnership_statement')
      .select('id')
      .where('partnership_id', '=', ties.kept)
      .execute()
    expect(statements).toHaveLength(2)
    const row = await owner.db
      .selectFrom('public_organisation')
      .select(['key', 'tie_count', 'names_key'])
      .where('id', 'in', [kept.id, double.id])
      .execute()
    expect(row).toEqual([{ key: kept.key, tie_count: 2, names_key: expect.stringContaining('wahiguya') }])
    const redirect = await sql<{
      id: string
    }>`select organisation_id as id from public_key_redirect where old_key = ${double.key}`.execute(owner.db)
    expect(redirect.rows).toEqual([{ id: kept.id }])
    const present = await owner.db
      .selectFrom('membership')
      .select(['id', 'role'])
      .where('person_id', '=', mayor.id)
      .where('ended_at', 'is', null)
      .execute()
    expect(present).toEqual([{ id: seats.kept, role: 'owner' }])
    const told = await owner.db.selectFrom('mail').select('kind').where('recipient', '=', mayor.email).execute()
    expect(told).toEqual([{ kind: 'recordMerged' }])
    const trail = await owner.db
      .selectFrom('audit_entry')
      .select('action')
      .where('record_id', 'in', [kept.id, double.id])
      .execute()
    expect(trail.map((entry) => entry.action).toSorted()).toEqual(['merged', 'mergedOther'])
  })

  it('shows what hangs on each record first, to the same people', async () => {
    const { double } = await doubles()
    const look = async (ctx: Ctx) => inTransaction(ctx, (inner) => findRecord(inner, double.key))
    expect(await look(await asAdministrator())).toMatchObject({ name: 'Wahiguya', ties: 2, members: 1 })
    await expect(look(await memberContext((await makePerson(owner)).id))).rejects.toMatchObject({
      reason: 'trusted_needed',
    })
  })

  it('is refused between partners, between two legal persons, with itself, and twice', async () => {
    const { here, kept, double } = await doubles()
    const merge = async (keptId: string, mergedId: string) =>
      mergeOrganisations(await asAdministrator(), { keptId, mergedId })
    await expect(merge(kept.id, kept.id)).rejects.toMatchObject({ reason: 'merge_same' })
    await expect(merge(here.id, double.id)).rejects.toMatchObject({ reason: 'merge_partners' })
    await expect(merge(here.id, newId())).rejects.toMatchObject({ reason: 'organisation_unknown' })
    const one = await makeAuthority(owner, { name: 'Syndicat A', siren: '200069110' })
    const other = await makeAuthority(owner, { name: 'Syndicat B', siren: '245900428' })
    await expect(merge(one.id, other.id)).rejects.toMatchObject({ reason: 'merge_two_sirens' })
    await merge(kept.id, double.id)
    await expect(merge(kept.id, double.id)).rejects.toMatchObject({ reason: 'merge_done' })
  })

  it('takes the double out of a tie of three that had both', async () => {
    const { here, kept, double } = await doubles()
    const three = await makeTie(here, kept, double)
    // Without the double the tie has the parties of the tie of two, and becomes one with it.
    await mergeOrganisations(await asAdministrator(), { keptId: kept.id, mergedId: double.id })
    const left = await owner.db.selectFrom('partnership').select('id').where('id', '=', three).execute()
    expect(left).toEqual([])
  })
})

describe('splitting them again', () => {
  it('puts everything back as it was, in public too', async () => {
    const { here, kept, double, ties } = await doubles()
    await makeTie(here, kept, double)
    await publishTies(owner)
    const before = await snapshot([kept.id, double.id])
    const publicBefore = await owner.db.selectFrom('public_tie').select(['id', 'party_keys']).orderBy('id').execute()
    const id = await mergeOrganisations(await asAdministrator(), { keptId: kept.id, mergedId: double.id })
    await splitOrganisation(await asAdministrator(), id)
    expect(await snapshot([kept.id, double.id])).toEqual(before)
    expect(await owner.db.selectFrom('public_tie').select(['id', 'party_keys']).orderBy('id').execute()).toEqual(
      publicBefore,
    )
    expect(await publicKeys(ties.same)).toContain(double.key)
    const keys = await owner.db
      .selectFrom('public_organisation')
      .select('key')
      .where('id', 'in', [kept.id, double.id])
      .execute()
    expect(keys).toHaveLength(2)
    await expect(splitOrganisation(await asAdministrator(), id)).rejects.toMatchObject({ reason: 'merge_unknown' })
  })

  it('begins with the latest merge', async () => {
    const { kept, double } = await doubles()
    const third = await makeAuthority(owner, { name: 'Ouaïgouya', country: 'BF' })
    const first = await mergeOrganisations(await asAdministrator(), { keptId: kept.id, mergedId: double.id })
    const later = { ...(await asAdministrator()), now: new Date(Date.now() + 1000) } satisfies Ctx
    const second = await mergeOrganisations(later, { keptId: third.id, mergedId: kept.id })
    await expect(splitOrganisation(await asAdministrator(), first)).rejects.toMatchObject({
      reason: 'split_later_first',
    })
    await splitOrganisation(await asAdministrator(), second)
    await splitOrganisation(await asAdministrator(), first)
    const merges = await inTransaction(await asAdministrator(), listMerges)
    expect(merges.filter((merge) => merge.id === first || merge.id === second).every((merge) => merge.splitAt)).toBe(
      true,
    )
  })

  it('is for the same people', async () => {
    const stranger = await makePerson(owner)
    await expect(splitOrganisation(await memberContext(stranger.id), newId())).rejects.toMatchObject({
      reason: 'trusted_needed',
    })
  })
})

describe('what the parties of a tie wrote', () => {
  const textOf = (partnership_id: string, organisation_id: string, body: string) => ({
    id: newId(),
    partnership_id,
    organisation_id,
    locale: 'fr',
    body,
    updated_by: null,
  })
  const texts = async (tieId: string) => {
    const { rows } = await sql<{ body: string; by: string; present: boolean }>`
      select body, organisation_id as by, superseded_at is null as present from partnership_text
      where partnership_id = ${tieId} order by body`.execute(owner.db)
    return rows.map(({ body, by, present }) => [body, by, present])
  }
  const answers = async (tieId: string) => {
    const { rows } = await sql<{ by: string; part: string; answer: string }>`
      select organisation_id as by, part, answer from publication_consent where partnership_id = ${tieId}
      order by part, organisation_id`.execute(owner.db)
    return rows.map(({ by, part, answer }) => [by, part, answer])
  }

  it('goes over with the record and comes back, and of two answers the no holds', async () => {
    const { here, kept, double, ties } = await doubles()
    await owner.db
      .insertInto('partnership_text')
      .values([
        textOf(ties.same, here.id, 'Notre texte au double'),
        textOf(ties.kept, here.id, 'Notre texte'),
        textOf(ties.same, double.id, 'Texte du double'),
        textOf(ties.other, double.id, 'Texte du double à Turin'),
      ])
      .execute()
    const answer = (partnership_id: string, organisation_id: string, said: string) => ({
      partnership_id,
      organisation_id,
      part: 'photos',
      answer: said,
      person_id: null,
    })
    await owner.db
      .insertInto('publication_consent')
      .values([
        answer(ties.kept, here.id, 'yes'),
        answer(ties.same, here.id, 'no'),
        answer(ties.same, double.id, 'yes'),
      ])
      .execute()
    const before = { texts: await texts(ties.same), answers: await answers(ties.same) }
    const merge = await mergeOrganisations(await asAdministrator(), { keptId: kept.id, mergedId: double.id })
    expect(await texts(ties.kept)).toEqual([
      ['Notre texte', here.id, true],
      ['Notre texte au double', here.id, false],
      ['Texte du double', kept.id, true],
    ])
    expect(await texts(ties.other)).toEqual([['Texte du double à Turin', kept.id, true]])
    expect(await answers(ties.kept)).toEqual(
      [
        [here.id, 'photos', 'no'],
        [kept.id, 'photos', 'yes'],
      ].toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    )
    await splitOrganisation(await asAdministrator(), merge)
    expect({ texts: await texts(ties.same), answers: await answers(ties.same) }).toEqual(before)
    expect(await texts(ties.other)).toEqual([['Texte du double à Turin', double.id, true]])
    expect(await texts(ties.kept)).toEqual([['Notre texte', here.id, true]])
  })
})
