import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import type { TieState, TieType } from '../partnerships/schema.ts'
import { listTieParties, type TiePartyHead } from '../partnerships/tie-head.server.ts'
import type { ProjectState } from './schema.ts'

/** What one funder planned and spent on a project, of one nature and currency: decimals, never added across them. */
export type PaidHere = {
  funder: string
  nature: 'money' | 'inKind' | 'volunteerTime'
  planned: string | null
  spent: string | null
  currency: string
}

/** A project that happens on our territory or that we take part in: who carries it, then who pays. */
export type ProjectHere = {
  id: string
  tieId: string | null
  title: string
  state: ProjectState
  lead: string
  /** It has a place on our territory. */
  here: boolean
  paid: PaidHere[]
}

/** A tie with the projects under it that concern us. */
export type PartnerHere = {
  tieId: string
  type: TieType
  state: TieState
  sinceYear: number | null
  partners: Pick<TiePartyHead, 'key' | 'name' | 'country' | 'lookedAfter'>[]
  projects: ProjectHere[]
}

/** A public project on our territory that nobody has told us of. */
export type PublicHere = { id: string; title: string; state: ProjectState; participants: string[] }

/** All partners of an authority: who does and pays what in its town. */
export type PartnersHere = { ties: PartnerHere[]; others: ProjectHere[]; untold: PublicHere[] }

async function readProjects(ctx: Ctx, organisationId: string): Promise<ProjectHere[]> {
  // Row-level security leaves out what we are not in, and what its leader keeps confidential.
  const { rows } = await sql<ProjectHere>`
    select p.id, p.partnership_id as "tieId", p.title, p.state, o.name as lead,
      exists (select from project_place l where l.project_id = p.id and l.territory_id = ${organisationId}) as here,
      coalesce((select json_agg(json_build_object('funder', m.funder, 'nature', m.nature, 'planned', m.planned, 'spent', m.spent,
          'currency', m.currency) order by m.funder, m.nature, m.currency) from (
        select coalesce(f.name, x.funder_name) as funder, x.nature, x.currency, sum(x.planned)::text as planned, sum(x.spent)::text as spent
        from project_money x left join organisation f on f.id = x.funder_id where x.project_id = p.id
        group by coalesce(f.name, x.funder_name), x.nature, x.currency) m), '[]') as paid
    from project p join organisation o on o.id = p.organisation_id
    where p.organisation_id = ${organisationId}
      or p.partnership_id in (select y.partnership_id from partnership_party y where y.organisation_id = ${organisationId})
      or exists (select from project_participant i where i.project_id = p.id and i.organisation_id = ${organisationId})
      or exists (select from project_place l where l.project_id = p.id and l.territory_id = ${organisationId})
    order by p.state in ('finished', 'abandoned'), p.starts_on desc nulls last, p.id`.execute(ctx.db)
  return rows
}

async function readUntold(ctx: Ctx, organisationId: string, known: readonly string[]): Promise<PublicHere[]> {
  const { rows } = await sql<PublicHere>`
    select p.id, p.title, p.state,
      array(select x ->> 'name' from jsonb_array_elements(p.participants) x) as participants
    from public_project p
    where not p.id = any(${[...known]}::uuid[]) and exists (select from public_project_place l
      join organisation o on o.key = l.territory_key where l.project_id = p.id and o.id = ${organisationId})
    order by p.title, p.id limit 100`.execute(ctx.db)
  return rows
}

/** Every tie of an authority with what is done under it, projects without a tie, and public ones nobody has told it of. */
export async function listPartnersHere(ctx: Ctx, organisationId: string): Promise<PartnersHere> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const { rows } = await sql<Omit<PartnerHere, 'partners' | 'projects'>>`
      select t.id as "tieId", t.type, t.state, t.since_year as "sinceYear" from partnership_party mine
      join partnership t on t.id = mine.partnership_id
      where mine.organisation_id = ${organisationId}
      order by t.state = 'ended', t.since_year nulls last, t.id`.execute(inner.db)
    const parties = await listTieParties(
      inner,
      rows.map(({ tieId }) => tieId),
      organisationId,
    )
    const projects = await readProjects(inner, organisationId)
    const byTie = Map.groupBy(projects, ({ tieId }) => tieId ?? '')
    const ours = new Set(rows.map(({ tieId }) => tieId))
    return {
      ties: rows.map((tie) => ({
        ...tie,
        partners: parties
          .filter((party) => party.tieId === tie.tieId && !party.isOurs)
          .map(({ key, name, country, lookedAfter }) => ({ key, name, country, lookedAfter })),
        projects: byTie.get(tie.tieId) ?? [],
      })),
      others: projects.filter(({ tieId }) => !tieId || !ours.has(tieId)),
      untold: await readUntold(
        inner,
        organisationId,
        projects.map(({ id }) => id),
      ),
    }
  })
}
