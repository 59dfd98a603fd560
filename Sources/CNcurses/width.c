#define _XOPEN_SOURCE 700
#include "CNcurses.h"

#include <locale.h>
#include <pthread.h>
#include <wchar.h>

static locale_t utf8;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void find_utf8(void) {
    static const char *const names[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "en_US.utf8"};
    for (size_t i = 0; utf8 == (locale_t)0 && i < sizeof names / sizeof *names; i++)
        utf8 = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
}

int nc_width(uint32_t scalar) {
    pthread_once(&once, find_utf8);
    if (utf8 == (locale_t)0) return scalar >= 0xA0 && scalar < 0x300 ? 1 : wcwidth((wchar_t)scalar);
    // The thread's locale is lent, not changed: text is measured on any thread, before and without setlocale.
    locale_t mine = uselocale(utf8);
    int width = wcwidth((wchar_t)scalar);
    uselocale(mine);
    return width;
}
