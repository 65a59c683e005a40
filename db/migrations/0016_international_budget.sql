-- The international action of an authority in euros: budget lines drawn from its accounts or entered by hand, what they
-- are for, what it thinks of their changes, the 1 %, and the yearly return of official development assistance (e-APD).

-- What an average person of a grade costs in a year: known to the authority alone, published in sums only.
create table staff_grade (
  id uuid primary key,
  organisation_id uuid not null references organisation on delete cascade,
  year smallint not null check (year between 1990 and 2100),
  label text not null check (length(label) between 1 and 120),
  yearly_cost numeric(12, 2) not null check (yearly_cost > 0),
  days_per_year smallint not null default 200 check (days_per_year between 1 and 366),
  unique (organisation_id, year, label)
);

create table budget_line (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  year smallint not null check (year between 1990 and 2100),
  direction text not null check (direction in ('expenditure', 'receipt')),
  section text not null default 'running' check (section in ('running', 'investment')),
  -- money that moves; staff, gifts in kind and volunteers' time are valued apart and never added to it
  valuation text not null default 'money' check (valuation in ('money', 'staff', 'inKind', 'volunteerTime')),
  label text not null check (length(label) between 1 and 300),
  -- where it was drawn from; by hand where there is none
  document_id uuid references account_document,
  account_position integer,
  grant_position integer,
  -- how much of the accounting line: a part in percent, or an amount of its main measure
  share numeric(7, 4) check (share > 0 and share <= 100),
  part numeric(14, 2),
  -- why it was taken: function044, function048, nature6562, suggestion:<rule>, lastYear, hand
  reason text not null default 'hand' check (length(reason) <= 60),
  planned numeric(14, 2),
  voted numeric(14, 2),
  -- credits opened, as the account states them: stands for what was voted where no budget was brought
  opened numeric(14, 2),
  executed numeric(14, 2),
  carried_over numeric(14, 2),
  -- paid in the calendar year, where it differs from what was executed
  paid numeric(14, 2),
  -- the part of it that others' money pays for
  cofunded numeric(14, 2) check (cofunded >= 0),
  department text not null default '' check (length(department) <= 120),
  partnership_id uuid references partnership on delete set null,
  project_id uuid references project on delete set null,
  commitment_id uuid references commitment on delete set null,
  country text references country,
  action_type text check (action_type in ('twinning', 'decentralisedCooperation', 'supportToLocalInitiatives', 'globalCitizenshipEducation',
    'economicPromotion', 'territorialDiplomacy', 'europeanCooperation', 'networkParticipation', 'humanitarianEmergency')),
  theme text check (length(theme) <= 60),
  purpose_frame text check (purpose_frame in ('solidarity', 'mutualInterest', 'ownInterest', 'influence', 'attractiveness')),
  operating_mode text check (operating_mode in ('institutionalSupport', 'projectBased', 'grantWindow', 'network', 'pooled')),
  -- of a receipt: whose money it is
  funding_source text check (funding_source in ('ownFunds', 'otherAuthority', 'state', 'agency', 'waterAgency', 'europeanUnion', 'partnerState',
    'foundation', 'sponsor', 'other')),
  -- who was paid, or who paid: a body of the register, or a name
  counterpart_id uuid references organisation,
  counterpart_name text not null default '' check (length(counterpart_name) <= 200),
  -- what became of it there
  counterpart_kind text check (counterpart_kind in ('partnerAuthority', 'localActor', 'frenchAuthority', 'frenchActor', 'multilateral', 'supplier', 'staff', 'person')),
  -- between budgets of the authority itself: in neither total
  is_internal boolean not null default false,
  one_percent text check (one_percent in ('water', 'energy', 'waste', 'mobility')),
  -- the yearly return
  oda_kind text check (oda_kind in ('cooperation', 'onePercent', 'associations', 'awareness', 'refugees', 'students', 'runningCosts', 'multilateral', 'none')),
  oda_channel text check (length(oda_channel) <= 10),
  dac_sector text check (dac_sector ~ '^[0-9]{5}$'),
  -- { gender: 0|1|2, … }
  oda_markers jsonb not null default '{}',
  -- of staff: how much of which grade
  grade_id uuid references staff_grade,
  quantity numeric(8, 2) check (quantity > 0),
  unit text check (unit in ('days', 'fullTime', 'hours')),
  -- the partner may see that this was paid to it, and answers that it arrived
  told_partner boolean not null default false,
  note text not null default '' check (length(note) <= 1000),
  example boolean not null default false,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((document_id is null) = (account_position is null) or grant_position is not null),
  check (share is null or part is null),
  check (valuation = 'money' or document_id is null),
  check (valuation <> 'staff' or direction = 'expenditure'),
  foreign key (document_id, account_position) references account_line (document_id, position),
  foreign key (document_id, grant_position) references account_grant (document_id, position)
);
create index budget_line_year on budget_line (organisation_id, year);
create index budget_line_source on budget_line (document_id, account_position) where document_id is not null;
create index budget_line_tie on budget_line (partnership_id) where partnership_id is not null;
create index budget_line_project on budget_line (project_id) where project_id is not null;
create index budget_line_counterpart on budget_line (counterpart_id) where counterpart_id is not null;

-- A suggestion that was refused is not made again.
create table refused_suggestion (
  organisation_id uuid not null references organisation on delete cascade,
  -- what it was about, in words that next year's document says again: nature, function, label, beneficiary
  line_key text not null check (length(line_key) <= 600),
  refused_by uuid references person,
  refused_at timestamptz not null default now(),
  primary key (organisation_id, line_key)
);

-- The partner says that what was paid arrived, or did not.
create table payment_answer (
  id uuid primary key,
  budget_line_id uuid not null references budget_line on delete cascade,
  organisation_id uuid not null references organisation,
  person_id uuid references person,
  answered_name text not null default '' check (length(answered_name) <= 120),
  answer text not null check (answer in ('received', 'partly', 'notReceived')),
  amount numeric(14, 2) check (amount >= 0),
  received_on date,
  word text not null default '' check (length(word) <= 1000),
  answered_at timestamptz not null default now()
);
create index payment_answer_line on payment_answer (budget_line_id, answered_at desc);

-- Why something rose or fell between two periods.
create table budget_change_reason (
  organisation_id uuid not null references organisation on delete cascade,
  from_year smallint not null,
  to_year smallint not null,
  dimension text not null check (length(dimension) <= 40),
  value text not null check (length(value) <= 120),
  reason text not null check (length(reason) between 1 and 1000),
  written_by uuid references person,
  written_at timestamptz not null default now(),
  primary key (organisation_id, from_year, to_year, dimension, value)
);
-- A floor the assembly voted, and that is watched.
create table budget_floor (
  id uuid primary key,
  organisation_id uuid not null references organisation on delete cascade,
  label text not null check (length(label) between 1 and 200),
  scope text not null check (scope in ('solidarity', 'leastDeveloped', 'onePercent', 'country', 'type')),
  scope_value text not null default '' check (length(scope_value) <= 60),
  measure text not null check (measure in ('amount', 'share')),
  value numeric(14, 2) not null check (value > 0),
  from_year smallint not null,
  to_year smallint check (to_year >= from_year),
  voted_on date,
  reference text not null default '' check (length(reference) <= 200)
);
create index budget_floor_of on budget_floor (organisation_id);

-- What an authority lets everybody see of its budget, and of its comparisons.
create table budget_publication (
  organisation_id uuid primary key references organisation on delete cascade,
  wants_public boolean not null default false,
  -- the arbitration lens is private unless it says otherwise
  shows_lens boolean not null default false,
  from_year smallint,
  to_year smallint,
  changed_by uuid references person,
  changed_at timestamptz not null default now()
);

-- Resources a service may draw its 1 % from, by the body that runs it (EPCI, syndicat, régie).
create table one_percent_room (
  id uuid primary key,
  organisation_id uuid not null references organisation on delete cascade,
  mechanism text not null check (mechanism in ('water', 'energy', 'waste', 'mobility')),
  year smallint not null check (year between 2005 and 2100),
  holder_id uuid references organisation,
  holder_name text not null default '' check (length(holder_name) <= 200),
  -- operating resources allocated to the service
  resources numeric(16, 2) not null check (resources >= 0),
  -- given with others, through a fund or a syndicat
  pooled numeric(14, 2) not null default 0 check (pooled >= 0),
  used_by_hand numeric(14, 2) check (used_by_hand >= 0),
  source text not null default '' check (length(source) <= 300),
  voted_on date,
  check (holder_id is not null or holder_name <> '')
);
create unique index one_percent_room_once on one_percent_room (organisation_id, mechanism, year, coalesce(holder_id::text, holder_name));

-- The four mechanisms, each with its article and date; kept in a file an administrator edits.
create table one_percent_mechanism (
  code text primary key check (code in ('water', 'energy', 'waste', 'mobility')),
  article text not null,
  act text not null,
  since date not null,
  rate numeric(5, 2) not null,
  basis_fr text not null,
  basis_en text not null,
  source_name text not null,
  source_url text,
  -- a person read the text itself on that day; null says “to be verified”
  verified_on date
);

-- A campaign of the yearly return: its window, form and place are data.
create table oda_campaign (
  year smallint primary key check (year between 1990 and 2100),
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  place text not null,
  place_url text,
  -- { columns: [{ field, fr, en }] in the order of the form, verifiedOn, editedAt }
  form jsonb not null,
  source_name text not null,
  verified_on date
);
create table oda_return (
  organisation_id uuid not null references organisation on delete cascade,
  -- of the amounts
  year smallint not null,
  state text not null default 'draft' check (state in ('draft', 'filed')),
  filed_on date,
  reference text not null default '' check (length(reference) <= 200),
  -- the rows as they were filed
  filed_rows jsonb,
  signatory text not null default '' check (length(signatory) <= 200),
  contact text not null default '' check (length(contact) <= 200),
  note text not null default '' check (length(note) <= 2000),
  updated_by uuid references person,
  updated_at timestamptz not null default now(),
  primary key (organisation_id, year),
  check ((state = 'filed') = (filed_on is not null))
);

-- What the public reads: years, and their parts, of authorities that switched it on.
create table public_budget_year (
  organisation_key text not null,
  year smallint not null,
  stage text not null check (stage in ('voted', 'executed')),
  expenditure numeric(16, 2) not null,
  receipts numeric(16, 2) not null,
  investment numeric(16, 2) not null,
  -- valued apart
  staff numeric(16, 2),
  in_kind numeric(16, 2),
  volunteer_time numeric(16, 2),
  -- real expenditure of the whole budget, where its account was brought
  total_expenditure numeric(18, 2),
  total_receipts numeric(18, 2),
  population integer,
  population_year smallint,
  tier text not null,
  -- of how many accounting lines and entries, and the accounts they come from
  line_count integer not null,
  source text not null,
  as_of timestamptz not null,
  primary key (organisation_key, year, stage)
);
create index public_budget_year_peers on public_budget_year (year, tier, population);
create table public_budget_part (
  organisation_key text not null,
  year smallint not null,
  stage text not null check (stage in ('voted', 'executed')),
  dimension text not null check (dimension in ('country', 'type', 'theme', 'mode', 'frame', 'partnership', 'funder', 'change')),
  value text not null,
  label text not null default '',
  expenditure numeric(16, 2) not null,
  receipts numeric(16, 2) not null,
  -- of a change that is shown: its reason
  reason text not null default '',
  primary key (organisation_key, year, stage, dimension, value)
);
