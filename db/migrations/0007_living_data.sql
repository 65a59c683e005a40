-- What the freshness of a record hangs on stands beside it, so that lists, files and filters need not look elsewhere: the day
-- of the register that lists an authority, and the parties that confirmed a tie, the last one first.
alter table public_organisation add column register_on date;
alter table public_tie add column confirmed_by text[] not null default '{}';
update public_organisation p set register_on = s.retrieved_on
  from organisation o join source s on s.id = o.source_id where o.id = p.id and s.retrieved_on is not null;
update public_tie t set confirmed_by = (
  select coalesce(array_agg(c.name order by c.last desc, c.name), '{}') from (
    select o.name, max(c.confirmed_at) as last from confirmation c
    join partnership_party p on p.partnership_id = c.record_id and p.organisation_id = c.organisation_id
    join organisation o on o.id = c.organisation_id
    where c.record_kind = 'partnership' and c.record_id = t.id group by o.id, o.name) c)
  where t.confirmed_on is not null;

-- Lines of a spreadsheet that its bearer says are up to date confirm their ties, until the spreadsheet is undone.
alter table confirmation drop constraint confirmation_door_check;
alter table confirmation add constraint confirmation_door_check check (door in ('workspace', 'campaignLink', 'import'));
alter table confirmation add column import_id uuid references spreadsheet_import on delete set null;
create index confirmation_import on confirmation (import_id) where import_id is not null;
create policy taken_back on confirmation for delete using (acting_job() = 'spreadsheet' and import_id is not null);

-- A workbook of several sheets waits as it was brought until somebody says which one is meant.
alter table spreadsheet_import add column file bytea;

-- Corrections of a record follow whoever looks after it: to its organisation as soon as somebody sits there, back to those
-- trusted once nobody does. Whoever decides from then on is told by the worker.
alter table correction add column deciders_to_tell boolean not null default false;
create index correction_to_tell on correction (organisation_id) where deciders_to_tell;

create function is_looked_after(organisation uuid) returns boolean
  language sql stable set search_path = public, pg_temp as $$
  select exists (select from membership m where m.organisation_id = organisation and m.ended_at is null
    and m.partnership_id is null and role_rank(m.role) >= role_rank('contributor')) $$;

create function hand_over_corrections() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  acting text := coalesce(current_setting('navette.job', true), '');
  moved integer := 0;
  n integer;
begin
  perform set_config('navette.job', 'correction', true);
  if tg_op <> 'DELETE' and is_looked_after(new.organisation_id) then
    update correction c set organisation_id = new.organisation_id, deciders_to_tell = (c.state = 'waiting')
      where c.organisation_id is null and c.state in ('unverified', 'waiting')
        and ((c.record_kind = 'organisation' and c.record_id = new.organisation_id)
          or (c.record_kind = 'partnership' and c.record_id in (
            select p.partnership_id from partnership_party p where p.organisation_id = new.organisation_id)));
    get diagnostics moved = row_count;
  end if;
  if tg_op <> 'INSERT' and not is_looked_after(old.organisation_id) then
    update correction c set deciders_to_tell = (c.state = 'waiting'), organisation_id = (
        select p.organisation_id from partnership_party p
        where c.record_kind = 'partnership' and p.partnership_id = c.record_id and is_looked_after(p.organisation_id)
        order by p.position limit 1)
      where c.organisation_id = old.organisation_id and c.state in ('unverified', 'waiting');
    get diagnostics n = row_count;
    moved := moved + n;
  end if;
  perform set_config('navette.job', acting, true);
  if moved > 0 then perform pg_notify('navette_freshness', ''); end if;
  return null;
end $$;
create trigger hand_over_corrections after insert or update or delete on membership
  for each row execute function hand_over_corrections();
