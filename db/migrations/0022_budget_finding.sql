-- What is found in the accounts says by itself by what means it was done, what was removed stays out, and a reason holds for
-- the two periods it was given for.

-- By what means, where somebody says it; else the nature of the accounting line says it, under its own plan of accounts.
alter table budget_line add column means text check (means in ('personnel', 'purchases', 'grants', 'contributions', 'electedMembers',
  'aidToPersons', 'otherRunning', 'equipmentGrants', 'ownInvestment', 'otherInvestment', 'grantsReceived', 'investmentGrantsReceived',
  'sales', 'otherReceipts'));
-- A line entered by hand looks like one of an account, and somebody said that it is another expense all the same.
alter table budget_line add column stands_apart boolean not null default false;

-- A reason speaks of two whole periods and of one way of the money, not of their outermost years alone.
alter table budget_change_reason add column first_to smallint;
alter table budget_change_reason add column second_from smallint;
alter table budget_change_reason add column flow text not null default 'expenditure' check (flow in ('expenditure', 'receipts', 'net'));
update budget_change_reason set first_to = from_year, second_from = to_year;
-- Running and investment were a part of the means; they are a view of their own.
update budget_change_reason set dimension = 'section' where dimension = 'means' and value in ('running', 'investment');
alter table budget_change_reason alter column first_to set not null, alter column second_from set not null,
  drop constraint budget_change_reason_pkey,
  add primary key (organisation_id, from_year, first_to, second_from, to_year, flow, dimension, value),
  add check (from_year <= first_to and first_to < second_from and second_from <= to_year);
