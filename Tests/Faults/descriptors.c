// Calls on descriptors: what is read, written, flushed, locked and closed.
#define _GNU_SOURCE
#include "faults.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEXT(name, ...) ((__typeof__(&name))faults_next(#name))(__VA_ARGS__)

static void written(int file, off_t offset, ssize_t count, const void *bytes) {
    if (count > 0 && faults_path(file) != NULL) {
        faults_record(bytes, (size_t)count, "write\t%d\t%ld\t%zd", file, (long)offset, count);
    }
}

ssize_t write(int file, const void *bytes, size_t count) {
    enum verdict verdict = faults_enter_descriptor("write", file);
    off_t offset = faults_path(file) != NULL && faults_records() ? lseek(file, 0, SEEK_CUR) : 0;
    ssize_t put = verdict == FAIL ? -1 : NEXT(write, file, bytes, verdict == HALF && count > 1 ? count / 2 : count);
    written(file, offset, put, bytes);
    faults_leave();
    return put;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    enum verdict verdict = faults_enter_descriptor("write", file);
    ssize_t put = verdict == FAIL ? -1 : NEXT(pwrite, file, bytes, verdict == HALF && count > 1 ? count / 2 : count, offset);
    written(file, offset, put, bytes);
    faults_leave();
    return put;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) { return pwrite(file, bytes, count, offset); }

ssize_t copy_file_range(int from, off64_t *in, int to, off64_t *out, size_t count, unsigned flags) {
    enum verdict verdict = faults_enter_descriptor("write", to);
    off64_t offset = out == NULL ? 0 : *out;
    ssize_t put = verdict == FAIL ? -1 : NEXT(copy_file_range, from, in, to, out, verdict == HALF && count > 1 ? count / 2 : count, flags);
    if (put > 0 && faults_records()) {
        char *bytes = malloc((size_t)put);
        if (bytes == NULL || NEXT(pread, to, bytes, (size_t)put, offset) != put) {
            abort();
        }
        written(to, offset, put, bytes);
        free(bytes);
    }
    faults_leave();
    return put;
}

ssize_t read(int file, void *bytes, size_t count) {
    ssize_t got = faults_enter_descriptor("read", file) == FAIL ? -1 : NEXT(read, file, bytes, count);
    faults_leave();
    return got;
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
    ssize_t got = faults_enter_descriptor("read", file) == FAIL ? -1 : NEXT(pread, file, bytes, count, offset);
    faults_leave();
    return got;
}

ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) { return pread(file, bytes, count, offset); }

int fsync(int file) {
    int result = faults_enter_descriptor("fsync", file) == FAIL ? -1 : NEXT(fsync, file);
    if (result == 0 && faults_path(file) != NULL) {
        faults_record(NULL, 0, "flush\t%d", file);
    }
    faults_leave();
    return result;
}

int fdatasync(int file) {
    int result = faults_enter_descriptor("fsync", file) == FAIL ? -1 : NEXT(fdatasync, file);
    if (result == 0 && faults_path(file) != NULL) {
        faults_record(NULL, 0, "flush\t%d", file);
    }
    faults_leave();
    return result;
}

int ftruncate64(int file, off64_t length) {
    int result = faults_enter_descriptor("truncate", file) == FAIL ? -1 : NEXT(ftruncate64, file, length);
    if (result == 0 && faults_path(file) != NULL) {
        faults_record(NULL, 0, "truncate\t%d\t%ld", file, (long)length);
    }
    faults_leave();
    return result;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int fstat(int file, struct stat *status) {
    int result = faults_enter_descriptor("stat", file) == FAIL ? -1 : NEXT(fstat, file, status);
    faults_leave();
    return result;
}

int fstat64(int file, struct stat64 *status) { return fstat(file, (struct stat *)status); }

int fchmod(int file, mode_t mode) {
    int result = faults_enter_descriptor("chmod", file) == FAIL ? -1 : NEXT(fchmod, file, mode);
    faults_leave();
    return result;
}

int flock(int file, int operation) {
    int result = faults_enter_descriptor("lock", file) == FAIL ? -1 : NEXT(flock, file, operation);
    faults_leave();
    return result;
}

int fcntl64(int file, int command, ...) {
    va_list words;
    va_start(words, command);
    void *argument = va_arg(words, void *);
    va_end(words);
    int locks = command == F_SETLK || command == F_SETLKW;
    int fails = locks && faults_enter_descriptor("lock", file) == FAIL;
    int result = fails ? -1 : ((int (*)(int, int, ...))faults_next("fcntl64"))(file, command, argument);
    if (locks) {
        faults_leave();
    }
    return result;
}

void *mmap64(void *address, size_t length, int protection, int flags, int file, off64_t offset) {
    if (file < 0) {
        return NEXT(mmap64, address, length, protection, flags, file, offset);
    }
    int fails = faults_enter_descriptor("map", file) == FAIL;
    void *mapped = fails ? MAP_FAILED : NEXT(mmap64, address, length, protection, flags, file, offset);
    faults_leave();
    return mapped;
}

// A descriptor is gone even where closing it fails.
int close(int file) {
    int fails = faults_enter_descriptor("close", file) == FAIL;
    int code = errno;
    if (faults_path(file) != NULL) {
        faults_record(NULL, 0, "close\t%d", file);
        faults_closed(file);
    }
    int result = NEXT(close, file);
    if (fails) {
        errno = code;
        result = -1;
    }
    faults_leave();
    return result;
}
