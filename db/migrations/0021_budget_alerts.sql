-- The yearly return and the voted floors are told of as the days of the ties are, and what an administrator corrected of the
-- 1 % is never overwritten.
alter table due_alert drop constraint due_alert_subject_kind_check;
alter table due_alert add constraint due_alert_subject_kind_check
  check (subject_kind in ('agreement', 'commitment', 'suspension', 'election', 'news', 'odaReturn', 'floor'));
comment on column due_alert.months is
  'which alert of the subject: so many months before, 0 the last one; of a return its place from the last, of a floor the year';

-- When an administrator last changed it; null: as in our own file, and brought up to it.
alter table one_percent_mechanism add column edited_at timestamptz;
-- What was changed before this column was there is in the trail of changes.
update one_percent_mechanism m set edited_at = e.at
from (select substr(note, 12) as code, max(at) as at from audit_entry
  where action = 'lawChanged' and note like 'onePercent %' group by 1) e
where e.code = m.code;
-- Our own file is looked at once more: until now it only brought what was not there.
delete from seed_load where name = 'one-percent-mechanisms';
