import Postgres

/// Notes, refunds and deletion. Each names the version that the desk has seen.
extension AppointmentSQL {
    /// $1 id, $2 version, $3 the note.
    static let editNote = Statement(
        "appointments.edit_note",
        """
        with noted as (
            update public.appointments set notes = $3::text where id = $1 and version = $2 returning id
        )
        select salon.demand(exists (select from noted), 'SL002')
        """)

    /// Gives money back for an appointment ($1, $2 its version): $3 method, $4 amount, $5 why, $6 now. What is given
    /// back in full is refunded; what is owed again is unpaid.
    static let refund = Statement(
        "appointments.refund",
        """
        with asked as (
            select a.id, a.branch_id, a.total_price, a.payment_status,
                   (select coalesce(sum(case p.kind when 'refund' then -p.amount when 'tip' then 0 else p.amount end), 0)
                      from public.payments p where p.appointment_id = a.id) - $4::text::numeric as left_over
              from public.appointments a
             where a.id = $1 and a.version = $2
        ), given as (
            insert into public.payments (
                branch_id, appointment_id, kind, method, amount, taken_by, taken_at, till_id, note)
            select a.branch_id, a.id, 'refund', $3::text, $4::text::numeric, salon.current_user_id(),
                   coalesce($6::timestamptz, now()),
                   (select t.id from public.tills t where t.branch_id = a.branch_id and t.closed_at is null), $5::text
              from asked a
             where a.left_over >= 0
        ), marked as (
            update public.appointments a
               set payment_status = case when s.left_over = 0 then 'refunded'
                                         when s.left_over < s.total_price then 'unpaid' else a.payment_status end
              from asked s
             where a.id = s.id and s.left_over >= 0
            returning a.id
        )
        select salon.demand(exists (select from marked), 'SL002')
        """)

    /// Removes an appointment ($1, $2 its version) for which no money changed hands.
    static let delete = Statement(
        "appointments.delete",
        """
        with gone as (
            delete from public.appointments a
             where a.id = $1 and a.version = $2
               and not exists (select from public.payments p where p.appointment_id = a.id)
            returning a.id
        )
        select salon.demand(exists (select from gone), 'SL002')
        """)
}
