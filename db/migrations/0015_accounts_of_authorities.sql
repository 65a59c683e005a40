-- The accounts of an authority as its own software writes them: documents, their lines, the grants of their annexes.
-- Nothing here is public; what an authority says of its international action is drawn from it (0016).

-- One budget of one file: a file may hold the principal budget and annexed ones.
create table account_document (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  file_name text not null check (length(file_name) between 1 and 200),
  -- of the whole file: the same file brought twice changes nothing
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  format text not null check (format in ('totem', 'table')),
  siret text not null check (siret ~ '^[0-9]{14}$' or siret = ''),
  label text not null check (length(label) <= 200),
  budget_type text not null check (budget_type in ('principal', 'annexed')),
  nomenclature text not null default '' check (length(nomenclature) <= 60),
  stage text not null check (stage in ('primitive', 'amending', 'supplementary', 'administrativeAccount', 'singleAccount')),
  year smallint not null check (year between 1990 and 2100),
  decided_on date,
  -- as the document itself states it
  population integer check (population > 0),
  line_count integer not null check (line_count >= 0),
  grant_count integer not null default 0 check (grant_count >= 0),
  -- lines the accounting software computed and that are not kept
  calculated_count integer not null default 0,
  -- what was odd in the file: [{ rule, line, count }]
  issues jsonb not null default '[]',
  -- waiting: shown, not yet taken; live: counts; superseded: replaced by a later one; withdrawn: taken back
  state text not null default 'waiting' check (state in ('waiting', 'live', 'superseded', 'withdrawn')),
  superseded_by uuid references account_document,
  imported_by uuid references person,
  imported_at timestamptz not null default now(),
  applied_at timestamptz,
  closed_at timestamptz,
  example boolean not null default false
);
create index account_document_of on account_document (organisation_id, year, stage);
-- One live account of a year for each budget; decisions of a year are told apart by their day.
create unique index account_document_once on account_document (organisation_id, siret, label, year, stage, coalesce(decided_on, '1900-01-01'))
  where state = 'live' and stage in ('amending', 'supplementary');
create unique index account_document_year on account_document (organisation_id, siret, label, year, stage)
  where state = 'live' and stage not in ('amending', 'supplementary');
create unique index account_document_file on account_document (organisation_id, sha256, siret, label, stage, year) where state in ('waiting', 'live');

create table account_line (
  document_id uuid not null references account_document on delete cascade,
  position integer not null,
  nature text not null check (length(nature) <= 20),
  function_code text check (length(function_code) <= 20),
  chapter text check (length(chapter) <= 20),
  operation text check (length(operation) <= 60),
  -- what an accounting export of the authority's own says of the line
  label text check (length(label) <= 300),
  department text check (length(department) <= 120),
  beneficiary text check (length(beneficiary) <= 200),
  section text not null check (section in ('running', 'investment')),
  direction text not null check (direction in ('expenditure', 'receipt')),
  -- moves no money: never added to real operations
  is_order boolean not null default false,
  carried_before numeric(16, 2),
  proposed numeric(16, 2),
  voted numeric(16, 2),
  opened numeric(16, 2),
  executed numeric(16, 2),
  carried_after numeric(16, 2),
  primary key (document_id, position)
);
create index account_line_function on account_line (document_id, function_code) where function_code is not null;

-- The annex of grants (“concours”): a private person's name is never kept.
create table account_grant (
  document_id uuid not null references account_document on delete cascade,
  position integer not null,
  beneficiary text check (length(beneficiary) <= 300),
  legal_kind text check (length(legal_kind) <= 20),
  is_private_person boolean not null default false,
  nature text check (length(nature) <= 20),
  purpose text check (length(purpose) <= 500),
  amount numeric(16, 2),
  in_kind text check (length(in_kind) <= 500),
  primary key (document_id, position),
  check (not is_private_person or (beneficiary is null and purpose is null))
);

-- Totals of a live document, so that no share has to be added up from its lines again.
create table account_total (
  document_id uuid not null references account_document on delete cascade,
  section text not null check (section in ('running', 'investment')),
  direction text not null check (direction in ('expenditure', 'receipt')),
  is_order boolean not null,
  voted numeric(18, 2) not null default 0,
  opened numeric(18, 2) not null default 0,
  executed numeric(18, 2) not null default 0,
  carried_after numeric(18, 2) not null default 0,
  primary key (document_id, section, direction, is_order)
);

-- Which column of an accounting export is what, remembered for the next year by its headings.
create table account_mapping (
  organisation_id uuid not null references organisation on delete cascade,
  header_digest text not null,
  mapping jsonb not null,
  updated_by uuid references person,
  updated_at timestamptz not null default now(),
  primary key (organisation_id, header_digest)
);
