import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { requireJob } from '../accounts/permissions.server.ts'
import { findDeciders } from './deciders.server.ts'
import type { CorrectableKind } from './fields.ts'
import { type CorrectionInWords, handedOverLetter } from './letters.ts'
import type { FreshnessLinks } from './links.ts'

type Moved = CorrectionInWords & { kind: CorrectableKind; recordId: string; organisationId: string | null }

// The mark is taken off as they are read: whoever comes second finds none.
async function takeMoved(ctx: Ctx): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    with moved as (
      update correction set deciders_to_tell = false where deciders_to_tell
      returning record_kind, record_id, organisation_id, field, value_proposed, state, created_at, id)
    select record_kind as kind, record_id as "recordId", organisation_id as "organisationId", field, value_proposed as value,
      coalesce((select name from organisation where id = record_id),
        (select string_agg(o.name, ' – ' order by p.position) from partnership_party p
          join organisation o on o.id = p.organisation_id where p.partnership_id = record_id), '') as name
    from moved where state = 'waiting' order by created_at, id`.execute(ctx.db)
  return rows
}

/**
 * Tells those who decide from now on of corrections that have come to them with a seat that was given or ended: one letter
 * to each, however many wait. Answers how many letters were queued.
 */
export function tellNewDeciders(ctx: Ctx, links: FreshnessLinks): Promise<number> {
  return inTransaction(ctx, async (inner) => {
    requireJob(inner, 'freshness')
    return asJob(inner, 'correction', async (job) => {
      let letters = 0
      const moved = Map.groupBy(await takeMoved(job), (correction) => correction.organisationId)
      for (const corrections of moved.values()) {
        const [first] = corrections
        if (!first) continue
        const { people, organisationKey } = await findDeciders(job, first.kind, first.recordId)
        const letter = handedOverLetter(corrections, (locale: Locale) => links.corrections(locale, organisationKey))
        for (const { personId, email, locale } of people) {
          await queueMail(job, { recipient: email, locale, kind: 'correctionToDecide', letter, personId })
          letters++
        }
      }
      return letters
    })
  })
}
