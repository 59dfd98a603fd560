-- As in 0035, and what is taken pays what is owed: a desk's payments of an appointment come to no more than its price,
-- whatever it says of itself. Tips are apart; a price that is lowered later leaves what was taken.
set local role salon_owner;

create or replace function salon.check_settled() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    appointment uuid;
    said text;
    price numeric;
    paid numeric;
    is_taken boolean := false;
    is_given_back boolean;
    agrees boolean;
begin
    if not salon.is_desk(session_user) then
        return null;
    end if;
    if tg_table_name = 'payments' then
        -- What two desks take or give back at once is seen by the second of them.
        select a.id, a.payment_status, a.total_price into appointment, said, price
          from public.appointments a where a.id = new.appointment_id
           for no key update;
        is_taken := new.kind <> 'refund';
    else
        appointment := new.id;
        said := new.payment_status;
        price := new.total_price;
    end if;
    select coalesce(sum(case p.kind when 'refund' then -p.amount when 'tip' then 0 else p.amount end), 0),
           coalesce(bool_or(p.kind = 'refund'), false)
      into paid, is_given_back
      from public.payments p where p.appointment_id = appointment;
    agrees := paid >= 0 and not (is_taken and paid > price) and case said
        when 'paid' then paid >= price
        -- What was free is given back without a payment.
        when 'refunded' then paid = 0 and (price = 0 or is_given_back)
        else paid < price or price = 0
    end;
    if not agrees then
        -- The transaction may have gone on since; what it came to is asked as well.
        perform from public.appointments a
          where a.id = appointment and a.payment_status = said and a.total_price = price;
        if found then
            raise exception using errcode = 'SL006', message = 'the payments say otherwise';
        end if;
    end if;
    return null;
end
$$;

drop trigger payments_settled on public.payments;
create constraint trigger payments_settled after insert on public.payments
    deferrable initially deferred for each row when (new.kind <> 'tip')
    execute function salon.check_settled();
