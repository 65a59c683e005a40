import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { setOrganisationDiscreet } from '../organisations/discreet.server.ts'
import { restoreFacts } from '../organisations/facts.server.ts'
import { joinNetwork } from '../organisations/networks.server.ts'
import { addOfficial, changeOfficial, getOfficial, setOfficialDiscreet } from '../organisations/officials.server.ts'
import type { OfficialFacts } from '../organisations/officials.ts'
import { getProfile, saveProfile, setLogo, setProfilePublic } from '../organisations/profile.server.ts'
import { setMentionDiscreet, setTieDiscreet } from '../partnerships/discreet.server.ts'
import { restoreTie } from '../partnerships/restore.server.ts'
import { restorableOf } from './audit-fields.ts'
import { requireRole } from './permissions.server.ts'

type Fields = Record<string, unknown>
type Entry = { recordKind: string; recordId: string; action: string; before: Fields | null }

async function findEntry(ctx: Ctx, organisationId: string, id: string): Promise<Entry> {
  const { rows } = isId(id)
    ? await sql<Entry>`select a.record_kind as "recordKind", a.record_id as "recordId", a.action, a.before
        from audit_entry a where a.id = ${id} and (a.organisation_id = ${organisationId}
          or (a.record_kind = 'partnership' and exists (select from partnership_party p
            where p.partnership_id = a.record_id and p.organisation_id = ${organisationId})))`.execute(ctx.db)
    : { rows: [] }
  if (!rows[0]) throw new AppError('not_found', 'history_entry_not_found')
  return rows[0]
}

/**
 * Writes back what stood before a change, by the same commands and under the same rules as any other change; this is itself
 * an entry of the history, and can be undone like it.
 */
export async function restoreVersion(ctx: Ctx, organisationId: string, entryId: string): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const entry = await findEntry(inner, organisationId, entryId)
    const fields = restorableOf(entry.recordKind, entry.action, entry.before)
    const restore = restorers[entry.recordKind]
    if (!fields || !restore) throw new AppError('invalid', 'history_not_restorable')
    await restore(inner, organisationId, entry, fields)
  })
}

type Restore = (ctx: Ctx, organisationId: string, entry: Entry, fields: Fields) => Promise<void>

const restorers: Readonly<Record<string, Restore>> = {
  async profile(ctx, id, _entry, { logo, isPublic, ...facts }) {
    if (logo !== undefined) await setLogo(ctx, id, logo === null ? null : String(logo))
    if (isPublic !== undefined) await setProfilePublic(ctx, id, isPublic === true)
    if (Object.keys(facts).length === 0) return
    const { logoFileId, publicSince, updatedAt, ...present } = await getProfile(ctx, id)
    await saveProfile(ctx, id, { ...present, ...facts })
  },
  async official(ctx, id, { recordId, action }, { discreet, ...facts }) {
    if (action === 'removed') await addOfficial(ctx, id, facts as OfficialFacts, recordId)
    else if (discreet !== undefined) await setOfficialDiscreet(ctx, id, recordId, discreet === true)
    else await changeOfficial(ctx, id, recordId, { ...(await getOfficial(ctx, id, recordId)), ...facts })
  },
  async network(ctx, id, { recordId }, { sinceYear }) {
    const { rows } = await sql<{ key: string }>`select key from organisation where id = ${recordId}`.execute(ctx.db)
    await joinNetwork(ctx, id, rows[0]?.key ?? '', typeof sinceYear === 'number' ? sinceYear : null)
  },
  async organisation(ctx, id, { recordId }, { discreet, website, ...facts }) {
    if (recordId !== id) throw new AppError('not_found', 'history_entry_not_found')
    if (discreet !== undefined) await setOrganisationDiscreet(ctx, id, discreet === true)
    if (website !== undefined) {
      const { logoFileId, publicSince, updatedAt, ...present } = await getProfile(ctx, id)
      await saveProfile(ctx, id, { ...present, website: website === null ? null : String(website) })
    }
    if (Object.keys(facts).length > 0) await restoreFacts(ctx, id, facts)
  },
  async partnership(ctx, organisationId, { recordId }, { discreet, ...facts }) {
    if (discreet !== undefined) await setTieDiscreet(ctx, { organisationId, recordId }, discreet === true)
    if (Object.keys(facts).length > 0) await restoreTie(ctx, { organisationId, recordId }, facts)
  },
  mention: (ctx, organisationId, { recordId }, { discreet }) =>
    setMentionDiscreet(ctx, { organisationId, recordId }, discreet === true),
}
