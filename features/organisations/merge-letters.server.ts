import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'

type Named = { id: string; name: string }
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Tells the owners of both records that they were made one, or two again. */
export async function tellOwners(ctx: Ctx, what: 'merged' | 'split', kept: Named, merged: Named): Promise<void> {
  const { rows } = await asJob(ctx, 'merge', ({ db }) =>
    sql<{ email: string; locale: Locale }>`
      select distinct p.email, p.locale from membership m join person p on p.id = m.person_id
      where m.organisation_id in (${kept.id}, ${merged.id}) and m.ended_at is null and m.role = 'owner'
        and p.email is not null and p.id is distinct from acting_person()
      order by p.email limit 50`.execute(db),
  )
  const names = { kept: oneLine(kept.name), merged: oneLine(merged.name) }
  for (const { email, locale } of rows)
    await queueMail(ctx, {
      recipient: email,
      locale,
      kind: 'recordMerged',
      organisationId: kept.id,
      letter: (t) => ({
        subject: t(`joining.letter.${what}.subject`, names),
        paragraphs: [t(`joining.letter.${what}.text`, names)],
      }),
    })
}
