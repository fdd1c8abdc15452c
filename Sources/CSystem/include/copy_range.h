#ifndef LOUVER_COPY_RANGE_H
#define LOUVER_COPY_RANGE_H
#include <stddef.h>
#include <stdint.h>

// Copies bytes of one file to a place in another, without their passing through this process where the file systems
// can do that. Returns 0; 1 if the source ends before them; -1 with errno set.
int louver_copy_range(int source, int64_t from, int target, int64_t to, size_t count);

#endif
