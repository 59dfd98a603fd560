#define _GNU_SOURCE
#include "CNcurses.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int terminal = -1;
static struct termios found;
static char leave[256];
static size_t leave_count;
static volatile sig_atomic_t armed;

static int errors_log = -1, errors_before = -1;
static char crash_note[512];

static int signal_pipe[2] = {-1, -1};
static const int told[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT};
static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
enum { TOLD = sizeof told / sizeof *told, CRASHES = sizeof crashes / sizeof *crashes };
static struct sigaction told_before[TOLD], crashes_before[CRASHES];

void nc_write_all(int descriptor, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t sent = write(descriptor, bytes, count);
        if (sent > 0) {
            bytes += sent;
            count -= (size_t)sent;
        } else if (sent < 0 && errno == EAGAIN) {
            struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
            if (poll(&ready, 1, 1000) <= 0) return;
        } else if (sent == 0 || errno != EINTR) {
            return;
        }
    }
}

void nc_remember_terminal(int descriptor) {
    terminal = descriptor;
    tcgetattr(descriptor, &found);
}

void nc_arm(const char *leave_screen) {
    static bool registered;
    leave_count = (size_t)snprintf(
        leave, sizeof leave,
        "\033[?2026l\033[?2004l\033[?1006l\033[?1002l\033[?1000l\033[?1004l\033[?1l\033>\033[?25h\033[0m%s",
        leave_screen);
    if (leave_count >= sizeof leave) leave_count = sizeof leave - 1;
    if (!registered) atexit(nc_restore);
    registered = true;
    armed = 1;
}

void nc_disarm(void) {
    armed = 0;
    tcsetattr(terminal, TCSANOW, &found);
}

void nc_restore(void) {
    if (!armed) return;
    armed = 0;
    nc_write_all(terminal, leave, leave_count);
    tcsetattr(terminal, TCSANOW, &found);
}

static void tell(int number) {
    int kept = errno;
    char byte = (char)number;
    if (write(signal_pipe[1], &byte, 1) < 0) errno = kept; // full: enough is waiting already
    errno = kept;
}

// The program can't be trusted any more: only what is safe in a signal handler. Then the handler that was there before
// (Swift's reports where it happened, to the log and not to the person) or the default one ends the program with the
// same signal.
static void crashed(int number, siginfo_t *info, void *context) {
    (void)context;
    if (armed) {
        nc_restore();
        nc_write_all(terminal, crash_note, strlen(crash_note));
        int nothing = open("/dev/null", O_RDWR);
        dup2(nothing, STDIN_FILENO);
        dup2(errors_log >= 0 ? errors_log : nothing, STDOUT_FILENO);
    }
    for (int i = 0; i < CRASHES; i++)
        if (crashes[i] == number) sigaction(number, &crashes_before[i], NULL);
    // A fault happens again as soon as this returns, a signal that was sent does not.
    if (info->si_code > 0) return;
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    raise(number);
    signal(number, SIG_DFL);
    raise(number);
}

void nc_catch_signals(void) {
    if (signal_pipe[0] < 0 && pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK) < 0) return;
    struct sigaction action = {.sa_handler = tell, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    for (int i = 0; i < TOLD; i++) sigaction(told[i], &action, &told_before[i]);

    static char stack[32 * 1024];
    stack_t own = {.ss_sp = stack, .ss_size = sizeof stack}, before;
    // A stack of its own, because a crash may be the end of the ordinary one.
    if (sigaltstack(NULL, &before) == 0 && (before.ss_flags & SS_DISABLE)) sigaltstack(&own, NULL);
    action.sa_sigaction = crashed;
    action.sa_flags = SA_ONSTACK | SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, &crashes_before[i]);
}

void nc_release_signals(void) {
    for (int i = 0; i < TOLD; i++) sigaction(told[i], &told_before[i], NULL);
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &crashes_before[i], NULL);
}

int nc_signal_descriptor(void) { return signal_pipe[0]; }

int nc_next_signal(void) {
    char byte;
    return read(signal_pipe[0], &byte, 1) == 1 ? byte : 0;
}

void nc_stop_here(void) {
    struct sigaction usual = {.sa_handler = SIG_DFL}, stop, go;
    sigaction(SIGTSTP, &usual, &stop);
    sigaction(SIGCONT, &usual, &go);
    // The whole group, as the terminal's own Ctrl-Z would: the program may be part of a pipeline.
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &stop, NULL);
    sigaction(SIGCONT, &go, NULL);
}

void nc_redirect_errors(int descriptor, const char *note) {
    if (errors_log >= 0) close(errors_log);
    errors_log = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    snprintf(crash_note, sizeof crash_note, "%s", note);
    if (armed) nc_divert_errors(true);
}

void nc_divert_errors(bool on) {
    if (errors_log < 0) return;
    if (on && errors_before < 0) {
        errors_before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
        dup2(errors_log, STDERR_FILENO);
    } else if (!on && errors_before >= 0) {
        dup2(errors_before, STDERR_FILENO);
        close(errors_before);
        errors_before = -1;
    }
}
