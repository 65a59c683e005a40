-- What a file says of the budget of the year before, and of accounts voted one by one, so that its lines leave as they came.
alter table account_line add column previous numeric(16, 2), add column is_special boolean;

-- A partner abroad may have received its own money: the amount it says is in the currency it says.
alter table payment_answer add column currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$');
