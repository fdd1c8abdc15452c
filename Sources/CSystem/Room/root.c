#define _GNU_SOURCE
#include "room.h"
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/mount.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif

// A path of the room while its root is still mounted on a directory of the host.
static int from_host(const struct room_plan *plan, const char *path, char *whole) {
    int length = snprintf(whole, PATH_MAX, "%s%s", plan->root, path);
    if (length < 0 || length >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return 0;
}

// Makes the directories above a path, those above the room's root excepted.
static int make_parents(const struct room_plan *plan, char *whole) {
    for (char *slash = whole + strlen(plan->root) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = 0;
        int made = mkdir(whole, 0755);
        *slash = '/';
        if (made != 0 && errno != EEXIST) {
            return -1;
        }
    }
    return 0;
}

// Makes what something can be mounted on: a directory for a directory, a file for anything else.
static int make_place(const struct room_plan *plan, char *whole, const char *source) {
    struct stat status;
    if (stat(source, &status) != 0 || make_parents(plan, whole) != 0) {
        return -1;
    }
    if (S_ISDIR(status.st_mode)) {
        return mkdir(whole, 0755) == 0 || errno == EEXIST ? 0 : -1;
    }
    int file = open(whole, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0444);
    if (file < 0) {
        // It is there already, in something that is shown read only.
        return access(whole, F_OK);
    }
    close(file);
    return 0;
}

static int set_attributes(const char *path, uint64_t attributes) {
    struct mount_attr change = {.attr_set = attributes};
    return (int)syscall(SYS_mount_setattr, AT_FDCWD, path, AT_RECURSIVE, &change, sizeof change);
}

static int show(const struct room_plan *plan, const char *source, const char *path, uint64_t attributes) {
    char whole[PATH_MAX];
    room_begin("show ", source);
    if (from_host(plan, path, whole) != 0 || make_place(plan, whole, source) != 0 ||
        mount(source, whole, NULL, MS_BIND | MS_REC, NULL) != 0) {
        return -1;
    }
    return set_attributes(whole, attributes);
}

static int mount_new(const struct room_plan *plan, const char *type, const char *path, unsigned long flags,
                     const char *options) {
    char whole[PATH_MAX];
    room_begin("mount ", path);
    if (from_host(plan, path, whole) != 0 || make_parents(plan, whole) != 0 ||
        (mkdir(whole, 0755) != 0 && errno != EEXIST)) {
        return -1;
    }
    return mount(type, whole, type, flags, options);
}

static int make_text(const struct room_plan *plan, const char *content, const char *path) {
    char whole[PATH_MAX];
    if (from_host(plan, path, whole) != 0 || make_parents(plan, whole) != 0) {
        return -1;
    }
    int file = open(whole, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
    if (file < 0) {
        return -1;
    }
    close(file);
    // The mode says what the room may do, not what its maker may: that is still privileged here.
    return chmod(whole, 0644) == 0 && room_write_file(whole, content) == 0 ? chmod(whole, 0444) : -1;
}

static int make_link(const struct room_plan *plan, const char *target, const char *path) {
    char whole[PATH_MAX];
    if (from_host(plan, path, whole) != 0 || make_parents(plan, whole) != 0) {
        return -1;
    }
    return symlink(target, whole);
}

static int take(const struct room_plan *plan, const struct room_entry *entry) {
    switch (entry->kind) {
    case LOUVER_ROOM_SHOW:
        return show(plan, entry->first, entry->second, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
    case LOUVER_ROOM_WRITE:
        return show(plan, entry->first, entry->second, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
    case LOUVER_ROOM_DEVICE:
        return show(plan, entry->first, entry->first, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC);
    case LOUVER_ROOM_LINK:
        room_begin("make ", entry->second);
        return make_link(plan, entry->first, entry->second);
    case LOUVER_ROOM_TEXT:
        room_begin("make ", entry->second);
        return make_text(plan, entry->first, entry->second);
    default:
        errno = EINVAL;
        return -1;
    }
}

// The processes of the room, and none of the host.
static int mount_processes(const struct room_plan *plan) {
    unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    return mount_new(plan, "proc", "/proc", flags, NULL);
}

static int mount_memory(const struct room_plan *plan) {
    char size[64] = "mode=1777";
    if (plan->memory > 0) {
        snprintf(size, sizeof size, "mode=1777,size=%llu", (unsigned long long)plan->memory);
    }
    return mount_new(plan, "tmpfs", "/dev/shm", MS_NOSUID | MS_NODEV | MS_NOEXEC, size);
}

int room_root_enter(const struct room_plan *plan) {
    room_begin("make a root directory", "");
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", plan->root, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=8m") != 0 ||
        mount_processes(plan) != 0 || mount_memory(plan) != 0) {
        return -1;
    }
    for (size_t index = 0; index < plan->count; index++) {
        if (take(plan, &plan->entries[index]) != 0) {
            return -1;
        }
    }
    char work[PATH_MAX];
    room_begin("make ", plan->work);
    if (from_host(plan, plan->work, work) != 0 || make_parents(plan, work) != 0 ||
        (mkdir(work, 0755) != 0 && errno != EEXIST && errno != EROFS)) {
        return -1;
    }
    room_begin("change its root directory", "");
    if (chdir(plan->root) != 0 || syscall(SYS_pivot_root, ".", ".") != 0 || umount2(".", MNT_DETACH) != 0 ||
        chdir("/") != 0) {
        return -1;
    }
    struct mount_attr fixed = {.attr_set = MOUNT_ATTR_RDONLY};
    return (int)syscall(SYS_mount_setattr, AT_FDCWD, "/", 0, &fixed, sizeof fixed);
}
