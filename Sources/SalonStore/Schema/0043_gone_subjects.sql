-- As in 0021, and what was said of something that is gone names it by what the log kept when it was added or removed: a
-- correction says no more than what it changed.
set local role salon_owner;

create or replace view salon.log_entries with (security_invoker = true) as
select l.id, l.change, l.at, l.actor_id, (select p.name from public.users p where p.id = l.actor_id)::text as actor,
       l.desk::text as desk, l.action, l.entity, l.entity_id,
       coalesce(
           salon.subject_of(l.entity, l.entity_id, coalesce(l.before, '{}') || coalesce(l.after, '{}')),
           (select salon.subject_of(w.entity, w.entity_id, coalesce(w.before, w.after))
              from public.audit_log w
             where l.action = 'update' and w.entity = l.entity and w.entity_id = l.entity_id and w.action <> 'update'
             order by w.id desc
             limit 1)) as subject,
       fields.names, fields.was, fields.became, l.undoes,
       (select u.id from public.audit_log u where u.undoes = l.id) as undone_by
  from public.audit_log l
 cross join lateral (
     select coalesce(array_agg(k.field order by k.field), '{}') as names,
            coalesce(array_agg(coalesce(salon.name_of(k.field, l.before ->> k.field), l.before ->> k.field)
                order by k.field), '{}') as was,
            coalesce(array_agg(coalesce(salon.name_of(k.field, l.after ->> k.field), l.after ->> k.field)
                order by k.field), '{}') as became
       from jsonb_object_keys(coalesce(l.before, '{}') || coalesce(l.after, '{}')) as k (field)
 ) fields;
