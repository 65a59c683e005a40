-- News of a tie is answered by mail as news of a project is, and a body is told of news at most once a week.
alter table reply_address
  alter column project_id drop not null,
  add column partnership_id uuid references partnership on delete cascade,
  add check (num_nonnulls(project_id, partnership_id) = 1);
alter table due_alert drop constraint due_alert_subject_kind_check;
alter table due_alert add constraint due_alert_subject_kind_check
  check (subject_kind in ('agreement', 'commitment', 'suspension', 'election', 'news'));
