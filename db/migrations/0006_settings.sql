-- Looking after an instance: what it says of itself, which jobs ran and how they ended, the exports of everything.

-- Of the settings, those that are for everybody to read; others stay with the workspace.
create view public_setting as
  select name, value #>> '{}' as value from instance_setting
  where name in ('instanceName', 'welcomeFr', 'welcomeEn', 'contact', 'publisherName', 'publisherAddress', 'publisherPhone',
    'publisherMail', 'publicationDirector', 'host');

-- The last time each job was done, the times it failed lately, and what is being done now.
create table job_run (
  id uuid primary key,
  job text not null,
  -- what it was asked to do, so that it can be asked again
  data jsonb not null default '{}',
  started_at timestamptz not null,
  -- null while it runs, and for good where its worker was killed
  ended_at timestamptz,
  -- why it failed: a reason with its values, or a message; null when it did not
  failure jsonb,
  -- when somebody asked for it again
  asked_again_at timestamptz
);
create index job_run_job on job_run (job, started_at desc);
alter table job_run enable row level security;
alter table job_run force row level security;
create policy owner_of_the_database on job_run to current_user using (true) with check (true);
create policy administered on job_run using (is_administrator()) with check (is_administrator());
create policy done on job_run using (job = acting_job()) with check (job = acting_job());

-- A backup of the whole instance, made on request, kept beside the data for a few days.
create table instance_export (
  id uuid primary key,
  -- a person; no reference, for this table stays out of the backups that hold the people
  asked_by uuid,
  asked_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'made', 'failed')),
  made_at timestamptz,
  size bigint check (size >= 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  rows bigint,
  files integer,
  check (state <> 'made' or (made_at is not null and size is not null and sha256 is not null))
);
create index instance_export_asked on instance_export (asked_at desc);
alter table instance_export enable row level security;
alter table instance_export force row level security;
create policy owner_of_the_database on instance_export to current_user using (true) with check (true);
create policy administered on instance_export using (is_administrator()) with check (is_administrator());
create policy made on instance_export using (acting_job() in ('export', 'retention')) with check (acting_job() in ('export', 'retention'));

-- What waits in the queues, which only the worker may read: counted for the administrator and for whoever owns the
-- database. The queues are made after the schema, and anew after a restoration.
create function list_queues() returns table (job text, cron text, waiting bigint, running bigint, workers bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if current_setting('role') in ('navette_app', 'navette_member', 'navette_auth') and not is_administrator() then
    raise insufficient_privilege using message = 'only an administrator counts what waits';
  end if;
  return query
    select q.name, s.cron,
      (select count(*) from pgboss.job j where j.name = q.name and j.state in ('created', 'retry')),
      (select count(*) from pgboss.job j where j.name = q.name and j.state = 'active'),
      (select count(*) from pg_stat_activity a
        where a.datname = current_database() and a.application_name = 'navette worker')
    from pgboss.queue q left join pgboss.schedule s on s.name = q.name
    where q.name !~ '^__';
end $$;
