import Postgres

/// The statements of `ServiceRepository`.
enum CatalogueSQL {
    static let categoryColumns = "id, name, description, display_order, is_active, version"

    static let categories = Statement(
        "catalogue.categories",
        """
        select \(categoryColumns)
          from public.service_categories where $1 or is_active
         order by display_order, name, id
        """)

    static let serviceColumns = """
        s.id, s.category_id, s.name, s.description, s.price::text, s.duration, s.processing_minutes,
        s.finishing_minutes, s.buffer_minutes, s.patch_test_months, s.is_active, s.version
        """

    static let services = Statement(
        "catalogue.services",
        """
        select \(serviceColumns)
          from public.services s join public.service_categories c on c.id = s.category_id
         where $1 or (s.is_active and c.is_active)
         order by c.display_order, c.name, c.id, s.display_order, s.name, s.id
        """)

    static let addOnColumns = "a.id, a.service_id, a.name, a.price::text, coalesce(a.duration, 0), a.version"

    static let addOns = Statement(
        "catalogue.add_ons",
        """
        select \(addOnColumns)
          from public.sub_services a where a.is_active
         order by a.service_id, a.display_order, a.name, a.id
        """)

    static let skills = Statement(
        "catalogue.skills", "select expert_id, service_id, price::text, duration from public.expert_services")

    static let experts = Statement(
        "catalogue.experts",
        """
        select id, name, is_active from public.experts
         where branch_id = $1 and ($2 or is_active)
         order by display_order, name, id
        """)

    static let offers = Statement(
        "catalogue.offers",
        """
        select id, title, discount_percentage::text, discount_amount::text, start_date, end_date, service_id, is_active
          from public.offers where end_date >= $1 and is_active and course_id is null
         order by start_date, id
        """)

    static let service = Statement(
        "catalogue.service", "select \(serviceColumns) from public.services s where s.id = $1")

    /// Does nothing for an id that is there: a repeated save.
    static let addService = Statement(
        "catalogue.add_service",
        """
        insert into public.services
               (id, category_id, name, description, price, duration, processing_minutes, finishing_minutes,
                buffer_minutes, patch_test_months, is_active)
        values ($1, $2, $3, $4, $5::text::numeric, $6, $7, $8, $9, $10::int, $11)
        on conflict (id) do nothing
        """)

    static let editService = Statement(
        "catalogue.edit_service",
        """
        update public.services
           set category_id = $3, name = $4, description = $5, price = $6::text::numeric, duration = $7,
               processing_minutes = $8, finishing_minutes = $9, buffer_minutes = $10, patch_test_months = $11::int,
               is_active = $12
         where id = $1 and version = $2
        """)

    static let addCategory = Statement(
        "catalogue.add_category",
        """
        insert into public.service_categories (id, name, display_order)
        select $1, $2, coalesce(max(display_order), 0) + 1 from public.service_categories
        on conflict (id) do nothing
        """)

    static let category = Statement(
        "catalogue.category", "select \(categoryColumns) from public.service_categories where id = $1")

    static let renameCategory = Statement(
        "catalogue.rename_category",
        "update public.service_categories set name = $3 where id = $1 and version = $2 and name <> $3")

    static let setCategoryActive = Statement(
        "catalogue.set_category_active",
        "update public.service_categories set is_active = $2 where id = $1 returning id")

    static let addOn = Statement(
        "catalogue.add_on", "select \(addOnColumns) from public.sub_services a where a.id = $1 and a.is_active")

    /// Adds an add-on, or changes the version ($6) that the form has seen.
    static let saveAddOn = Statement(
        "catalogue.save_add_on",
        """
        insert into public.sub_services (id, service_id, name, price, duration)
        values ($1, $2, $3, $4::text::numeric, $5)
        on conflict (id) do update
           set name = excluded.name, price = excluded.price, duration = excluded.duration
         where sub_services.version = $6 and sub_services.is_active
           and (sub_services.name, sub_services.price, coalesce(sub_services.duration, 0))
               is distinct from (excluded.name, excluded.price, excluded.duration)
        """)

    /// Switched off, not deleted: appointments refer to it.
    static let removeAddOn = Statement(
        "catalogue.remove_add_on", "update public.sub_services set is_active = false where id = $1 returning id")

    static let futureAppointments = Statement(
        "catalogue.future_appointments",
        """
        select count(*) from public.appointments
         where service_id = $1 and appointment_date >= $2 and status in ('reserved', 'confirmed')
        """)
}
