#include "bit_packing.h"
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Eight bytes from `at`, zeros for those behind the end.
static inline uint64_t load_word(const uint8_t *in, size_t size, size_t at) {
    uint64_t word = 0;
    if (at + 8 <= size) {
        memcpy(&word, in + at, 8);
    } else if (at < size) {
        memcpy(&word, in + at, size - at);
    }
    return word;
}

#if defined(__x86_64__)
// How eight values of a width are brought apart: a byte shuffle gives each its bytes in a lane of its own, a shift
// by lane aligns them. For widths up to 25, which four bytes hold however they begin.
enum { widest_shuffle = 25 };
static struct {
    uint8_t order[32];
    uint32_t shifts[8];
} spreads[widest_shuffle + 1];

__attribute__((constructor)) static void make_spreads(void) {
    for (unsigned width = 1; width <= widest_shuffle; width++) {
        for (unsigned value = 0; value < 8; value++) {
            // The upper four are loaded from half the width on.
            const unsigned bit = value * width - (value < 4 ? 0 : width / 2 * 8);
            spreads[width].shifts[value] = bit & 7;
            for (unsigned k = 0; k < 4; k++) {
                spreads[width].order[value * 4 + k] = (uint8_t)(bit / 8 + k);
            }
        }
    }
}

// Returns the number of values done, which is a multiple of 8.
__attribute__((target("avx2"))) static size_t unpack_u32_avx2(const uint8_t *in, size_t size, unsigned width,
                                                              uint32_t *out, size_t count) {
    const unsigned upper = width / 2;
    const __m256i shuffle = _mm256_loadu_si256((const __m256i *)spreads[width].order);
    const __m256i shift = _mm256_loadu_si256((const __m256i *)spreads[width].shifts);
    const __m256i mask = _mm256_set1_epi32((int)((1u << width) - 1));
    size_t done = 0;
    for (size_t at = 0; done + 8 <= count && at + upper + 16 <= size; at += width, done += 8) {
        __m128i low = _mm_loadu_si128((const __m128i *)(in + at));
        __m128i high = _mm_loadu_si128((const __m128i *)(in + at + upper));
        __m256i lanes = _mm256_shuffle_epi8(_mm256_set_m128i(high, low), shuffle);
        lanes = _mm256_and_si256(_mm256_srlv_epi32(lanes, shift), mask);
        _mm256_storeu_si256((__m256i *)(out + done), lanes);
    }
    return done;
}

// Eight values a step: their bits are deposited into eight bytes at once.
__attribute__((target("bmi2"))) static size_t unpack_u8_bmi2(const uint8_t *in, size_t size, unsigned width,
                                                             uint8_t *out, size_t count) {
    const uint64_t mask = ((1u << width) - 1) * 0x0101010101010101u;
    size_t done = 0;
    for (size_t at = 0; done + 8 <= count && at + 8 <= size; at += width, done += 8) {
        uint64_t word;
        memcpy(&word, in + at, 8);
        word = _pdep_u64(word, mask);
        memcpy(out + done, &word, 8);
    }
    return done;
}

__attribute__((target("bmi2"))) static size_t pack_u8_bmi2(const uint8_t *in, size_t count, unsigned width,
                                                           uint8_t *out) {
    const uint64_t mask = ((1u << width) - 1) * 0x0101010101010101u;
    size_t done = 0;
    // A step writes eight bytes: the room for them is what the values still to come will fill.
    for (size_t at = 0; (count - done) * width >= 64; at += width, done += 8) {
        uint64_t word;
        memcpy(&word, in + done, 8);
        word = _pext_u64(word, mask);
        memcpy(out + at, &word, 8);
    }
    return done;
}
#endif

void louver_unpack_u32(const uint8_t *in, size_t size, unsigned width, uint32_t *out, size_t count) {
    if (width == 0) {
        memset(out, 0, count * sizeof *out);
        return;
    }
    size_t done = 0;
#if defined(__x86_64__)
    if (width <= widest_shuffle && count >= 8 && __builtin_cpu_supports("avx2")) {
        done = unpack_u32_avx2(in, size, width, out, count);
    }
#endif
    const uint64_t mask = ((uint64_t)1 << width) - 1;
    for (size_t bit = done * width; done < count; done++, bit += width) {
        out[done] = (uint32_t)(load_word(in, size, bit >> 3) >> (bit & 7) & mask);
    }
}

void louver_unpack_u8(const uint8_t *in, size_t size, unsigned width, uint8_t *out, size_t count) {
    if (width == 0) {
        memset(out, 0, count);
        return;
    }
    size_t done = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("bmi2")) {
        done = unpack_u8_bmi2(in, size, width, out, count);
    }
#endif
    const uint64_t mask = (1u << width) - 1;
    for (size_t bit = done * width; done < count; done++, bit += width) {
        out[done] = (uint8_t)(load_word(in, size, bit >> 3) >> (bit & 7) & mask);
    }
}

void louver_unpack_u64(const uint8_t *in, size_t size, unsigned width, uint64_t *out, size_t count) {
    if (width == 0) {
        memset(out, 0, count * sizeof *out);
        return;
    }
    const uint64_t mask = ~(uint64_t)0 >> (64 - width);
    for (size_t done = 0, bit = 0; done < count; done++, bit += width) {
        size_t at = bit >> 3;
        unsigned shift = bit & 7;
        uint64_t value = load_word(in, size, at) >> shift;
        if (shift + width > 64) {
            value |= (uint64_t)in[at + 8] << (64 - shift);
        }
        out[done] = value & mask;
    }
}

// Gathers bits in a word and writes it when it is full.
struct bit_writer {
    uint8_t *out;
    uint64_t word;
    unsigned used;
};

// At most 64 bits, those above `width` zero.
static inline void put(struct bit_writer *writer, uint64_t bits, unsigned width) {
    writer->word |= bits << writer->used;
    const unsigned used = writer->used + width;
    if (used < 64) {
        writer->used = used;
        return;
    }
    memcpy(writer->out, &writer->word, 8);
    writer->out += 8;
    writer->word = writer->used == 0 ? 0 : bits >> (64 - writer->used);
    writer->used = used - 64;
}

static inline void flush(struct bit_writer *writer) { memcpy(writer->out, &writer->word, (writer->used + 7) / 8); }

#if defined(__x86_64__)
// Four values a step, or two wide ones: their bits are extracted side by side. Returns the number of values done.
__attribute__((target("bmi2"))) static size_t pack_u32_bmi2(struct bit_writer *writer, const uint32_t *in,
                                                            size_t count, unsigned width) {
    const uint64_t mask = (((uint64_t)1 << width) - 1) * 0x0000000100000001u;
    struct bit_writer own = *writer;
    size_t done = 0;
    uint64_t pairs[2];
    if (width <= 16) {
        for (; done + 4 <= count; done += 4) {
            memcpy(pairs, in + done, 16);
            put(&own, _pext_u64(pairs[0], mask) | _pext_u64(pairs[1], mask) << 2 * width, 4 * width);
        }
    }
    for (; done + 2 <= count; done += 2) {
        memcpy(pairs, in + done, 8);
        put(&own, _pext_u64(pairs[0], mask), 2 * width);
    }
    *writer = own;
    return done;
}
#endif

void louver_pack_u8(const uint8_t *in, size_t count, unsigned width, uint8_t *out) {
    size_t done = 0;
#if defined(__x86_64__)
    if (width != 0 && __builtin_cpu_supports("bmi2")) {
        done = pack_u8_bmi2(in, count, width, out);
    }
#endif
    struct bit_writer writer = {out + done / 8 * width, 0, 0};
    for (; done < count; done++) {
        put(&writer, in[done], width);
    }
    flush(&writer);
}

void louver_pack_u32(const uint32_t *in, size_t count, unsigned width, uint8_t *out) {
    struct bit_writer writer = {out, 0, 0};
    size_t done = 0;
#if defined(__x86_64__)
    if (width != 0 && __builtin_cpu_supports("bmi2")) {
        done = pack_u32_bmi2(&writer, in, count, width);
    }
#endif
    for (; done < count; done++) {
        put(&writer, in[done], width);
    }
    flush(&writer);
}

void louver_pack_u64(const uint64_t *in, size_t count, unsigned width, uint8_t *out) {
    struct bit_writer writer = {out, 0, 0};
    for (size_t i = 0; i < count; i++) {
        put(&writer, in[i], width);
    }
    flush(&writer);
}
