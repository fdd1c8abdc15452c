#include "bitmap.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define BMI2 __attribute__((target("bmi2,popcnt")))
#endif

// Appends `count` bits to a run of bits that is `filled` long. Words of the run begin as zero.
static inline void append_bits(uint64_t *out, size_t filled, uint64_t bits, unsigned count) {
    unsigned shift = (unsigned)(filled & 63);
    out[filled >> 6] |= bits << shift;
    if (shift + count > 64) {
        out[(filled >> 6) + 1] |= bits >> (64 - shift);
    }
}

// The 64 bits or fewer of a run that begin at bit `at`; bits behind `words` words count as zero.
static inline uint64_t bits_from(const uint64_t *run, size_t words, size_t at) {
    size_t word = at >> 6;
    unsigned shift = (unsigned)(at & 63);
    uint64_t low = word < words ? run[word] >> shift : 0;
    return shift != 0 && word + 1 < words ? low | run[word + 1] << (64 - shift) : low;
}

static uint64_t portable_extract(uint64_t bits, uint64_t mask) {
    uint64_t result = 0;
    for (unsigned place = 0; mask != 0; place++, mask &= mask - 1) {
        result |= (bits >> __builtin_ctzll(mask) & 1) << place;
    }
    return result;
}

static uint64_t portable_deposit(uint64_t bits, uint64_t mask) {
    uint64_t result = 0;
    for (; mask != 0; mask &= mask - 1, bits >>= 1) {
        result |= (bits & 1) << __builtin_ctzll(mask);
    }
    return result;
}

void louver_bits_select_portable(const uint64_t *bits, const uint64_t *selection, size_t words, uint64_t *out) {
    size_t filled = 0;
    for (size_t i = 0; i < words; i++) {
        unsigned count = (unsigned)__builtin_popcountll(selection[i]);
        append_bits(out, filled, portable_extract(bits[i], selection[i]), count);
        filled += count;
    }
}

void louver_bits_scatter_portable(const uint64_t *bits, size_t bit_words, const uint64_t *positions, size_t words,
                                  uint64_t *out) {
    size_t taken = 0;
    for (size_t i = 0; i < words; i++) {
        out[i] = portable_deposit(bits_from(bits, bit_words, taken), positions[i]);
        taken += (unsigned)__builtin_popcountll(positions[i]);
    }
}

#if defined(__x86_64__)
BMI2 static void select_bmi2(const uint64_t *bits, const uint64_t *selection, size_t words, uint64_t *out) {
    size_t filled = 0;
    for (size_t i = 0; i < words; i++) {
        unsigned count = (unsigned)__builtin_popcountll(selection[i]);
        append_bits(out, filled, _pext_u64(bits[i], selection[i]), count);
        filled += count;
    }
}

BMI2 static void scatter_bmi2(const uint64_t *bits, size_t bit_words, const uint64_t *positions, size_t words,
                              uint64_t *out) {
    size_t taken = 0;
    for (size_t i = 0; i < words; i++) {
        out[i] = _pdep_u64(bits_from(bits, bit_words, taken), positions[i]);
        taken += (unsigned)__builtin_popcountll(positions[i]);
    }
}

static int has_bmi2(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("bmi2");
}
#endif

void louver_bits_select(const uint64_t *bits, const uint64_t *selection, size_t words, uint64_t *out) {
#if defined(__x86_64__)
    if (has_bmi2()) {
        select_bmi2(bits, selection, words, out);
        return;
    }
#endif
    louver_bits_select_portable(bits, selection, words, out);
}

void louver_bits_scatter(const uint64_t *bits, size_t bit_words, const uint64_t *positions, size_t words,
                         uint64_t *out) {
#if defined(__x86_64__)
    if (has_bmi2()) {
        scatter_bmi2(bits, bit_words, positions, words, out);
        return;
    }
#endif
    louver_bits_scatter_portable(bits, bit_words, positions, words, out);
}
