-- Who may see and change which row: the second belt behind the permission on the first line of each command.
-- A request of a signed-in person runs as `navette_member` and says who acts, for which organisation, in settings of its
-- transaction; a visitor's runs as `navette_app`, which is given public tables only.

create function acting_person() returns uuid language sql stable as
  $$ select nullif(current_setting('navette.person', true), '')::uuid $$;
create function acting_organisation() returns uuid language sql stable as
  $$ select nullif(current_setting('navette.organisation', true), '')::uuid $$;
-- The named job a link or the program itself acts as, where no person can be asked.
create function acting_job() returns text language sql stable as
  $$ select nullif(current_setting('navette.job', true), '') $$;

create function role_rank(role text) returns integer language sql immutable as
  $$ select array_position(array['reader', 'contributor', 'manager', 'owner'], role) $$;

-- The next ones look past row-level security on purpose: a policy cannot ask the table it guards.
create function is_administrator() returns boolean language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from person where id = acting_person() and administrator) $$;

create function holds_role(organisation uuid, lowest text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from membership m where m.person_id = acting_person() and m.organisation_id = organisation
       and m.partnership_id is null and m.ended_at is null and role_rank(m.role) >= role_rank(lowest)) $$;

-- Holds the role and acts for that organisation now: what every write asks.
create function acts_for(organisation uuid, lowest text) returns boolean language sql stable as
  $$ select organisation = acting_organisation() and holds_role(organisation, lowest) $$;

-- Acts as manager of an organisation the administrator trusts.
create function acts_trusted() returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from organisation o where o.id = acting_organisation() and o.trusted_since is not null)
       and holds_role(acting_organisation(), 'manager') $$;

-- Member of a party of the tie, or guest of this very tie.
create function holds_tie_role(tie uuid, lowest text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from membership m
       join partnership_party p on p.organisation_id = m.organisation_id and p.partnership_id = tie
       where m.person_id = acting_person() and m.ended_at is null and role_rank(m.role) >= role_rank(lowest)
         and (m.partnership_id is null or m.partnership_id = tie)) $$;

-- Whoever has a tie with an authority goes on seeing who it is with, whatever the public sees.
create function shares_tie(other uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from partnership_party theirs join partnership_party ours using (partnership_id)
       join membership m on m.organisation_id = ours.organisation_id
       where theirs.organisation_id = other and m.person_id = acting_person() and m.ended_at is null
         and (m.partnership_id is null or m.partnership_id = theirs.partnership_id)) $$;

create function shares_organisation(other uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from membership mine join membership theirs using (organisation_id)
       where mine.person_id = acting_person() and mine.ended_at is null and mine.partnership_id is null
         and theirs.person_id = other) $$;

-- Rows nobody may read past: closed to all, forced on the owner, who is given them back by name.
do $$
declare closed text;
begin
  foreach closed in array array[
    'organisation', 'organisation_alias', 'organisation_key_redirect', 'partnership', 'partnership_party',
    'partnership_statement', 'mention', 'mention_organisation', 'import_run', 'import_row', 'seed_load',
    'person', 'administrator_link', 'membership', 'invitation', 'stored_file', 'claim', 'organisation_profile', 'official',
    'organisation_network', 'organisation_merge', 'audit_entry', 'confirmation', 'campaign', 'campaign_letter', 'correction',
    'mail', 'draft', 'kept_form', 'spreadsheet_mapping', 'spreadsheet_import', 'spreadsheet_row', 'asked_turn', 'instance_setting',
    'auth.user', 'auth.session', 'auth.account', 'auth.verification', 'auth.twoFactor', 'auth.passkey', 'auth.rateLimit', 'auth.instance_secret'
  ] loop
    closed := case when closed like 'auth.%' then format('auth.%I', substr(closed, 6)) else format('%I', closed) end;
    execute format('alter table %s enable row level security', closed);
    execute format('alter table %s force row level security', closed);
    execute format('create policy owner_of_the_database on %s to current_user using (true) with check (true)', closed);
  end loop;
end $$;

-- What everybody may read, and why it needs no policy.
do $$
declare open text;
begin
  foreach open in array array[
    'data_version', 'schema_migration', 'world_region', 'country', 'country_label', 'country_income_group', 'disputed_place',
    'place', 'place_alias', 'source', 'retention_rule', 'edition', 'public_organisation', 'public_tie', 'public_tie_end',
    'public_tie_count', 'public_mention', 'public_profile'
  ] loop
    execute format('comment on table %I is %L', open, 'public reference: what everybody may read');
  end loop;
end $$;

-- Sign-in: its own connections only (db/roles.ts gives them the schema, and nobody else).
do $$
declare name text;
begin
  foreach name in array array['user', 'session', 'account', 'verification', 'twoFactor', 'passkey', 'rateLimit', 'instance_secret'] loop
    execute format('create policy sign_in on auth.%I using (current_user = ''navette_auth'') with check (current_user = ''navette_auth'')', name);
  end loop;
end $$;

create policy themselves on person for select using (
  id = acting_person() or shares_organisation(id) or is_administrator() or acting_job() is not null);
create policy arrive on person for insert with check (id = acting_person() and not administrator or acting_job() = 'demonstration');
create policy change_themselves on person for update
  using (id = acting_person() or is_administrator() or acting_job() in ('administratorLink', 'demonstration', 'erasure'))
  with check (id = acting_person() or is_administrator() or acting_job() in ('administratorLink', 'demonstration', 'erasure'));

-- Nobody makes an administrator of themselves.
create function keep_administrators() returns trigger language plpgsql as $$
begin
  if new.administrator and not old.administrator and current_user = 'navette_member'
    and not is_administrator() and acting_job() is distinct from 'administratorLink' then
    raise insufficient_privilege using message = 'only an administrator makes another one';
  end if;
  return new;
end $$;
create trigger keep_administrators before update on person for each row execute function keep_administrators();

create policy by_link on administrator_link using (acting_job() = 'administratorLink') with check (acting_job() = 'administratorLink');

create policy seen on membership for select using (
  person_id = acting_person() or holds_role(organisation_id, 'reader') or is_administrator() or acting_job() is not null);
create policy given on membership for insert with check (
  acts_for(organisation_id, 'manager') or is_administrator() or acts_trusted()
  or acting_job() in ('invitation', 'claim', 'demonstration', 'creation'));
create policy changed on membership for update using (
  acts_for(organisation_id, 'manager') or person_id = acting_person() or is_administrator()
  or acting_job() in ('invitation', 'claim', 'creation', 'erasure', 'demonstration'))
  with check (
  acts_for(organisation_id, 'manager') or (person_id = acting_person() and ended_at is not null) or is_administrator()
  or acting_job() in ('invitation', 'claim', 'creation', 'erasure', 'demonstration'));

-- Whether anybody looks after a record is public, who does is not: each seat given or ended tells the public table.
create function tell_owned() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update public_organisation o set owned = not owned
    where o.id in (new.organisation_id, old.organisation_id)
      and owned is distinct from exists (select from membership m where m.organisation_id = o.id and m.ended_at is null
        and m.partnership_id is null and role_rank(m.role) >= role_rank('contributor'));
  if found then
    update data_version set version = version + 1, changed_at = now();
    perform pg_notify('navette_data', version::text) from data_version;
  end if;
  return null;
end $$;
create trigger tell_owned after insert or update or delete on membership for each row execute function tell_owned();

create policy members on invitation using (acts_for(organisation_id, 'manager') or is_administrator()
  or acting_job() in ('invitation', 'demonstration'))
  with check (acts_for(organisation_id, 'manager') or is_administrator() or acting_job() in ('invitation', 'demonstration'));
create policy seen on invitation for select using (holds_role(organisation_id, 'manager'));

create policy seen on stored_file for select using (
  created_by = acting_person() or holds_role(organisation_id, 'reader') or is_administrator() or acting_job() is not null
  or (acts_trusted() and exists (select from claim c where c.file_id = stored_file.id)));
create policy added on stored_file for insert with check (
  created_by = acting_person() and (organisation_id is null or organisation_id = acting_organisation() or is_administrator())
  or acting_job() is not null);
create policy changed on stored_file for update using (
  created_by = acting_person() or acts_for(organisation_id, 'contributor') or is_administrator() or acting_job() is not null);
create policy swept on stored_file for delete using (acting_job() in ('retention', 'demonstration'));

create policy seen on claim for select using (
  person_id = acting_person() or holds_role(organisation_id, 'owner') or is_administrator() or acts_trusted() or acting_job() is not null);
create policy made on claim for insert with check (person_id = acting_person() or acting_job() = 'demonstration');
create policy decided on claim for update using (
  person_id = acting_person() or acts_for(organisation_id, 'owner') or is_administrator() or acts_trusted() or acting_job() = 'claim')
  with check (
  (person_id = acting_person() and state in ('waiting', 'withdrawn')) or acts_for(organisation_id, 'owner') or is_administrator() or acts_trusted()
  or acting_job() = 'claim');

-- The register is public; what is in discreet mode, an example, or not yet looked at is its members'.
create policy seen on organisation for select using (
  (discreet_since is null and not example and (created_by is null or reviewed_at is not null))
  or created_by = acting_person() or holds_role(id, 'reader') or shares_tie(id)
  or is_administrator() or acts_trusted() or acting_job() is not null);
create policy added on organisation for insert with check (created_by = acting_person() or is_administrator()
  or acting_job() = 'demonstration' or (acting_job() = 'spreadsheet' and status = 'toBeConfirmed'));
create policy changed on organisation for update using (
  acts_for(id, 'contributor') or is_administrator() or acts_trusted() or acting_job() in ('confirmation', 'correction', 'demonstration', 'creation'))
  with check (acts_for(id, 'contributor') or is_administrator() or acts_trusted()
  or acting_job() in ('confirmation', 'correction', 'demonstration', 'creation'));
create policy removed on organisation for delete using (acting_job() = 'demonstration'
  or (acting_job() = 'spreadsheet' and status = 'toBeConfirmed'));

create policy seen on organisation_alias for select using (exists (select from organisation o where o.id = organisation_id));
create policy changed on organisation_alias using (acts_for(organisation_id, 'manager') or is_administrator() or acting_job() in ('correction', 'demonstration', 'spreadsheet'))
  with check (acts_for(organisation_id, 'manager') or is_administrator() or acting_job() in ('correction', 'demonstration', 'spreadsheet'));
create policy seen on organisation_key_redirect for select using (true);
create policy changed on organisation_key_redirect using (is_administrator()) with check (is_administrator());

create policy seen on partnership for select using (
  (discreet_since is null and not example) or holds_tie_role(id, 'reader') or is_administrator() or acting_job() is not null);
create policy changed on partnership for update using (
  holds_tie_role(id, 'contributor') or is_administrator() or acts_trusted() or acting_job() in ('confirmation', 'correction', 'demonstration'))
  with check (holds_tie_role(id, 'contributor') or is_administrator() or acts_trusted()
  or acting_job() in ('confirmation', 'correction', 'demonstration'));
create policy added on partnership for insert with check (acting_organisation() is not null or is_administrator() or acting_job() in ('demonstration', 'spreadsheet'));
create policy removed on partnership for delete using (is_administrator() or acting_job() in ('demonstration', 'spreadsheet'));
create policy seen on partnership_party for select using (exists (select from partnership p where p.id = partnership_id));
create policy changed on partnership_party using (
  holds_tie_role(partnership_id, 'contributor') or acts_for(organisation_id, 'contributor') or is_administrator() or acting_job() in ('demonstration', 'spreadsheet'))
  with check (holds_tie_role(partnership_id, 'contributor') or acts_for(organisation_id, 'contributor') or is_administrator()
  or acting_job() in ('demonstration', 'spreadsheet'));
create policy seen on partnership_statement for select using (exists (select from partnership p where p.id = partnership_id));
create policy changed on partnership_statement using (
  holds_tie_role(partnership_id, 'contributor') or is_administrator() or acting_job() in ('correction', 'demonstration', 'spreadsheet', 'confirmation'))
  with check (holds_tie_role(partnership_id, 'contributor') or is_administrator()
  or acting_job() in ('correction', 'demonstration', 'spreadsheet', 'confirmation'));
create policy seen on mention for select using (
  discreet_since is null or is_administrator() or acting_job() is not null
  or exists (select from mention_organisation m where m.mention_id = id and holds_role(m.organisation_id, 'reader')));
create policy changed on mention for update using (
  is_administrator() or exists (select from mention_organisation m where m.mention_id = id and acts_for(m.organisation_id, 'contributor')))
  with check (
  is_administrator() or exists (select from mention_organisation m where m.mention_id = id and acts_for(m.organisation_id, 'contributor')));
create policy seen on mention_organisation for select using (true);
create policy changed on mention_organisation for update using (acts_for(organisation_id, 'contributor') or is_administrator())
  with check (acts_for(organisation_id, 'contributor') or is_administrator());
create policy administered on import_run using (is_administrator()) with check (is_administrator());
create policy administered on import_row using (is_administrator()) with check (is_administrator());
-- Why a tie is not in the atlas, looked up for whoever asks.
create policy looked_up on import_row for select using (acting_job() = 'correction');
create policy looked_up on import_run for select using (acting_job() = 'correction');
create policy administered on seed_load for select using (is_administrator());

create policy seen on organisation_profile for select using (
  public_since is not null or holds_role(organisation_id, 'reader') or is_administrator() or acts_trusted() or acting_job() is not null);
create policy changed on organisation_profile using (acts_for(organisation_id, 'contributor') or is_administrator()
  or acting_job() in ('correction', 'demonstration'))
  with check (acts_for(organisation_id, 'contributor') or is_administrator() or acting_job() in ('correction', 'demonstration'));
create policy seen on official for select using (
  (is_public and discreet_since is null) or holds_role(organisation_id, 'reader') or is_administrator() or acting_job() is not null);
create policy changed on official using (acts_for(organisation_id, 'contributor') or is_administrator() or acting_job() in ('demonstration', 'erasure'))
  with check (acts_for(organisation_id, 'contributor') or is_administrator() or acting_job() in ('demonstration', 'erasure'));
create policy seen on organisation_network for select using (true);
create policy changed on organisation_network using (
  acts_for(organisation_id, 'contributor') or acts_for(network_id, 'manager') or is_administrator() or acting_job() = 'demonstration')
  with check (acts_for(organisation_id, 'contributor') or acts_for(network_id, 'manager') or is_administrator() or acting_job() = 'demonstration');
create policy administered on organisation_merge using (is_administrator() or acts_trusted()) with check (is_administrator() or acts_trusted());

create policy seen on audit_entry for select using (
  person_id = acting_person() or holds_role(organisation_id, 'reader') or is_administrator() or acting_job() in ('erasure', 'demonstration')
  or (record_kind = 'partnership' and holds_tie_role(record_id, 'reader')));
create policy written on audit_entry for insert with check (
  (actor_kind = 'person' and person_id = acting_person()) or (actor_kind in ('job', 'anonymous') and acting_job() is not null));
create policy removed on audit_entry for delete using (acting_job() = 'demonstration');

create policy seen on confirmation for select using (true);
create policy given on confirmation for insert with check (
  (person_id = acting_person() and acts_for(organisation_id, 'contributor')) or acting_job() in ('confirmation', 'demonstration'));
create policy removed on confirmation for delete using (acting_job() = 'demonstration');

create policy led on campaign using (is_administrator() or (acts_trusted() and organisation_id = acting_organisation()) or acting_job() = 'campaign')
  with check (is_administrator() or (acts_trusted() and organisation_id = acting_organisation()) or acting_job() = 'campaign');
create policy by_link on campaign for select using (acting_job() = 'confirmation');
create policy led on campaign_letter using (
  acting_job() in ('campaign', 'confirmation') or exists (select from campaign c where c.id = campaign_id))
  with check (acting_job() in ('campaign', 'confirmation') or exists (select from campaign c where c.id = campaign_id));

create policy seen on correction for select using (
  author_person_id = acting_person() or holds_role(organisation_id, 'reader') or is_administrator() or acts_trusted() or acting_job() is not null);
create policy proposed on correction for insert with check (acting_job() = 'correction');
create policy decided on correction for update using (
  acts_for(organisation_id, 'contributor') or is_administrator() or (organisation_id is null and acts_trusted()) or acting_job() in ('correction', 'retention'))
  with check (
  acts_for(organisation_id, 'contributor') or is_administrator() or (organisation_id is null and acts_trusted()) or acting_job() in ('correction', 'retention'));

-- A change may queue the mail that tells of it; reading mails is the worker's and, in the outbox, the administrator's.
create policy queued on mail for insert with check (acting_person() is not null or acting_job() is not null);
create policy seen on mail for select using (is_administrator() or acting_job() is not null);
create policy sent on mail for update using (is_administrator() or acting_job() in ('mail', 'erasure')) with check (is_administrator() or acting_job() in ('mail', 'erasure'));
create policy removed on mail for delete using (acting_job() in ('retention', 'demonstration', 'erasure'));

create policy own on draft using (person_id = acting_person() or acting_job() = 'retention') with check (person_id = acting_person());
create policy by_link on kept_form using (acting_job() in ('keptForm', 'retention')) with check (acting_job() = 'keptForm');
create policy own on spreadsheet_mapping using (acts_for(organisation_id, 'contributor')) with check (acts_for(organisation_id, 'contributor'));
create policy own on spreadsheet_import using (acts_for(organisation_id, 'contributor') or acting_job() = 'retention')
  with check (acts_for(organisation_id, 'contributor'));
create policy own on spreadsheet_row using (exists (select from spreadsheet_import i where i.id = import_id))
  with check (exists (select from spreadsheet_import i where i.id = import_id));
create policy counted on asked_turn using (acting_job() is not null) with check (acting_job() is not null);
create policy read on instance_setting for select using (true);
create policy administered on instance_setting using (is_administrator()) with check (is_administrator());

-- Two records of one body become one, and are split again, with everything that hangs on them.
do $$
declare joined text;
begin
  foreach joined in array array[
    'organisation', 'organisation_alias', 'organisation_key_redirect', 'organisation_profile', 'official', 'organisation_network',
    'organisation_merge', 'partnership', 'partnership_party', 'partnership_statement', 'mention_organisation', 'membership',
    'invitation', 'claim', 'stored_file', 'confirmation', 'correction', 'campaign', 'campaign_letter', 'spreadsheet_mapping',
    'spreadsheet_import'
  ] loop
    execute format('create policy joined on %I using (acting_job() = ''merge'') with check (acting_job() = ''merge'')', joined);
  end loop;
end $$;

-- What people tried out in the demonstration goes with it.
do $$
declare name text;
begin
  foreach name in array array['person', 'membership', 'claim', 'correction', 'campaign_letter', 'draft', 'spreadsheet_mapping', 'spreadsheet_import'] loop
    execute format('create policy demonstration on %I for delete using (acting_job() = ''demonstration'')', name);
    if name in ('campaign_letter', 'spreadsheet_mapping', 'spreadsheet_import') then
      -- What is deleted has to be seen.
      execute format('create policy demonstration_sees on %I for select using (acting_job() = ''demonstration'')', name);
    end if;
  end loop;
end $$;
create policy demonstration_sees on draft for select using (acting_job() = 'demonstration');

-- A person who goes takes along what is theirs; what they changed stays, without a name. What is past its time goes too.
do $$
declare name text;
begin
  foreach name in array array['claim', 'correction', 'invitation', 'draft', 'confirmation'] loop
    execute format('create policy past_time on %I using (acting_job() in (''erasure'', ''retention''))
      with check (acting_job() in (''erasure'', ''retention''))', name);
  end loop;
end $$;
