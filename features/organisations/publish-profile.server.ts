import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { isPublicOrganisation, isShownOrganisation } from './public-condition.server.ts'

const columns =
  sql.raw(`organisation_id, website, logo_sha256, has_contact, council_status, council_since, council_source,
  mandate_end, languages, strengths, priorities, competences, development_plan, development_plan_url, officials, networks, updated_at`)

/**
 * Brings what the public pages show of sheets up to date and raises the data version: the sheets their organisations have
 * said to show, the persons who may be named, the networks. Whoever publishes organisations by another way calls it too.
 */
export async function publishProfiles(ctx: Ctx, organisationIds: readonly string[]): Promise<void> {
  const ids = sql`${[...organisationIds]}::uuid[]`
  await asJob(ctx, 'publish', async (inner) => {
    await sql`delete from public_profile where organisation_id = any(${ids})`.execute(inner.db)
    await sql`insert into public_profile (${columns})
      select p.organisation_id, p.website, f.sha256, p.contact_email is not null, p.council_status, p.council_since,
        p.council_source, p.mandate_end, p.languages, p.strengths, p.priorities, p.competences, p.development_plan,
        p.development_plan_url,
        (select coalesce(jsonb_agg(jsonb_build_object('name', x.name, 'function', x.function_title, 'kind', x.kind)
            order by x.kind = 'officer', x.created_at, x.id), '[]')
          from official x where x.organisation_id = o.id and x.is_public and x.discreet_since is null
            and (x.until is null or x.until >= ${inner.now}::date)),
        (select coalesce(jsonb_agg(jsonb_build_object('name', n.name, 'sinceYear', m.since_year) order by n.name_key, n.key), '[]')
          from organisation_network m join organisation n on n.id = m.network_id
          where m.organisation_id = o.id and ${isShownOrganisation('n')}),
        p.updated_at
      from organisation_profile p join organisation o on o.id = p.organisation_id
      left join stored_file f on f.id = p.logo_file_id
      where o.id = any(${ids}) and p.public_since is not null and ${isPublicOrganisation('o')}`.execute(inner.db)
    await raiseDataVersion(inner)
  })
}
