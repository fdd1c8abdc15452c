// Bitmaps, 64 bits to a word, the first bit lowest.
#ifndef LOUVER_BITMAP_H
#define LOUVER_BITMAP_H
#include <stddef.h>
#include <stdint.h>

// Of the bits that are selected, one behind the other. `out` has one word more than `words`, all zero.
void louver_bits_select(const uint64_t *bits, const uint64_t *selection, size_t words, uint64_t *out);
void louver_bits_select_portable(const uint64_t *bits, const uint64_t *selection, size_t words, uint64_t *out);

// Puts bit k where the k-th set bit of `positions` is; all others are zero.
void louver_bits_scatter(const uint64_t *bits, size_t bit_words, const uint64_t *positions, size_t words,
                         uint64_t *out);
void louver_bits_scatter_portable(const uint64_t *bits, size_t bit_words, const uint64_t *positions, size_t words,
                                  uint64_t *out);

#endif
