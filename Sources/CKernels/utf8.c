#include "utf8.h"

#include <string.h>

#include "vectors.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// The bytes of the character at the front, 0 where there is none.
static size_t character(const uint8_t *bytes, size_t count) {
    const uint8_t first = bytes[0];
    if (first < 0x80) return 1;
    if (first < 0xc2 || first > 0xf4) return 0;
    const size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (count < length) return 0;
    const uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (bytes[1] < low || bytes[1] > high) return 0;
    for (size_t i = 2; i < length; i++) {
        if ((bytes[i] & 0xc0) != 0x80) return 0;
    }
    return length;
}

static bool is_utf8_portable(const uint8_t *bytes, size_t count) {
    for (size_t at = 0; at < count;) {
        const size_t length = character(bytes + at, count - at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2")))

// J. Keiser and D. Lemire, "Validating UTF-8 in less than one instruction per byte" (2021). Each bit is a way in which two bytes,
// one behind the other, may be wrong; three tables, by the first one's two halves and the second one's upper half, say which ways
// are left.
enum {
    too_short = 1,      // a byte that begins a character, without one that continues it
    too_long = 2,       // ASCII, and a byte that continues a character
    overlong_3 = 4,     // e0 and below a0
    too_large = 8,      // f4 and above 8f, or a byte above f4
    surrogate = 16,     // ed and above 9f
    overlong_2 = 32,    // c0 or c1
    overlong_4 = 64,    // f0 and below 90, or a byte above f4
    two_continue = 128, // two bytes that continue a character: right only as its third or fourth
    any_low = too_short | too_long | two_continue,
    above_f4 = any_low | too_large | overlong_4
};

AVX2 static inline __m256i table(const uint8_t entries[16]) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)entries));
}

AVX2 static inline __m256i upper_half(__m256i bytes) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15));
}

// Bits wherever `bytes` are wrong behind `before`.
AVX2 static inline __m256i faults(__m256i bytes, __m256i before) {
    static const uint8_t first_upper[16] = {
        too_long, too_long, too_long, too_long, too_long, too_long, too_long, too_long,
        two_continue, two_continue, two_continue, two_continue,
        too_short | overlong_2, too_short, too_short | overlong_3 | surrogate, too_short | too_large | overlong_4};
    static const uint8_t first_lower[16] = {
        any_low | overlong_3 | overlong_2 | overlong_4, any_low | overlong_2, any_low, any_low, any_low | too_large,
        above_f4, above_f4, above_f4, above_f4, above_f4, above_f4, above_f4, above_f4, above_f4 | surrogate, above_f4,
        above_f4};
    enum { continues = too_long | overlong_2 | two_continue };
    static const uint8_t second_upper[16] = {
        too_short, too_short, too_short, too_short, too_short, too_short, too_short, too_short,
        continues | overlong_3 | overlong_4, continues | overlong_3 | too_large, continues | surrogate | too_large,
        continues | surrogate | too_large, too_short, too_short, too_short, too_short};
    const __m256i across = _mm256_permute2x128_si256(before, bytes, 0x21);
    const __m256i by1 = _mm256_alignr_epi8(bytes, across, 15), by2 = _mm256_alignr_epi8(bytes, across, 14);
    const __m256i by3 = _mm256_alignr_epi8(bytes, across, 13);
    const __m256i ways = _mm256_and_si256(
        _mm256_and_si256(_mm256_shuffle_epi8(table(first_upper), upper_half(by1)),
                         _mm256_shuffle_epi8(table(first_lower), _mm256_and_si256(by1, _mm256_set1_epi8(15)))),
        _mm256_shuffle_epi8(table(second_upper), upper_half(bytes)));
    // The highest bit: set two bytes behind e0 and above, or three behind f0 and above, where `two_continue` has to be.
    const __m256i third = _mm256_subs_epu8(by2, _mm256_set1_epi8((char)(0xe0 - 0x80)));
    const __m256i fourth = _mm256_subs_epu8(by3, _mm256_set1_epi8((char)(0xf0 - 0x80)));
    const __m256i later = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(later, ways);
}

AVX2 static bool is_utf8_avx2(const uint8_t *bytes, size_t count) {
    __m256i before = _mm256_setzero_si256(), wrong = before;
    size_t at = 0;
    for (; count - at >= 32; at += 32) {
        const __m256i part = _mm256_loadu_si256((const __m256i *)(bytes + at));
        wrong = _mm256_or_si256(wrong, faults(part, before));
        before = part;
    }
    // Zeros behind the end, at least one, show a last character that is cut off.
    uint8_t rest[32] = {0};
    memcpy(rest, bytes + at, count - at);
    wrong = _mm256_or_si256(wrong, faults(_mm256_loadu_si256((const __m256i *)rest), before));
    return _mm256_testz_si256(wrong, wrong);
}
#endif

bool louver_is_utf8(const uint8_t *bytes, size_t count) {
#if defined(__x86_64__)
    if (count > 0 && louver_vectors_here() >= LOUVER_AVX2) return is_utf8_avx2(bytes, count);
#endif
    return is_utf8_portable(bytes, count);
}
