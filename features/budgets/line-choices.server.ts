import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { listDacSectors } from '../projects/dac-sectors.server.ts'
import { type LineAttributes, type LineOda, type OfProject, type OfTie, proposeAttributes } from './line-input.ts'
import { listOdaChannels } from './oda-lists.server.ts'

/** What a line of the international budget may be tied to. */
export type LineChoices = {
  /** With the names of the other parties; those that ended too, for accounts of the past. */
  ties: { id: string; names: string[]; ended: boolean }[]
  projects: { id: string; title: string }[]
  commitments: { id: string; partnershipId: string; body: string; names: string[] }[]
  departments: string[]
  /** Bodies of the register that may be paid, or pay: partners, who takes part in projects, networks and associations. */
  bodies: { key: string; name: string }[]
}

/** Lists the ties and projects of a body, what it promised there, and its departments named so far. */
export async function listLineChoices(ctx: Ctx, organisationId: string): Promise<LineChoices> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async ({ db }) => {
    const names = sql`(select array_agg(o.name order by p.position) from partnership_party p
      join organisation o on o.id = p.organisation_id where p.partnership_id = t.id and p.organisation_id <> ${organisationId})`
    const ties = await sql<LineChoices['ties'][number]>`
      select t.id, coalesce(${names}, '{}') as names, t.state = 'ended' as ended
      from partnership_party mine join partnership t on t.id = mine.partnership_id
      where mine.organisation_id = ${organisationId} order by ended, names, t.id`.execute(db)
    const projects = await sql<LineChoices['projects'][number]>`
      select j.id, j.title from project j where j.id = any (array(select projects_seen_in(${organisationId})))
      order by j.state in ('finished', 'abandoned'), lower(j.title), j.id`.execute(db)
    const commitments = await sql<LineChoices['commitments'][number]>`
      select c.id, t.id as "partnershipId", left(c.body, 120) as body, coalesce(${names}, '{}') as names
      from commitment c join agreement a on a.id = c.agreement_id join partnership t on t.id = a.partnership_id
      where c.organisation_id = ${organisationId} and c.superseded_at is null
      order by c.due_on desc nulls last, c.id limit 300`.execute(db)
    const departments = await sql<{ name: string }>`
      select distinct department as name from budget_line where organisation_id = ${organisationId} and department <> ''
      order by department limit 200`.execute(db)
    const bodies = await sql<LineChoices['bodies'][number]>`
      select o.key, o.name from organisation o where o.merged_into is null and o.id <> ${organisationId}
        -- by their ids: a choice between conditions would ask every organisation of the register
        and o.id = any (array(
        select p.organisation_id from partnership_party mine
          join partnership_party p on p.partnership_id = mine.partnership_id where mine.organisation_id = ${organisationId}
        union select i.organisation_id from project_participant i
          where i.project_id = any (array(select projects_seen_in(${organisationId})))
        union select counterpart_id from budget_line where organisation_id = ${organisationId}
        union select id from organisation where kind = 'organisation' and discreet_since is null))
      order by o.name_key, o.key limit 1000`.execute(db)
    return {
      bodies: bodies.rows,
      ties: ties.rows,
      projects: projects.rows,
      commitments: commitments.rows,
      departments: departments.rows.map(({ name }) => name),
    }
  })
}

type Links = { partnershipId: string | null; projectId: string | null; commitmentId?: string | null }

/** Lets pass ties the body is a party of, projects it is in and its own promises; `record_not_found` otherwise. */
export async function requireLinks(ctx: Ctx, organisationId: string, links: Links): Promise<void> {
  const { partnershipId: tie, projectId: project, commitmentId: commitment = null } = links
  const { rows } = await sql<{ may: boolean }>`
    select (${tie}::uuid is null or coalesce(is_tie_party(${tie}::uuid, ${organisationId}), false))
      and (${project}::uuid is null or coalesce(sees_project(${project}::uuid) and is_in_project(${project}::uuid, ${organisationId}), false))
      and (${commitment}::uuid is null or exists (select from commitment c
        where c.id = ${commitment}::uuid and c.organisation_id = ${organisationId})) as may`.execute(ctx.db)
  if (!rows[0]?.may) throw new AppError('not_found', 'record_not_found')
}

type Given = LineAttributes & { dacSector: string | null }

/** Makes what fills the unsaid of lines from their projects and ties; each of these is read once. */
export function proposer(ctx: Ctx, organisationId: string): <Line extends Given>(given: Line) => Promise<Line> {
  const projects = new Map<string, Promise<OfProject | null>>()
  const ties = new Map<string, Promise<OfTie | null>>()
  const once = <Found>(known: Map<string, Promise<Found>>, id: string, read: () => Promise<Found>): Promise<Found> => {
    const found = known.get(id) ?? read()
    known.set(id, found)
    return found
  }
  return async (given) => {
    const { projectId } = given
    const project = projectId
      ? await once(projects, projectId, () => readProject(ctx, organisationId, projectId))
      : null
    const tieId = given.partnershipId ?? project?.partnershipId ?? null
    const tie = tieId ? await once(ties, tieId, () => readTie(ctx, organisationId, tieId)) : null
    return proposeAttributes(given, tie, project)
  }
}

async function readTie(ctx: Ctx, organisationId: string, id: string): Promise<OfTie | null> {
  const { rows } = await sql<OfTie>`
    select t.type, array(select distinct h from partnership_statement s, unnest(s.themes) h where s.partnership_id = t.id) as themes,
      array(select distinct o.country from partnership_party p join organisation o on o.id = p.organisation_id
        where p.partnership_id = t.id and p.organisation_id <> ${organisationId} and o.country <> 'FR') as countries
    from partnership t where t.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

async function readProject(ctx: Ctx, organisationId: string, id: string): Promise<OfProject | null> {
  const { rows } = await sql<OfProject>`
    select j.partnership_id as "partnershipId", j.type, j.themes, j.operating_mode as "operatingMode", j.dac_sectors as "dacSectors",
      coalesce((select json_agg(json_build_object('frame', f.frame, 'weight', f.weight)) from project_frame f where f.project_id = j.id), '[]') as frames,
      array(select distinct o.country from project_place l join organisation o on o.id = l.territory_id
        where l.project_id = j.id and l.territory_id <> ${organisationId} and o.country <> 'FR') as countries
    from project j where j.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/** Lets pass codes of the OECD that are known; `project_sector_wrong` and `budget_channel_wrong` otherwise. */
export async function requireCodes({
  dacSector,
  odaChannel,
}: Pick<LineOda, 'dacSector' | 'odaChannel'>): Promise<void> {
  if (dacSector !== null && !(await listDacSectors()).some(({ code }) => code === dacSector))
    throw new AppError('invalid', 'project_sector_wrong')
  if (odaChannel !== null && !(await listOdaChannels()).some(({ code }) => code === odaChannel))
    throw new AppError('invalid', 'budget_channel_wrong')
}
