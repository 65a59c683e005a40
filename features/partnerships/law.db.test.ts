import { beforeAll, describe, expect, it } from 'vitest'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeProject, makeTie } from '../../tests/ties.ts'
import { publishProfiles } from '../organisations/publish-profile.server.ts'
import { getProjectSheet } from '../projects/atlas-sheet.server.ts'
import { loadApprovalSteps } from './approval-steps.server.ts'
import { getTieSheet } from './atlas-sheet.server.ts'
import { fillSheet } from './atlas-sheet.ts'
import { getTieContext } from './context.server.ts'
import { listLaw, listNetworkReminders, saveLaw, saveNetworkReminder } from './law-data.server.ts'
import { type LawRow, readLawForm } from './law-tables.ts'
import { loadLaw } from './load-law.server.ts'
import { publishTies } from './publish.server.ts'
import { listReminders } from './reminders.server.ts'

const owner = await testContext()
const here = await makeAuthority(owner, { name: 'Chambéry' })
const there = await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF', tier: 'municipality' })
const tie = await makeTie(owner, [here, there], { sinceYear: 1991 })
const network = await makeAuthority(owner, { name: 'Réseau' })

async function seated(organisationId: string, role: 'reader' | 'contributor' | 'manager') {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId, role })
  return memberContext(person.id, organisationId)
}
const officer = await seated(here.id, 'contributor')
const reader = await seated(here.id, 'reader')
const manager = await seated(network.id, 'manager')
const stranger = await memberContext((await makePerson(owner)).id)
const administrator = await memberContext((await makePerson(owner, { administrator: true })).id)
const of = { partnershipId: tie.id, organisationId: here.id }

beforeAll(async () => {
  await loadLaw(owner)
  await loadApprovalSteps(owner)
  await owner.db.updateTable('organisation').set({ tier: 'network' }).where('id', '=', network.id).execute()
  await owner.db
    .insertInto('organisation_network')
    .values({ organisation_id: here.id, network_id: network.id })
    .execute()
})

const reminder: LawRow = {
  code: 'reseau-prevenir',
  subjects: ['partnership'],
  condition: 'always',
  months: 6,
  text_fr: 'Prévenez le réseau.',
  text_en: 'Tell the network.',
  source_name: 'Charte du réseau',
  source_url: null,
  source_date: null,
  checked_on: '2026-11-21',
  position: 1,
  active: true,
}

describe('reminders beside a tie', () => {
  it('come with their source and the day they were read over', async () => {
    const found = await listReminders(officer, { subject: 'partnership', ...of })
    expect(found.map(({ code }) => code)).toContain('three-tests')
    for (const one of found) {
      expect(one.sourceName).not.toBe('')
      expect(one.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
    await expect(listReminders(await anonymousContext(), { subject: 'partnership', ...of })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  it('follow the journey and the amount', async () => {
    const codes = async (thing: Partial<Parameters<typeof listReminders>[1]>) =>
      (await listReminders(officer, { subject: 'agreement', ...of, ...thing })).map(({ code }) => code)
    expect(await codes({ grant: '23000.00' })).not.toContain('grant-23000')
    expect(await codes({ grant: '23000.01' })).toContain('grant-23000')
    expect(await codes({ subject: 'mission' })).toContain('special-mandate')
  })

  it('warn of an election here within six months of the action', async () => {
    const town = { subject: 'project', ...of } as const
    const near = await listReminders(officer, { ...town, from: '2031-09-01', to: '2031-09-30' })
    expect(near.find(({ code }) => code === 'election-communication')?.because[0]?.onDate).toBe('2032-01-01')
    const far = await listReminders(officer, { ...town, from: '2030-01-01', to: '2030-01-31' })
    expect(far.some(({ code }) => code === 'election-communication')).toBe(false)
  })

  it('warn of the end of the mandate the partner’s public sheet says', async () => {
    const action = { subject: 'project', ...of, from: '2029-03-01', to: '2029-03-02' } as const
    const said = async () => (await listReminders(officer, action)).find(({ code }) => code === 'partner-election')
    const sheet = { organisation_id: there.id, mandate_end: '2029-05-31', updated_at: owner.now }
    await owner.db.insertInto('organisation_profile').values(sheet).execute()
    expect(await said()).toBeUndefined()
    await owner.db.updateTable('organisation_profile').set({ public_since: owner.now }).execute()
    await publishProfiles(owner, [there.id])
    expect((await said())?.because).toEqual([{ name: 'Ouahigouya', onDate: '2029-05-31', precision: 'month' }])
    await owner.db.updateTable('organisation_profile').set({ public_since: null }).execute()
    await publishProfiles(owner, [there.id])
  })

  it('of a network are shown to its members, and to nobody else', async () => {
    await saveNetworkReminder(manager, network.id, reminder)
    expect(await listNetworkReminders(manager, network.id)).toMatchObject([{ code: 'reseau-prevenir' }])
    const mine = await listReminders(officer, { subject: 'partnership', ...of })
    expect(mine.find(({ code }) => code === 'reseau-prevenir')?.network).toBe('Réseau')
    const partner = await seated(there.id, 'contributor')
    const theirs = await listReminders(partner, {
      subject: 'partnership',
      partnershipId: tie.id,
      organisationId: there.id,
    })
    expect(theirs.some(({ code }) => code === 'reseau-prevenir')).toBe(false)
    await saveNetworkReminder(manager, network.id, { ...reminder, active: false })
    const after = await listReminders(officer, { subject: 'partnership', ...of })
    expect(after.some(({ code }) => code === 'reseau-prevenir')).toBe(false)
  })

  it('of a network are kept by its managers only', async () => {
    await expect(saveNetworkReminder(officer, network.id, reminder)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      saveNetworkReminder(await seated(network.id, 'contributor'), network.id, reminder),
    ).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(saveNetworkReminder(await anonymousContext(), network.id, reminder)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(saveNetworkReminder(await seated(here.id, 'manager'), here.id, reminder)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('the lists an administrator keeps', () => {
  it('are the administrator’s alone', async () => {
    for (const name of ['reminders', 'contexts', 'elections', 'steps', 'sheet'] as const) {
      const rows = await listLaw(administrator, name)
      expect(rows.length).toBeGreaterThan(0)
      await expect(listLaw(officer, name)).rejects.toMatchObject({ code: 'forbidden' })
      const [row] = rows
      if (!row) throw new Error('a list has rows')
      await expect(saveLaw(officer, name, row)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(saveLaw(await anonymousContext(), name, row)).rejects.toMatchObject({ code: 'unauthenticated' })
    }
  })

  it('keep what was edited when our own files are read again', async () => {
    const [row] = (await listLaw(administrator, 'reminders')).filter(({ code }) => code === 'embassy')
    if (!row) throw new Error('embassy')
    await saveLaw(administrator, 'reminders', { ...row, text_fr: 'Écrivez à l’ambassade.' })
    const sheet = (await listLaw(administrator, 'sheet')).find(({ code }) => code === 'title')
    if (!sheet) throw new Error('title')
    await saveLaw(administrator, 'sheet', { ...sheet, label_fr: 'Nom du projet', max_length: 80 })
    await owner.db.deleteFrom('seed_load').where('name', 'in', ['legal-reminders', 'atlas-sheet-fields']).execute()
    await loadLaw(owner)
    const again = await listLaw(administrator, 'reminders')
    expect(again.find(({ code }) => code === 'embassy')?.text_fr).toBe('Écrivez à l’ambassade.')
    expect((await getTieSheet(officer, of))[0]).toMatchObject({ label: 'Nom du projet', maxLength: 80 })
    const trail = await owner.db.selectFrom('audit_entry').select('note').where('action', '=', 'lawChanged').execute()
    expect(trail.map(({ note }) => note)).toEqual(['reminders embassy', 'sheet title'])
  })

  it('say what there is to mend in a line', () => {
    const form = new FormData()
    form.set('country', 'France')
    form.set('tier', 'commune')
    form.set('source_url', 'javascript:alert(1)')
    const read = readLawForm('contexts', form)
    const problems = 'problems' in read ? read.problems : []
    expect(problems).toEqual(
      expect.arrayContaining([
        { reason: 'law_country_wrong', field: 'country' },
        { reason: 'law_missing', field: 'competences_fr' },
        { reason: 'law_address_wrong', field: 'source_url' },
      ]),
    )
  })

  it('take a new line of each kind', async () => {
    const source = { source_name: 'Source', source_url: null, checked_on: '2026-11-21' }
    const said = { competences_fr: 'Eau', competences_en: 'Water', approvals_fr: 'Conseil', approvals_en: 'Council' }
    await saveLaw(administrator, 'contexts', { country: 'KH', tier: 'province', ...said, ...source })
    const names = { name_fr: 'Élections', name_en: 'Elections' }
    await saveLaw(administrator, 'elections', {
      code: 'kh-2027',
      country: 'KH',
      tiers: ['province'],
      on_date: '2027-06-01',
      date_precision: 'month',
      ...names,
      ...source,
    })
    expect((await listLaw(administrator, 'elections')).some(({ code }) => code === 'kh-2027')).toBe(true)
    expect((await listLaw(administrator, 'contexts')).some(({ country }) => country === 'KH')).toBe(true)
  })
})

describe('the partner and its context', () => {
  it('tells powers, approvals and elections with their source, and says where nothing is known', async () => {
    const [partner] = await getTieContext(reader, of)
    expect(partner).toMatchObject({
      name: 'Ouahigouya',
      law: { source: { checkedOn: expect.any(String) } },
      profile: null,
    })
    expect(partner?.steps.length).toBeGreaterThan(0)
    const [town] = await getTieContext(await seated(there.id, 'reader'), { ...of, organisationId: there.id })
    expect(town?.elections.map(({ isPast }) => isPast)).toContain(false)
    const elsewhere = await makeAuthority(owner, { name: 'Annecy' })
    const other = await makeTie(owner, [elsewhere, await makeAuthority(owner, { name: 'Nulleville', country: 'TD' })])
    const [unknown] = await getTieContext(await seated(elsewhere.id, 'reader'), {
      partnershipId: other.id,
      organisationId: elsewhere.id,
    })
    expect(unknown?.law).toBeNull()
  })

  it('shows all public partners of the same town, and only what is public', async () => {
    const lyon = await makeAuthority(owner, { name: 'Lyon' })
    const hidden = await makeAuthority(owner, { name: 'Discrète' })
    const shown = await makeTie(owner, [lyon, there])
    const discreet = await makeTie(owner, [hidden, there])
    await owner.db.updateTable('partnership').set({ discreet_since: owner.now }).where('id', '=', discreet.id).execute()
    await publishTies(owner, { ids: [tie.id, shown.id, discreet.id] })
    const [partner] = await getTieContext(officer, of)
    expect(partner?.ties.map(({ names }) => names)).toEqual([['Lyon']])
  })

  it('is for the parties only', async () => {
    await expect(getTieContext(stranger, of)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getTieContext(administrator, of)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getTieContext(await anonymousContext(), of)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('the sheet of the national atlas', () => {
  it('has each field’s text ready, in the order of the data', async () => {
    await owner.db
      .insertInto('official')
      .values({
        id: crypto.randomUUID(),
        organisation_id: here.id,
        name: 'Claire Martin',
        function_title: 'maire',
        kind: 'elected',
      })
      .execute()
    const fields = await getTieSheet(officer, of)
    const text = (code: string) => fields.find((field) => field.code === code)?.text
    expect(text('our-name')).toBe('Chambéry')
    expect(text('partners')).toBe('Ouahigouya')
    expect(text('since')).toBe('1991')
    expect(text('elected')).toBe('Claire Martin, maire')
    expect(text('budget')).toBeUndefined()
    expect(fields.map(({ code }) => code).indexOf('elected')).toBeLessThan(
      fields.map(({ code }) => code).indexOf('themes'),
    )
    await expect(getTieSheet(stranger, of)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('has one for each project', async () => {
    const project = await makeProject(
      owner,
      { organisationId: here.id, partnershipId: tie.id },
      { title: 'L’eau à l’école' },
    )
    const body = { projectId: project.id, organisationId: here.id }
    const sheet = await getProjectSheet(officer, body)
    expect(sheet.fields.find(({ content }) => content === 'title')?.text).toBe('L’eau à l’école')
    expect(sheet.fields.some(({ content }) => content === 'budget')).toBe(true)
    await expect(getProjectSheet(stranger, body)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getProjectSheet(await anonymousContext(), body)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('says when a text is too long, and keeps it whole', () => {
    const field = { code: 'title', label: 'Titre', help: '', content: 'title', maxLength: 5 } as const
    expect(fillSheet([field], { title: 'Coopération' })).toMatchObject([{ text: 'Coopération', tooLong: true }])
    expect(fillSheet([field], { title: 'Ville' })).toMatchObject([{ tooLong: false }])
    expect(fillSheet([field], {})).toEqual([])
  })
})
