import { describe, expect, it } from 'vitest'
import { appRole } from '../../db/roles.ts'
import { inTransaction } from '../../platform/context.ts'
import { getDataVersion } from '../../platform/db/data-version.ts'
import { openDatabase } from '../../platform/db/pool.ts'
import { getPublicSettings } from '../../platform/settings.server.ts'
import { testContext, testDatabaseUrl } from '../../tests/db.ts'
import { anonymousContext, makePerson, memberContext } from '../../tests/people.ts'
import { listEnvironment, listSettings, saveSettings } from './settings.server.ts'

const owner = await testContext()
const chief = await makePerson(owner, { administrator: true })
const administrator = await memberContext(chief.id)
const stranger = await memberContext((await makePerson(owner)).id)
const visitor = await anonymousContext()

describe('the settings of the instance', () => {
  it('are kept, told in the trail of changes, and raise the version of the public data', async () => {
    const { version } = await getDataVersion(owner)
    await saveSettings(administrator, { instanceName: ' Savoie ', host: 'Mairie\r\n1, place', contact: 'A@b.example' })
    expect(await inTransaction(administrator, listSettings)).toEqual({
      instanceName: 'Savoie',
      host: 'Mairie\n1, place',
      contact: 'a@b.example',
    })
    expect((await getDataVersion(owner)).version).toBe(version + 1)
    await saveSettings(administrator, { instanceName: 'Savoie', contact: '' })
    expect(await inTransaction(administrator, listSettings)).toEqual({
      instanceName: 'Savoie',
      host: 'Mairie\n1, place',
    })
    const trail = await owner.db
      .selectFrom('audit_entry')
      .select(['person_id', 'before', 'after'])
      .where('action', '=', 'settingsChanged')
      .orderBy('id')
      .execute()
    expect(trail).toMatchObject([
      { person_id: chief.id, after: { instanceName: 'Savoie', contact: 'a@b.example' } },
      { before: { contact: 'a@b.example' }, after: { contact: null } },
    ])
    // Saved again as they are, they change nothing.
    await saveSettings(administrator, { instanceName: 'Savoie' })
    expect((await getDataVersion(owner)).version).toBe(version + 2)
  })

  it('are refused whole when one is wrong or not known', async () => {
    const before = await inTransaction(administrator, listSettings)
    const wrong = saveSettings(administrator, { publisherName: 'Mairie', publisherMail: 'nulle part' })
    await expect(wrong).rejects.toMatchObject({ code: 'invalid', reason: 'mail_address_invalid' })
    const unknown = saveSettings(administrator, { demonstration: 'true' })
    await expect(unknown).rejects.toMatchObject({ code: 'invalid', reason: 'setting_unknown' })
    expect(await inTransaction(administrator, listSettings)).toEqual(before)
  })

  it('are read by everybody, and nothing else that is set here is', async () => {
    await owner.db.insertInto('instance_setting').values({ name: 'demonstration', value: 'true' }).execute()
    const readers = openDatabase(await testDatabaseUrl(), { role: appRole, max: 1 })
    try {
      const found = await getPublicSettings({ ...visitor, db: readers.db })
      expect(Object.keys(found).toSorted()).toEqual(['host', 'instanceName'])
      await expect(readers.db.selectFrom('instance_setting').selectAll().execute()).rejects.toThrow('permission denied')
      await expect(readers.db.selectFrom('job_run').selectAll().execute()).rejects.toThrow('permission denied')
      await expect(readers.db.selectFrom('instance_export').selectAll().execute()).rejects.toThrow('permission denied')
    } finally {
      await readers.close()
    }
  })

  it('are changed by the administrator alone', async () => {
    for (const [ctx, reason] of [
      [visitor, 'sign_in_needed'],
      [stranger, 'administrator_needed'],
    ] as const) {
      await expect(saveSettings(ctx, { instanceName: 'x' })).rejects.toMatchObject({ reason })
      await expect(listSettings(ctx)).rejects.toMatchObject({ reason })
      await expect(listEnvironment(ctx, {})).rejects.toMatchObject({ reason })
    }
    // The second belt holds where the first would be forgotten.
    const forced = inTransaction(stranger, ({ db }) =>
      db.insertInto('instance_setting').values({ name: 'welcomeFr', value: '"x"' }).execute(),
    )
    await expect(forced).rejects.toThrow('row-level security')
  })
})
