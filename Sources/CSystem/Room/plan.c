#define _GNU_SOURCE
#include "room.h"
#include "steps.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGEST_PLAN = 16 << 20 };

static char *read_all(int descriptor, size_t *length) {
    size_t capacity = 1 << 16, used = 0;
    char *bytes = malloc(capacity);
    while (bytes != NULL) {
        if (used == capacity) {
            char *grown = capacity < LARGEST_PLAN ? realloc(bytes, capacity *= 2) : NULL;
            if (grown == NULL) {
                break;
            }
            bytes = grown;
        }
        ssize_t got = read(descriptor, bytes + used, capacity - used);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            break;
        }
        if (got == 0) {
            *length = used;
            return bytes;
        }
        used += (size_t)got;
    }
    free(bytes);
    return NULL;
}

// The text at a place, which moves behind it; NULL where there is none.
static const char *next_text(const char **at, const char *end) {
    const char *text = *at;
    const char *zero = text < end ? memchr(text, 0, (size_t)(end - text)) : NULL;
    if (zero == NULL) {
        return NULL;
    }
    *at = zero + 1;
    return text;
}

static int texts_of(char kind) {
    switch (kind) {
    case LOUVER_ROOM_SHOW:
    case LOUVER_ROOM_WRITE:
    case LOUVER_ROOM_LINK:
    case LOUVER_ROOM_TEXT:
        return 2;
    default:
        return 1;
    }
}

int room_plan_read(int descriptor, struct room_plan *plan) {
    room_begin("read its plan", "");
    size_t length = 0;
    char *bytes = read_all(descriptor, &length);
    if (bytes == NULL) {
        return -1;
    }
    close(descriptor);
    memset(plan, 0, sizeof *plan);
    // Every entry takes at least three bytes.
    size_t most = length / 3 + 2;
    plan->entries = calloc(most, sizeof *plan->entries);
    plan->arguments = calloc(most, sizeof *plan->arguments);
    plan->environment = calloc(most, sizeof *plan->environment);
    if (plan->entries == NULL || plan->arguments == NULL || plan->environment == NULL) {
        return -1;
    }
    size_t arguments = 0, variables = 0;
    const char *at = bytes, *end = bytes + length, *kind;
    errno = EINVAL;
    while ((kind = next_text(&at, end)) != NULL) {
        struct room_entry entry = {kind[0], next_text(&at, end), NULL};
        if (texts_of(entry.kind) == 2) {
            entry.second = next_text(&at, end);
        }
        if (entry.first == NULL || (texts_of(entry.kind) == 2 && entry.second == NULL)) {
            return -1;
        }
        switch (entry.kind) {
        case LOUVER_ROOM_ROOT: plan->root = entry.first; break;
        case LOUVER_ROOM_WORK: plan->work = entry.first; break;
        case LOUVER_ROOM_MEMORY: plan->memory = strtoull(entry.first, NULL, 10); break;
        case LOUVER_ROOM_PROCESSES: plan->processes = strtoull(entry.first, NULL, 10); break;
        case LOUVER_ROOM_ARGUMENT: plan->arguments[arguments++] = (char *)entry.first; break;
        case LOUVER_ROOM_VARIABLE: plan->environment[variables++] = (char *)entry.first; break;
        default: plan->entries[plan->count++] = entry;
        }
    }
    return plan->root != NULL && plan->work != NULL && plan->processes > 0 && arguments > 0 ? 0 : -1;
}
