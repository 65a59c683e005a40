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

-- The text that frames a tie for a time.
create table agreement (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  -- who opened it; both sides have the same rights on it
  organisation_id uuid not null references organisation,
  kind text not null check (kind in ('oath', 'letterOfIntent', 'memorandum', 'convention')),
  title text not null check (length(title) between 1 and 200),
  object text not null default '' check (length(object) <= 4000),
  legal_basis text not null default '' check (length(legal_basis) <= 1000),
  starts_on date,
  ends_on date,
  open_ended boolean not null default false,
  renewal text not null default 'none' check (renewal in ('none', 'express', 'tacit')),
  notice_months smallint check (notice_months between 0 and 60),
  notice_clause text not null default '' check (length(notice_clause) <= 1000),
  languages text[] not null default '{}',
  -- the 1 % mechanisms it draws on
  one_percent text[] not null default '{}' check (one_percent <@ array['water', 'energy', 'waste']),
  state text not null default 'draft' check (state in ('draft', 'approval', 'signature', 'transmission', 'inForce', 'suspended',
    'noticeGiven', 'ended', 'renewed', 'abandoned')),
  state_since date,
  in_force_on date,
  ended_on date,
  renews_id uuid references agreement,
  version smallint not null default 1,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ends_on is null or starts_on is null or ends_on > starts_on),
  -- an agreement has a beginning and an end; a twinning may be open-ended, and says so
  check (not open_ended or (kind = 'oath' and ends_on is null))
);
create index agreement_tie on agreement (partnership_id);
create index agreement_end on agreement (ends_on) where ends_on is not null;

create table agreement_party (
  agreement_id uuid not null references agreement on delete cascade,
  organisation_id uuid not null references organisation,
  position smallint not null check (position >= 1),
  signatory_name text not null default '' check (length(signatory_name) <= 120),
  signatory_function text not null default '' check (length(signatory_function) <= 120),
  -- the explicit “none”: this side promises nothing
  no_commitment boolean not null default false,
  primary key (agreement_id, organisation_id)
);
create index agreement_party_organisation on agreement_party (organisation_id);

-- Forecast amounts, by party and year.
create table agreement_amount (
  id uuid primary key,
  agreement_id uuid not null references agreement on delete cascade,
  organisation_id uuid not null references organisation,
  year smallint not null check (year between 1950 and 2100),
  kind text not null check (kind in ('money', 'inKind', 'volunteerTime')),
  amount numeric(14, 2) not null check (amount >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  note text not null default '' check (length(note) <= 300),
  unique (agreement_id, organisation_id, year, kind, currency)
);

create table amendment (
  id uuid primary key,
  agreement_id uuid not null references agreement on delete cascade,
  organisation_id uuid not null references organisation,
  number smallint not null check (number >= 1),
  proposal_id uuid,
  object text not null default '' check (length(object) <= 4000),
  -- what it changes: field by field, from and to
  changes jsonb not null,
  state text not null default 'approval' check (state in ('approval', 'signature', 'transmission', 'inForce', 'abandoned')),
  in_force_on date,
  created_at timestamptz not null default now(),
  unique (agreement_id, number)
);

-- The agreement as it read from one day on; the present one included.
create table agreement_version (
  agreement_id uuid not null references agreement on delete cascade,
  number smallint not null check (number >= 1),
  content jsonb not null,
  from_on date not null,
  amendment_id uuid references amendment,
  created_at timestamptz not null default now(),
  primary key (agreement_id, number)
);

create table commitment (
  id uuid primary key,
  agreement_id uuid not null references agreement on delete cascade,
  -- who promises
  organisation_id uuid not null references organisation,
  kind text not null check (kind in ('money', 'people', 'goods', 'knowHow', 'visits', 'other')),
  body text not null check (length(body) between 1 and 1000),
  amount numeric(14, 2) check (amount >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  quantity numeric(10, 2) check (quantity >= 0),
  unit text not null default '' check (length(unit) <= 40),
  due_on date,
  state text not null default 'due' check (state in ('due', 'done', 'waived', 'notPerformed')),
  done_on date,
  proof_note text not null default '' check (length(proof_note) <= 1000),
  proof_document_id uuid references document,
  replaces_id uuid references commitment,
  superseded_at timestamptz,
  created_at timestamptz not null default now(),
  check (state <> 'done' or done_on is not null)
);
create index commitment_agreement on commitment (agreement_id);
create index commitment_due on commitment (due_on) where state = 'due' and superseded_at is null;

-- Which steps a country's own law asks of its side: data, edited by the administrator.
create table approval_step_rule (
  code text primary key,
  country text not null,
  kind text not null check (kind in ('approval', 'authorisation', 'signature', 'transmission')),
  position smallint not null,
  -- kinds of agreement it is asked for
  agreement_kinds text[] not null,
  required boolean not null,
  name_fr text not null, name_en text not null,
  explains_fr text not null, explains_en text not null,
  source_name text not null, source_url text, checked_on date not null,
  active boolean not null default true,
  -- changed by the administrator: a newer file of ours leaves it alone
  edited_at timestamptz
);

create table agreement_step (
  id uuid primary key,
  agreement_id uuid not null references agreement on delete cascade,
  amendment_id uuid references amendment on delete cascade,
  organisation_id uuid not null references organisation,
  rule_code text references approval_step_rule,
  kind text not null check (kind in ('approval', 'authorisation', 'signature', 'transmission')),
  position smallint not null,
  name text not null default '' check (length(name) <= 200),
  required boolean not null default true,
  done_on date,
  -- the number of the deliberation, of the receipt…
  reference text not null default '' check (length(reference) <= 200),
  document_id uuid references document,
  waived_reason text not null default '' check (length(waived_reason) <= 500),
  recorded_by uuid references person,
  recorded_at timestamptz,
  unique nulls not distinct (agreement_id, amendment_id, organisation_id, kind, position)
);

-- What binds all is proposed, and answered.
create table proposal (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  agreement_id uuid references agreement on delete cascade,
  commitment_id uuid references commitment on delete cascade,
  organisation_id uuid not null references organisation,
  person_id uuid references person,
  proposed_name text not null default '' check (length(proposed_name) <= 120),
  subject text not null check (subject in ('tie', 'agreement', 'commitment')),
  -- field by field: { from, to }
  changes jsonb not null,
  word text not null default '' check (length(word) <= 2000),
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'amended', 'withdrawn')),
  -- the proposal this one amends
  amends_id uuid references proposal,
  created_at timestamptz not null default now(),
  closed_at timestamptz
);
create index proposal_tie on proposal (partnership_id, created_at desc);
create index proposal_open on proposal (partnership_id) where state = 'open';
alter table amendment add foreign key (proposal_id) references proposal;

-- A link with which somebody of a party reads and answers without an account. Opening it changes nothing.
create table tie_link (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  -- the party the reader answers for
  organisation_id uuid not null references organisation,
  agreement_id uuid references agreement on delete cascade,
  addressee text not null default '' check (length(addressee) <= 120),
  email text check (email = lower(email)),
  locale text not null check (locale in ('fr', 'en')),
  token_digest text not null unique,
  made_for uuid not null references organisation,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index tie_link_tie on tie_link (partnership_id);

-- A named person's word for a party; never the authority's signature, never changed afterwards.
create table proposal_answer (
  id uuid primary key,
  proposal_id uuid not null references proposal on delete cascade,
  organisation_id uuid not null references organisation,
  answer text not null check (answer in ('accept', 'amend', 'decline')),
  word text not null default '' check (length(word) <= 2000),
  person_id uuid references person,
  link_id uuid references tie_link,
  answered_name text not null default '' check (length(answered_name) <= 120),
  answered_function text not null default '' check (length(answered_function) <= 120),
  answered_at timestamptz not null default now(),
  unique (proposal_id, organisation_id)
);

-- What one side may record alone: notice under a clause, suspension, resumption, non-performance, the end.
create table tie_act (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  agreement_id uuid references agreement on delete cascade,
  commitment_id uuid references commitment on delete cascade,
  organisation_id uuid not null references organisation,
  kind text not null check (kind in ('notice', 'suspension', 'resumption', 'nonPerformance', 'ending')),
  -- when it was decided, and from when it holds
  decided_on date not null,
  effective_on date not null,
  clause text not null default '' check (length(clause) <= 500),
  reason text not null default '' check (length(reason) <= 2000),
  decided_by text not null default '' check (length(decided_by) <= 200),
  goes_on text not null default '' check (length(goes_on) <= 2000),
  review_on date,
  document_id uuid references document,
  recorded_by uuid references person,
  recorded_name text not null default '' check (length(recorded_name) <= 120),
  recorded_at timestamptz not null default now(),
  -- taken back by the side that recorded it; it stays readable
  withdrawn_at timestamptz,
  check (kind <> 'nonPerformance' or commitment_id is not null),
  check (kind <> 'notice' or agreement_id is not null)
);
create index tie_act_tie on tie_act (partnership_id, recorded_at desc);
create table tie_act_answer (
  id uuid primary key,
  act_id uuid not null references tie_act on delete cascade,
  organisation_id uuid not null references organisation,
  body text not null check (length(body) between 1 and 4000),
  person_id uuid references person,
  link_id uuid references tie_link,
  answered_name text not null default '' check (length(answered_name) <= 120),
  answered_function text not null default '' check (length(answered_function) <= 120),
  answered_at timestamptz not null default now()
);
create index tie_act_answer_act on tie_act_answer (act_id);

-- Who steers, and when they meet.
create table governance_body (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  agreement_id uuid references agreement on delete cascade,
  organisation_id uuid not null references organisation,
  name text not null check (length(name) between 1 and 200),
  rule text not null default '' check (length(rule) <= 2000),
  meets_per_year smallint check (meets_per_year between 1 and 52),
  created_at timestamptz not null default now(),
  ended_on date
);
create index governance_body_tie on governance_body (partnership_id);
create table governance_member (
  id uuid primary key,
  body_id uuid not null references governance_body on delete cascade,
  organisation_id uuid not null references organisation,
  name text not null check (length(name) between 1 and 120),
  function_title text not null default '' check (length(function_title) <= 120),
  until date
);
create index governance_member_body on governance_member (body_id);
create table meeting (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  body_id uuid references governance_body on delete set null,
  organisation_id uuid not null references organisation,
  on_date date not null,
  place text not null default '' check (length(place) <= 200),
  agenda text not null default '' check (length(agenda) <= 4000),
  minutes text not null default '' check (length(minutes) <= 8000),
  decisions text not null default '' check (length(decisions) <= 4000),
  document_id uuid references document,
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  created_at timestamptz not null default now()
);
create index meeting_tie on meeting (partnership_id, on_date desc);

-- Reciprocity: what each side gave, in money, days, kind and volunteer time. Never added across kinds.
create table ledger_entry (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  agreement_id uuid references agreement on delete set null,
  commitment_id uuid references commitment on delete set null,
  -- who gave
  organisation_id uuid not null references organisation,
  kind text not null check (kind in ('money', 'days', 'inKind', 'volunteerTime')),
  year smallint not null check (year between 1950 and 2100),
  amount numeric(14, 2) check (amount > 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  -- days, or hours of volunteers
  quantity numeric(10, 2) check (quantity > 0),
  note text not null check (length(note) between 1 and 500),
  document_id uuid references document,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  check ((kind in ('money', 'inKind')) = (amount is not null)),
  check ((kind in ('days', 'volunteerTime')) = (quantity is not null))
);
create index ledger_entry_tie on ledger_entry (partnership_id, year);

-- A practice learned, from whom, adopted where: both ways.
create table practice_transfer (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  -- who learned, and says so
  organisation_id uuid not null references organisation,
  from_organisation_id uuid not null references organisation,
  what text not null check (length(what) between 1 and 1000),
  stage text not null check (stage in ('noticed', 'tested', 'adopted')),
  department text not null default '' check (length(department) <= 200),
  adopted_where text not null default '' check (length(adopted_where) <= 300),
  since_year smallint check (since_year between 1950 and 2100),
  created_by uuid references person,
  created_at timestamptz not null default now(),
  check (from_organisation_id <> organisation_id)
);
create index practice_transfer_tie on practice_transfer (partnership_id);

-- A person's own calendar of what is due, for their diary.
create table calendar_feed (
  person_id uuid primary key references person on delete cascade,
  token_digest text not null unique,
  created_at timestamptz not null default now()
);
-- Which alert of an end or a due date has left, so that none leaves twice.
create table due_alert (
  organisation_id uuid not null references organisation,
  subject_kind text not null check (subject_kind in ('agreement', 'commitment', 'suspension', 'election')),
  subject_id uuid not null,
  months smallint not null,
  sent_at timestamptz not null default now(),
  primary key (organisation_id, subject_kind, subject_id, months)
);
-- How a person likes their lists: columns, filters, view.
create table person_preference (
  person_id uuid not null references person on delete cascade,
  name text not null check (length(name) <= 100),
  value jsonb not null,
  primary key (person_id, name)
);

-- Reminders, never verdicts: data with a source and a date, edited by the administrator or a network.
create table legal_reminder (
  id uuid primary key,
  code text not null unique,
  -- null: of the instance; else a network's own, shown to its members
  organisation_id uuid references organisation,
  subjects text[] not null check (subjects <@ array['partnership', 'agreement', 'project', 'mission', 'position']),
  condition text not null default 'always' check (condition in ('always', 'frenchParty', 'foreignState', 'grantAbove23000',
    'association', 'travel', 'beforeElection', 'partnerElection', 'politicalConflict', 'abroad')),
  -- how long before an election it is shown
  months smallint not null default 6 check (months between 1 and 24),
  text_fr text not null, text_en text not null,
  source_name text not null, source_url text, source_date date, checked_on date not null,
  position smallint not null,
  active boolean not null default true,
  updated_at timestamptz not null default now(),
  -- by a person: our own file no longer overwrites it
  edited_at timestamptz
);
-- The fields of the ministry's atlas sheet, in its order: data, for the official list is not verified.
create table atlas_sheet_field (
  code text primary key,
  position smallint not null,
  label_fr text not null, label_en text not null,
  help_fr text not null default '', help_en text not null default '',
  -- what of the record fills it in
  content text not null,
  max_length smallint,
  active boolean not null default true,
  edited_at timestamptz
);
-- What the law of a country gives a tier to do, and who has to approve.
create table country_context (
  country text not null,
  tier text not null,
  competences_fr text not null, competences_en text not null,
  approvals_fr text not null, approvals_en text not null,
  source_name text not null, source_url text, checked_on date not null,
  edited_at timestamptz,
  primary key (country, tier)
);
create table election (
  code text primary key,
  country text not null,
  tiers text[] not null,
  name_fr text not null, name_en text not null,
  on_date date not null,
  date_precision text not null check (date_precision in ('day', 'month', 'year')),
  source_name text not null, source_url text, checked_on date not null,
  edited_at timestamptz
);
create index election_country on election (country, on_date);

-- What everybody may read of a tie beyond its parties, kind and dates: only what each party has said yes to.
create table public_tie_content (
  tie_id uuid primary key,
  languages text[] not null,
  sdgs smallint[] not null,
  rights text[] not null,
  -- presentation: texts of each side, dated steps, transfers; null where a party has not said yes
  presentation jsonb,
  agreements jsonb,
  money jsonb,
  suspension jsonb,
  updated_at timestamptz not null
);
