import { type RawBuilder, sql } from 'kysely'
import { readSeed } from '../../db/read-seed.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireJob } from './permissions.server.ts'

/** For which purpose what is kept, how long and on which ground, in the reader's language. */
export type RetentionRule = {
  code: string
  /** Null: as long as the record itself. */
  months: number | null
  purpose: string
  data: string
  legalBasis: string
  reviewedOn: string
}

const columns = [
  'code',
  'months',
  'purpose_fr',
  'purpose_en',
  'data_fr',
  'data_en',
  'legal_basis_fr',
  'legal_basis_en',
  'reviewed_on',
] as const

/** Brings the rules up to the project's own file. */
export async function loadRetentionRules(ctx: Ctx): Promise<void> {
  const { rows } = await readSeed('retention', columns)
  const values = rows.map((row) => ({ ...row, months: row.months ? Number(row.months) : null }))
  await inTransaction(ctx, async ({ db }) => {
    await db.deleteFrom('retention_rule').execute()
    await db.insertInto('retention_rule').values(values).execute()
  })
}

/** The rules as the page on personal data lists them. */
export async function listRetentionRules(ctx: Ctx): Promise<RetentionRule[]> {
  const own = (name: string) => sql.ref(`${name}_${ctx.locale}`)
  const { rows } = await sql<RetentionRule>`
    select code, months, ${own('purpose')} as purpose, ${own('data')} as data, ${own('legal_basis')} as "legalBasis",
      reviewed_on as "reviewedOn" from retention_rule order by months nulls last, code`.execute(ctx.db)
  return rows
}

/** What is done with what is past its time, by the code of its rule; `before` is the instant it had to be older than. */
const removals: Readonly<Record<string, (before: RawBuilder<Date>) => RawBuilder<unknown>[]>> = {
  mail: (before) => [sql`delete from mail where created_at < ${before} and state <> 'queued'`],
  signInMail: (before) => [
    sql`delete from mail where created_at < ${before} and kind in ('signIn', 'correctionVerify', 'administratorLink')`,
  ],
  draft: (before) => [sql`delete from draft where saved_at < ${before}`],
  keptForm: (before) => [sql`delete from kept_form where created_at < ${before}`],
  unverifiedCorrection: (before) => [sql`delete from correction where state = 'unverified' and created_at < ${before}`],
  correction: (before) => [
    sql`update correction set author_email = '' where decided_at < ${before} and author_email <> ''`,
  ],
  claim: (before) => [
    // The file itself goes with the sweep of files nothing refers to.
    sql`with decided as (update claim c set file_id = null from claim was
        where was.id = c.id and c.decided_at < ${before} and c.file_id is not null returning was.file_id)
      update stored_file f set state = 'pending' from decided where f.id = decided.file_id`,
  ],
  invitation: (before) => [
    sql`update invitation set email = null
      where email is not null and greatest(expires_at, accepted_at, revoked_at) < ${before}`,
  ],
  spreadsheet: (before) => [sql`delete from spreadsheet_import where created_at < ${before}`],
  accountPreview: (before) => [
    sql`delete from account_document where state = 'waiting' and imported_at < ${before}`,
    sql`delete from spreadsheet_import where mapping ->> 'kind' = 'accounts' and created_at < ${before}`,
  ],
  turn: (before) => [sql`delete from asked_turn where since < ${before}`],
}

/** Ends sessions and links past their time; `db` are the connections of sign-in. Answers how many sessions went. */
export async function removeOldSessions(db: Ctx['db'], now: Date): Promise<number> {
  await sql`delete from auth.verification where "expiresAt" < ${now}`.execute(db)
  const ended = await sql`delete from auth.session where "expiresAt" < ${now}`.execute(db)
  return Number(ended.numAffectedRows ?? 0)
}

/** Removes what is past its time, rule by rule; answers how many rows each rule touched. A job, run once a day. */
export async function applyRetention(ctx: Ctx): Promise<Record<string, number>> {
  requireJob(ctx, 'retention')
  const rules = await ctx.db.selectFrom('retention_rule').select(['code', 'months']).execute()
  const touched: Record<string, number> = {}
  for (const { code, months } of rules) {
    if (months === null) continue
    const before = sql<Date>`(${ctx.now}::timestamptz - make_interval(months => ${months}))`
    touched[code] = await inTransaction(ctx, async ({ db }) => {
      let count = 0
      for (const statement of removals[code]?.(before) ?? []) {
        count += Number((await statement.execute(db)).numAffectedRows ?? 0)
      }
      return count
    })
  }
  return touched
}

/** People without an organisation who have not come for as long as the rule says: their accounts are to be erased. */
export async function listForgottenPeople(ctx: Ctx): Promise<string[]> {
  requireJob(ctx, 'retention')
  const { rows } = await inTransaction(ctx, ({ db }) =>
    sql<{ id: string }>`
    select p.id from person p join retention_rule r on r.code = 'account'
    where p.erased_at is null and not p.example and not p.administrator
      and coalesce(p.last_seen_at, p.created_at) < ${ctx.now}::timestamptz - make_interval(months => r.months)
      and not exists (select from membership m where m.person_id = p.id and m.ended_at is null)`.execute(db),
  )
  return rows.map(({ id }) => id)
}
