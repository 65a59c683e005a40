-- What the site and the API may read beside the public tables: the same records, and only while they are public.
-- A view reads with its owner's rights, so that the role of requests needs none on the tables themselves.

create view public_organisation_detail as
  select o.id, o.name_key, o.seat_id, o.ept_id, o.epci_id, o.departement_id, o.region_id, o.disputed_code, o.source_id
  from organisation o where exists (select from public_organisation p where p.id = o.id);

create view public_organisation_alias as
  select a.organisation_id, a.alias, a.alias_key, a.reason, a.code
  from organisation_alias a where exists (select from public_organisation p where p.id = a.organisation_id);

create view public_key_redirect as
  select r.old_key, r.organisation_id
  from organisation_key_redirect r where exists (select from public_organisation p where p.id = r.organisation_id);

create view public_tie_detail as
  select p.id, p.state_since_year, p.state_reason
  from partnership p where exists (select from public_tie t where t.id = p.id);

create view public_tie_statement as
  select s.id, s.partnership_id, s.source_id, s.statement_key, s.page_title, s.page_url, s.licence, s.evidence, s.type_said,
    s.state_said, s.since_year, s.until_year, s.attested_year, s.themes, s.themes_said, s.names_said, s.recorded_at
  from partnership_statement s where exists (select from public_tie t where t.id = s.partnership_id);
