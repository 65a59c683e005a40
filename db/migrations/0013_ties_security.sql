-- Who may see and change what belongs to ties, agreements, projects and missions. The parties alone: not even the
-- administrator of the instance reads what two authorities say to each other.

create function is_tie_party(tie uuid, organisation uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from partnership_party p where p.partnership_id = tie and p.organisation_id = organisation) $$;

-- Acts now for that party of the tie, as a member of it or as a guest of this very tie.
create function acts_as_party(tie uuid, organisation uuid, lowest text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select organisation = acting_organisation() and is_tie_party(tie, organisation) and exists (
       select from membership m where m.person_id = acting_person() and m.organisation_id = organisation and m.ended_at is null
         and role_rank(m.role) >= role_rank(lowest) and (m.partnership_id is null or m.partnership_id = tie)) $$;

create function tie_of_agreement(of_agreement uuid) returns uuid
  language sql stable security definer set search_path = public, pg_temp as
  $$ select partnership_id from agreement where id = of_agreement $$;
create function tie_of_project(of_project uuid) returns uuid
  language sql stable security definer set search_path = public, pg_temp as
  $$ select partnership_id from project where id = of_project $$;

-- Leads the project or takes part in it, or is a party of its tie.
create function is_in_project(of_project uuid, organisation uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from project p where p.id = of_project and p.organisation_id = organisation)
       or exists (select from project_participant i where i.project_id = of_project and i.organisation_id = organisation)
       or is_tie_party(tie_of_project(of_project), organisation) $$;

-- Sees the project: somebody of a body that is in it, or a guest of its tie; a confidential one is its leader's alone.
create function sees_project(of_project uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (
       select from membership m, project p
       where p.id = of_project and m.person_id = acting_person() and m.ended_at is null
         and (m.partnership_id is null or m.partnership_id = p.partnership_id)
         and case when p.confidential then m.organisation_id = p.organisation_id else is_in_project(p.id, m.organisation_id) end) $$;

-- Acts now for a body that is in the project.
create function acts_in_project(of_project uuid, organisation uuid, lowest text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select organisation = acting_organisation() and is_in_project(of_project, organisation) and exists (
       select from membership m where m.person_id = acting_person() and m.organisation_id = organisation and m.ended_at is null
         and role_rank(m.role) >= role_rank(lowest) and (m.partnership_id is null or m.partnership_id = tie_of_project(of_project))) $$;

do $$
declare name text;
begin
  foreach name in array array[
    'partnership_text', 'partnership_step', 'publication_consent', 'document', 'document_version', 'agreement', 'agreement_party',
    'agreement_amount', 'amendment', 'agreement_version', 'commitment', 'agreement_step', 'proposal', 'tie_link',
    'proposal_answer', 'tie_act', 'tie_act_answer', 'governance_body', 'governance_member', 'meeting', 'ledger_entry',
    'practice_transfer', 'calendar_feed', 'due_alert', 'person_preference', 'legal_reminder',
    'project', 'project_text', 'project_frame', 'project_marker', 'project_participant', 'project_place', 'project_task',
    'project_money', 'field_update', 'reply_address', 'project_event', 'volunteer_assignment', 'youth_mobility',
    'neutrality_view', 'mission', 'mission_participant', 'mission_cost', 'assembly_position', 'photo'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner_of_the_database on %I to current_user using (true) with check (true)', name);
    -- Named jobs: what a link allows, what an accepted proposal brings about, publication, alerts, the demonstration.
    execute format('create policy jobs on %I using (acting_job() in (''proposal'', ''tieLink'', ''publish'', ''alert'', ''calendar'',
      ''fieldMail'', ''demonstration'', ''merge'', ''erasure'', ''retention''))
      with check (acting_job() in (''proposal'', ''tieLink'', ''alert'', ''fieldMail'', ''demonstration'', ''merge'', ''erasure'', ''retention''))', name);
  end loop;
  foreach name in array array['approval_step_rule', 'atlas_sheet_field', 'country_context', 'election',
    'public_tie_content', 'public_project', 'public_project_place', 'public_mission', 'public_position', 'public_photo'
  ] loop
    execute format('comment on table %I is %L', name, 'public reference: what everybody may read');
  end loop;

  -- Kept by one party, read by all of them.
  foreach name in array array['partnership_text', 'partnership_step', 'publication_consent', 'governance_body', 'meeting',
    'ledger_entry', 'practice_transfer', 'tie_act', 'proposal'] loop
    execute format('create policy parties on %I for select using (holds_tie_role(partnership_id, ''reader''))', name);
    execute format('create policy written on %I for insert with check (acts_as_party(partnership_id, organisation_id, ''contributor''))', name);
  end loop;
  -- What was proposed or recorded is not among these: it stays as it was said, and its side takes it back, once.
  foreach name in array array['partnership_text', 'partnership_step', 'publication_consent', 'governance_body', 'meeting',
    'ledger_entry', 'practice_transfer'] loop
    execute format('create policy changed on %I for update using (acts_as_party(partnership_id, organisation_id, ''contributor''))
      with check (acts_as_party(partnership_id, organisation_id, ''contributor''))', name);
  end loop;
  -- What was proposed or recorded is withdrawn, never removed; a party's own words are its own to take away.
  foreach name in array array['partnership_text', 'partnership_step', 'meeting', 'ledger_entry', 'practice_transfer'] loop
    execute format('create policy removed on %I for delete using (acts_as_party(partnership_id, organisation_id, ''contributor''))', name);
  end loop;

  -- Of an agreement: seen by who sees it, kept by the side it concerns.
  foreach name in array array['agreement_amount', 'commitment', 'agreement_step', 'agreement_party', 'amendment'] loop
    execute format('create policy parties on %I for select using (holds_tie_role(tie_of_agreement(agreement_id), ''reader''))', name);
  end loop;
  foreach name in array array['agreement_step', 'commitment'] loop
    execute format('create policy own_side on %I for update
      using (acts_as_party(tie_of_agreement(agreement_id), organisation_id, ''contributor''))
      with check (acts_as_party(tie_of_agreement(agreement_id), organisation_id, ''contributor''))', name);
  end loop;

  -- Of a project: seen by who sees it.
  foreach name in array array['project_text', 'project_frame', 'project_marker', 'project_participant', 'project_place', 'project_task',
    'project_money', 'project_event', 'volunteer_assignment', 'youth_mobility', 'neutrality_view'] loop
    execute format('create policy in_project on %I for select using (sees_project(project_id))', name);
  end loop;
  -- Written by any body that is in the project.
  foreach name in array array['project_text', 'project_frame', 'project_marker', 'project_participant', 'project_task'] loop
    execute format('create policy written on %I using (acts_in_project(project_id, acting_organisation(), ''contributor''))
      with check (acts_in_project(project_id, acting_organisation(), ''contributor''))', name);
  end loop;
  -- Written by the body that entered it.
  foreach name in array array['project_place', 'project_money', 'project_event', 'volunteer_assignment', 'youth_mobility', 'neutrality_view'] loop
    execute format('create policy written on %I using (acts_in_project(project_id, organisation_id, ''contributor''))
      with check (acts_in_project(project_id, organisation_id, ''contributor''))', name);
  end loop;

  foreach name in array array['mission_participant', 'mission_cost'] loop
    execute format('create policy of_mission on %I using (exists (select from mission m where m.id = mission_id))
      with check (exists (select from mission m where m.id = mission_id and acts_for(m.organisation_id, ''contributor'')))', name);
  end loop;
end $$;

-- A draft belongs to both sides; what it says afterwards changes by proposal and amendment only (the commands see to it).
create policy parties on agreement for select using (holds_tie_role(partnership_id, 'reader'));
create policy opened on agreement for insert with check (acts_as_party(partnership_id, organisation_id, 'contributor'));
create policy kept on agreement for update using (acts_as_party(partnership_id, acting_organisation(), 'contributor'))
  with check (acts_as_party(partnership_id, acting_organisation(), 'contributor'));
do $$
declare name text;
begin
  foreach name in array array['agreement_amount', 'commitment', 'agreement_step'] loop
    execute format('create policy drafted on %I
      using (acts_as_party(tie_of_agreement(agreement_id), acting_organisation(), ''contributor'')
        and exists (select from agreement a where a.id = agreement_id and a.state = ''draft''))
      with check (acts_as_party(tie_of_agreement(agreement_id), acting_organisation(), ''contributor'')
        and exists (select from agreement a where a.id = agreement_id and a.state = ''draft''))', name);
  end loop;
end $$;
create policy parties on agreement_version for select using (holds_tie_role(tie_of_agreement(agreement_id), 'reader'));
create policy written on agreement_version for insert
  with check (acts_as_party(tie_of_agreement(agreement_id), acting_organisation(), 'contributor'));
create policy written on amendment for insert
  with check (acts_as_party(tie_of_agreement(agreement_id), acting_organisation(), 'contributor'));
create policy kept on amendment for update
  using (acts_as_party(tie_of_agreement(agreement_id), acting_organisation(), 'contributor'))
  with check (acts_as_party(tie_of_agreement(agreement_id), acting_organisation(), 'contributor'));
-- A side adds what its own law asks; who signs is written until it has signed.
create policy own_step on agreement_step for insert
  with check (acts_as_party(tie_of_agreement(agreement_id), organisation_id, 'contributor'));
create policy drafted on agreement_party
  using (acts_as_party(tie_of_agreement(agreement_id), acting_organisation(), 'contributor')
    and exists (select from agreement a where a.id = agreement_id and a.state in ('draft', 'approval', 'signature')))
  with check (acts_as_party(tie_of_agreement(agreement_id), acting_organisation(), 'contributor')
    and exists (select from agreement a where a.id = agreement_id and a.state in ('draft', 'approval', 'signature')));

-- An answer is given once, by a person, for a party, and never changed.
create policy parties on proposal_answer for select using (exists (select from proposal p where p.id = proposal_id));
create policy given on proposal_answer for insert with check (person_id = acting_person() and link_id is null
  and exists (select from proposal p where p.id = proposal_id and p.state = 'open' and p.organisation_id <> proposal_answer.organisation_id
    and acts_as_party(p.partnership_id, proposal_answer.organisation_id, 'contributor')));
-- Nobody writes that a proposal is accepted: the job 'proposal' does, once every other party has answered.
create policy withdrawn on proposal for update
  using (state = 'open' and acts_as_party(partnership_id, organisation_id, 'contributor'))
  with check (state = 'withdrawn' and acts_as_party(partnership_id, organisation_id, 'contributor'));
create policy withdrawn on tie_act for update
  using (withdrawn_at is null and acts_as_party(partnership_id, organisation_id, 'contributor'))
  with check (withdrawn_at is not null and acts_as_party(partnership_id, organisation_id, 'contributor'));
-- What all parties have accepted changes the tie, whoever's word came last.
create policy accepted on partnership for update using (acting_job() = 'proposal') with check (acting_job() = 'proposal');
create policy accepted on partnership_statement using (acting_job() = 'proposal') with check (acting_job() = 'proposal');
create policy parties on tie_act_answer for select using (exists (select from tie_act a where a.id = act_id));
create policy given on tie_act_answer for insert with check (person_id = acting_person() and link_id is null
  and exists (select from tie_act a where a.id = act_id and acts_as_party(a.partnership_id, tie_act_answer.organisation_id, 'contributor')));

-- A door of its own for those who answer by a link.
alter table audit_entry drop constraint audit_entry_door_check;
alter table audit_entry add constraint audit_entry_door_check
  check (door in ('workspace', 'publicForm', 'campaignLink', 'tieLink', 'import', 'commandLine', 'job'));

create policy parties on tie_link for select using (holds_tie_role(partnership_id, 'contributor'));
create policy made on tie_link for insert with check (acts_as_party(partnership_id, made_for, 'contributor'));
create policy ended on tie_link for update using (acts_as_party(partnership_id, made_for, 'contributor'))
  with check (acts_as_party(partnership_id, made_for, 'contributor'));

create policy parties on governance_member for select using (exists (select from governance_body b where b.id = body_id));
create policy seated on governance_member
  using (exists (select from governance_body b where b.id = body_id and acts_as_party(b.partnership_id, acting_organisation(), 'contributor')))
  with check (exists (select from governance_body b where b.id = body_id and acts_as_party(b.partnership_id, acting_organisation(), 'contributor')));

-- Papers: seen by who sees what they belong to, confidential ones by the body that filed them.
create policy seen on document for select using (holds_role(organisation_id, 'reader') or (not confidential and (
  holds_tie_role(partnership_id, 'reader') or sees_project(project_id)
  or exists (select from mission m where m.id = mission_id) or exists (select from assembly_position p where p.id = position_id))));
create policy filed on document for insert with check (organisation_id = acting_organisation() and (
  acts_for(organisation_id, 'contributor') or acts_as_party(partnership_id, organisation_id, 'contributor')
  or acts_in_project(project_id, organisation_id, 'contributor')));
create policy kept on document for update using (acts_for(organisation_id, 'contributor')
  or acts_as_party(partnership_id, organisation_id, 'contributor') or acts_in_project(project_id, organisation_id, 'contributor'))
  with check (acts_for(organisation_id, 'contributor')
  or acts_as_party(partnership_id, organisation_id, 'contributor') or acts_in_project(project_id, organisation_id, 'contributor'));
create policy of_document on document_version for select using (exists (select from document d where d.id = document_id));
create policy added on document_version for insert with check (exists (select from document d where d.id = document_id
  and d.organisation_id = acting_organisation()));
-- What belongs to a tie, a project or a mission is not the administrator's to open.
create function is_paper(file uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from document_version v where v.file_id = file) or exists (select from photo p where p.file_id = file) $$;
create policy of_document on stored_file for select using (exists (select from document_version v where v.file_id = stored_file.id)
  or exists (select from photo p where p.file_id = stored_file.id));

create policy own on calendar_feed using (person_id = acting_person()) with check (person_id = acting_person());
create policy seen on due_alert for select using (holds_role(organisation_id, 'reader'));
create policy own on person_preference using (person_id = acting_person()) with check (person_id = acting_person());
create policy read on legal_reminder for select using (organisation_id is null or holds_role(organisation_id, 'reader') or is_administrator()
  or exists (select from organisation_network n where n.network_id = legal_reminder.organisation_id and holds_role(n.organisation_id, 'reader')));
create policy kept on legal_reminder
  using (is_administrator() or acts_for(organisation_id, 'manager')) with check (is_administrator() or acts_for(organisation_id, 'manager'));

create policy seen on project for select using (holds_role(organisation_id, 'reader') or (not confidential and sees_project(id)));
create policy opened on project for insert with check (
  (partnership_id is null and acts_for(organisation_id, 'contributor')) or acts_as_party(partnership_id, organisation_id, 'contributor')
  or (partnership_id is null and acting_job() = 'spreadsheet'));
create policy kept on project for update using (acts_in_project(id, acting_organisation(), 'contributor'))
  with check (acts_in_project(id, acting_organisation(), 'contributor'));
-- Any body that is in a project may put a place of it in discreet mode (the command changes nothing else).
create policy hidden on project_place for update using (acts_in_project(project_id, acting_organisation(), 'contributor'))
  with check (acts_in_project(project_id, acting_organisation(), 'contributor'));
-- A body that is in a project answers for itself, whoever leads it.
create policy own_consent on project_participant for update using (acts_for(organisation_id, 'contributor'))
  with check (acts_for(organisation_id, 'contributor'));

create policy seen on field_update for select using (sees_project(project_id) or holds_tie_role(partnership_id, 'reader'));
create policy written on field_update for insert with check (acts_in_project(project_id, organisation_id, 'contributor')
  or acts_as_party(partnership_id, organisation_id, 'contributor'));
-- Any body in the record may put news in discreet mode; its words are those of who wrote them (the commands see to it).
create policy kept on field_update for update using (acts_in_project(project_id, acting_organisation(), 'contributor')
  or acts_as_party(partnership_id, acting_organisation(), 'contributor'))
  with check (acts_in_project(project_id, acting_organisation(), 'contributor')
  or acts_as_party(partnership_id, acting_organisation(), 'contributor'));
create policy own on reply_address using (person_id = acting_person()) with check (person_id = acting_person());

create policy seen on photo for select using (holds_role(organisation_id, 'reader') or holds_tie_role(partnership_id, 'reader')
  or sees_project(project_id) or exists (select from mission m where m.id = mission_id)
  or exists (select from field_update u where u.id = field_update_id));
create policy added on photo for insert with check (organisation_id = acting_organisation() and (
  acts_for(organisation_id, 'contributor') or acts_as_party(partnership_id, organisation_id, 'contributor')
  or acts_in_project(project_id, organisation_id, 'contributor')
  or exists (select from field_update u where u.id = field_update_id and u.organisation_id = photo.organisation_id)));
-- Anybody who is in the record may put a photo in discreet mode; the rest is who added it.
create policy kept on photo for update using (acts_for(organisation_id, 'contributor')
  or acts_as_party(partnership_id, acting_organisation(), 'contributor') or acts_in_project(project_id, acting_organisation(), 'contributor')
  or exists (select from field_update u where u.id = field_update_id and (acts_in_project(u.project_id, acting_organisation(), 'contributor')
    or acts_as_party(u.partnership_id, acting_organisation(), 'contributor'))))
  with check (acts_for(organisation_id, 'contributor')
  or acts_as_party(partnership_id, acting_organisation(), 'contributor') or acts_in_project(project_id, acting_organisation(), 'contributor')
  or exists (select from field_update u where u.id = field_update_id and (acts_in_project(u.project_id, acting_organisation(), 'contributor')
    or acts_as_party(u.partnership_id, acting_organisation(), 'contributor'))));

-- A mission is who goes; the parties of the tie see it once it is done or public.
create policy seen on mission for select using (holds_role(organisation_id, 'reader')
  or (state = 'done' and holds_tie_role(partnership_id, 'reader')));
create policy own on mission using (acts_for(organisation_id, 'contributor')) with check (acts_for(organisation_id, 'contributor'));
create policy seen on assembly_position for select using (holds_role(organisation_id, 'reader'));
create policy own on assembly_position using (acts_for(organisation_id, 'contributor')) with check (acts_for(organisation_id, 'contributor'));
