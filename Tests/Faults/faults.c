#define _GNU_SOURCE
#include "faults.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MOST = 4096, LISTS = 64 };

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char *paths[MOST];
static struct { DIR *stream; char *path; } lists[LISTS];
static const char *root, *calls, *action = "";
static long at, count;
static int stays, report = -1, record = -1;

// Not by the functions that are watched.
static int open_for_append(const char *name) {
    const char *path = getenv(name);
    int made = path == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    int moved = made < 0 ? -1 : fcntl(made, F_DUPFD_CLOEXEC, 900);
    if (made >= 0) {
        syscall(SYS_close, made);
    }
    return moved;
}

__attribute__((constructor)) static void begin(void) {
    calls = getenv("FAULT_CALLS");
    action = getenv("FAULT_DO");
    at = getenv("FAULT_AT") == NULL ? 0 : atol(getenv("FAULT_AT"));
    stays = getenv("FAULT_STAYS") != NULL;
    report = open_for_append("FAULT_REPORT");
    record = open_for_append("FAULT_RECORD");
    root = getenv("FAULT_ROOT");
}

__attribute__((destructor)) static void end(void) {
    char line[64];
    int length = snprintf(line, sizeof line, "calls %ld\n", count);
    syscall(SYS_write, report, line, length);
}

static const char *absolute(const char *path, char *buffer) {
    if (path[0] == '/' || getcwd(buffer, PATH_MAX) == NULL) {
        return path;
    }
    size_t length = strlen(buffer);
    snprintf(buffer + length, PATH_MAX - length, "/%s", path);
    return buffer;
}

int faults_watch(const char *path) {
    char buffer[PATH_MAX];
    if (root == NULL || path == NULL) {
        return 0;
    }
    size_t length = strlen(root);
    const char *full = absolute(path, buffer);
    return strncmp(full, root, length) == 0 && (full[length] == '/' || full[length] == 0);
}

static int counts(const char *call) {
    if (calls == NULL || calls[0] == 0) {
        return 1;
    }
    size_t length = strlen(call);
    for (const char *found = calls; (found = strstr(found, call)) != NULL; found += length) {
        if ((found == calls || found[-1] == ',') && (found[length] == 0 || found[length] == ',')) {
            return 1;
        }
    }
    return 0;
}

static enum verdict act(const char *call, const char *path) {
    if (count == at) {
        char line[PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%s %s\n", call, path);
        syscall(SYS_write, report, line, length);
    }
    if (strcmp(action, "kill") == 0) {
        kill(getpid(), SIGKILL);
    }
    if (strcmp(action, "stop") == 0) {
        kill(getpid(), SIGSTOP);
        return GO;
    }
    if (strcmp(action, "swap") == 0) {
        syscall(SYS_rename, getenv("FAULT_FROM"), getenv("FAULT_TO"));
        return GO;
    }
    if (strcmp(action, "short") == 0) {
        return HALF;
    }
    errno = atoi(action);
    return FAIL;
}

enum verdict faults_enter(const char *call, const char *path) {
    pthread_mutex_lock(&lock);
    if (root == NULL || at == 0 || !faults_watch(path) || !counts(call)) {
        return GO;
    }
    count++;
    return count == at || (stays && count > at) ? act(call, path) : GO;
}

enum verdict faults_enter_descriptor(const char *call, int descriptor) {
    return faults_enter(call, faults_path(descriptor));
}

void faults_leave(void) {
    int code = errno;
    pthread_mutex_unlock(&lock);
    errno = code;
}

const char *faults_path(int descriptor) { return descriptor < 0 || descriptor >= MOST ? NULL : paths[descriptor]; }

void faults_opened(int descriptor, const char *path) {
    char buffer[PATH_MAX];
    faults_closed(descriptor);
    if (descriptor >= 0 && descriptor < MOST && faults_watch(path)) {
        paths[descriptor] = strdup(absolute(path, buffer));
    }
}

void faults_closed(int descriptor) {
    if (descriptor >= 0 && descriptor < MOST) {
        free(paths[descriptor]);
        paths[descriptor] = NULL;
    }
}

void faults_listed(DIR *stream, const char *path) {
    for (int index = 0; index < LISTS; index++) {
        if (lists[index].stream == (path == NULL ? stream : NULL)) {
            free(lists[index].path);
            lists[index].stream = path == NULL ? NULL : stream;
            lists[index].path = path == NULL ? NULL : strdup(path);
            return;
        }
    }
}

const char *faults_list_path(DIR *stream) {
    for (int index = 0; index < LISTS; index++) {
        if (lists[index].stream == stream) {
            return lists[index].path;
        }
    }
    return NULL;
}

int faults_records(void) { return record >= 0; }

void faults_record(const void *bytes, size_t length, const char *format, ...) {
    if (record < 0) {
        return;
    }
    char line[3 * PATH_MAX];
    va_list words;
    va_start(words, format);
    int used = vsnprintf(line, sizeof line - 1, format, words);
    va_end(words);
    line[used] = '\n';
    syscall(SYS_write, record, line, used + 1);
    for (size_t done = 0; done < length;) {
        long put = syscall(SYS_write, record, (const char *)bytes + done, length - done);
        if (put <= 0) {
            abort();
        }
        done += (size_t)put;
    }
}

void *faults_next(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL) {
        abort();
    }
    return found;
}
