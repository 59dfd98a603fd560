-- Who is which expert decides what "own" means: a link that is made, moved or ended is a changed right.
set local role salon_owner;

create trigger experts_notify_link after update on public.experts
    for each row when (new.user_id is distinct from old.user_id) execute function salon.notify_rights();
create trigger experts_notify_linked after insert on public.experts
    for each row when (new.user_id is not null) execute function salon.notify_rights();
create trigger experts_notify_gone after delete on public.experts
    for each row when (old.user_id is not null) execute function salon.notify_rights();
