-- Somebody who is erased has their name and address taken out of what the history quotes; nobody else rewrites it.
create policy erased on audit_entry for update using (acting_job() = 'erasure') with check (acting_job() = 'erasure');
