-- Every desk hears when what a role may do has changed, or somebody's session was ended, and looks at its own anew.
set local role salon_owner;

create function salon.notify_rights() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not salon.is_bulk() then
        perform pg_notify(salon.channel(b.id), 'rights') from public.branches b;
    end if;
    return null;
end
$$;
create trigger role_permissions_notify after insert or update or delete on public.role_permissions
    for each statement execute function salon.notify_rights();

-- One's own sign-out is no news, and nor are sessions that were over.
create function salon.notify_ended() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_notify(salon.channel(b.id), 'rights')
       from public.branches b
      where exists (
          select from ended e
           where e.expires_at > now()
             and e.token_hash is distinct from salon.token_hash(current_setting('salon.token', true)));
    return null;
end
$$;
create trigger sessions_notify after delete on salon.sessions
    referencing old table as ended for each statement execute function salon.notify_ended();
