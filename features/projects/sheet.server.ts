import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { requireParty } from '../partnerships/parties.server.ts'
import { listDacSectors } from './dac-sectors.server.ts'
import { keepChange } from './keep.server.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'
import { type ProjectFacts, readProjectFacts } from './project-input.ts'
import { factsOf, readProject } from './record.server.ts'

/** Opens a project that a body leads, under one of its ties or alone; answers its id. */
export async function createProject(
  ctx: Ctx,
  of: { organisationId: string; partnershipId: string | null },
  typed: ProjectFacts,
  id: string = newId(),
): Promise<string> {
  const { organisationId, partnershipId } = of
  if (partnershipId) await requireParty(ctx, { partnershipId, organisationId }, 'contributor')
  else await requireRole(ctx, organisationId, 'contributor')
  const facts = await checked(typed)
  await inTransaction(ctx, async (inner) => {
    const lead = await inner.db
      .selectFrom('organisation')
      .select(['kind', 'example'])
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow()
    await inner.db
      .insertInto('project')
      .values({
        id,
        organisation_id: organisationId,
        partnership_id: partnershipId,
        ...toColumns(facts),
        example: lead.example,
        created_by: inner.actor.kind === 'person' ? inner.actor.personId : null,
        created_at: inner.now,
        updated_at: inner.now,
      })
      .execute()
    await inner.db
      .insertInto('project_participant')
      .values({
        id: newId(),
        project_id: id,
        organisation_id: organisationId,
        role: 'lead',
        circle: lead.kind === 'localAuthority' ? 'elected' : 'civilSociety',
        credit_order: 1,
      })
      .execute()
    await writeLists(inner, id, facts)
    await keepChange(inner, { projectId: id, organisationId }, 'created', null, facts)
  })
  return id
}

/** Changes the sheet of a project: any body in it may. Nothing is written down where nothing changed. */
export async function updateProject(ctx: Ctx, of: BodyOfProject, typed: ProjectFacts): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  const facts = await checked(typed)
  await inTransaction(ctx, async (inner) => {
    const before = factsOf(await readProject(inner, of.projectId))
    if (same(before, facts)) return
    await inner.db
      .updateTable('project')
      .set({ ...toColumns(facts), updated_at: inner.now })
      .where('id', '=', of.projectId)
      .execute()
    for (const table of ['project_frame', 'project_marker', 'project_text'] as const)
      await inner.db.deleteFrom(table).where('project_id', '=', of.projectId).execute()
    await writeLists(inner, of.projectId, facts)
    await keepChange(inner, of, 'changed', before, facts)
  })
}

const sorted = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value
const same = (before: ProjectFacts, after: ProjectFacts) => {
  const text = (facts: ProjectFacts) =>
    JSON.stringify(sorted(Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, sorted(value)]))))
  return text(before) === text(after)
}

async function checked(typed: ProjectFacts): Promise<ProjectFacts> {
  const read = readProjectFacts(typed)
  if ('problems' in read) throw new AppError('invalid', read.problems[0]?.reason ?? 'project_choice_unknown')
  const known = new Set((await listDacSectors()).map(({ code }) => code))
  if (!read.facts.dacSectors.every((code) => known.has(code))) throw new AppError('invalid', 'project_sector_wrong')
  return read.facts
}

const toColumns = (facts: ProjectFacts) => ({
  title: facts.title,
  summary: facts.summary,
  locale: facts.locale,
  objectives: facts.objectives,
  type: facts.type,
  operating_mode: facts.operatingMode,
  themes: facts.themes,
  sdgs: facts.sdgs,
  rights: facts.rights,
  dac_sectors: facts.dacSectors,
  starts_on: facts.startsOn,
  ends_on: facts.endsOn,
})

async function writeLists(ctx: Ctx, projectId: string, { frames, markers, second }: ProjectFacts): Promise<void> {
  const weights = Object.entries(frames).map(([frame, weight]) => ({ project_id: projectId, frame, weight }))
  if (weights.length > 0) await ctx.db.insertInto('project_frame').values(weights).execute()
  const marks = Object.entries(markers).map(([marker, value]) => ({ project_id: projectId, marker, value }))
  if (marks.length > 0) await ctx.db.insertInto('project_marker').values(marks).execute()
  if (second)
    await ctx.db
      .insertInto('project_text')
      .values({ project_id: projectId, ...second })
      .execute()
}
