#define _GNU_SOURCE
#include "room.h"
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// The system's headers are often older than its kernel, so its interface stands here (Documentation/userspace-api/landlock).
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

struct ruleset {
    uint64_t files, network, scopes;
};

struct __attribute__((packed)) rule {
    uint64_t access;
    int32_t descriptor;
};

enum { VERSION_QUERY = 1, PATH_RULE = 1, ALL_SCOPES = 3 };

enum {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIRECTORY = 1 << 3,
    MAKE_CHARACTER_DEVICE = 1 << 6,
    MAKE_BLOCK_DEVICE = 1 << 11,
    TRUNCATE = 1 << 14,
    DEVICE_CONTROL = 1 << 15,
};

static const uint64_t READ = EXECUTE | READ_FILE | READ_DIRECTORY;
// Of those that a file can have, rather than a directory.
static const uint64_t FILE_RIGHTS = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | DEVICE_CONTROL;

int louver_room_landlock_version(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, VERSION_QUERY);
    return version > 0 ? (int)version : 0;
}

// Every right on files that this version of the kernel can take away.
static uint64_t known_rights(int version) {
    static const int bits[] = {13, 14, 15, 15, 16};
    int known = version <= 5 ? bits[version - 1] : 16;
    return (UINT64_C(1) << known) - 1;
}

static int allow(int ruleset, const char *path, uint64_t access) {
    struct rule rule = {access, open(path, O_PATH | O_CLOEXEC)};
    struct stat status;
    if (rule.descriptor < 0) {
        return -1;
    }
    if (fstat(rule.descriptor, &status) == 0 && !S_ISDIR(status.st_mode)) {
        rule.access &= FILE_RIGHTS;
    }
    long result = syscall(SYS_landlock_add_rule, ruleset, PATH_RULE, &rule, 0);
    int code = errno;
    close(rule.descriptor);
    errno = code;
    return (int)result;
}

// All that may be done in a directory that is the room's own.
static uint64_t writing(uint64_t known) {
    return known & ~(uint64_t)(MAKE_CHARACTER_DEVICE | MAKE_BLOCK_DEVICE | DEVICE_CONTROL);
}

static int allow_entry(int ruleset, const struct room_entry *entry, uint64_t known) {
    switch (entry->kind) {
    case LOUVER_ROOM_SHOW:
        return allow(ruleset, entry->second, READ);
    case LOUVER_ROOM_TEXT:
        return allow(ruleset, entry->second, READ_FILE);
    case LOUVER_ROOM_WRITE:
        return allow(ruleset, entry->second, writing(known));
    case LOUVER_ROOM_DEVICE:
        return allow(ruleset, entry->first, READ_FILE | WRITE_FILE);
    default:
        return 0;
    }
}

int room_landlock_restrict(const struct room_plan *plan) {
    room_begin("restrict its files (Landlock)", "");
    int version = louver_room_landlock_version();
    if (version == 0) {
        errno = ENOSYS;
        return -1;
    }
    uint64_t known = known_rights(version);
    // Of the network there is only the room's own loopback, so ports are not restricted.
    struct ruleset handled = {known, 0, version >= 6 ? ALL_SCOPES : 0};
    size_t size = version >= 6 ? sizeof handled : sizeof handled.files;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &handled, size, 0);
    if (ruleset < 0) {
        return -1;
    }
    // The root holds no name but of what is shown.
    int result = allow(ruleset, "/", READ_DIRECTORY);
    if (result == 0) {
        result = allow(ruleset, "/proc", READ_FILE | READ_DIRECTORY);
    }
    if (result == 0) {
        result = allow(ruleset, "/dev/shm", writing(known) & ~(uint64_t)EXECUTE);
    }
    for (size_t index = 0; result == 0 && index < plan->count; index++) {
        result = allow_entry(ruleset, &plan->entries[index], known);
    }
    if (result == 0) {
        result = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
    }
    int code = errno;
    close(ruleset);
    errno = code;
    return result;
}
