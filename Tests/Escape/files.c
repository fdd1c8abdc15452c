#define _GNU_SOURCE
#include "attacks.h"
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

const char *beneath(const char *directory, const char *name) {
    static char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

int is_readable(const char *path) {
    char byte;
    int file = open(path, O_RDONLY | O_NONBLOCK);
    if (file < 0) {
        return 0;
    }
    int got = read(file, &byte, 1) == 1;
    close(file);
    return got;
}

static int verdict(int worked) { return worked ? WORKED : STOPPED; }

static int raw_source(const struct target *t) { return verdict(is_readable(t->source)); }

static int raw_status(const struct target *t) {
    struct stat status;
    return verdict(stat(t->source, &status) == 0);
}

static int catalog(const struct target *t) { return verdict(is_readable(beneath(t->directory, ".louver/catalog.sqlite"))); }

static int key_file(const struct target *t) { return verdict(is_readable(beneath(t->directory, ".louver/master.key"))); }

static int workspace(const struct target *t) {
    return verdict(is_readable(beneath(t->directory, ".louver/workspaces/other/tickets/part-00000.parquet")));
}

static int parents(const struct target *t) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/../../../../../../../../../..%s", t->own, t->source);
    return verdict(is_readable(path));
}

static int symbolic_link(const struct target *t) {
    const char *path = beneath(t->own, "symbolic");
    int worked = symlink(t->source, path) == 0 && is_readable(path);
    unlink(path);
    return verdict(worked);
}

static int hard_link(const struct target *t) {
    const char *path = beneath(t->own, "hard");
    int worked = link(t->source, path) == 0 && is_readable(path);
    unlink(path);
    return verdict(worked);
}

static int bind_mount(const struct target *t) {
    const char *path = beneath(t->own, "mounted");
    close(open(path, O_CREAT | O_WRONLY, 0600));
    pid_t child = fork();
    if (child == 0) {
        if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) {
            _exit(STOPPED);
        }
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
        _exit(verdict(mount(t->source, path, NULL, MS_BIND, NULL) == 0 && is_readable(path)));
    }
    int status = 0;
    waitpid(child, &status, 0);
    unlink(path);
    return WEXITSTATUS(status);
}

static int root_link(const struct target *t) {
    char path[PATH_MAX];
    for (int number = 1; number <= 4; number++) {
        snprintf(path, sizeof path, "/proc/%d/root%s", number, t->source);
        if (is_readable(path)) {
            return WORKED;
        }
    }
    snprintf(path, sizeof path, "/proc/self/root%s", t->source);
    return verdict(is_readable(path));
}

static int inherited(const struct target *t) {
    (void)t;
    for (int number = 3; number < 1024; number++) {
        if (fcntl(number, F_GETFD) >= 0) {
            return WORKED;
        }
    }
    return STOPPED;
}

static int descriptor_link(const struct target *t) {
    (void)t;
    for (int number = 3; number < 1024; number++) {
        char path[64];
        snprintf(path, sizeof path, "/proc/self/fd/%d", number);
        if (is_readable(path)) {
            return WORKED;
        }
    }
    return STOPPED;
}

static int by_handle(const struct target *t) {
    struct {
        struct file_handle handle;
        char bytes[MAX_HANDLE_SZ];
    } found = {.handle = {.handle_bytes = MAX_HANDLE_SZ}};
    int mount_number;
    // The handle is a number that can be guessed; only opening it takes privileges.
    if (name_to_handle_at(AT_FDCWD, t->source, &found.handle, &mount_number, 0) != 0) {
        return STOPPED;
    }
    int directory = open("/", O_RDONLY | O_DIRECTORY);
    int file = open_by_handle_at(directory, &found.handle, O_RDONLY);
    return verdict(file >= 0);
}

static int device(const struct target *t) {
    // One that holds nothing stands for those that hold disks and memory.
    const char *path = beneath(t->own, "device");
    int worked = mknod(path, S_IFCHR | 0600, makedev(1, 5)) == 0 && is_readable(path);
    unlink(path);
    return verdict(worked);
}

static int change_root(const struct target *t) {
    // The way out of a root directory that root alone is kept in.
    const char *path = beneath(t->own, "jail");
    mkdir(path, 0700);
    int worked = chroot(path) == 0 && chdir("../../../../../../..") == 0 && chroot(".") == 0 && is_readable(t->source);
    if (!worked) {
        rmdir(path);
    }
    return verdict(worked);
}

static int write_outside(const struct target *t) {
    const char *path = beneath(t->directory, "escaped");
    return verdict(open(path, O_CREAT | O_EXCL | O_WRONLY, 0600) >= 0);
}

static int write_system(const struct target *t) {
    (void)t;
    const char *places[] = {"/var/tmp/escaped", "/run/escaped", "/etc/escaped", "/usr/escaped"};
    int worked = 0;
    for (size_t index = 0; index < sizeof places / sizeof *places; index++) {
        int file = open(places[index], O_CREAT | O_EXCL | O_WRONLY, 0600);
        worked |= file >= 0;
        unlink(places[index]);
    }
    return verdict(worked);
}

static int change_inputs(const struct target *t) {
    (void)t;
    const char *inputs = getenv("LOUVER_INPUTS");
    const char *path = beneath(inputs ? inputs : "/nowhere", "tickets/part-00000.parquet");
    int file = open(path, O_WRONLY | O_APPEND);
    int truncated = truncate(path, 1 << 20) == 0;
    return verdict(file >= 0 || truncated || unlink(path) == 0 || chmod(path, 0644) == 0);
}

static int kernel_settings(const struct target *t) {
    (void)t;
    return verdict(open("/proc/sys/kernel/core_pattern", O_WRONLY) >= 0 || open("/proc/sysrq-trigger", O_WRONLY) >= 0);
}

const struct attack file_attacks[] = {
    {"raw-source", "read the raw source", raw_source},
    {"raw-status", "ask for the raw source's size and times", raw_status},
    {"catalog", "read the catalog", catalog},
    {"key-file", "read the key file", key_file},
    {"workspace", "read another workspace", workspace},
    {"parents", "read the raw source by `..`", parents},
    {"symbolic-link", "read it through a symbolic link", symbolic_link},
    {"hard-link", "read it through a hard link", hard_link},
    {"bind-mount", "mount it elsewhere, in user namespaces too", bind_mount},
    {"root-link", "read it through /proc/PID/root", root_link},
    {"inherited", "use descriptors of who started it", inherited},
    {"descriptor-link", "open them anew through /proc/self/fd", descriptor_link},
    {"by-handle", "open the raw source by a file handle", by_handle},
    {"device", "make a device and read it", device},
    {"chroot", "leave its root directory by chroot", change_root},
    {"write-outside", "write beside the catalog", write_outside},
    {"write-system", "write to /var/tmp, /run, /etc or /usr", write_system},
    {"change-inputs", "change, cut or remove its inputs", change_inputs},
    {"kernel-settings", "change settings of the kernel in /proc", kernel_settings},
    {NULL, NULL, NULL},
};
