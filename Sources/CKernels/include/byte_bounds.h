// Least and greatest byte strings, compared byte by byte, unsigned.
#ifndef LOUVER_BYTE_BOUNDS_H
#define LOUVER_BYTE_BOUNDS_H
#include "hashing.h"

// Of `count` strings, at least one, at `positions` or, where that is null, from the first on. `size` is the number of
// bytes behind strings.bytes. Writes the positions of the least and the greatest.
void louver_bounds_of_strings(louver_strings strings, size_t size, const uint32_t *positions, size_t count,
                              size_t *least, size_t *greatest);

#endif
