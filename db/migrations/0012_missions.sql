-- Missions, positions of assemblies, papers and photos of all of them, and what the public reads.

create table mission (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  partnership_id uuid references partnership on delete set null,
  project_id uuid references project on delete set null,
  direction text not null check (direction in ('outgoing', 'incoming')),
  title text not null check (length(title) between 1 and 200),
  purpose text not null default '' check (length(purpose) <= 2000),
  country text not null check (country ~ '^[A-Z]{2}$'),
  place text not null default '' check (length(place) <= 200),
  starts_on date not null,
  ends_on date not null,
  -- mandat spécial
  mandate_voted_on date,
  mandate_reference text not null default '' check (length(mandate_reference) <= 200),
  embassy_asked_on date,
  embassy_answer text not null default '' check (length(embassy_answer) <= 1000),
  security_advice text not null default '' check (length(security_advice) <= 2000),
  security_source text not null default '' check (length(security_source) <= 300),
  security_checked_on date,
  programme text not null default '' check (length(programme) <= 8000),
  report text not null default '' check (length(report) <= 8000),
  followed text not null default '' check (length(followed) <= 2000),
  state text not null default 'prepared' check (state in ('prepared', 'done', 'cancelled')),
  -- a public page after the return, when switched on
  wants_public boolean not null default false,
  discreet_since timestamptz,
  example boolean not null default false,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ends_on >= starts_on)
);
create index mission_organisation on mission (organisation_id, starts_on desc);
create index mission_tie on mission (partnership_id) where partnership_id is not null;
create table mission_participant (
  id uuid primary key,
  mission_id uuid not null references mission on delete cascade,
  name text not null check (length(name) between 1 and 120),
  function_title text not null default '' check (length(function_title) <= 120),
  kind text not null check (kind in ('elected', 'officer', 'association', 'business', 'expert', 'other')),
  -- named on the public page; elected members by function, others when they agree
  is_public boolean not null default false
);
create index mission_participant_mission on mission_participant (mission_id);
create table mission_cost (
  id uuid primary key,
  mission_id uuid not null references mission on delete cascade,
  nature text not null check (nature in ('travel', 'stay', 'allowance', 'registration', 'interpretation', 'reception', 'insurance', 'other')),
  planned numeric(12, 2) check (planned >= 0),
  spent numeric(12, 2) check (spent >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  paid_by text not null default '' check (length(paid_by) <= 200),
  check (planned is not null or spent is not null)
);
create index mission_cost_mission on mission_cost (mission_id);

-- A stand taken by an assembly.
create table assembly_position (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  partnership_id uuid references partnership on delete set null,
  kind text not null check (kind in ('wish', 'motion', 'declaration', 'campaign')),
  title text not null check (length(title) between 1 and 200),
  body text not null default '' check (length(body) <= 8000),
  locale text not null check (locale ~ '^[a-z]{2,3}$'),
  voted_on date,
  votes_for smallint check (votes_for >= 0),
  votes_against smallint check (votes_against >= 0),
  abstentions smallint check (abstentions >= 0),
  legal_note text not null default '' check (length(legal_note) <= 4000),
  countries text[] not null default '{}',
  wants_public boolean not null default false,
  discreet_since timestamptz,
  example boolean not null default false,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index assembly_position_organisation on assembly_position (organisation_id, voted_on desc);

alter table document
  add column project_id uuid references project on delete cascade,
  add column mission_id uuid references mission on delete cascade,
  add column position_id uuid references assembly_position on delete cascade,
  add column agreement_id uuid references agreement on delete cascade,
  add check (num_nonnulls(partnership_id, project_id, mission_id, position_id) >= 1);
create index document_agreement on document (agreement_id) where agreement_id is not null;
create index document_project on document (project_id) where project_id is not null;
create index document_mission on document (mission_id) where mission_id is not null;
create index document_position on document (position_id) where position_id is not null;

create table photo (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  partnership_id uuid references partnership on delete cascade,
  project_id uuid references project on delete cascade,
  mission_id uuid references mission on delete cascade,
  field_update_id uuid references field_update on delete cascade,
  file_id uuid not null references stored_file,
  caption text not null default '' check (length(caption) <= 300),
  -- what is seen, for who does not see it
  description text not null check (length(description) between 1 and 300),
  credit text not null check (length(credit) between 1 and 120),
  taken_on date,
  -- who can be recognised, and whether they (for minors: their parents) have agreed
  consent text not null check (consent in ('nobody', 'given', 'parentsGiven', 'notAsked')),
  wants_public boolean not null default false,
  discreet_since timestamptz,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  check (num_nonnulls(partnership_id, project_id, mission_id, field_update_id) >= 1),
  check (not wants_public or consent <> 'notAsked')
);
create index photo_tie on photo (partnership_id) where partnership_id is not null;
create index photo_project on photo (project_id) where project_id is not null;
create index photo_mission on photo (mission_id) where mission_id is not null;
create index photo_update on photo (field_update_id) where field_update_id is not null;
create index photo_file on photo (file_id);

-- PUBLIC REFERENCE: what everybody may read of projects, missions and positions.
create table public_project (
  id uuid primary key,
  tie_id uuid,
  title text not null,
  locale text not null,
  -- { locale: { title, summary } }
  texts jsonb not null,
  type text not null,
  operating_mode text,
  state text not null,
  themes text[] not null,
  sdgs smallint[] not null,
  rights text[] not null,
  dac_sectors text[] not null,
  starts_on date,
  ends_on date,
  lead_key text,
  -- in the order of credit: { key, name, country, role, circle }
  participants jsonb not null,
  participant_keys text[] not null,
  countries text[] not null,
  -- objectives, what was learned and disturbed, events, mobility, news, photos, money where allowed, neutrality
  content jsonb not null,
  search tsvector not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  min_lon double precision, min_lat double precision, max_lon double precision, max_lat double precision
);
create index public_project_search on public_project using gin (search);
create index public_project_themes on public_project using gin (themes);
create index public_project_countries on public_project using gin (countries);
create index public_project_participants on public_project using gin (participant_keys);
create index public_project_new on public_project (created_at desc, id);
create index public_project_tie on public_project (tie_id) where tie_id is not null;
create table public_project_place (
  project_id uuid not null,
  position smallint not null,
  name text not null,
  territory_key text not null,
  country text not null,
  lon double precision,
  lat double precision,
  precision text not null,
  primary key (project_id, position)
);
create index public_project_place_point on public_project_place (lat, lon);
create index public_project_place_territory on public_project_place (territory_key);
create table public_mission (
  id uuid primary key,
  organisation_key text not null,
  tie_id uuid,
  project_id uuid,
  title text not null,
  starts_on date not null,
  ends_on date not null,
  country text not null,
  content jsonb not null,
  updated_at timestamptz not null
);
create index public_mission_organisation on public_mission (organisation_key, starts_on desc);
create table public_position (
  id uuid primary key,
  organisation_key text not null,
  tie_id uuid,
  kind text not null,
  title text not null,
  voted_on date,
  content jsonb not null,
  updated_at timestamptz not null
);
create index public_position_organisation on public_position (organisation_key, voted_on desc);
-- Which photos everybody may see, and what is said of each.
create table public_photo (
  id uuid primary key references photo on delete cascade,
  sha256 text not null,
  media_type text not null,
  tie_id uuid,
  project_id uuid,
  mission_id uuid,
  field_update_id uuid,
  caption text not null,
  description text not null,
  credit text not null,
  taken_on date,
  created_at timestamptz not null
);
create index public_photo_file on public_photo (sha256);
create index public_photo_tie on public_photo (tie_id) where tie_id is not null;
create index public_photo_project on public_photo (project_id) where project_id is not null;
create index public_photo_mission on public_photo (mission_id) where mission_id is not null;
create index public_photo_update on public_photo (field_update_id) where field_update_id is not null;
