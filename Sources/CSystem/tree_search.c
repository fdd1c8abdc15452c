#define _GNU_SOURCE
#include "tree_search.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 128 };

// What is looked for; `visit` says whether it is found, for a name in a directory.
typedef struct search {
    bool (*visit)(struct search *, int directory, const char *name, int kind);
    uint64_t names;
    louver_file_identity *files;
    size_t capacity, count;
} search;

static int kind_of(int directory, const struct dirent *entry) {
    if (entry->d_type != DT_UNKNOWN) {
        return entry->d_type;
    }
    struct stat status;
    return fstatat(directory, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? IFTODT(status.st_mode) : DT_UNKNOWN;
}

// Takes the descriptor of a directory, and closes it. What nests too deep to look at counts as found.
static bool is_found(search *wanted, int descriptor, int depth) {
    if (descriptor < 0) {
        return false;
    }
    DIR *directory = depth < DEEPEST ? fdopendir(descriptor) : NULL;
    if (directory == NULL) {
        close(descriptor);
        return true;
    }
    bool found = false;
    for (struct dirent *entry; !found && (entry = readdir(directory)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        const int kind = kind_of(descriptor, entry);
        if (kind == DT_DIR) {
            const int beneath = openat(descriptor, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
            found = is_found(wanted, beneath, depth + 1);
        } else {
            found = wanted->visit(wanted, descriptor, entry->d_name, kind);
        }
    }
    closedir(directory);
    return found;
}

static bool is_found_at(search *wanted, const char *path) {
    struct stat status;
    if (stat(path, &status) != 0) {
        return false;
    }
    if (S_ISDIR(status.st_mode)) {
        return is_found(wanted, open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), 0);
    }
    return wanted->visit(wanted, AT_FDCWD, path, IFTODT(status.st_mode));
}

static bool is_socket(search *wanted, int directory, const char *name, int kind) {
    (void)wanted, (void)directory, (void)name;
    return kind == DT_SOCK;
}

int louver_holds_socket(const char *path) {
    search wanted = {.visit = is_socket};
    return is_found_at(&wanted, path);
}

static bool note_file(search *wanted, int directory, const char *name, int kind) {
    struct stat status;
    if (kind == DT_REG && fstatat(directory, name, &status, 0) == 0 && status.st_nlink >= wanted->names) {
        if (wanted->count < wanted->capacity) {
            wanted->files[wanted->count] = (louver_file_identity){status.st_dev, status.st_ino};
        }
        wanted->count++;
    }
    return false;
}

size_t louver_files_beneath(const char *path, uint64_t names, louver_file_identity *files, size_t capacity) {
    search wanted = {.visit = note_file, .names = names, .files = files, .capacity = capacity};
    is_found_at(&wanted, path);
    return wanted.count;
}
