-- Who may see a line of accounts or of the budget is asked once for a statement and no longer of every row: an authority has
-- ten thousand accounting lines, and all of them together ten million. Every policy lets pass exactly whom it let pass before.

-- The organisations whoever acts holds at least this role in: of each of them `holds_role` is true, of no other one.
create function organisations_held(lowest text) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as
  $$ select m.organisation_id from membership m where m.person_id = acting_person()
       and m.partnership_id is null and m.ended_at is null and role_rank(m.role) >= role_rank(lowest) $$;

do $$
declare name text;
begin
  foreach name in array array['account_document', 'account_line', 'account_grant', 'account_total', 'account_mapping', 'staff_grade',
    'budget_line', 'refused_suggestion', 'payment_answer', 'budget_change_reason', 'budget_floor', 'budget_publication',
    'one_percent_room', 'oda_return'] loop
    execute format('alter policy jobs on %I using ((select acting_job()) in (''accounts'', ''publish'', ''alert'', ''demonstration'', ''merge'', ''erasure'', ''retention''))
      with check ((select acting_job()) in (''accounts'', ''demonstration'', ''merge'', ''erasure'', ''retention''))', name);
  end loop;
  foreach name in array array['account_document', 'account_mapping', 'staff_grade', 'budget_line', 'refused_suggestion',
    'budget_change_reason', 'budget_floor', 'budget_publication', 'one_percent_room', 'oda_return'] loop
    execute format('alter policy own on %I using (organisation_id = any (array(select organisations_held(''reader''))))', name);
    execute format('alter policy written on %I
      using (organisation_id = (select acting_organisation()) and (select holds_role(acting_organisation(), ''contributor'')))
      with check (organisation_id = (select acting_organisation()) and (select holds_role(acting_organisation(), ''contributor'')))', name);
  end loop;
  -- Of documents, those of the reader's own organisations: the named jobs have a policy of their own, with the same list.
  foreach name in array array['account_line', 'account_grant', 'account_total'] loop
    execute format('alter policy own on %I using (document_id in (select id from account_document
      where organisation_id = any (array(select organisations_held(''reader'')))))', name);
    execute format('alter policy written on %I
      using ((select holds_role(acting_organisation(), ''contributor''))
        and document_id in (select id from account_document where organisation_id = (select acting_organisation())))
      with check ((select holds_role(acting_organisation(), ''contributor''))
        and document_id in (select id from account_document where organisation_id = (select acting_organisation())))', name);
  end loop;
end $$;

alter policy told on budget_line using (told_partner and counterpart_id = (select acting_organisation())
  and (select holds_role(acting_organisation(), 'reader')));
-- Line by line: listing every line of everybody to look one up would read a million of them.
alter policy seen on payment_answer using (exists (select from budget_line b where b.id = budget_line_id));

-- What lines of a budget are about: the reader's own projects are told by their organisation, without asking who is in each.
alter policy seen on project using (organisation_id = any (array(select organisations_held('reader')))
  or (not confidential and sees_project(id)));

-- The projects a body is in, of those whoever acts sees: found by their indexes, then asked one by one. Every project of
-- everybody would be asked otherwise.
create function projects_seen_in(organisation uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as
  $$ select f.id from (
       select p.id from project p where p.organisation_id = organisation
       union select i.project_id from project_participant i where i.organisation_id = organisation
       union select p.id from partnership_party t join project p on p.partnership_id = t.partnership_id
         where t.organisation_id = organisation) f
     where sees_project(f.id) $$;

-- Networks and associations among tens of thousands of authorities: bodies that may be paid.
create index organisation_bodies on organisation (id) where kind = 'organisation';
