import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a counted line `m` is told apart nowhere outside: one of a tie nobody may read of, of a project or a body that keeps
 * out. Neither by name nor by country, nor by what is left when the others are taken away; it stands with what lines do not
 * say. Read as the job that publishes, who sees what everybody may read.
 */
export const hiddenLine: RawBuilder<boolean> = sql`(
  m.partnership_id is not null and (not exists (select from public_tie t where t.id = m.partnership_id)
    or exists (select from partnership_party p join organisation o on o.id = p.organisation_id
      where p.partnership_id = m.partnership_id and (o.discreet_since is not null or p.discreet_since is not null)))
  or exists (select from project j left join partnership t on t.id = j.partnership_id where j.id = m.project_id
    and (j.discreet_since is not null or j.confidential or t.discreet_since is not null))
  or exists (select from organisation o where o.id = m.counterpart_id and o.discreet_since is not null))`
