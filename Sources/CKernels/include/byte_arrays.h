// Byte arrays between their form in pages and offsets into one run of bytes.
#ifndef LOUVER_BYTE_ARRAYS_H
#define LOUVER_BYTE_ARRAYS_H
#include <stddef.h>
#include <stdint.h>

// Takes `count` values, each a 32-bit length and its bytes, apart. Writes count + 1 offsets, and the bytes to
// `out`, which has room for size - 4 * count of them (size is at least 4 * count, and below 4 GiB).
// Returns the number of bytes written, or SIZE_MAX where the values do not fit in `size`.
size_t louver_split_byte_arrays(const uint8_t *in, size_t size, size_t count, uint32_t *offsets, uint8_t *out);

// The same of those values of which `selection` has a bit set, one bit a value: an offset more than these is written. All
// values have to fit in `size`.
size_t louver_split_selected_byte_arrays(const uint8_t *in, size_t size, size_t count, const uint64_t *selection,
                                         uint32_t *offsets, uint8_t *out);

// The reverse: `out` has room for exactly the values' bytes and 4 for each of them.
void louver_join_byte_arrays(const uint32_t *offsets, const uint8_t *bytes, size_t count, uint8_t *out);

// Builds values that share a prefix with the one before. All lengths are proven: a prefix is no longer than the
// value before it, suffixes are within `suffixes`, offsets (count + 1, written before) are sums of both lengths.
void louver_join_prefixes(const uint32_t *prefix_lengths, const uint8_t *suffixes, const uint32_t *offsets,
                          size_t count, uint8_t *out);

#endif
