-- The public tables are made from the others by one program in one transaction, ends and ties together: looking each end's
-- tie up again cost more than writing it.
alter table public_tie_end drop constraint public_tie_end_tie_id_fkey;
