#define _GNU_SOURCE
#include "tree_removal.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// The directory that a name is; NULL where it is none.
static DIR *opened(int parent, const char *name) {
    struct stat status;
    if (fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(status.st_mode)) {
        return NULL;
    }
    fchmodat(parent, name, 0700, 0);
    const int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    DIR *directory = descriptor < 0 ? NULL : fdopendir(descriptor);
    if (directory == NULL && descriptor >= 0) {
        close(descriptor);
    }
    return directory;
}

static bool is_own(const char *name) { return strcmp(name, ".") != 0 && strcmp(name, "..") != 0; }

// Moves a directory up under a name that is free there: so paths do not grow with how deep directories nest, nor does the stack.
static bool lift(int from, const char *name, int top, unsigned long *number) {
    fchmodat(from, name, 0700, 0);
    char there[32];
    int failed;
    do {
        snprintf(there, sizeof there, "\x01%lu", (*number)++);
        failed = renameat2(from, name, top, there, RENAME_NOREPLACE);
    } while (failed && errno == EEXIST);
    return !failed;
}

// Removes all that is in a directory, once; whether something went.
static bool empty(int top, DIR *directory, unsigned long *number) {
    bool went = false;
    const int here = dirfd(directory);
    rewinddir(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (!is_own(entry->d_name)) {
            continue;
        }
        if (unlinkat(here, entry->d_name, 0) == 0) {
            went = true;
            continue;
        }
        if (here != top) {
            went |= lift(here, entry->d_name, top, number);
            continue;
        }
        DIR *beneath = opened(here, entry->d_name);
        if (beneath != NULL) {
            went |= empty(top, beneath, number);
            closedir(beneath);
            went |= unlinkat(here, entry->d_name, AT_REMOVEDIR) == 0;
        }
    }
    return went;
}

void louver_remove_tree(const char *path) {
    DIR *top = opened(AT_FDCWD, path);
    if (top == NULL) {
        unlink(path);
        return;
    }
    unsigned long number = 0;
    while (empty(dirfd(top), top, &number)) {
    }
    closedir(top);
    rmdir(path);
}
