#include "CAssets.h"

// `#embed` is C23; the compiler that comes with Swift knows it and only warns that it is new.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define ASSET(identifier, file) {file, identifier, sizeof identifier}

static const unsigned char theme_dark[] = {
#embed "../../Themes/dark.toml"
};

static const salon_asset themes[] = {
    ASSET(theme_dark, "dark.toml"),
};

static const unsigned char migration_0001[] = {
#embed "../SalonStore/Schema/0001_base.sql"
};

static const salon_asset migrations[] = {
    ASSET(migration_0001, "0001_base.sql"),
};

size_t salon_theme_count(void) { return sizeof themes / sizeof *themes; }
salon_asset salon_theme_at(size_t index) { return themes[index]; }
size_t salon_migration_count(void) { return sizeof migrations / sizeof *migrations; }
salon_asset salon_migration_at(size_t index) { return migrations[index]; }
