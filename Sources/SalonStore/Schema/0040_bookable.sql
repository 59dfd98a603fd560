-- Whom, what and with whom a desk may book, asked for by key: the client, the service and the expert of a line with one
-- question who may book, where three tables asked each for itself.
set local role salon_owner;

create view salon.bookable with (security_barrier) as
    select c.id as client_id, c.name, c.phone, c.email, s.id as service_id, e.id as expert_id, e.roster_version
      from public.users c cross join public.services s cross join public.experts e
     where s.is_active and e.is_active
       and (select salon.allows('appointments.manage'))
       and (c.role = 'user' and (select salon.allows('clients.view')) or (select salon.allows('users.view')));
grant select on salon.bookable to salon_console;
