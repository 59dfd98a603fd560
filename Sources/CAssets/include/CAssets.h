#ifndef SALON_CASSETS_H
#define SALON_CASSETS_H

#include <stddef.h>

/// One file built into the program: its name without a folder, and its bytes.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} salon_asset;

/// The colour themes of `Themes/`, in the order in which a person is offered them.
size_t salon_theme_count(void);
salon_asset salon_theme_at(size_t index);

/// The migrations of `Sources/SalonStore/Schema/`, in the order in which they run.
size_t salon_migration_count(void);
salon_asset salon_migration_at(size_t index);

#endif
