-- What parties say to each other: proposals and answers, acts, links without an account, who steers, what each gave and
-- learned; what is due; and the data that guides them.

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
