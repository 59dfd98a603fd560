#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <ncurses.h>

#include "CNcurses.h"
#include "internal.h"

#include <poll.h>
#include <stdio.h>
#include <unistd.h>

// A pad is never refreshed by reading from it, as a window would be.
static WINDOW *reader;

static int code(int which, int modifiers) { return NC_KEY + 8 * which + modifiers; }

static void define(const char *prefix, int number, int modifiers, char last, int which) {
    char sequence[16];
    // xterm's numbers for modifiers: 1 + shift 1 + alt 2 + control 4.
    if (modifiers)
        snprintf(sequence, sizeof sequence, "\033[%d;%d%c", number, modifiers + 1, last);
    else if (number > 1)
        snprintf(sequence, sizeof sequence, "\033%s%d%c", prefix, number, last);
    else
        snprintf(sequence, sizeof sequence, "\033%s%c", prefix, last);
    define_key(sequence, code(which, modifiers));
}

// Terminals are often not quite what their terminfo entry says, so the sequences in use are known whatever it is.
void nc_prepare_input(void) {
    static const struct { char last; int which; } letters[] = {
        {'A', NC_UP}, {'B', NC_DOWN}, {'C', NC_RIGHT}, {'D', NC_LEFT}, {'H', NC_HOME}, {'F', NC_END},
        {'P', NC_F0 + 1}, {'Q', NC_F0 + 2}, {'R', NC_F0 + 3}, {'S', NC_F0 + 4},
    };
    static const struct { int number; int which; } tildes[] = {
        {1, NC_HOME}, {2, NC_INSERT}, {3, NC_DELETE}, {4, NC_END}, {5, NC_PAGE_UP}, {6, NC_PAGE_DOWN}, {7, NC_HOME},
        {8, NC_END}, {11, NC_F0 + 1}, {12, NC_F0 + 2}, {13, NC_F0 + 3}, {14, NC_F0 + 4}, {15, NC_F0 + 5},
        {17, NC_F0 + 6}, {18, NC_F0 + 7}, {19, NC_F0 + 8}, {20, NC_F0 + 9}, {21, NC_F0 + 10}, {23, NC_F0 + 11},
        {24, NC_F0 + 12},
    };
    // First, because it loads the sequences of the terminfo entry, which would replace ours.
    reader = newpad(1, 1);
    keypad(reader, TRUE);
    nodelay(reader, TRUE);
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        define("[", 1, 0, letters[i].last, letters[i].which);
        define("O", 1, 0, letters[i].last, letters[i].which);
        for (int modifiers = 1; modifiers < 8; modifiers++)
            define("[", 1, modifiers, letters[i].last, letters[i].which);
    }
    for (size_t i = 0; i < sizeof tildes / sizeof *tildes; i++)
        for (int modifiers = 0; modifiers < 8; modifiers++)
            if (tildes[i].number > 1 || modifiers) define("[", tildes[i].number, modifiers, '~', tildes[i].which);
    define_key("\033[1~", code(NC_HOME, 0));
    define_key("\033[Z", code(NC_BACK_TAB, 0));
    define_key("\033OM", code(NC_ENTER, 0));
    // The number pad, which ncurses switches to codes of its own.
    static const char pad[] = "jklmnopqrstuvwxy", typed[] = "*+,-./0123456789";
    for (size_t i = 0; i < sizeof pad - 1; i++) {
        char sequence[] = {'\033', 'O', pad[i], 0};
        define_key(sequence, NC_TYPED + typed[i]);
    }
    define_key("\033[200~", NC_PASTE_BEGIN);
    define_key("\033[201~", NC_PASTE_END);
    define_key("\033[I", NC_FOCUS_IN);
    define_key("\033[O", NC_FOCUS_OUT);
}

void nc_end_input(void) {
    if (reader) delwin(reader);
    reader = NULL;
}

static int translated(int key) {
    if (key < KEY_MIN || key >= NC_KEY) return key;
    if (key > KEY_F0 && key <= KEY_F(63)) return code(NC_F0 + key - KEY_F0, 0);
    switch (key) {
    case KEY_UP: return code(NC_UP, 0);
    case KEY_DOWN: return code(NC_DOWN, 0);
    case KEY_LEFT: return code(NC_LEFT, 0);
    case KEY_RIGHT: return code(NC_RIGHT, 0);
    case KEY_SR: return code(NC_UP, NC_SHIFT);
    case KEY_SF: return code(NC_DOWN, NC_SHIFT);
    case KEY_SLEFT: return code(NC_LEFT, NC_SHIFT);
    case KEY_SRIGHT: return code(NC_RIGHT, NC_SHIFT);
    case KEY_HOME: case KEY_A1: return code(NC_HOME, 0);
    case KEY_END: case KEY_C1: return code(NC_END, 0);
    case KEY_PPAGE: case KEY_A3: return code(NC_PAGE_UP, 0);
    case KEY_NPAGE: case KEY_C3: return code(NC_PAGE_DOWN, 0);
    case KEY_IC: return code(NC_INSERT, 0);
    case KEY_DC: return code(NC_DELETE, 0);
    case KEY_BTAB: return code(NC_BACK_TAB, 0);
    case KEY_ENTER: return code(NC_ENTER, 0);
    case KEY_BACKSPACE: return code(NC_BACKSPACE, 0);
    case KEY_MOUSE: return NC_MOUSE;
    default: return 0;
    }
}

int nc_read(void) {
    // KEY_RESIZE and keys without a meaning here are passed over; 0 is what ctrl-space types.
    for (;;) {
        int key = wgetch(reader);
        if (key == ERR) return -1;
        int value = translated(key);
        if (value != 0 || key == 0) return value;
    }
}

int nc_mouse(int *x, int *y, int *modifiers) {
    static const struct { mmask_t bit; int event; } events[] = {
        {BUTTON1_PRESSED, NC_LEFT_PRESS}, {BUTTON2_PRESSED, NC_MIDDLE_PRESS}, {BUTTON3_PRESSED, NC_RIGHT_PRESS},
        {BUTTON1_RELEASED, NC_LEFT_RELEASE}, {BUTTON2_RELEASED, NC_MIDDLE_RELEASE},
        {BUTTON3_RELEASED, NC_RIGHT_RELEASE}, {BUTTON4_PRESSED, NC_WHEEL_UP}, {BUTTON5_PRESSED, NC_WHEEL_DOWN},
    };
    MEVENT event;
    if (getmouse(&event) != OK) return -1;
    *x = event.x;
    *y = event.y;
    *modifiers = (event.bstate & BUTTON_SHIFT ? NC_SHIFT : 0) | (event.bstate & BUTTON_ALT ? NC_ALT : 0)
        | (event.bstate & BUTTON_CTRL ? NC_CONTROL : 0);
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (event.bstate & events[i].bit) return events[i].event;
    return -1;
}

void nc_use_mouse(bool on) {
    mmask_t wanted = BUTTON1_PRESSED | BUTTON2_PRESSED | BUTTON3_PRESSED | BUTTON1_RELEASED | BUTTON2_RELEASED
        | BUTTON3_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED | BUTTON_SHIFT | BUTTON_ALT | BUTTON_CTRL;
    mousemask(on ? wanted : 0, NULL);
    // Clicks are told apart by the program; ncurses would wait 166 ms for the second one.
    mouseinterval(0);
}

bool nc_is_gone(void) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, 0) > 0 && (input.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}
