#ifndef SALON_CNCURSES_H
#define SALON_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What the program needs of ncurses, as plain functions: ncurses itself is made of macros, variadic functions and
// global variables, none of which Swift can use. All of it is for one thread only, except where it says otherwise.

/// The cells that ncurses gives a code point (`wcwidth` of a UTF-8 locale, whatever the program's locale is): 0, 1 or
/// 2, and -1 for what can't be shown. For any thread.
int nc_width(uint32_t scalar);

// --- The screen

/// Takes the language of the environment and tells whether its text is UTF-8.
bool nc_locale_is_utf8(void);

/// Takes the terminal on standard input and output as one of type `term`. Signals are caught from here on and the
/// terminal is put right again whatever ends the program. False if the type is unknown or there is no terminal;
/// then nothing was changed.
bool nc_open(const char *term, bool colour);

/// Gives the terminal back as it was found.
void nc_close(void);

/// Gives the terminal back, stops the process group as Ctrl-Z does, and takes the terminal again on return.
void nc_suspend(void);

/// Takes the terminal again after somebody else (the shell) had it; the next refresh sends everything.
void nc_resume(void);

/// Sends standard error to `descriptor` while the terminal is ours. `note` is shown after a crash; both are copied.
void nc_redirect_errors(int descriptor, const char *note);

/// Columns and rows, read from the terminal, not from what was true before.
void nc_size(int *columns, int *rows);

/// Follows a change of the terminal's size; the next refresh sends everything.
void nc_resize(void);

/// How many colours the terminal has; 0 without colours.
int nc_colours(void);

/// How many pairs of colours there can be.
int nc_pair_limit(void);

/// Defines a pair of colours, -1 for the terminal's own.
void nc_define_pair(int pair, int ink, int ground);

/// One cell to be sent.
typedef struct {
    /// The base character.
    uint32_t scalar;
    /// Bits of `nc_attributes`.
    uint16_t attributes;
    /// 0 or a defined pair.
    uint16_t pair;
    /// UTF-16 units of the combining marks, the first in the lowest 16 bits.
    uint64_t marks;
} nc_cell;

enum nc_attributes { NC_BOLD = 1, NC_DIM = 2, NC_UNDERLINE = 4, NC_REVERSE = 8, NC_ITALIC = 16 };

/// Puts cells of one row, from column `x` on; a wide character is one cell of these and takes two.
void nc_put(int x, int y, const nc_cell *cells, int count);

/// Sends what was put since the last time, in one write, with the cursor at (`x`, `y`), or hidden if `x` is negative.
/// Returns the bytes sent.
size_t nc_refresh(int x, int y);

/// The next refresh sends everything, whatever the terminal may show.
void nc_invalidate(void);

/// Takes the mouse or leaves it to the terminal.
void nc_use_mouse(bool on);

/// Sends bytes as they are (the bell, the clipboard).
void nc_send(const char *bytes, size_t count);

// --- Input

/// Keys that type no character, as `nc_read` tells them: `NC_KEY` + 8 × which + modifiers.
enum nc_keys {
    NC_KEY = 0x1000,
    NC_KEY_LIMIT = 0x2000,
    NC_UP = 1, NC_DOWN, NC_RIGHT, NC_LEFT, NC_HOME, NC_END, NC_INSERT, NC_DELETE, NC_PAGE_UP, NC_PAGE_DOWN,
    NC_ENTER, NC_BACK_TAB, NC_BACKSPACE,
    NC_F0 = 32,
    NC_PASTE_BEGIN = 0x2000, NC_PASTE_END, NC_FOCUS_IN, NC_FOCUS_OUT, NC_MOUSE,
    /// A key of the number pad: `NC_TYPED` + what it types.
    NC_TYPED = 0x3000,
};
enum nc_modifiers { NC_SHIFT = 1, NC_ALT = 2, NC_CONTROL = 4 };

/// The next byte that was typed (0 to 255) or a key of `nc_keys`; -1 if there is none. Never waits for a person, but up
/// to 25 ms for the rest of a sequence after Escape.
int nc_read(void);

/// What the mouse did: the value of `nc_mouse_events`; -1 if there is none.
enum nc_mouse_events {
    NC_LEFT_PRESS, NC_MIDDLE_PRESS, NC_RIGHT_PRESS, NC_LEFT_RELEASE, NC_MIDDLE_RELEASE, NC_RIGHT_RELEASE,
    NC_WHEEL_UP, NC_WHEEL_DOWN,
};
int nc_mouse(int *x, int *y, int *modifiers);

/// Whether the terminal is gone: hung up or closed.
bool nc_is_gone(void);

// --- Signals

/// Becomes readable when a signal came.
int nc_signal_descriptor(void);

/// The next signal that came; 0 if there is none.
int nc_next_signal(void);

#endif
