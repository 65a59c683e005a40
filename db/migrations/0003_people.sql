-- People: who signs in, for whom they act, what they change, and what keeps the data alive.
-- Every table below is closed by row-level security, forced on its owner too; the last file of this set of migrations
-- says who may do what. Written for PostgreSQL 15.

-- Sign-in: the tables of better-auth, as its own generator writes them; only its own connections read them.
create schema auth;
create table auth."user" (
  id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null, image text,
  "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null default current_timestamp,
  "twoFactorEnabled" boolean
);
create table auth.session (
  id text primary key, "expiresAt" timestamptz not null, token text not null unique,
  "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null,
  "ipAddress" text, "userAgent" text, "userId" text not null references auth."user" on delete cascade
);
create index "session_userId_idx" on auth.session ("userId");
create table auth.account (
  id text primary key, "accountId" text not null, "providerId" text not null,
  "userId" text not null references auth."user" on delete cascade,
  "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz, scope text, password text,
  "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null
);
create index "account_userId_idx" on auth.account ("userId");
create table auth.verification (
  id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null default current_timestamp
);
create index "verification_identifier_idx" on auth.verification (identifier);
create table auth."twoFactor" (
  id text primary key, secret text not null, "backupCodes" text not null,
  "userId" text not null references auth."user" on delete cascade,
  verified boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz
);
create index "twoFactor_secret_idx" on auth."twoFactor" (secret);
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");
create table auth.passkey (
  id text primary key, name text, "publicKey" text not null, "userId" text not null references auth."user" on delete cascade,
  "credentialID" text not null, counter integer not null, "deviceType" text not null, "backedUp" boolean not null,
  transports text, "createdAt" timestamptz, aaguid text
);
create index "passkey_userId_idx" on auth.passkey ("userId");
create index "passkey_credentialID_idx" on auth.passkey ("credentialID");
create table auth."rateLimit" (
  id text primary key, key text not null unique, count integer not null, "lastRequest" bigint not null
);

-- What signs cookies and encrypts second factors; a backup without it would lock those people out.
create table auth.instance_secret (
  only_row boolean primary key default true check (only_row),
  value text not null check (length(value) >= 32)
);

-- Who acts. The id is that of their account; an erased person keeps the row, without name or address.
create table person (
  id uuid primary key,
  name text not null default '' check (length(name) <= 120),
  email text unique check (email = lower(email)),
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  administrator boolean not null default false,
  -- belongs to the demonstration
  example boolean not null default false,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz,
  erased_at timestamptz,
  check (erased_at is null or (name = '' and email is null and not administrator))
);

-- Links that can be used once: the digest is kept, never the link.
create table administrator_link (
  token_digest text primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_by uuid references person,
  used_at timestamptz
);

-- Beside local authorities, the bodies that act with them: they have a seat, no place on the map.
alter table organisation drop constraint organisation_tier_check;
alter table organisation add constraint organisation_tier_check check (tier in (
  'commune', 'epci', 'ept', 'departement', 'region', 'overseasAuthority', 'syndicat', 'petr', 'gip',
  'municipality', 'intercommunality', 'district', 'county', 'cercle', 'department', 'prefecture',
  'province', 'governorate', 'region-abroad', 'state', 'locality', 'unknown',
  'association', 'advisoryCommittee', 'network', 'stateService', 'embassy', 'school', 'university', 'hospital',
  'business', 'church', 'funder', 'internationalOrganisation', 'otherBody'));
alter table organisation
  -- a network or State service the administrator trusts to decide on claims and corrections
  add column trusted_since timestamptz,
  -- one of the two authorities of the demonstration: never in public figures, feeds or exports
  add column example boolean not null default false,
  -- created here by a person, and shown to nobody else until somebody trusted has looked
  add column created_by uuid references person,
  add column reviewed_at timestamptz,
  -- the record another one took over
  add column merged_into uuid references organisation,
  add column confirmed_at timestamptz;
alter table partnership
  add column example boolean not null default false,
  add column confirmed_at timestamptz;

create table membership (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  role text not null check (role in ('reader', 'contributor', 'manager', 'owner')),
  -- a guest: these rights hold for this one tie only
  partnership_id uuid references partnership on delete cascade,
  -- what the person does there, in their own words
  function_title text not null default '' check (length(function_title) <= 120),
  created_at timestamptz not null default now(),
  created_by uuid references person,
  ended_at timestamptz
);
create unique index membership_present on membership (person_id, organisation_id, partnership_id)
  nulls not distinct where ended_at is null;
create index membership_organisation on membership (organisation_id) where ended_at is null;

create table invitation (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  role text not null check (role in ('reader', 'contributor', 'manager', 'owner')),
  partnership_id uuid references partnership on delete cascade,
  -- where it was sent; null when it was handed over (QR code, messenger)
  email text check (email = lower(email)),
  locale text not null check (locale in ('fr', 'en', 'both')),
  word text not null default '' check (length(word) <= 1000),
  token_digest text not null unique,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_by uuid references person,
  accepted_at timestamptz,
  revoked_at timestamptz
);
create index invitation_organisation on invitation (organisation_id, created_at desc);

create table stored_file (
  id uuid primary key,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size integer not null check (size >= 0),
  media_type text not null,
  name text not null check (length(name) between 1 and 200),
  organisation_id uuid references organisation,
  -- pending until what it belongs to is saved; swept when it never is
  state text not null default 'pending' check (state in ('pending', 'kept')),
  created_by uuid references person,
  created_at timestamptz not null default now()
);
create index stored_file_sha256 on stored_file (sha256);

-- Who says that they act for an organisation nobody of it has invited them to.
create table claim (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  wanted_role text not null check (wanted_role in ('contributor', 'manager', 'owner')),
  function_title text not null default '' check (length(function_title) <= 120),
  word text not null default '' check (length(word) <= 2000),
  -- the signed letter
  file_id uuid references stored_file,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused', 'withdrawn')),
  created_at timestamptz not null default now(),
  decided_by uuid references person,
  decided_at timestamptz,
  decision_word text not null default '' check (length(decision_word) <= 2000),
  -- what the general address of the organisation answered, by the link it was sent
  objection_digest text unique,
  objected_at timestamptz,
  objection text not null default '' check (length(objection) <= 2000)
);
create unique index claim_waiting on claim (organisation_id, person_id) where state = 'waiting';
create index claim_state on claim (state, created_at);

-- Which party asked for discreet mode: any of them may, and it holds until each that asked has lifted it.
alter table partnership_party add column discreet_since timestamptz;
alter table mention_organisation add column discreet_since timestamptz;

-- What an organisation says of itself.
create table organisation_profile (
  organisation_id uuid primary key references organisation on delete cascade,
  website text check (website ~ '^https?://' and length(website) <= 300),
  logo_file_id uuid references stored_file,
  -- where the contact form writes to; shown to nobody
  contact_email text check (contact_email = lower(contact_email)),
  council_status text check (council_status in ('electedCouncil', 'specialDelegation', 'appointed', 'dissolved', 'unknown')),
  council_since date,
  council_source text not null default '' check (length(council_source) <= 300),
  mandate_end date,
  languages text[] not null default '{}',
  strengths text not null default '' check (length(strengths) <= 4000),
  -- numbers of the Sustainable Development Goals
  priorities smallint[] not null default '{}' check (priorities <@ array[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]::smallint[]),
  competences text[] not null default '{}',
  development_plan text not null default '' check (length(development_plan) <= 2000),
  development_plan_url text check (development_plan_url ~ '^https?://' and length(development_plan_url) <= 300),
  -- the sheet is on the public page only when the organisation has said so
  public_since timestamptz,
  updated_at timestamptz not null default now()
);

-- Elected members and officers, by name: elected members are public by function in France, abroad only if their body
-- chooses; officers never by default (domain §3.9).
create table official (
  id uuid primary key,
  organisation_id uuid not null references organisation on delete cascade,
  name text not null check (length(name) between 1 and 120),
  function_title text not null default '' check (length(function_title) <= 120),
  kind text not null check (kind in ('elected', 'officer')),
  is_public boolean not null default false,
  discreet_since timestamptz,
  person_id uuid references person,
  until date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index official_organisation on official (organisation_id, name);

create table organisation_network (
  organisation_id uuid not null references organisation on delete cascade,
  network_id uuid not null references organisation,
  since_year smallint check (since_year between 1800 and 2100),
  primary key (organisation_id, network_id)
);

-- Two records of one body made one, with what is needed to split them again.
create table organisation_merge (
  id uuid primary key,
  kept_id uuid not null references organisation,
  merged_id uuid not null references organisation,
  -- what moved from the one to the other: rows by table
  moved jsonb not null,
  merged_by uuid references person,
  merged_at timestamptz not null default now(),
  split_by uuid references person,
  split_at timestamptz,
  check (kept_id <> merged_id)
);

-- Every change of every record; nothing here is ever changed or removed.
create table audit_entry (
  id uuid primary key,
  at timestamptz not null,
  -- a person, the operator, or a named job
  actor_kind text not null check (actor_kind in ('person', 'operator', 'job', 'anonymous')),
  person_id uuid references person,
  job text,
  -- for which organisation the person acted
  acting_for uuid references organisation,
  door text not null check (door in ('workspace', 'publicForm', 'campaignLink', 'import', 'commandLine', 'job')),
  record_kind text not null,
  record_id uuid not null,
  -- whose record it is: its members may read this
  organisation_id uuid references organisation,
  action text not null,
  before jsonb,
  after jsonb,
  note text not null default ''
);
create index audit_entry_record on audit_entry (record_kind, record_id, at desc);
create index audit_entry_organisation on audit_entry (organisation_id, at desc);

-- “All is right”, said by somebody for an organisation, of one record.
create table confirmation (
  id uuid primary key,
  record_kind text not null check (record_kind in ('organisation', 'partnership')),
  record_id uuid not null,
  organisation_id uuid not null references organisation,
  person_id uuid references person,
  door text not null check (door in ('workspace', 'campaignLink')),
  confirmed_at timestamptz not null default now()
);
create index confirmation_record on confirmation (record_kind, record_id, confirmed_at desc);

create table campaign (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  -- who leads it; null: the administrator of the instance
  organisation_id uuid references organisation,
  -- which organisations are written to, as filters of the atlas
  scope jsonb not null,
  word text not null default '' check (length(word) <= 2000),
  created_by uuid references person,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ends_on date not null,
  closed_at timestamptz
);
create table campaign_letter (
  id uuid primary key,
  campaign_id uuid not null references campaign on delete cascade,
  organisation_id uuid not null references organisation,
  email text not null,
  locale text not null check (locale in ('fr', 'en', 'both')),
  token_digest text not null unique,
  -- the links of the letters before the last reminder: they go on answering
  earlier_digests text[] not null default '{}',
  expires_at timestamptz not null,
  sent_at timestamptz,
  reminders smallint not null default 0,
  last_sent_at timestamptz,
  answered_at timestamptz,
  answer text check (answer in ('allRight', 'toCorrect')),
  unique (campaign_id, organisation_id)
);
create index campaign_letter_organisation on campaign_letter (organisation_id);

-- A correction proposed by anybody, on a page everybody reads.
create table correction (
  id uuid primary key,
  record_kind text not null check (record_kind in ('organisation', 'partnership')),
  record_id uuid not null,
  -- who decides: the owner of the record, or nobody yet (then a trusted organisation or the administrator)
  organisation_id uuid references organisation,
  field text not null,
  value_then text not null default '',
  value_proposed text not null check (length(value_proposed) <= 4000),
  source_said text not null default '' check (length(source_said) <= 1000),
  word text not null default '' check (length(word) <= 2000),
  author_email text not null check (author_email = lower(author_email)),
  author_person_id uuid references person,
  locale text not null check (locale in ('fr', 'en')),
  token_digest text unique,
  created_at timestamptz not null default now(),
  verified_at timestamptz,
  state text not null default 'unverified' check (state in ('unverified', 'waiting', 'accepted', 'acceptedEdited', 'refused', 'expired')),
  value_kept text,
  decided_by uuid references person,
  decided_at timestamptz,
  decision_word text not null default '' check (length(decision_word) <= 2000)
);
create index correction_record on correction (record_kind, record_id);
create index correction_waiting on correction (organisation_id, created_at) where state = 'waiting';

-- Every mail of the instance: queued with the change it tells of, sent by the worker, or kept where there is no way out.
create table mail (
  id uuid primary key,
  recipient text not null,
  person_id uuid references person,
  organisation_id uuid references organisation,
  -- what it is about; the weekly limit holds for all but `signIn` and what somebody asked for at once
  kind text not null,
  locale text not null check (locale in ('fr', 'en', 'both')),
  subject text not null,
  text_body text not null,
  html_body text not null,
  reply_to text,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'outbox')),
  created_at timestamptz not null default now(),
  send_after timestamptz not null default now(),
  attempts smallint not null default 0,
  last_error text,
  sent_at timestamptz
);
create index mail_queued on mail (send_after) where state = 'queued';
create index mail_recipient on mail (recipient, created_at desc);

-- What a person is typing, saved as they type.
create table draft (
  person_id uuid not null references person on delete cascade,
  form text not null check (length(form) <= 200),
  content jsonb not null,
  saved_at timestamptz not null default now(),
  primary key (person_id, form)
);
-- A form sent after the session had ended: kept until its writer has signed in again.
create table kept_form (
  token_digest text primary key,
  path text not null,
  content jsonb not null,
  created_at timestamptz not null default now()
);

-- How an organisation's spreadsheets are read, remembered by their header.
create table spreadsheet_mapping (
  organisation_id uuid not null references organisation on delete cascade,
  header_digest text not null,
  mapping jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (organisation_id, header_digest)
);
create table spreadsheet_import (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid references person,
  file_name text not null,
  header text[] not null,
  -- the sheet of the workbook, the field of each column, the partners chosen by hand
  mapping jsonb not null default '{}',
  state text not null default 'uploaded' check (state in ('uploaded', 'ready', 'applied', 'undone')),
  created_at timestamptz not null default now(),
  applied_at timestamptz,
  undone_at timestamptz
);
create index spreadsheet_import_organisation on spreadsheet_import (organisation_id, created_at desc);
create table spreadsheet_row (
  import_id uuid not null references spreadsheet_import on delete cascade,
  line integer not null,
  cells text[] not null,
  outcome text check (outcome in ('added', 'changed', 'left', 'error', 'ambiguous')),
  -- what the line says and would change, as shown before anything is written
  plan jsonb,
  -- what was written, so that it can be undone
  done jsonb,
  primary key (import_id, line)
);
create index spreadsheet_row_outcome on spreadsheet_row (import_id, outcome, line);

-- The whole of the public data, frozen once a year.
create table edition (
  year smallint primary key,
  made_at timestamptz not null,
  data_version bigint not null,
  file_name text not null,
  sha256 text not null,
  size bigint not null,
  organisations integer not null,
  partnerships integer not null
);

-- How often something was asked by an address, in a window of time: doors without an account.
create table asked_turn (
  key text primary key,
  count integer not null,
  since timestamptz not null
);

create table instance_setting (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

-- For which purpose what is kept how long; a job removes what is past its time.
create table retention_rule (
  code text primary key,
  purpose_fr text not null,
  purpose_en text not null,
  data_fr text not null,
  data_en text not null,
  legal_basis_fr text not null,
  legal_basis_en text not null,
  -- null: as long as the record itself
  months smallint check (months > 0),
  reviewed_on date not null
);

-- What the public pages show of a profile, of named persons and of when somebody last confirmed.
alter table public_organisation add column confirmed_on date, add column owned boolean not null default false;
alter table public_tie add column confirmed_on date;

create table public_profile (
  organisation_id uuid primary key,
  website text,
  logo_sha256 text,
  has_contact boolean not null,
  council_status text,
  council_since date,
  council_source text not null,
  mandate_end date,
  languages text[] not null,
  strengths text not null,
  priorities smallint[] not null,
  competences text[] not null,
  development_plan text not null,
  development_plan_url text,
  officials jsonb not null,
  networks jsonb not null,
  updated_at timestamptz not null
);
