#include "internal.h"

#include <stdio.h>
#include <string.h>

// ncurses names both colours whenever one changes and goes back to plain text between two styles. A frame is half as
// long when only what differs is named, and that is what a person on a slow line feels. So the styles in the stream
// are followed, and the shortest way from one to the next is written where something is about to be painted.

enum { BOLD = 1, DIM = 2, ITALIC = 4, UNDERLINE = 8, REVERSE = 16, PLAIN = -1, PALETTE = 256 };

typedef struct {
    int ink, ground, attributes; // colours: PLAIN, 0 to 15 as named ones, PALETTE + 0 to 255
} style;

static const style plain = {PLAIN, PLAIN, 0};
static style wanted = {PLAIN, PLAIN, 0}, painted = {PLAIN, PLAIN, 0};

static bool same(style a, style b) { return a.ink == b.ink && a.ground == b.ground && a.attributes == b.attributes; }

static size_t add(char *to, size_t used, const char *format, int value) {
    if (used) to[used++] = ';';
    return used + (size_t)sprintf(to + used, format, value);
}

static size_t add_colour(char *to, size_t used, int colour, int base) {
    if (colour == PLAIN) return add(to, used, "%d", base + 9);
    if (colour >= PALETTE) {
        used = add(to, used, "%d", base + 8);
        return add(to, used, "5;%d", colour - PALETTE);
    }
    return add(to, used, "%d", colour < 8 ? base + colour : base + 60 + colour - 8);
}

static size_t add_attributes(char *to, size_t used, int bits) {
    static const int numbers[] = {1, 2, 3, 4, 7};
    for (int i = 0; i < 5; i++)
        if (bits & 1 << i) used = add(to, used, "%d", numbers[i]);
    return used;
}

/// The parameters that lead from one style to another.
static size_t change(char *to, style from, style into) {
    size_t used = 0;
    int off = from.attributes & ~into.attributes;
    int on = into.attributes & ~from.attributes;
    if (off & (BOLD | DIM)) {
        used = add(to, used, "%d", 22);
        on |= into.attributes & (BOLD | DIM);
    }
    if (off & ITALIC) used = add(to, used, "%d", 23);
    if (off & UNDERLINE) used = add(to, used, "%d", 24);
    if (off & REVERSE) used = add(to, used, "%d", 27);
    used = add_attributes(to, used, on);
    if (from.ink != into.ink) used = add_colour(to, used, into.ink, 30);
    if (from.ground != into.ground) used = add_colour(to, used, into.ground, 40);
    return used;
}

static size_t paint(char *to) {
    if (same(wanted, painted)) return 0;
    char direct[64], anew[64] = "0";
    size_t length = change(direct, painted, wanted);
    // Starting from plain text may be shorter; its "0" can be left out where nothing follows.
    size_t other = change(anew + 2, plain, wanted);
    if (other) anew[1] = ';';
    other += other ? 2 : 0;
    bool use_direct = length <= other;
    painted = wanted;
    return (size_t)sprintf(to, "\033[%.*sm", (int)(use_direct ? length : other), use_direct ? direct : anew);
}

/// Takes the parameters of one style sequence; false if one of them is not known.
static bool follow(const char *from, const char *end) {
    int numbers[32], count = 0, value = 0;
    for (const char *at = from; at <= end; at++) {
        if (at < end && *at >= '0' && *at <= '9') {
            value = value * 10 + (*at - '0');
        } else if (at == end || *at == ';') {
            if (count == 32) return false;
            numbers[count++] = value;
            value = 0;
        } else {
            return false;
        }
    }
    style next = wanted;
    for (int i = 0; i < count; i++) {
        int n = numbers[i];
        if (n == 0) next = plain;
        else if (n == 1) next.attributes |= BOLD;
        else if (n == 2) next.attributes |= DIM;
        else if (n == 3) next.attributes |= ITALIC;
        else if (n == 4) next.attributes |= UNDERLINE;
        else if (n == 7) next.attributes |= REVERSE;
        else if (n == 22) next.attributes &= ~(BOLD | DIM);
        else if (n == 23) next.attributes &= ~ITALIC;
        else if (n == 24) next.attributes &= ~UNDERLINE;
        else if (n == 27) next.attributes &= ~REVERSE;
        else if ((n == 38 || n == 48) && i + 2 < count && numbers[i + 1] == 5) {
            *(n == 38 ? &next.ink : &next.ground) = PALETTE + numbers[i + 2];
            i += 2;
        }
        else if (n >= 30 && n <= 37) next.ink = n - 30;
        else if (n == 39) next.ink = PLAIN;
        else if (n >= 40 && n <= 47) next.ground = n - 40;
        else if (n == 49) next.ground = PLAIN;
        else if (n >= 90 && n <= 97) next.ink = n - 90 + 8;
        else if (n >= 100 && n <= 107) next.ground = n - 100 + 8;
        else return false;
    }
    wanted = next;
    return true;
}

size_t nc_squeeze(char *to, const char *from, size_t count) {
    size_t used = 0;
    const char *end = from + count;
    while (from < end) {
        const char *stop = from + 1;
        bool paints = *from != '\r' && *from != '\b';
        if (*from == '\033' && stop < end && *stop == '[') {
            for (stop++; stop < end && (*stop < 0x40 || *stop > 0x7E); stop++) {}
            if (stop < end) stop++;
            if (stop[-1] == 'm' && follow(from + 2, stop - 1)) {
                from = stop;
                continue;
            }
            // Moving the cursor paints nothing.
            paints = strchr("ABCDGHd", stop[-1]) == NULL;
        } else if (end - from >= 3 && memcmp(from, "\033(B", 3) == 0) {
            // Part of going back to plain text; other character sets are never chosen.
            from += 3;
            continue;
        } else if (paints && *from != '\033') {
            while (stop < end && (unsigned char)*stop >= 0x20) stop++;
        }
        if (paints) used += paint(to + used);
        memcpy(to + used, from, (size_t)(stop - from));
        used += (size_t)(stop - from);
        from = stop;
    }
    return used;
}

size_t nc_squeeze_end(char *to) {
    wanted = plain;
    return paint(to);
}
