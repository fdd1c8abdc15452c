#define _GNU_SOURCE
#include "copy_range.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { COPIED = 0, ENDED = 1, FAILED = -1 };

static int write_all(int target, int64_t to, const char *bytes, size_t count) {
    for (size_t done = 0; done < count;) {
        ssize_t put = pwrite(target, bytes + done, count - done, to + (int64_t)done);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return FAILED;
        }
        done += (size_t)put;
    }
    return COPIED;
}

static int copy_through_memory(int source, int64_t from, int target, int64_t to, size_t count) {
    size_t size = count < (1 << 20) ? count : (1 << 20);
    char *buffer = malloc(size);
    if (buffer == NULL) {
        errno = ENOMEM;
        return FAILED;
    }
    int result = COPIED;
    while (result == COPIED && count > 0) {
        ssize_t got = pread(source, buffer, count < size ? count : size, from);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            result = got == 0 ? ENDED : FAILED;
            break;
        }
        result = write_all(target, to, buffer, (size_t)got);
        from += got;
        to += got;
        count -= (size_t)got;
    }
    free(buffer);
    return result;
}

int louver_copy_range(int source, int64_t from, int target, int64_t to, size_t count) {
    while (count > 0) {
        off64_t in = from, out = to;
        ssize_t done = copy_file_range(source, &in, target, &out, count, 0);
        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done < 0 && (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)) {
            return FAILED;
        }
        // Not every pair of file systems can do it, and some say that they copied nothing.
        if (done <= 0) {
            return copy_through_memory(source, from, target, to, count);
        }
        from += done;
        to += done;
        count -= (size_t)done;
    }
    return COPIED;
}
