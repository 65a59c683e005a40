import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { keepChange, requireLead } from './keep.server.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'
import { readProject } from './record.server.ts'
import { readWord } from './rules.ts'

/** A body of a project, and what it said of publication. */
export type BodyWord = {
  organisationId: string
  key: string | null
  name: string
  isAuthority: boolean
  isLead: boolean
  /** Takes part by name; a party of the tie may not. */
  takesPart: boolean
  consent: 'asked' | 'yes' | 'no' | null
  tieAnswer: 'yes' | 'no' | null
  keepsOut: boolean
  word: 'yes' | 'no' | 'waits'
}

/** What each body of the register in a project said of its publication: the lead first, then the authorities. */
export async function listWords(ctx: Ctx, of: BodyOfProject): Promise<BodyWord[]> {
  await requireInProject(ctx, of, 'reader')
  return inTransaction(ctx, async (inner) => {
    const { rows } = await sql<Omit<BodyWord, 'word'>>`
      select b.id as "organisationId", o.key, coalesce(o.name, '') as name, coalesce(o.kind = 'localAuthority', true) as "isAuthority",
        b.id = p.organisation_id as "isLead", i.id is not null as "takesPart", i.consent, c.answer as "tieAnswer",
        i.discreet_since is not null as "keepsOut"
      from project p join lateral (
        select p.organisation_id as id
        union select x.organisation_id from project_participant x where x.project_id = p.id and x.organisation_id is not null
        union select y.organisation_id from partnership_party y where y.partnership_id = p.partnership_id) b on true
      left join organisation o on o.id = b.id
      left join project_participant i on i.project_id = p.id and i.organisation_id = b.id
      left join publication_consent c on c.partnership_id = p.partnership_id and c.organisation_id = b.id and c.part = 'projects'
      where p.id = ${of.projectId} order by 5 desc, 4 desc, 3`.execute(inner.db)
    return rows.map((row) => ({ ...row, word: readWord(row) }))
  })
}

type Switch = 'wants_public' | 'confidential' | 'shows_money'
const actions: Record<Switch, readonly [on: string, off: string]> = {
  wants_public: ['published', 'unpublished'],
  confidential: ['madeConfidential', 'madeShared'],
  shows_money: ['moneyShown', 'moneyHidden'],
}
const fields: Record<Switch, string> = {
  wants_public: 'wantsPublic',
  confidential: 'confidential',
  shows_money: 'showsMoney',
}

async function turn(ctx: Ctx, of: BodyOfProject, which: Switch, on: boolean): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await requireLead(inner, of)
    const changed = await inner.db
      .updateTable('project')
      .set({ [which]: on, updated_at: inner.now })
      .where('id', '=', of.projectId)
      .where('organisation_id', '=', of.organisationId)
      .where(which, '=', !on)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return
    await keepChange(inner, of, actions[which][on ? 0 : 1], { [fields[which]]: !on }, { [fields[which]]: on })
  })
}

/** Says for the lead that the project may be public, or takes that back; each authority in it answers for itself. */
export async function setWantsPublic(ctx: Ctx, of: BodyOfProject, wanted: boolean): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await turn(ctx, of, 'wants_public', wanted)
}

/** Keeps the project to the members of the body that leads it, or shares it with those who take part. */
export async function setConfidential(ctx: Ctx, of: BodyOfProject, confidential: boolean): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  // A guest of the tie would shut the door upon himself.
  await requireRole(ctx, of.organisationId, 'contributor')
  await turn(ctx, of, 'confidential', confidential)
}

/** Lets the public page of a project without a tie say who pays what, or takes that back. */
export async function setShowsMoney(ctx: Ctx, of: BodyOfProject, shown: boolean): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await turn(ctx, of, 'shows_money', shown)
}

/** Says yes or no to publication for a body that takes part, by one of its members. */
export async function answerPublication(ctx: Ctx, of: BodyOfProject, answer: 'yes' | 'no'): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const own = await readOwn(inner, of)
    if (own.consent === answer) return
    await inner.db
      .updateTable('project_participant')
      .set({
        consent: answer,
        consent_by: inner.actor.kind === 'person' ? inner.actor.personId : null,
        consent_at: inner.now,
      })
      .where('id', '=', own.id)
      .where('project_id', '=', of.projectId)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    await keepChange(inner, of, answer === 'yes' ? 'saidYes' : 'saidNo', { consent: own.consent }, { consent: answer })
  })
}

/** Leaves a body unnamed on the public page at once, or lifts it; it alone decides. */
export async function setParticipantDiscreet(ctx: Ctx, of: BodyOfProject, discreet: boolean): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const own = await readOwn(inner, of)
    if ((own.discreet_since !== null) === discreet) return
    await inner.db
      .updateTable('project_participant')
      .set({ discreet_since: discreet ? inner.now : null })
      .where('id', '=', own.id)
      .where('project_id', '=', of.projectId)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    const action = discreet ? 'participantDiscreet' : 'participantNotDiscreet'
    await keepChange(inner, of, action, { discreet: !discreet }, { discreet })
  })
}

async function readOwn(ctx: Ctx, of: BodyOfProject) {
  const own = await ctx.db
    .selectFrom('project_participant')
    .select(['id', 'consent', 'discreet_since'])
    .where('project_id', '=', of.projectId)
    .where('organisation_id', '=', of.organisationId)
    .executeTakeFirst()
  if (!own) throw new AppError('invalid', 'project_not_participant')
  return own
}

/** Puts the whole project in discreet mode at once, whichever body asks, or lifts what that body had asked. */
export async function setProjectDiscreet(ctx: Ctx, of: BodyOfProject, discreet: boolean): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await readProject(inner, of.projectId)
    if (before.discreetBy.includes(of.organisationId) === discreet) return
    await sql`update project set discreet_by = x.asked,
        discreet_since = case when cardinality(x.asked) > 0 then coalesce(discreet_since, ${inner.now}) end
      from (select case when ${discreet} then array_append(discreet_by, ${of.organisationId}::uuid)
        else array_remove(discreet_by, ${of.organisationId}::uuid) end as asked from project where id = ${of.projectId} for update) x
      where id = ${of.projectId}`.execute(inner.db)
    await keepChange(inner, of, discreet ? 'discreet' : 'notDiscreet', { discreet: !discreet }, { discreet })
  })
}
