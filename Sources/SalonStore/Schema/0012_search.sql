-- Searches. Under row-level security LIKE loses its index, so a search is a function of the owner's that asks for
-- the permission itself.
set local role salon_owner;

-- Text for a LIKE pattern, taken literally.
create function salon.literal(value text) returns text
    language sql immutable strict parallel safe
    return replace(replace(replace(value, '\', '\\'), '%', '\%'), '_', '\_');

-- Clients by any part of their name, phone digits or e-mail address, best first: those whose name begins with what
-- was typed, then those of whom every typed word begins a word, then those who have it anywhere. Accents, case and
-- the phone number's punctuation do not matter. An expert finds the own clients only, without contact data.
-- With nothing typed it answers with nobody.
--
-- Each stage is asked only while there are too few, and each has an index: the b-tree of the sorting name, of the
-- phone and of the address for a beginning, trigrams for the rest (`offset 0` keeps them to it). Two letters that half the salon's clients have
-- somewhere are not looked for inside words.
create function salon.search_clients(query text, wanted integer default 20)
    returns table (
        id uuid, name text, phone text, email text, alert text, is_guest boolean, birthday date, version integer,
        last_visit date, next_visit date, no_shows integer
    )
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    -- The planner thinks that a few matches are found soon in any order; for a rare name that is the whole table.
    set plan_cache_mode = force_custom_plan set enable_seqscan = off set jit = off as $$
#variable_conflict use_column
declare
    reach constant text := salon.scope('clients.view');
    expert constant uuid := case when reach = 'own' then salon.current_expert_id() end;
    typed constant text := trim(regexp_replace(salon.fold(left(query, 200)), '\s+', ' ', 'g'));
    number constant text := case when typed ~ '^[0-9+() ./-]+$' then ltrim(salon.digits(typed), '0') else '' end;
    words constant text[] := (
        select (array_agg(salon.literal(word)))[:8]
          from unnest(string_to_array(case when number <> '' then number else typed end, ' ')) as word
         where word <> ''
    );
    beginnings constant text[] := (select array_agg('% ' || word || '%') from unnest(words) as word);
    insides constant text[] := (select array_agg('%' || word || '%') from unnest(words) as word);
    first constant text := salon.literal(typed) || '%';
    -- A condition for each word: the trigram index does not know LIKE ALL. Only their numbers are in the text.
    everywhere constant text := format(
        'select array(
             select u.id from (select u.id, u.role from public.users u where %s offset 0) u
              where u.role = ''user'' and u.id <> all ($2) limit $3)',
        (select string_agg(format('u.search like ($1)[%s]', place), ' and ') from generate_subscripts(words, 1) place));
    found uuid[] := '{}';
    more uuid[];
    limited constant integer := least(greatest(wanted, 1), 200);
begin
    if reach is null then
        raise exception using errcode = 'insufficient_privilege', message = 'clients.view';
    end if;
    if words is null or (reach = 'own' and expert is null) then
        return;
    end if;

    if reach = 'own' then
        found := array(
            select u.id from public.users u
             where u.role = 'user' and salon.fold(u.name) like all (insides)
               and exists (select from public.appointments a where a.expert_id = expert and a.user_id = u.id)
             limit limited);
    else
        if number = '' then
            found := array(
                select u.id from public.users u
                 where u.role = 'user' and u.name_key like first order by u.name_key, u.id limit limited);
            if cardinality(found) < limited then
                found := found || array(
                    select u.id from public.users u
                     where u.role = 'user' and lower(u.email) collate "C" like first and u.id <> all (found)
                     order by lower(u.email) collate "C" limit limited - cardinality(found));
            end if;
        else
            found := array(
                select u.id from public.users u
                 where u.role = 'user' and u.phone_digits like number || '%' order by u.phone_digits limit limited);
        end if;
        if cardinality(found) < limited then
            execute everywhere into more using beginnings, found, limited - cardinality(found);
            found := found || more;
        end if;
        if cardinality(found) < limited and exists (select from unnest(words) word where length(word) >= 3) then
            execute everywhere into more using insides, found, limited - cardinality(found);
            found := found || more;
        end if;
    end if;

    return query
        select u.id, u.name::text,
               case when reach = 'all' then u.phone::text end, case when reach = 'all' then u.email::text end,
               u.alert, u.is_guest, u.birthday, u.version,
               (select max(a.appointment_date) from public.appointments a
                 where a.user_id = u.id and a.appointment_date <= current_date
                   and a.status in ('arrived', 'in_service', 'completed')),
               (select min(a.appointment_date) from public.appointments a
                 where a.user_id = u.id and a.appointment_date >= current_date
                   and a.status in ('reserved', 'confirmed')),
               (select count(*)::integer from public.appointments a
                 where a.user_id = u.id and a.status = 'no_show')
          from unnest(found) with ordinality as hit (id, place)
          join public.users u on u.id = hit.id
         order by hit.place;
end
$$;

grant execute on function salon.search_clients to salon_console;
