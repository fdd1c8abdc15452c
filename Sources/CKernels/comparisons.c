#include "comparisons.h"
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

void louver_within_i32_portable(const int32_t *in, size_t count, int32_t low, uint32_t width, uint64_t *out) {
    PORTABLE(count, (uint32_t)in[i] - (uint32_t)low <= width)
}

void louver_within_i64_portable(const int64_t *in, size_t count, int64_t low, uint64_t width, uint64_t *out) {
    PORTABLE(count, (uint64_t)in[i] - (uint64_t)low <= width)
}

#define PORTABLE_FLOATS(NAME, TYPE)                                                                            \
    void NAME(const TYPE *in, size_t count, louver_relation relation, TYPE with, uint64_t *out) {              \
        switch (relation) {                                                                                    \
        case LOUVER_NOT_BELOW: PORTABLE(count, !(in[i] < with)) break;                                         \
        case LOUVER_AT_MOST: PORTABLE(count, in[i] <= with) break;                                             \
        case LOUVER_EQUAL: PORTABLE(count, in[i] == with) break;                                               \
        }                                                                                                      \
    }

PORTABLE_FLOATS(louver_compare_f32_portable, float)
PORTABLE_FLOATS(louver_compare_f64_portable, double)

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2")))

// Whole words: each is made of the lanes' highest bits, eight or four lanes at a time.
#define WORDS(LANES, BITS)                                                  \
    for (size_t w = 0; w < words; w++) {                                    \
        uint64_t word = 0;                                                  \
        _Pragma("GCC unroll 16") for (int k = 0; k < 64 / LANES; k++) {     \
            word |= (uint64_t)(uint32_t)(BITS) << (LANES * k);              \
        }                                                                   \
        out[w] = word;                                                      \
        in += 64;                                                           \
    }

// Comparisons of lanes are signed: both sides are moved by half of the range.
AVX2 static void within_i32_avx2(const int32_t *in, size_t words, int32_t low, uint32_t width, uint64_t *out) {
    const __m256i moved = _mm256_set1_epi32((int32_t)(0x80000000u - (uint32_t)low));
    const __m256i limit = _mm256_set1_epi32((int32_t)(width ^ 0x80000000u));
    WORDS(8, _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(
                 _mm256_add_epi32(_mm256_loadu_si256((const __m256i *)(in + 8 * k)), moved), limit))) ^ 0xff)
}

AVX2 static void within_i64_avx2(const int64_t *in, size_t words, int64_t low, uint64_t width, uint64_t *out) {
    const __m256i moved = _mm256_set1_epi64x((int64_t)((1ull << 63) - (uint64_t)low));
    const __m256i limit = _mm256_set1_epi64x((int64_t)(width ^ 1ull << 63));
    WORDS(4, _mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(
                 _mm256_add_epi64(_mm256_loadu_si256((const __m256i *)(in + 4 * k)), moved), limit))) ^ 0xf)
}

#define F32(RELATION) \
    WORDS(8, _mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(in + 8 * k), _mm256_set1_ps(with), RELATION)))
#define F64(RELATION) \
    WORDS(4, _mm256_movemask_pd(_mm256_cmp_pd(_mm256_loadu_pd(in + 4 * k), _mm256_set1_pd(with), RELATION)))

AVX2 static void compare_f32_avx2(const float *in, size_t words, louver_relation relation, float with,
                                  uint64_t *out) {
    switch (relation) {
    case LOUVER_NOT_BELOW: F32(_CMP_NLT_UQ) break;
    case LOUVER_AT_MOST: F32(_CMP_LE_OQ) break;
    case LOUVER_EQUAL: F32(_CMP_EQ_OQ) break;
    }
}

AVX2 static void compare_f64_avx2(const double *in, size_t words, louver_relation relation, double with,
                                  uint64_t *out) {
    switch (relation) {
    case LOUVER_NOT_BELOW: F64(_CMP_NLT_UQ) break;
    case LOUVER_AT_MOST: F64(_CMP_LE_OQ) break;
    case LOUVER_EQUAL: F64(_CMP_EQ_OQ) break;
    }
}

// Whole words by the processor's means, what is left by the twin.
#define DISPATCH(FAST, TWIN, ...)                                      \
    size_t done = 0;                                                   \
    if (__builtin_cpu_supports("avx2")) {                              \
        FAST(in, count / 64, __VA_ARGS__, out);                        \
        done = count / 64;                                             \
    }                                                                  \
    TWIN(in + 64 * done, count - 64 * done, __VA_ARGS__, out + done);
#else
#define DISPATCH(FAST, TWIN, ...) TWIN(in, count, __VA_ARGS__, out);
#endif

void louver_within_i32(const int32_t *in, size_t count, int32_t low, uint32_t width, uint64_t *out) {
    DISPATCH(within_i32_avx2, louver_within_i32_portable, low, width)
}

void louver_within_i64(const int64_t *in, size_t count, int64_t low, uint64_t width, uint64_t *out) {
    DISPATCH(within_i64_avx2, louver_within_i64_portable, low, width)
}

void louver_compare_f32(const float *in, size_t count, louver_relation relation, float with, uint64_t *out) {
    DISPATCH(compare_f32_avx2, louver_compare_f32_portable, relation, with)
}

void louver_compare_f64(const double *in, size_t count, louver_relation relation, double with, uint64_t *out) {
    DISPATCH(compare_f64_avx2, louver_compare_f64_portable, relation, with)
}
