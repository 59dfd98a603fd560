#ifndef SALON_CNCURSES_INTERNAL_H
#define SALON_CNCURSES_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

// restore.c: what brings the terminal back, from wherever the program is.

/// Keeps how the terminal is set now.
void nc_remember_terminal(int descriptor);
/// From here on the terminal is ours and `nc_restore` has work to do; `leave` leaves the program's screen.
void nc_arm(const char *leave);
/// The terminal is not ours any more and is set as it was found.
void nc_disarm(void);
/// Puts the terminal's modes back. Safe in a signal handler.
void nc_restore(void);
/// Catches signals and crashes.
void nc_catch_signals(void);
/// Lets go of what `nc_catch_signals` took.
void nc_release_signals(void);
/// Stops the process group as Ctrl-Z does and returns when it goes on.
void nc_stop_here(void);
/// Standard error goes to the log (true) or where it went before.
void nc_divert_errors(bool on);
/// Writes all bytes, whatever interrupts. Safe in a signal handler.
void nc_write_all(int descriptor, const char *bytes, size_t count);

// squeeze.c

/// The most bytes that squeezing needs: a change of style before each byte would be the worst.
enum { NC_SQUEEZE_FACTOR = 2, NC_SQUEEZE_EXTRA = 128 };
/// Writes what `count` bytes for the terminal do, in fewer bytes. The style at the end carries over to the next call.
size_t nc_squeeze(char *to, const char *from, size_t count);
/// Writes what leads back to plain text, at most NC_SQUEEZE_EXTRA bytes.
size_t nc_squeeze_end(char *to);

// input.c
void nc_prepare_input(void);
void nc_end_input(void);

#endif
