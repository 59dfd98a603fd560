#ifndef SALON_CNCURSES_H
#define SALON_CNCURSES_H

#include <stdint.h>

/// The cells that ncurses gives a code point (`wcwidth` of a UTF-8 locale, whatever the program's locale is): 0, 1 or
/// 2, and -1 for what can't be shown.
int nc_width(uint32_t scalar);

#endif
