import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { keepChange } from './keep.server.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'

/** What an initiative for peace is at. */
export const peaceStages = ['prevention', 'crisisExit', 'mediation', 'cultureOfPeace'] as const

/** How one party sees neutrality, in its own words; null where it has not written. */
export type NeutralityView = {
  organisationId: string
  name: string
  body: string | null
  wantsPublic: boolean
}

/** A project as an initiative for peace. */
export type PeaceInitiative = { stage: string | null; asymmetry: string; views: NeutralityView[]; isPublic: boolean }

/** Reads it: every party of the project in the order of its name, whoever wrote first. */
export async function getPeaceInitiative(ctx: Ctx, of: BodyOfProject): Promise<PeaceInitiative> {
  await requireInProject(ctx, of, 'reader')
  const { rows } = await inTransaction(ctx, ({ db }) =>
    sql<PeaceInitiative>`
      select p.peace_stage as stage, p.asymmetry,
        exists (select from public_project x where x.id = p.id and x.content ? 'peace') as "isPublic",
        (select coalesce(json_agg(json_build_object('organisationId', b.id, 'name', coalesce(o.name, ''), 'body', v.body,
            'wantsPublic', coalesce(v.wants_public, false)) order by o.name), '[]')
          from (select p.organisation_id as id
            union select y.organisation_id from partnership_party y where y.partnership_id = p.partnership_id
            union select i.organisation_id from project_participant i join organisation k on k.id = i.organisation_id
              and k.kind = 'localAuthority' where i.project_id = p.id
            union select w.organisation_id from neutrality_view w where w.project_id = p.id) b
          left join organisation o on o.id = b.id
          left join neutrality_view v on v.project_id = p.id and v.organisation_id = b.id) as views
      from project p where p.id = ${of.projectId}`.execute(db),
  )
  const found = rows[0]
  if (!found) throw new AppError('not_found', 'record_not_found')
  return found
}

/** Says that a project is an initiative for peace, at which stage, and what is unequal between its parties. */
export async function setPeaceStage(
  ctx: Ctx,
  of: BodyOfProject,
  { stage, asymmetry }: { stage: string | null; asymmetry: string },
): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  if (stage !== null && !peaceStages.includes(stage as never)) throw new AppError('invalid', 'peace_stage_missing')
  await inTransaction(ctx, async (inner) => {
    const before = await getPeaceInitiative(inner, of)
    await inner.db
      .updateTable('project')
      .set({ peace_stage: stage, asymmetry: asymmetry.slice(0, 2000) })
      .where('id', '=', of.projectId)
      .execute()
    await keepChange(
      inner,
      of,
      'peaceSaid',
      { peaceStage: before.stage, asymmetry: before.asymmetry },
      { peaceStage: stage, asymmetry },
    )
  })
}

/** Writes how one's own side sees neutrality, and whether it may be read by everybody; nobody writes for another side. */
export async function writeNeutralityView(
  ctx: Ctx,
  of: BodyOfProject,
  { body, wantsPublic }: { body: string; wantsPublic: boolean },
): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  if (body.length < 1 || body.length > 2000) throw new AppError('invalid', 'peace_view_missing')
  await inTransaction(ctx, async (inner) => {
    const { views } = await getPeaceInitiative(inner, of)
    const before = views.find(({ organisationId }) => organisationId === of.organisationId)
    const said = {
      body,
      wants_public: wantsPublic,
      updated_by: inner.actor.kind === 'person' ? inner.actor.personId : null,
      updated_at: inner.now,
    }
    await inner.db
      .insertInto('neutrality_view')
      .values({ project_id: of.projectId, organisation_id: of.organisationId, ...said })
      .onConflict((conflict) => conflict.columns(['project_id', 'organisation_id']).doUpdateSet(said))
      .execute()
    const words = (view: { body: string | null; wantsPublic: boolean }) => ({
      neutrality: view.body,
      wantsPublic: view.wantsPublic,
    })
    await keepChange(inner, of, 'neutralityWritten', before?.body ? words(before) : null, {
      neutrality: body,
      wantsPublic,
    })
  })
}
