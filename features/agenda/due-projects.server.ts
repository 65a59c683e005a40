import { type RawBuilder, sql } from 'kysely'

type Line = (of: Record<string, RawBuilder<unknown>>) => RawBuilder<unknown>

/** What is due in projects and missions, as arms of the query of the board. */
export function projectArms(
  { organisationId, today }: { organisationId: string; today: string },
  line: Line,
): RawBuilder<unknown>[] {
  const ofProject = { project: sql`p.id`, tie: sql`p.partnership_id` }
  // A body is in the projects it leads, those it takes part in, and those of its ties; row-level security keeps the rest.
  const inProject = sql`(p.organisation_id = ${organisationId} or p.partnership_id in (select id from own)
    or exists (select from project_participant i where i.project_id = p.id and i.organisation_id = ${organisationId}))`
  const ofMission = { mission: sql`m.id`, tie: sql`m.partnership_id`, title: sql`m.title`, by: sql`m.organisation_id` }
  return [
    sql`${line({ ...ofProject, kind: sql`k.kind`, id: sql`k.id`, on: sql`k.due_on`, by: sql`k.organisation_id`, title: sql`k.title`, detail: sql`p.title` })}
      from project p join project_task k on k.project_id = p.id
      where ${inProject} and p.state in ('idea', 'prepared', 'running') and k.done_on is null and k.due_on is not null`,
    sql`${line({ ...ofProject, kind: sql`'projectEnd'::text`, id: sql`p.id`, on: sql`p.ends_on`, by: sql`p.organisation_id`, title: sql`p.title` })}
      from project p where ${inProject} and p.state = 'running' and p.ends_on is not null`,
    sql`${line({ ...ofProject, kind: sql`'projectConsent'::text`, id: sql`p.id`, by: sql`${organisationId}`, title: sql`p.title` })}
      from project p join project_participant i on i.project_id = p.id and i.organisation_id = ${organisationId}
      where p.wants_public and not p.confidential and i.consent = 'asked' and p.organisation_id <> ${organisationId}`,
    // The mandate is voted before one leaves.
    sql`${line({ ...ofMission, kind: sql`'missionMandate'::text`, id: sql`m.id`, on: sql`m.starts_on` })}
      from mission m where m.organisation_id = ${organisationId} and m.state = 'prepared' and m.direction = 'outgoing'
        and m.mandate_voted_on is null and m.starts_on >= ${today}::date`,
    sql`${line({ ...ofMission, kind: sql`'mission'::text`, id: sql`m.id`, on: sql`case when m.ends_on < ${today}::date then m.ends_on else m.starts_on end`, detail: sql`m.direction` })}
      from mission m where m.organisation_id = ${organisationId} and m.state = 'prepared'`,
  ]
}
