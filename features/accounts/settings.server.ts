import { readConfig } from '../../platform/config.ts'
import { type ReportedSetting, reportConfig } from '../../platform/config-report.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { getPublicSettings } from '../../platform/settings.server.ts'
import { findSettingProblem, isSettingName, type PublicSettings, tidySetting } from '../../platform/settings.ts'
import { recordChange } from './audit.server.ts'
import { requireAdministrator } from './permissions.server.ts'

/** The record the trail of changes knows the instance by. */
export const instanceRecord = {
  recordKind: 'instance',
  recordId: '00000000-0000-7000-8000-000000000000',
  organisationId: null,
} as const

/** The settings as they stand; for the administrator. */
export async function listSettings(ctx: Ctx): Promise<PublicSettings> {
  await requireAdministrator(ctx)
  return getPublicSettings(ctx)
}

/** The settings of the environment as this process understood them; for the administrator. */
export async function listEnvironment(ctx: Ctx, env: NodeJS.ProcessEnv): Promise<ReportedSetting[]> {
  await requireAdministrator(ctx)
  return reportConfig(readConfig(env), env)
}

/** Keeps the settings given, by their name, and shows them at once; an empty one takes the setting away. */
export async function saveSettings(ctx: Ctx, given: Readonly<Record<string, string>>): Promise<PublicSettings> {
  await requireAdministrator(ctx)
  const changes = Object.entries(given).map(([name, text]) => checked(name, text))
  return inTransaction(ctx, async (inner) => {
    const before = await getPublicSettings(inner)
    const changed = changes.filter(({ name, value }) => (before[name] ?? '') !== value)
    if (changed.length === 0) return before
    const [kept, gone] = [changed.filter(({ value }) => value), changed.filter(({ value }) => !value)]
    if (gone.length > 0)
      await inner.db
        .deleteFrom('instance_setting')
        .where(
          'name',
          'in',
          gone.map(({ name }) => name),
        )
        .execute()
    if (kept.length > 0)
      await inner.db
        .insertInto('instance_setting')
        .values(kept.map(({ name, value }) => ({ name, value: JSON.stringify(value), updated_at: ctx.now })))
        .onConflict((conflict) =>
          conflict.column('name').doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), updated_at: ctx.now })),
        )
        .execute()
    const after = await getPublicSettings(inner)
    await recordChange(inner, { ...instanceRecord, action: 'settingsChanged', before, after })
    await raiseDataVersion(inner)
    return after
  })
}

function checked(name: string, text: string) {
  if (!isSettingName(name)) throw new AppError('invalid', 'setting_unknown', { name })
  const value = tidySetting(name, text)
  const problem = findSettingProblem(name, value)
  if (problem) throw new AppError('invalid', problem.reason, { name, ...problem.values })
  return { name, value }
}
