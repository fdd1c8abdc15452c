#define _GNU_SOURCE
#include "steps.h"
#include <errno.h>
#include <linux/mount.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif

static int limit(int resource, uint64_t most) {
    struct rlimit present;
    if (getrlimit((__rlimit_resource_t)resource, &present) != 0) {
        return -1;
    }
    if (most < present.rlim_max) {
        present.rlim_max = most;
    }
    if (present.rlim_max < present.rlim_cur) {
        present.rlim_cur = present.rlim_max;
    }
    return setrlimit((__rlimit_resource_t)resource, &present);
}

// Since Linux 6.14 each PID namespace has a limit of its own; before, this file is the host's.
static int has_limit_by_namespace(void) {
    struct utsname system;
    int major = 0, minor = 0;
    return uname(&system) == 0 && sscanf(system.release, "%d.%d", &major, &minor) == 2 &&
           (major > 6 || (major == 6 && minor >= 14));
}

int room_limits_set(const struct room_plan *plan) {
    room_begin("limit its processes", "");
    if (limit(RLIMIT_NPROC, plan->processes) != 0) {
        return -1;
    }
    if (has_limit_by_namespace()) {
        char text[32];
        snprintf(text, sizeof text, "%llu", (unsigned long long)plan->processes);
        if (room_write_file("/proc/sys/kernel/pid_max", text) != 0) {
            return -1;
        }
    } else if (getuid() == 0) {
        // The other limit does not hold for root.
        room_begin("limit the processes of root, which takes Linux 6.14; use another user", "");
        errno = ENOSYS;
        return -1;
    }
    room_begin("make /proc read only", "");
    struct mount_attr fixed = {.attr_set = MOUNT_ATTR_RDONLY};
    if (syscall(SYS_mount_setattr, AT_FDCWD, "/proc", 0, &fixed, sizeof fixed) != 0) {
        return -1;
    }
    room_begin("limit its memory", "");
    if (plan->memory > 0 && limit(RLIMIT_DATA, plan->memory) != 0) {
        return -1;
    }
    // One byte rather than none: a program of the host that takes crashes is not told of these either.
    return limit(RLIMIT_CORE, 1);
}
