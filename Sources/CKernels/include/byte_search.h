// Finding one run of bytes in another.
#ifndef LOUVER_BYTE_SEARCH_H
#define LOUVER_BYTE_SEARCH_H
#include <stddef.h>
#include <stdint.h>

/// Offset of the first occurrence of `wanted` in `bytes`, or -1 where there is none.
ptrdiff_t louver_find_bytes(const uint8_t *bytes, size_t count, const uint8_t *wanted, size_t wanted_count);
#endif
