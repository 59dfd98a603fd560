-- Versions of what still had none in the catalogue, so that a form can tell that somebody else was faster.
set local role salon_owner;

alter table public.sub_services add column version integer not null default 1;
alter table public.service_categories add column version integer not null default 1;
create trigger sub_services_version before update on public.sub_services
    for each row execute function salon.count_version();
create trigger service_categories_version before update on public.service_categories
    for each row execute function salon.count_version();
