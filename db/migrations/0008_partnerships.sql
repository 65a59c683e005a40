-- Ties kept by both sides: what each party says of the tie, what binds all and is proposed and answered, what one side
-- alone may record, and what the public may read of it. Nothing here is overwritten without a trace: what is replaced
-- stays readable to the parties. Written for PostgreSQL 15.

alter table partnership
  -- said by the parties; null: nobody has said whether an end was agreed
  add column open_ended boolean,
  -- the year it was agreed to end: ahead, where until_year is the year it did
  add column term_year smallint check (term_year between 1900 and 2200),
  add check (open_ended is not true or term_year is null),
  add column sdgs smallint[] not null default '{}' check (sdgs <@ array[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]::smallint[]),
  add column rights text[] not null default '{}',
  add column languages text[] not null default '{}',
  -- somebody of a party has taken the tie up in the workspace: it is more than what lists say
  add column taken_up_at timestamptz;

-- What each side writes about the tie, in its own language: needs nobody.
create table partnership_text (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  organisation_id uuid not null references organisation,
  locale text not null check (locale ~ '^[a-z]{2,3}$'),
  body text not null check (length(body) between 1 and 8000),
  updated_by uuid references person,
  updated_at timestamptz not null default now(),
  -- replaced or taken back; it stays readable to the parties
  superseded_at timestamptz
);
create unique index partnership_text_present on partnership_text (partnership_id, organisation_id, locale)
  where superseded_at is null;

-- The history of the tie in dated steps.
create table partnership_step (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  organisation_id uuid not null references organisation,
  year smallint not null check (year between 800 and 2100),
  on_date date check (on_date is null or extract(year from on_date) = year),
  locale text not null check (locale ~ '^[a-z]{2,3}$'),
  body text not null check (length(body) between 1 and 1000),
  source_said text not null default '' check (length(source_said) <= 300),
  created_by uuid references person,
  created_at timestamptz not null default now(),
  -- taken back by its side
  superseded_at timestamptz
);
create index partnership_step_tie on partnership_step (partnership_id, year);

-- What each party allows to be published of the tie, part by part; asked once, taken back at any time.
create table publication_consent (
  partnership_id uuid not null references partnership on delete cascade,
  organisation_id uuid not null references organisation,
  part text not null check (part in ('presentation', 'agreements', 'projects', 'photos', 'money')),
  answer text not null check (answer in ('yes', 'no')),
  person_id uuid references person,
  answered_name text not null default '' check (length(answered_name) <= 120),
  answered_at timestamptz not null default now(),
  primary key (partnership_id, organisation_id, part)
);

create table document (
  id uuid primary key,
  -- who filed it
  organisation_id uuid not null references organisation,
  partnership_id uuid references partnership on delete cascade,
  kind text not null check (kind in ('signedText', 'draftText', 'deliberation', 'authorisation', 'transmission', 'minutes',
    'report', 'proof', 'letter', 'note', 'other')),
  title text not null check (length(title) between 1 and 200),
  locale text check (locale ~ '^[a-z]{2,3}$'),
  -- for the members of the organisation that filed it only
  confidential boolean not null default false,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
create index document_tie on document (partnership_id) where partnership_id is not null;
create table document_version (
  document_id uuid not null references document on delete cascade,
  number smallint not null check (number >= 1),
  file_id uuid not null references stored_file,
  note text not null default '' check (length(note) <= 300),
  added_by uuid references person,
  added_at timestamptz not null default now(),
  primary key (document_id, number)
);
create index document_version_file on document_version (file_id);
