#ifndef LOUVER_TREE_SEARCH_H
#define LOUVER_TREE_SEARCH_H
#include <stddef.h>
#include <stdint.h>

// Both look at a path and at what is beneath it, links not followed. What cannot be read holds nothing that this user could reach.

// Whether there is a socket. What nests too deep to look at counts as one.
int louver_holds_socket(const char *path);

/// What two names of one file have in common.
typedef struct {
    uint64_t device;
    uint64_t inode;
} louver_file_identity;

// Regular files that have at least so many names: writes the first `capacity` of them, returns how many there are.
size_t louver_files_beneath(const char *path, uint64_t names, louver_file_identity *files, size_t capacity);

#endif
