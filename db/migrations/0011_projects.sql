-- Projects, missions and positions of assemblies. A project stands alone or under a tie; it has places on both
-- territories, participants in the order of credit, and is published only when each authority in it has said yes.

create table project (
  id uuid primary key,
  partnership_id uuid references partnership on delete cascade,
  -- who leads it
  organisation_id uuid not null references organisation,
  title text not null check (length(title) between 1 and 200),
  summary text not null default '' check (length(summary) <= 4000),
  locale text not null check (locale ~ '^[a-z]{2,3}$'),
  objectives text not null default '' check (length(objectives) <= 4000),
  type text not null check (type in ('twinning', 'decentralisedCooperation', 'supportToLocalInitiatives', 'globalCitizenshipEducation',
    'economicPromotion', 'territorialDiplomacy', 'europeanCooperation', 'networkParticipation', 'humanitarianEmergency')),
  operating_mode text check (operating_mode in ('institutionalSupport', 'projectBased', 'grantWindow', 'network', 'pooled')),
  themes text[] not null default '{}',
  sdgs smallint[] not null default '{}' check (sdgs <@ array[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]::smallint[]),
  rights text[] not null default '{}',
  dac_sectors text[] not null default '{}',
  state text not null default 'idea' check (state in ('idea', 'prepared', 'running', 'suspended', 'finished', 'abandoned')),
  state_since date,
  state_reason text not null default '' check (length(state_reason) <= 2000),
  starts_on date,
  ends_on date,
  -- asked when it finishes
  learned text not null default '' check (length(learned) <= 4000),
  disturbed text not null default '' check (length(disturbed) <= 4000),
  -- peace initiatives
  peace_stage text check (peace_stage in ('prevention', 'crisisExit', 'mediation', 'cultureOfPeace')),
  asymmetry text not null default '' check (length(asymmetry) <= 2000),
  -- who leads it wants it public; it is when each authority in it has said yes
  wants_public boolean not null default false,
  -- for the members of the organisation that leads it only
  confidential boolean not null default false,
  -- the lead lets the page show who pays what, where no tie asks its parties
  shows_money boolean not null default false,
  discreet_since timestamptz,
  -- the bodies that ask for discretion: it ends when none does any more
  discreet_by uuid[] not null default '{}',
  example boolean not null default false,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ends_on is null or starts_on is null or ends_on >= starts_on),
  check (state <> 'abandoned' or state_reason <> '')
);
create index project_tie on project (partnership_id) where partnership_id is not null;
create index project_lead on project (organisation_id);

-- The same in another language.
create table project_text (
  project_id uuid not null references project on delete cascade,
  locale text not null check (locale ~ '^[a-z]{2,3}$'),
  title text not null check (length(title) between 1 and 200),
  summary text not null default '' check (length(summary) <= 4000),
  primary key (project_id, locale)
);
-- Why it is done, in weights; their shift over the years is what elected members debate.
create table project_frame (
  project_id uuid not null references project on delete cascade,
  frame text not null check (frame in ('solidarity', 'mutualInterest', 'ownInterest', 'influence', 'attractiveness')),
  weight smallint not null check (weight between 1 and 100),
  primary key (project_id, frame)
);
-- The policy markers of the OECD: 0 not targeted, 1 significant, 2 principal.
create table project_marker (
  project_id uuid not null references project on delete cascade,
  marker text not null check (marker in ('gender', 'environment', 'biodiversity', 'climateMitigation', 'climateAdaptation',
    'desertification', 'nutrition', 'inclusion', 'governance', 'disasterRisk', 'childHealth')),
  value smallint not null check (value between 0 and 2),
  primary key (project_id, marker)
);
create table project_participant (
  id uuid primary key,
  project_id uuid not null references project on delete cascade,
  organisation_id uuid references organisation,
  -- a body that is not in the register
  name text not null default '' check (length(name) <= 200),
  role text not null check (role in ('lead', 'coLead', 'carrier', 'partner', 'expert', 'host', 'funder', 'support')),
  circle text not null check (circle in ('elected', 'departments', 'civilSociety', 'otherAuthorities', 'state', 'funders')),
  -- who carried it comes before who paid
  credit_order smallint not null,
  consent text not null default 'asked' check (consent in ('asked', 'yes', 'no')),
  consent_by uuid references person,
  consent_at timestamptz,
  discreet_since timestamptz,
  check (organisation_id is not null or name <> '')
);
create unique index project_participant_once on project_participant (project_id, organisation_id) where organisation_id is not null;
create index project_participant_organisation on project_participant (organisation_id) where organisation_id is not null;
create table project_place (
  id uuid primary key,
  project_id uuid not null references project on delete cascade,
  -- who entered it
  organisation_id uuid not null references organisation,
  -- on whose territory it lies
  territory_id uuid not null references organisation,
  name text not null check (length(name) between 1 and 200),
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  -- how near the shown point may come; with authority or country no point of its own is kept
  precision text not null check (precision in ('exact', 'locality', 'authority', 'country')),
  discreet_since timestamptz,
  discreet_by uuid[] not null default '{}',
  check ((lon is null) = (lat is null)),
  check (precision in ('exact', 'locality') = (lon is not null))
);
create index project_place_project on project_place (project_id);
create table project_task (
  id uuid primary key,
  project_id uuid not null references project on delete cascade,
  organisation_id uuid references organisation,
  person_id uuid references person,
  kind text not null check (kind in ('milestone', 'task')),
  title text not null check (length(title) between 1 and 200),
  due_on date,
  done_on date,
  position smallint not null default 1
);
create index project_task_project on project_task (project_id, position);
create index project_task_due on project_task (due_on) where done_on is null;
-- Who pays what, planned and spent, by year. A euro passed on is entered once, by who spends it.
create table project_money (
  id uuid primary key,
  project_id uuid not null references project on delete cascade,
  -- who entered it
  organisation_id uuid not null references organisation,
  funder_id uuid references organisation,
  funder_name text not null default '' check (length(funder_name) <= 200),
  source text not null check (source in ('ownFunds', 'otherAuthority', 'state', 'agency', 'waterAgency', 'europeanUnion', 'partnerState',
    'foundation', 'sponsor', 'other')),
  nature text not null default 'money' check (nature in ('money', 'inKind', 'volunteerTime')),
  year smallint not null check (year between 1950 and 2100),
  planned numeric(14, 2) check (planned >= 0),
  spent numeric(14, 2) check (spent >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  note text not null default '' check (length(note) <= 300),
  check (funder_id is not null or funder_name <> ''),
  check (planned is not null or spent is not null)
);
create index project_money_project on project_money (project_id, year);

-- News from the field, also written offline and sent later, by mail, or by a link without an account.
create table field_update (
  -- made where it is written, so that sending it twice keeps it once
  id uuid primary key,
  project_id uuid references project on delete cascade,
  partnership_id uuid references partnership on delete cascade,
  organisation_id uuid not null references organisation,
  person_id uuid references person,
  link_id uuid references tie_link,
  author_name text not null default '' check (length(author_name) <= 120),
  on_date date not null,
  locale text not null check (locale ~ '^[a-z]{2,3}$'),
  body text not null check (length(body) between 1 and 4000),
  -- [{ label, value, unit }]
  figures jsonb not null default '[]',
  via text not null check (via in ('workspace', 'offline', 'mail', 'link')),
  wants_public boolean not null default false,
  discreet_since timestamptz,
  written_at timestamptz not null,
  received_at timestamptz not null default now(),
  corrected_at timestamptz,
  -- stays readable to the parties
  withdrawn_at timestamptz,
  check (project_id is not null or partnership_id is not null)
);
create index field_update_project on field_update (project_id, on_date desc) where project_id is not null;
create index field_update_tie on field_update (partnership_id, on_date desc) where partnership_id is not null;
-- The address somebody answers to, so that a mail becomes news of this project.
create table reply_address (
  token_digest text primary key,
  person_id uuid not null references person on delete cascade,
  organisation_id uuid not null references organisation,
  project_id uuid not null references project on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create table project_event (
  id uuid primary key,
  project_id uuid not null references project on delete cascade,
  organisation_id uuid not null references organisation,
  title text not null check (length(title) between 1 and 200),
  on_date date not null,
  until_date date check (until_date >= on_date),
  place text not null default '' check (length(place) <= 200),
  participants integer check (participants >= 0),
  women integer check (women between 0 and participants),
  young integer check (young between 0 and participants),
  note text not null default '' check (length(note) <= 1000)
);
create index project_event_project on project_event (project_id, on_date);
create table volunteer_assignment (
  id uuid primary key,
  project_id uuid not null references project on delete cascade,
  organisation_id uuid not null references organisation,
  -- for the parties only
  name text not null default '' check (length(name) <= 120),
  scheme text not null check (scheme in ('vsi', 'civicService', 'europeanSolidarityCorps', 'reciprocity', 'leave', 'other')),
  host text not null default '' check (length(host) <= 200),
  task text not null default '' check (length(task) <= 1000),
  starts_on date not null,
  ends_on date check (ends_on >= starts_on)
);
create index volunteer_assignment_project on volunteer_assignment (project_id);
-- Young people who travel: numbers, never names.
create table youth_mobility (
  id uuid primary key,
  project_id uuid not null references project on delete cascade,
  organisation_id uuid not null references organisation,
  direction text not null check (direction in ('outgoing', 'incoming')),
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  young_people integer not null check (young_people > 0),
  companions integer not null default 0 check (companions >= 0),
  age_from smallint check (age_from between 3 and 35),
  age_to smallint check (age_to between 3 and 35),
  activity text not null default '' check (length(activity) <= 500),
  check (age_to is null or age_from is null or age_to >= age_from)
);
create index youth_mobility_project on youth_mobility (project_id);
-- How each party of a peace initiative sees neutrality: side by side, never scored.
create table neutrality_view (
  project_id uuid not null references project on delete cascade,
  organisation_id uuid not null references organisation,
  body text not null check (length(body) between 1 and 2000),
  -- public only when every party says so
  wants_public boolean not null default false,
  updated_by uuid references person,
  updated_at timestamptz not null default now(),
  primary key (project_id, organisation_id)
);
