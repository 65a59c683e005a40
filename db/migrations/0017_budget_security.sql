-- Who may see and change the accounts and the international budget of an authority: its own people. A partner sees what it
-- was told it was paid, and answers for itself.
do $$
declare name text;
begin
  foreach name in array array['account_document', 'account_line', 'account_grant', 'account_total', 'account_mapping', 'staff_grade',
    'budget_line', 'refused_suggestion', 'payment_answer', 'budget_change_reason', 'budget_floor', 'budget_publication',
    'one_percent_room', 'oda_return'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_of_the_database on %I to current_user using (true) with check (true)', name);
    execute format('create policy jobs on %I using (acting_job() in (''accounts'', ''publish'', ''alert'', ''demonstration'', ''merge'', ''erasure'', ''retention''))
      with check (acting_job() in (''accounts'', ''demonstration'', ''merge'', ''erasure'', ''retention''))', name);
  end loop;
  foreach name in array array['account_document', 'account_mapping', 'staff_grade', 'budget_line', 'refused_suggestion',
    'budget_change_reason', 'budget_floor', 'budget_publication', 'one_percent_room', 'oda_return'] loop
    execute format('create policy own on %I for select using (holds_role(organisation_id, ''reader''))', name);
    execute format('create policy written on %I using (acts_for(organisation_id, ''contributor'')) with check (acts_for(organisation_id, ''contributor''))', name);
  end loop;
  -- What belongs to a document follows it. The commands bring the document first: its row decides.
  foreach name in array array['account_line', 'account_grant', 'account_total'] loop
    execute format('create policy own on %I for select using (document_id in (select id from account_document))', name);
    execute format('create policy written on %I using (document_id in (select id from account_document where organisation_id = acting_organisation() and acts_for(organisation_id, ''contributor'')))
      with check (document_id in (select id from account_document where organisation_id = acting_organisation() and acts_for(organisation_id, ''contributor'')))', name);
  end loop;
  foreach name in array array['one_percent_mechanism', 'oda_campaign', 'public_budget_year', 'public_budget_part'] loop
    execute format('comment on table %I is %L', name, 'public reference: what everybody may read');
  end loop;
end $$;

-- The partner that was paid, and was told so.
create policy told on budget_line for select using (told_partner and counterpart_id = acting_organisation()
  and holds_role(counterpart_id, 'reader'));
create policy seen on payment_answer for select using (budget_line_id in (select id from budget_line));
create policy given on payment_answer for insert with check (person_id = acting_person() and acts_for(organisation_id, 'contributor')
  and exists (select from budget_line b where b.id = budget_line_id and b.told_partner and b.counterpart_id = payment_answer.organisation_id));
