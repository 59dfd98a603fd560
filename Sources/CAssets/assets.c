#include "CAssets.h"

// `#embed` is C23; the compiler that comes with Swift knows it and only warns that it is new.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define ASSET(identifier, file) {file, identifier, sizeof identifier}

static const unsigned char theme_dark[] = {
#embed "../../Themes/dark.toml"
};

static const unsigned char theme_light[] = {
#embed "../../Themes/light.toml"
};
static const unsigned char theme_high_contrast[] = {
#embed "../../Themes/high-contrast.toml"
};
static const unsigned char theme_colour_blind[] = {
#embed "../../Themes/colour-blind.toml"
};
static const unsigned char theme_mono[] = {
#embed "../../Themes/mono.toml"
};

static const salon_asset themes[] = {
    ASSET(theme_dark, "dark.toml"),
    ASSET(theme_light, "light.toml"),
    ASSET(theme_high_contrast, "high-contrast.toml"),
    ASSET(theme_colour_blind, "colour-blind.toml"),
    ASSET(theme_mono, "mono.toml"),
};

static const unsigned char migration_0001[] = {
#embed "../SalonStore/Schema/0001_roles_and_schemas.sql"
};
static const unsigned char migration_0002[] = {
#embed "../SalonStore/Schema/0002_branches.sql"
};
static const unsigned char migration_0003[] = {
#embed "../SalonStore/Schema/0003_people.sql"
};
static const unsigned char migration_0004[] = {
#embed "../SalonStore/Schema/0004_catalogue.sql"
};
static const unsigned char migration_0005[] = {
#embed "../SalonStore/Schema/0005_appointments.sql"
};
static const unsigned char migration_0006[] = {
#embed "../SalonStore/Schema/0006_money.sql"
};
static const unsigned char migration_0007[] = {
#embed "../SalonStore/Schema/0007_website.sql"
};
static const unsigned char migration_0008[] = {
#embed "../SalonStore/Schema/0008_rosters.sql"
};
static const unsigned char migration_0009[] = {
#embed "../SalonStore/Schema/0009_sessions.sql"
};
static const unsigned char migration_0010[] = {
#embed "../SalonStore/Schema/0010_sign_in.sql"
};
static const unsigned char migration_0011[] = {
#embed "../SalonStore/Schema/0011_logs.sql"
};
static const unsigned char migration_0012[] = {
#embed "../SalonStore/Schema/0012_search.sql"
};
static const unsigned char migration_0013[] = {
#embed "../SalonStore/Schema/0013_access.sql"
};
static const unsigned char migration_0014[] = {
#embed "../SalonStore/Schema/0014_desk.sql"
};
static const unsigned char migration_0015[] = {
#embed "../SalonStore/Schema/0015_reports.sql"
};
static const unsigned char migration_0016[] = {
#embed "../SalonStore/Schema/0016_policies.sql"
};
static const unsigned char migration_0017[] = {
#embed "../SalonStore/Schema/0017_guards.sql"
};
static const unsigned char migration_0018[] = {
#embed "../SalonStore/Schema/0018_sign_in_rules.sql"
};
static const unsigned char migration_0019[] = {
#embed "../SalonStore/Schema/0019_passwords.sql"
};
static const unsigned char migration_0020[] = {
#embed "../SalonStore/Schema/0020_audit.sql"
};
static const unsigned char migration_0021[] = {
#embed "../SalonStore/Schema/0021_history.sql"
};
static const unsigned char migration_0022[] = {
#embed "../SalonStore/Schema/0022_accounts.sql"
};
static const unsigned char migration_0023[] = {
#embed "../SalonStore/Schema/0023_turns.sql"
};
static const unsigned char migration_0024[] = {
#embed "../SalonStore/Schema/0024_lean.sql"
};
static const unsigned char migration_0025[] = {
#embed "../SalonStore/Schema/0025_series.sql"
};
static const unsigned char migration_0026[] = {
#embed "../SalonStore/Schema/0026_waitlist.sql"
};
static const unsigned char migration_0027[] = {
#embed "../SalonStore/Schema/0027_catalogue_versions.sql"
};
static const unsigned char migration_0028[] = {
#embed "../SalonStore/Schema/0028_departed.sql"
};
static const unsigned char migration_0029[] = {
#embed "../SalonStore/Schema/0029_offer_notices.sql"
};
static const unsigned char migration_0030[] = {
#embed "../SalonStore/Schema/0030_plans.sql"
};
static const unsigned char migration_0031[] = {
#embed "../SalonStore/Schema/0031_patch_tests.sql"
};
static const unsigned char migration_0032[] = {
#embed "../SalonStore/Schema/0032_settings_notices.sql"
};
static const unsigned char migration_0033[] = {
#embed "../SalonStore/Schema/0033_queues.sql"
};
static const unsigned char migration_0034[] = {
#embed "../SalonStore/Schema/0034_hours.sql"
};
static const unsigned char migration_0035[] = {
#embed "../SalonStore/Schema/0035_paid.sql"
};
static const unsigned char migration_0036[] = {
#embed "../SalonStore/Schema/0036_patch_test_removal.sql"
};
static const unsigned char migration_0037[] = {
#embed "../SalonStore/Schema/0037_rights.sql"
};
static const unsigned char migration_0038[] = {
#embed "../SalonStore/Schema/0038_given_back.sql"
};
static const unsigned char migration_0039[] = {
#embed "../SalonStore/Schema/0039_tested.sql"
};
static const unsigned char migration_0040[] = {
#embed "../SalonStore/Schema/0040_bookable.sql"
};
static const unsigned char migration_0041[] = {
#embed "../SalonStore/Schema/0041_patch_test_notices.sql"
};
static const unsigned char migration_0042[] = {
#embed "../SalonStore/Schema/0042_own_notices.sql"
};
static const unsigned char migration_0043[] = {
#embed "../SalonStore/Schema/0043_gone_subjects.sql"
};
static const unsigned char migration_0044[] = {
#embed "../SalonStore/Schema/0044_owed.sql"
};
static const unsigned char migration_0045[] = {
#embed "../SalonStore/Schema/0045_freed.sql"
};
static const unsigned char migration_0046[] = {
#embed "../SalonStore/Schema/0046_own_changes.sql"
};

static const salon_asset migrations[] = {
    ASSET(migration_0001, "0001_roles_and_schemas.sql"),
    ASSET(migration_0002, "0002_branches.sql"),
    ASSET(migration_0003, "0003_people.sql"),
    ASSET(migration_0004, "0004_catalogue.sql"),
    ASSET(migration_0005, "0005_appointments.sql"),
    ASSET(migration_0006, "0006_money.sql"),
    ASSET(migration_0007, "0007_website.sql"),
    ASSET(migration_0008, "0008_rosters.sql"),
    ASSET(migration_0009, "0009_sessions.sql"),
    ASSET(migration_0010, "0010_sign_in.sql"),
    ASSET(migration_0011, "0011_logs.sql"),
    ASSET(migration_0012, "0012_search.sql"),
    ASSET(migration_0013, "0013_access.sql"),
    ASSET(migration_0014, "0014_desk.sql"),
    ASSET(migration_0015, "0015_reports.sql"),
    ASSET(migration_0016, "0016_policies.sql"),
    ASSET(migration_0017, "0017_guards.sql"),
    ASSET(migration_0018, "0018_sign_in_rules.sql"),
    ASSET(migration_0019, "0019_passwords.sql"),
    ASSET(migration_0020, "0020_audit.sql"),
    ASSET(migration_0021, "0021_history.sql"),
    ASSET(migration_0022, "0022_accounts.sql"),
    ASSET(migration_0023, "0023_turns.sql"),
    ASSET(migration_0024, "0024_lean.sql"),
    ASSET(migration_0025, "0025_series.sql"),
    ASSET(migration_0026, "0026_waitlist.sql"),
    ASSET(migration_0027, "0027_catalogue_versions.sql"),
    ASSET(migration_0028, "0028_departed.sql"),
    ASSET(migration_0029, "0029_offer_notices.sql"),
    ASSET(migration_0030, "0030_plans.sql"),
    ASSET(migration_0031, "0031_patch_tests.sql"),
    ASSET(migration_0032, "0032_settings_notices.sql"),
    ASSET(migration_0033, "0033_queues.sql"),
    ASSET(migration_0034, "0034_hours.sql"),
    ASSET(migration_0035, "0035_paid.sql"),
    ASSET(migration_0036, "0036_patch_test_removal.sql"),
    ASSET(migration_0037, "0037_rights.sql"),
    ASSET(migration_0038, "0038_given_back.sql"),
    ASSET(migration_0039, "0039_tested.sql"),
    ASSET(migration_0040, "0040_bookable.sql"),
    ASSET(migration_0041, "0041_patch_test_notices.sql"),
    ASSET(migration_0042, "0042_own_notices.sql"),
    ASSET(migration_0043, "0043_gone_subjects.sql"),
    ASSET(migration_0044, "0044_owed.sql"),
    ASSET(migration_0045, "0045_freed.sql"),
    ASSET(migration_0046, "0046_own_changes.sql"),
};

size_t salon_theme_count(void) { return sizeof themes / sizeof *themes; }
salon_asset salon_theme_at(size_t index) { return themes[index]; }
size_t salon_migration_count(void) { return sizeof migrations / sizeof *migrations; }
salon_asset salon_migration_at(size_t index) { return migrations[index]; }
