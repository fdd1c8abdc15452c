// Calls on names: what is opened, made, moved and removed.
#define _GNU_SOURCE
#include "faults.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEXT(name, ...) ((__typeof__(&name))faults_next(#name))(__VA_ARGS__)

// A name as seen from an open directory, as a path.
static const char *seen_from(int directory, const char *name, char *buffer) {
    if (directory == AT_FDCWD || name[0] == '/') {
        return name;
    }
    snprintf(buffer, PATH_MAX, "%s/%s", faults_path(directory) == NULL ? "" : faults_path(directory), name);
    return faults_path(directory) == NULL ? NULL : buffer;
}

static int open_watched(int directory, const char *name, int flags, mode_t mode) {
    char buffer[PATH_MAX];
    const char *path = seen_from(directory, name, buffer);
    int writes = (flags & (O_ACCMODE | O_CREAT)) != O_RDONLY;
    int result = faults_enter(writes ? "create" : "open", path) == FAIL ? -1 : NEXT(openat64, directory, name, flags, mode);
    if (result >= 0) {
        faults_opened(result, path);
        if (faults_path(result) != NULL) {
            faults_record(NULL, 0, "open\t%d\t%d\t%s", result, flags & (O_CREAT | O_TRUNC), faults_path(result));
        }
    }
    faults_leave();
    return result;
}

int open64(const char *path, int flags, ...) {
    va_list words;
    va_start(words, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(words, mode_t) : 0;
    va_end(words);
    return open_watched(AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list words;
    va_start(words, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(words, mode_t) : 0;
    va_end(words);
    return open_watched(AT_FDCWD, path, flags, mode);
}

int openat(int directory, const char *path, int flags, ...) {
    va_list words;
    va_start(words, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(words, mode_t) : 0;
    va_end(words);
    return open_watched(directory, path, flags, mode);
}

FILE *fopen(const char *path, const char *mode) {
    FILE *file = faults_enter("open", path) == FAIL ? NULL : NEXT(fopen, path, mode);
    faults_leave();
    return file;
}

DIR *opendir(const char *path) {
    DIR *stream = faults_enter("open", path) == FAIL ? NULL : NEXT(opendir, path);
    if (stream != NULL && faults_watch(path)) {
        faults_listed(stream, path);
    }
    faults_leave();
    return stream;
}

DIR *fdopendir(int directory) {
    faults_enter("", NULL);
    DIR *stream = NEXT(fdopendir, directory);
    if (stream != NULL && faults_path(directory) != NULL) {
        faults_listed(stream, faults_path(directory));
    }
    faults_leave();
    return stream;
}

struct dirent *readdir(DIR *stream) {
    struct dirent *entry = faults_enter("list", faults_list_path(stream)) == FAIL ? NULL : NEXT(readdir, stream);
    faults_leave();
    return entry;
}

int closedir(DIR *stream) {
    faults_enter("", NULL);
    faults_listed(stream, NULL);
    faults_closed(dirfd(stream));
    int result = NEXT(closedir, stream);
    faults_leave();
    return result;
}

#define ON_PATH(name, call, path, format, ...)                                        \
    int result = faults_enter(call, path) == FAIL ? -1 : NEXT(name, __VA_ARGS__);      \
    if (result == 0 && format[0] != 0 && faults_watch(path)) {                         \
        faults_record(NULL, 0, format "\t%s", path);                                   \
    }                                                                                  \
    faults_leave();                                                                    \
    return result

int mkdir(const char *path, mode_t mode) { ON_PATH(mkdir, "mkdir", path, "mkdir", path, mode); }
int rmdir(const char *path) { ON_PATH(rmdir, "remove", path, "rmdir", path); }
int unlink(const char *path) { ON_PATH(unlink, "remove", path, "unlink", path); }
int chmod(const char *path, mode_t mode) { ON_PATH(chmod, "chmod", path, "", path, mode); }
int stat(const char *path, struct stat *status) { ON_PATH(stat, "stat", path, "", path, status); }
int lstat(const char *path, struct stat *status) { ON_PATH(lstat, "stat", path, "", path, status); }
int stat64(const char *path, struct stat64 *status) { return stat(path, (struct stat *)status); }
int lstat64(const char *path, struct stat64 *status) { return lstat(path, (struct stat *)status); }

#define MOVE(name, call, ...)                                                          \
    int result = faults_enter(call, to) == FAIL ? -1 : NEXT(name, __VA_ARGS__);        \
    if (result == 0 && faults_watch(to)) {                                             \
        faults_record(NULL, 0, #name "\t%u\t%s\t%s", flags, from, to);                 \
    }                                                                                  \
    faults_leave();                                                                    \
    return result

int rename(const char *from, const char *to) {
    unsigned flags = 0;
    MOVE(rename, "rename", from, to);
}

int renameat2(int at, const char *name, int other, const char *new, unsigned flags) {
    char one[PATH_MAX], two[PATH_MAX];
    const char *old = seen_from(at, name, one), *to = seen_from(other, new, two);
    int result = faults_enter("rename", to) == FAIL ? -1 : NEXT(renameat2, at, name, other, new, flags);
    if (result == 0 && to != NULL && old != NULL && faults_watch(to)) {
        faults_record(NULL, 0, "renameat2\t%u\t%s\t%s", flags, old, to);
    }
    faults_leave();
    return result;
}

int unlinkat(int directory, const char *name, int flags) {
    char buffer[PATH_MAX];
    const char *path = seen_from(directory, name, buffer);
    int result = faults_enter("remove", path) == FAIL ? -1 : NEXT(unlinkat, directory, name, flags);
    if (result == 0 && faults_watch(path)) {
        faults_record(NULL, 0, "%s\t%s", flags & AT_REMOVEDIR ? "rmdir" : "unlink", path);
    }
    faults_leave();
    return result;
}

int link(const char *from, const char *to) {
    unsigned flags = 0;
    MOVE(link, "link", from, to);
}
