-- Agreements: their parties, amounts and commitments, the steps each side's own law asks for, and what changed them.

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
