// The steps by which a process becomes a room. Each returns 0, or -1 with errno set, having said by `room_begin` what it was
// about to do. They run in a process with one thread, which ends at the first failure.
#ifndef LOUVER_ROOM_STEPS_H
#define LOUVER_ROOM_STEPS_H
#include <stddef.h>
#include <stdint.h>

struct room_entry {
    char kind;
    const char *first, *second;
};

struct room_plan {
    struct room_entry *entries;
    size_t count;
    const char *root, *work;
    uint64_t memory, processes;
    char **arguments, **environment;
};

// Says what is about to be done, for the message should it fail: `show` `/usr`.
void room_begin(const char *doing, const char *what);

// Reads a plan from a descriptor to its end, and closes it.
int room_plan_read(int descriptor, struct room_plan *plan);

// User, mount, network, IPC, PID, host name and control group namespaces of its own. Needs no privileges.
int room_namespaces_enter(void);

// The name of its host.
int room_name_set(void);

// The network's loopback, which nothing outside of the room is connected to.
int room_loopback_up(void);

// A root directory that holds what the plan shows, and nothing else.
int room_root_enter(const struct room_plan *plan);

// The limits on memory, processes and what is left of crashes.
int room_limits_set(const struct room_plan *plan);

// No privileges, and no way to gain any.
int room_privileges_drop(void);

// Landlock: files as the plan shows them, signals and sockets within the room.
int room_landlock_restrict(const struct room_plan *plan);

// The system calls that no program needs that has no privileges, and those that reach beyond the room.
int room_seccomp_restrict(void);

// Writes a text to a file that is there.
int room_write_file(const char *path, const char *text);

#endif
