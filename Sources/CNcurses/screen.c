#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

#include "CNcurses.h"
#include "internal.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

// ncurses writes a frame in dozens of pieces, between which a terminal may paint. So while it sends a frame, its
// descriptor `output` points to the memory file `frame`; what was collected goes to `terminal` in one write.
static SCREEN *screen;
static FILE *stream;
static int output = -1, terminal = -1, frame = -1;

static const char enter_modes[] = "\033[?2004h\033[?1004h";
static const char leave_modes[] = "\033[?2026l\033[?2004l\033[?1004l";
static const char begin_update[] = "\033[?2026h";
static const char end_update[] = "\033[?2026l";

bool nc_locale_is_utf8(void) {
    setlocale(LC_ALL, "");
    // Numbers are written by the program itself, and libraries read them with a point.
    setlocale(LC_NUMERIC, "C");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static void collect(bool on) {
    fflush(stream);
    dup2(on ? frame : terminal, output);
}

static void forget(void) {
    if (stream) fclose(stream);
    if (terminal >= 0) close(terminal);
    if (frame >= 0) close(frame);
    stream = NULL;
    output = terminal = frame = -1;
}

static void fit(void) {
    int columns, rows;
    nc_size(&columns, &rows);
    if (rows != LINES || columns != COLS) resizeterm(rows, columns);
}

// The modes that ncurses knows nothing of.
static void enter(void) {
    nc_send(enter_modes, sizeof enter_modes - 1);
    nc_divert_errors(true);
}

static void leave(void) {
    char plain[NC_SQUEEZE_EXTRA];
    nc_send(plain, nc_squeeze_end(plain));
    nc_send(leave_modes, sizeof leave_modes - 1);
    nc_divert_errors(false);
    if (!isendwin()) endwin();
}

bool nc_open(const char *term, bool colour) {
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return false;
    terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    frame = memfd_create("frame", MFD_CLOEXEC);
    stream = output < 0 ? NULL : fdopen(output, "w");
    if (terminal < 0 || frame < 0 || !stream) {
        forget();
        return false;
    }
    // Both before ncurses: it changes the modes, and leaves signals alone that are caught already.
    nc_remember_terminal(terminal);
    nc_catch_signals();
    set_escdelay(25);
    screen = newterm(term, stream, stdin);
    if (!screen) {
        nc_release_signals();
        forget();
        return false;
    }
    set_escdelay(25);
    const char *leave = tigetstr("rmcup");
    nc_arm(leave == NULL || leave == (char *)-1 ? "\r\n" : leave);
    raw();
    noecho();
    nonl();
    typeahead(-1);
    if (colour && has_colors()) {
        start_color();
        use_default_colors();
    }
    collect(true);
    nc_prepare_input();
    collect(false);
    fit();
    enter();
    return true;
}

void nc_close(void) {
    if (!screen) return;
    leave();
    nc_disarm();
    nc_end_input();
    delscreen(screen);
    screen = NULL;
    forget();
    nc_release_signals();
}

void nc_suspend(void) {
    leave();
    nc_stop_here();
    nc_resume();
}

void nc_resume(void) {
    // Also when nobody asked us to leave (SIGSTOP): what the terminal shows and how it is set is unknown.
    if (!isendwin()) endwin();
    reset_prog_mode();
    fit();
    enter();
    clearok(curscr, TRUE);
}

void nc_size(int *columns, int *rows) {
    struct winsize size;
    bool known = ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
    *columns = known ? size.ws_col : COLS;
    *rows = known ? size.ws_row : LINES;
}

void nc_resize(void) {
    fit();
    clearok(curscr, TRUE);
}

int nc_colours(void) { return has_colors() && COLORS > 0 ? COLORS : 0; }

int nc_pair_limit(void) { return COLOR_PAIRS; }

void nc_define_pair(int pair, int ink, int ground) { init_extended_pair(pair, ink, ground); }

static attr_t attributes_of(uint16_t bits) {
    return (bits & NC_BOLD ? A_BOLD : 0) | (bits & NC_DIM ? A_DIM : 0) | (bits & NC_UNDERLINE ? A_UNDERLINE : 0)
        | (bits & NC_REVERSE ? A_REVERSE : 0) | (bits & NC_ITALIC ? A_ITALIC : 0);
}

// The characters of a cell as ncurses wants them; what has a width of its own besides the base (the second letter of
// a flag) is returned and goes into the next cell.
static wchar_t unpack(const nc_cell *cell, wchar_t text[CCHARW_MAX + 1]) {
    int count = 0;
    wchar_t second = 0;
    text[count++] = (wchar_t)cell->scalar;
    for (uint64_t marks = cell->marks; marks && count < CCHARW_MAX; marks >>= 16) {
        wchar_t mark = (wchar_t)(marks & 0xFFFF);
        if ((mark & 0xFC00) == 0xD800) {
            marks >>= 16;
            mark = 0x10000 + ((mark & 0x3FF) << 10 | (wchar_t)(marks & 0x3FF));
        }
        if (mark >= 0x1F1E6 && mark <= 0x1F1FF)
            second = mark;
        else
            text[count++] = mark;
    }
    text[count] = 0;
    return second;
}

void nc_put(int x, int y, const nc_cell *cells, int count) {
    enum { BATCH = 64 };
    cchar_t batch[BATCH + 1];
    int filled = 0, from = x;
    for (int i = 0; i < count; i++) {
        wchar_t text[CCHARW_MAX + 1];
        int pair = cells[i].pair;
        attr_t attributes = attributes_of(cells[i].attributes);
        wchar_t second = unpack(&cells[i], text);
        setcchar(&batch[filled++], text, attributes, 0, &pair);
        x += second ? 1 : nc_width(cells[i].scalar) == 2 ? 2 : 1;
        if (second) {
            wchar_t letter[] = {second, 0};
            setcchar(&batch[filled++], letter, attributes, 0, &pair);
            x += 1;
        }
        if (filled >= BATCH - 1 || i == count - 1) {
            mvwadd_wchnstr(stdscr, y, from, batch, filled);
            filled = 0;
            from = x;
        }
    }
}

// Collects what ncurses sends to bring the terminal up to date.
static size_t collect_update(int x, int y) {
    static int visible = -1;
    collect(true);
    bool show = x >= 0;
    leaveok(stdscr, !show);
    if (show) wmove(stdscr, y, x);
    wnoutrefresh(stdscr);
    if (visible && !show) curs_set(0);
    doupdate();
    if (show && visible != 1) curs_set(1);
    visible = show;
    collect(false);
    off_t count = lseek(frame, 0, SEEK_CUR);
    lseek(frame, 0, SEEK_SET);
    return count > 0 ? (size_t)count : 0;
}

size_t nc_refresh(int x, int y) {
    static char *bytes;
    static size_t room;
    const size_t bracket = sizeof begin_update - 1;
    size_t collected = collect_update(x, y);
    if (collected == 0) return 0;
    size_t needed = (1 + NC_SQUEEZE_FACTOR) * collected + NC_SQUEEZE_EXTRA + 2 * bracket;
    if (needed > room) {
        char *larger = realloc(bytes, needed);
        if (!larger) return 0;
        bytes = larger;
        room = needed;
    }
    char *raw = bytes + needed - collected;
    if (pread(frame, raw, collected, 0) != (ssize_t)collected) return 0;
    memcpy(bytes, begin_update, bracket);
    size_t count = bracket;
    if (nc_colours() >= 8) {
        count += nc_squeeze(bytes + count, raw, collected);
    } else {
        memcpy(bytes + count, raw, collected);
        count += collected;
    }
    if (count == bracket) return 0;
    memcpy(bytes + count, end_update, bracket);
    count += bracket;
    nc_write_all(terminal, bytes, count);
    return count;
}

void nc_invalidate(void) { clearok(curscr, TRUE); }

void nc_send(const char *bytes, size_t count) { nc_write_all(terminal, bytes, count); }
