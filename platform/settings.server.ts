import type { Ctx } from './context.ts'
import { keepPerVersion } from './db/per-version.ts'
import { isSettingName, type PublicSettings } from './settings.ts'

async function readSettings({ db }: Ctx): Promise<PublicSettings> {
  const rows = await db.selectFrom('public_setting').select(['name', 'value']).execute()
  return Object.fromEntries(rows.filter(({ name }) => isSettingName(name)).map(({ name, value }) => [name, value]))
}

/** What the instance says of itself, as everybody may read it. */
export const getPublicSettings = keepPerVersion(readSettings, () => '')
