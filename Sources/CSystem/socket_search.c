#define _GNU_SOURCE
#include "socket_search.h"
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 128 };

static int kind_of(int directory, const struct dirent *entry) {
    if (entry->d_type != DT_UNKNOWN) {
        return entry->d_type;
    }
    struct stat status;
    return fstatat(directory, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? IFTODT(status.st_mode) : DT_UNKNOWN;
}

// Takes the descriptor of a directory, and closes it. What nests too deep to look at counts as a socket.
static int search(int descriptor, int depth) {
    if (descriptor < 0) {
        return 0;
    }
    DIR *directory = depth < DEEPEST ? fdopendir(descriptor) : NULL;
    if (directory == NULL) {
        close(descriptor);
        return 1;
    }
    int found = 0;
    for (struct dirent *entry; !found && (entry = readdir(directory)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        switch (kind_of(descriptor, entry)) {
        case DT_SOCK: found = 1; break;
        case DT_DIR:
            found = search(openat(descriptor, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW), depth + 1);
            break;
        default: break;
        }
    }
    closedir(directory);
    return found;
}

int louver_holds_socket(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0) {
        return 0;
    }
    return S_ISSOCK(status.st_mode) || (S_ISDIR(status.st_mode) && search(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), 0));
}
