// System calls that Swift's Glibc module does not show.
#ifndef LOUVER_CSYSTEM_H
#define LOUVER_CSYSTEM_H
#include <stddef.h>
#include <stdint.h>

#include "copy_range.h"
#include "privacy.h"
#include "room.h"
#include "tree_removal.h"
#include "tree_search.h"
#include "terminal.h"

// The number of processors this process may run on: its affinity mask, not the machine's count.
int louver_available_processors(void);

// Keeps freed memory for reuse: first touch of a fresh page costs more than most kernels.
void louver_keep_freed_memory(void);

// Renames, and fails with EEXIST where the new name is taken. Returns 0, or -1 with errno set.
int louver_rename_new(const char *from, const char *to);

// Lets two names change places in one step. Returns 0, or -1 with errno set.
int louver_rename_exchange(const char *from, const char *to);

#endif
