#include "comparisons.h"

#include <string.h>

#include "vectors.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Bits of `count` numbers, of which HOLDS tells one.
#define PORTABLE(COUNT, HOLDS)                                              \
    for (size_t w = 0; w < (COUNT + 63) / 64; w++) {                        \
        const size_t first = 64 * w, end = COUNT - first < 64 ? COUNT : first + 64; \
        uint64_t word = 0;                                                  \
        for (size_t i = first; i < end; i++) {                              \
            word |= (uint64_t)(HOLDS) << (i - first);                       \
        }                                                                   \
        out[w] = word;                                                      \
    }

static void within_i32_portable(const int32_t *in, size_t count, int32_t low, uint32_t width, uint64_t *out) {
    PORTABLE(count, (uint32_t)in[i] - (uint32_t)low <= width)
}

static void within_i64_portable(const int64_t *in, size_t count, int64_t low, uint64_t width, uint64_t *out) {
    PORTABLE(count, (uint64_t)in[i] - (uint64_t)low <= width)
}

#define PORTABLE_FLOATS(NAME, TYPE)                                                                            \
    static void NAME(const TYPE *in, size_t count, louver_relation relation, TYPE with, uint64_t *out) {              \
        switch (relation) {                                                                                    \
        case LOUVER_NOT_BELOW: PORTABLE(count, !(in[i] < with)) break;                                         \
        case LOUVER_AT_MOST: PORTABLE(count, in[i] <= with) break;                                             \
        case LOUVER_EQUAL: PORTABLE(count, in[i] == with) break;                                               \
        }                                                                                                      \
    }

PORTABLE_FLOATS(compare_f32_portable, float)
PORTABLE_FLOATS(compare_f64_portable, double)

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2")))

// One bit of each of 32 lanes that are all ones or zero, the first lowest. Packing keeps to halves of vectors, whose parts then are
// put in order: one instruction that takes bits for 32 lanes, where there would be four or eight.
AVX2 static inline uint32_t bits_of_8(const __m256i lanes[4]) {
    const __m256i bytes =
        _mm256_packs_epi16(_mm256_packs_epi32(lanes[0], lanes[1]), _mm256_packs_epi32(lanes[2], lanes[3]));
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    return (uint32_t)_mm256_movemask_epi8(_mm256_permutevar8x32_epi32(bytes, order));
}

AVX2 static inline __m256i narrowed(const __m256i lanes[2]) {
    return _mm256_castps_si256(
        _mm256_shuffle_ps(_mm256_castsi256_ps(lanes[0]), _mm256_castsi256_ps(lanes[1]), 0x88));
}

AVX2 static inline uint32_t bits_of_4(const __m256i lanes[8]) {
    const __m256i bytes =
        _mm256_packs_epi16(_mm256_packs_epi32(narrowed(lanes), narrowed(lanes + 2)),
                           _mm256_packs_epi32(narrowed(lanes + 4), narrowed(lanes + 6)));
    // Pairs of the lower halves, then pairs of the upper ones, which belong between them.
    const __m128i order = _mm_setr_epi8(0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15);
    return (uint32_t)_mm256_movemask_epi8(
        _mm256_shuffle_epi8(_mm256_permute4x64_epi64(bytes, 0xd8), _mm256_broadcastsi128_si256(order)));
}

// Whole words, of vectors of LANES numbers each, of which TEST makes ones or zeros; FLIPPED is all ones where those are the wrong
// way around.
#define WORDS(LANES, FLIPPED, TEST)                                                                                       \
    for (size_t w = 0; w < words; w++, in += 64) {                                                               \
        __m256i lanes[64 / LANES];                                                                               \
        _Pragma("GCC unroll 16") for (int k = 0; k < 64 / LANES; k++) lanes[k] = (TEST);                         \
        out[w] = FLIPPED ^ (bits_of_##LANES(lanes) | (uint64_t)bits_of_##LANES(lanes + 32 / LANES) << 32);          \
    }

// Comparisons of lanes are signed: both sides are moved by half of the range.
AVX2 static void within_i32_avx2(const int32_t *in, size_t words, int32_t low, uint32_t width, uint64_t *out) {
    const __m256i moved = _mm256_set1_epi32((int32_t)(0x80000000u - (uint32_t)low));
    const __m256i limit = _mm256_set1_epi32((int32_t)(width ^ 0x80000000u));
    WORDS(8, ~0ull,
          _mm256_cmpgt_epi32(_mm256_add_epi32(_mm256_loadu_si256((const __m256i *)(in + 8 * k)), moved), limit))
}

AVX2 static void within_i64_avx2(const int64_t *in, size_t words, int64_t low, uint64_t width, uint64_t *out) {
    const __m256i moved = _mm256_set1_epi64x((int64_t)((1ull << 63) - (uint64_t)low));
    const __m256i limit = _mm256_set1_epi64x((int64_t)(width ^ 1ull << 63));
    WORDS(4, ~0ull,
          _mm256_cmpgt_epi64(_mm256_add_epi64(_mm256_loadu_si256((const __m256i *)(in + 4 * k)), moved), limit))
}

#define COMPARED_FLOATS(NAME, TYPE, TEST)                                                                        \
    AVX2 static void NAME(const TYPE *in, size_t words, louver_relation relation, TYPE with, uint64_t *out) {    \
        switch (relation) {                                                                                      \
        case LOUVER_NOT_BELOW: TEST(_CMP_NLT_UQ) break;                                                          \
        case LOUVER_AT_MOST: TEST(_CMP_LE_OQ) break;                                                             \
        case LOUVER_EQUAL: TEST(_CMP_EQ_OQ) break;                                                               \
        }                                                                                                        \
    }

#define F32(RELATION) \
    WORDS(8, 0, _mm256_castps_si256(_mm256_cmp_ps(_mm256_loadu_ps(in + 8 * k), _mm256_set1_ps(with), RELATION)))
#define F64(RELATION) \
    WORDS(4, 0, _mm256_castpd_si256(_mm256_cmp_pd(_mm256_loadu_pd(in + 4 * k), _mm256_set1_pd(with), RELATION)))

COMPARED_FLOATS(compare_f32_avx2, float, F32)
COMPARED_FLOATS(compare_f64_avx2, double, F64)

// Comparisons of 512 bits give their bits as they are. Loads across two cache lines would take twice as long: vectors begin where a line
// does, and the bits in front of that are carried from word to word. Gives how many words were done.
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl")))
#define WIDE_WORDS(LANES, TEST)                                                                                  \
    const size_t ahead = (64 - (uintptr_t)in % 64) / sizeof *in % LANES;                                         \
    const size_t words = count < 64 ? 0 : (count - ahead) / 64;                                                  \
    if (words == 0) return 0;                                                                                    \
    int k = 0;                                                                                                   \
    uint64_t carried = (uint64_t)(TEST) & ((1u << ahead) - 1);                                                   \
    in += ahead;                                                                                                 \
    for (size_t w = 0; w < words; w++, in += 64) {                                                               \
        uint64_t word = 0;                                                                                       \
        _Pragma("GCC unroll 8") for (k = 0; k < 64 / LANES; k++) word |= (uint64_t)(TEST) << LANES * k;          \
        out[w] = carried | word << ahead;                                                                        \
        carried = word >> 1 >> (63 - ahead);                                                                     \
    }                                                                                                            \
    return words;

AVX512 static size_t within_i32_avx512(const int32_t *in, size_t count, int32_t low, uint32_t width, uint64_t *out) {
    const __m512i first = _mm512_set1_epi32(low), limit = _mm512_set1_epi32((int32_t)width);
    WIDE_WORDS(16, _mm512_cmple_epu32_mask(_mm512_sub_epi32(_mm512_loadu_si512(in + 16 * k), first), limit))
}

AVX512 static size_t within_i64_avx512(const int64_t *in, size_t count, int64_t low, uint64_t width, uint64_t *out) {
    const __m512i first = _mm512_set1_epi64(low), limit = _mm512_set1_epi64((int64_t)width);
    WIDE_WORDS(8, _mm512_cmple_epu64_mask(_mm512_sub_epi64(_mm512_loadu_si512(in + 8 * k), first), limit))
}

#define WIDE_F32(RELATION) WIDE_WORDS(16, _mm512_cmp_ps_mask(_mm512_loadu_ps(in + 16 * k), _mm512_set1_ps(with), RELATION))
#define WIDE_F64(RELATION) WIDE_WORDS(8, _mm512_cmp_pd_mask(_mm512_loadu_pd(in + 8 * k), _mm512_set1_pd(with), RELATION))

#define COMPARED_WIDE(NAME, TYPE, TEST)                                                                                 \
    AVX512 static size_t NAME(const TYPE *in, size_t count, louver_relation relation, TYPE with, uint64_t *out) {    \
        switch (relation) {                                                                                      \
        case LOUVER_NOT_BELOW: { TEST(_CMP_NLT_UQ) }                                                             \
        case LOUVER_AT_MOST: { TEST(_CMP_LE_OQ) }                                                                \
        case LOUVER_EQUAL: { TEST(_CMP_EQ_OQ) }                                                                  \
        }                                                                                                        \
        return 0;                                                                                                \
    }

COMPARED_WIDE(compare_f32_avx512, float, WIDE_F32)
COMPARED_WIDE(compare_f64_avx512, double, WIDE_F64)

// Whole words by the processor's means, what is left by the twin.
#define DISPATCH(NAME, ...)                                                                        \
    const louver_vectors vectors = louver_vectors_here();                                          \
    size_t done = vectors >= LOUVER_AVX512 ? NAME##_avx512(in, count, __VA_ARGS__, out) : 0;       \
    if (vectors >= LOUVER_AVX2) {                                                                  \
        NAME##_avx2(in + 64 * done, count / 64 - done, __VA_ARGS__, out + done);                   \
        done = count / 64;                                                                         \
    }                                                                                              \
    NAME##_portable(in + 64 * done, count - 64 * done, __VA_ARGS__, out + done);
#else
#define DISPATCH(NAME, ...) NAME##_portable(in, count, __VA_ARGS__, out);
#endif

void louver_within_i32(const int32_t *in, size_t count, int32_t low, uint32_t width, uint64_t *out) {
    DISPATCH(within_i32, low, width)
}

void louver_within_i64(const int64_t *in, size_t count, int64_t low, uint64_t width, uint64_t *out) {
    DISPATCH(within_i64, low, width)
}

void louver_compare_f32(const float *in, size_t count, louver_relation relation, float with, uint64_t *out) {
    DISPATCH(compare_f32, relation, with)
}

void louver_compare_f64(const double *in, size_t count, louver_relation relation, double with, uint64_t *out) {
    DISPATCH(compare_f64, relation, with)
}
