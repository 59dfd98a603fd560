-- What was tested on a client's skin, asked for by key beside an appointment: the policy of patch_tests (0031) in one
-- condition, which a statement that finds no such service in its rows does not even look at.
set local role salon_owner;

create view salon.tested with (security_barrier) as
    select t.user_id, t.service_id, t.tested_on, t.reacted
      from public.patch_tests t
     where (select salon.allows('clients.view') or salon.allows('clients.manage')) or salon.sees_client(t.user_id);
grant select on salon.tested to salon_console;
