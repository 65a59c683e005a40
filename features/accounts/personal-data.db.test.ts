import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeProject } from '../../tests/ties.ts'
import { type Change, recordChange } from './audit.server.ts'
import { erasedWord, restorableOf } from './audit-fields.ts'
import { listHistory } from './audit-history.server.ts'
import { erasePerson, exportPersonalData } from './erasure.server.ts'
import { applyRetention, listForgottenPeople, listRetentionRules, loadRetentionRules } from './retention.server.ts'

const owner = await testContext()
const town = await makeAuthority(owner, { name: 'Chambéry' })
type AuditRow = {
  id: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  note: string
}
const forgotten: string[] = []
const forget = async (ids: readonly string[]) => void forgotten.push(...ids)

beforeAll(() => loadRetentionRules(owner))

async function makeOfficer(role: 'owner' | 'contributor') {
  const person = await makePerson(owner, { name: 'Claire Martin' })
  await makeSeat(owner, { personId: person.id, organisationId: town.id, role })
  return { ...person, ctx: await memberContext(person.id, town.id) }
}

const mailTo = (recipient: string, created: Date, kind = 'claimDecided') =>
  owner.db
    .insertInto('mail')
    .values({
      id: newId(),
      recipient,
      kind,
      locale: 'fr',
      subject: 's',
      text_body: 't',
      html_body: 'h',
      created_at: created,
      state: 'sent',
    })
    .execute()

describe('a person who wants to go', () => {
  it('takes along everything that is held of them', async () => {
    const officer = await makeOfficer('contributor')
    await mailTo(officer.email, owner.now)
    const data = await exportPersonalData(officer.ctx)
    expect(data.person).toMatchObject([{ name: 'Claire Martin', email: officer.email }])
    expect(data.seats).toMatchObject([{ organisation: 'Chambéry', role: 'contributor' }])
    expect(data.mails).toHaveLength(1)
    await expect(exportPersonalData(await anonymousContext())).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('leaves no name behind, and the history whole', async () => {
    await makeOfficer('owner')
    const officer = await makeOfficer('contributor')
    await mailTo(officer.email, owner.now)
    const change = { recordKind: 'organisation', recordId: town.id, organisationId: town.id, action: 'profileChanged' }
    await inTransaction(officer.ctx, (ctx) => recordChange(ctx, { ...change, before: { a: 1 }, after: { a: 2 } }))
    await erasePerson(officer.ctx, officer.id, forget)
    const dump = await sql<{ all: string }>`select concat(
        (select json_agg(p) from person p where id = ${officer.id}), (select json_agg(m) from membership m),
        (select json_agg(m) from mail m), (select json_agg(a) from audit_entry a)) as all`.execute(owner.db)
    expect(dump.rows[0]?.all).not.toContain(officer.email)
    expect(await owner.db.selectFrom('person').select('name').where('id', '=', officer.id).executeTakeFirst()).toEqual({
      name: '',
    })
    const kept =
      await sql`select from audit_entry where person_id = ${officer.id} and action = 'profileChanged'`.execute(owner.db)
    expect(kept.rows).toHaveLength(1)
    expect(forgotten).toContain(officer.id)
  })

  it('takes along and leaves unsigned the news they gave, with no address, calendar or choice of theirs left', async () => {
    await makeOfficer('owner')
    const { id: person_id, ctx } = await makeOfficer('contributor')
    const project = await makeProject(owner, { organisationId: town.id })
    const of = { organisation_id: town.id, project_id: project.id, person_id }
    const told = { on_date: '2026-05-02', locale: 'fr', body: 'L’eau coule.', via: 'mail', written_at: owner.now }
    const id = newId()
    await owner.db
      .insertInto('field_update')
      .values({ id, ...of, ...told, author_name: 'Claire Martin' })
      .execute()
    await owner.db
      .insertInto('reply_address')
      .values({ ...of, token_digest: id, expires_at: new Date(Date.now() + 86_400_000) })
      .execute()
    await owner.db.insertInto('calendar_feed').values({ person_id, token_digest: id }).execute()
    await owner.db.insertInto('person_preference').values({ person_id, name: 'alerts', value: 'true' }).execute()
    expect(await exportPersonalData(ctx)).toMatchObject({
      ...{ news: [{ id, author_name: 'Claire Martin' }], replyAddresses: [{ project_id: project.id }] },
      ...{ preferences: [{ name: 'alerts' }], calendar: [{}] },
    })
    await erasePerson(ctx, person_id, forget)
    const news = await owner.db.selectFrom('field_update').selectAll().where('id', '=', id).executeTakeFirst()
    expect(news).toMatchObject({ author_name: '', body: 'L’eau coule.' })
    for (const table of ['reply_address', 'calendar_feed', 'person_preference'] as const)
      expect(await owner.db.selectFrom(table).select('person_id').where('person_id', '=', person_id).execute()).toEqual(
        [],
      )
  })

  it('takes their name and address out of what the history quotes, and leaves it whole and restorable', async () => {
    const officer = await makeOfficer('contributor')
    const owning = await makeOfficer('owner')
    await owner.db.updateTable('person').set({ name: 'Awa (Diallo)' }).where('id', '=', officer.id).execute()
    const other = await makeAuthority(owner, { name: 'Barby' })
    const write = (recordKind: string, organisationId: string, change: Partial<Change>) =>
      inTransaction(owning.ctx, async (ctx) => {
        const [recordId, action] = [newId(), 'changed']
        await recordChange(ctx, { recordKind, recordId, organisationId, action, ...change })
        return recordId
      })
    const mayor = { name: 'Awa (Diallo)', functionTitle: 'Maire' }
    const named = await write('official', town.id, {
      before: mayor,
      after: { name: 'Awa Diallou', functionTitle: 'Adjointe' },
    })
    const gone = await write('official', town.id, { action: 'removed', before: mayor })
    const sheet = await write('profile', town.id, {
      before: { strengths: 'Eau (voir awa (diallo)), archives', contactEmail: officer.email, languages: ['fr'] },
      after: { strengths: '', contactEmail: `x${officer.email}`, languages: ['en'] },
      note: `à la demande de ${officer.email.toUpperCase()}`,
    })
    const elsewhere = await write('official', other.id, { before: mayor })
    await erasePerson(officer.ctx, officer.id, forget)
    const { rows } = await sql<AuditRow>`select record_id as id, before, after,
      note from audit_entry where record_id in (${named}, ${gone}, ${sheet}, ${elsewhere}) order by at, id`.execute(
      owner.db,
    )
    const of = (id: string) => rows.find((row) => row.id === id)
    expect(of(named)?.before).toEqual({ name: erasedWord, functionTitle: 'Maire' })
    expect(of(named)?.after).toEqual({ name: 'Awa Diallou', functionTitle: 'Adjointe' })
    expect(of(sheet)).toMatchObject({
      before: { strengths: `Eau (voir ${erasedWord}), archives`, contactEmail: erasedWord, languages: ['fr'] },
      after: { strengths: '', contactEmail: `x${officer.email}`, languages: ['en'] },
      note: `à la demande de ${erasedWord}`,
    })
    // Somebody of the same name, in a town they never acted for.
    expect(of(elsewhere)?.before).toEqual(mayor)
    const { entries } = await inTransaction(owning.ctx, (ctx) => listHistory(ctx, town.id, { record: null, page: 1 }))
    const said = (id: string) => entries.find(({ recordId }) => recordId === id)
    expect(said(gone)).toMatchObject({ recordName: null, restorable: false })
    expect(said(named)).toMatchObject({ restorable: true })
    expect(restorableOf('official', 'changed', of(named)?.before ?? null)).toEqual({ functionTitle: 'Maire' })
    expect(restorableOf('profile', 'changed', of(sheet)?.before ?? null)).toEqual({ languages: ['fr'] })
  })

  it('hands over first, when they are the last owner or the last administrator', async () => {
    const alone = await makeAuthority(owner, { name: 'Barberaz' })
    const last = await makePerson(owner)
    await makeSeat(owner, { personId: last.id, organisationId: alone.id, role: 'owner' })
    await makeSeat(owner, { personId: (await makePerson(owner)).id, organisationId: alone.id, role: 'reader' })
    await expect(erasePerson(await memberContext(last.id), last.id, forget)).rejects.toMatchObject({
      reason: 'last_owner_of',
      values: { name: 'Barberaz' },
    })
    const chief = await makePerson(owner, { administrator: true })
    await expect(erasePerson(await memberContext(chief.id), chief.id, forget)).rejects.toMatchObject({
      reason: 'last_administrator',
    })
  })

  it('is erased by themselves or the administrator, and by nobody else', async () => {
    const officer = await makeOfficer('contributor')
    const colleague = await makeOfficer('owner')
    await expect(erasePerson(colleague.ctx, officer.id, forget)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(erasePerson(await anonymousContext(), officer.id, forget)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    const administrator = await makePerson(owner, { administrator: true })
    await erasePerson(await memberContext(administrator.id), officer.id, forget)
    await expect(erasePerson(await memberContext(administrator.id), officer.id, forget)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('what is past its time', () => {
  const long = new Date(Date.now() - 400 * 86_400_000)

  it('is listed for everybody to read', async () => {
    const rules = await listRetentionRules({ ...(await anonymousContext()), db: owner.db })
    expect(rules.map(({ code }) => code)).toContain('account')
    expect(rules.every(({ purpose, data, legalBasis }) => purpose && data && legalBasis)).toBe(true)
  })

  it('goes, and what is not stays', async () => {
    await mailTo('old@mairie.example', long)
    await mailTo('link@mairie.example', new Date(Date.now() - 40 * 86_400_000), 'signIn')
    await mailTo('new@mairie.example', owner.now, 'signIn')
    const touched = await applyRetention(await jobContext('retention'))
    expect(touched).toMatchObject({ mail: 1, signInMail: 1, draft: 0 })
    const left = await owner.db
      .selectFrom('mail')
      .select('recipient')
      .where('recipient', 'like', '%@mairie.example')
      .execute()
    expect(left.map(({ recipient }) => recipient)).toContain('new@mairie.example')
    expect(left.map(({ recipient }) => recipient)).not.toContain('old@mairie.example')
  })

  it('has every rule with a term carried out', async () => {
    const touched = await applyRetention(await jobContext('retention'))
    const rules = await owner.db.selectFrom('retention_rule').select('code').where('months', 'is not', null).execute()
    expect(Object.keys(touched).toSorted()).toEqual(rules.map(({ code }) => code).toSorted())
  })

  it('names people who never came back and act for nobody', async () => {
    const gone = await makePerson(owner)
    const working = await makeOfficer('contributor')
    const years = new Date(Date.now() - 5 * 365 * 86_400_000)
    await owner.db.updateTable('person').set({ last_seen_at: years }).where('id', 'in', [gone.id, working.id]).execute()
    const found = await listForgottenPeople(await jobContext('retention'))
    expect(found).toContain(gone.id)
    expect(found).not.toContain(working.id)
  })

  it('is removed by its job only', async () => {
    await expect(applyRetention(await memberContext((await makePerson(owner)).id))).rejects.toMatchObject({
      reason: 'job_only',
    })
  })
})
