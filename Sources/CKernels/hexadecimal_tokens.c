#include "hexadecimal_tokens.h"

#if defined(__SSSE3__)
#include <immintrin.h>
#endif

enum { step = 16 };

// Sixteen digits to eight bytes, the last first.
#if defined(__SSSE3__)
static bool pack(const uint8_t *digits, uint8_t *out) {
    const __m128i alphabet = _mm_setr_epi8('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f');
    const __m128i text = _mm_loadu_si128((const __m128i *)digits);
    // Letters have bit 6, and are nine below their value in the low half.
    const __m128i letter = _mm_and_si128(_mm_srli_epi16(text, 6), _mm_set1_epi8(1));
    const __m128i nine = _mm_or_si128(_mm_slli_epi16(letter, 3), letter);
    const __m128i value = _mm_and_si128(_mm_add_epi8(text, nine), _mm_set1_epi8(15));
    const __m128i same = _mm_cmpeq_epi8(_mm_shuffle_epi8(alphabet, value), text);
    const __m128i pairs = _mm_maddubs_epi16(value, _mm_set1_epi16(0x0110));
    const __m128i backwards = _mm_setr_epi8(14, 12, 10, 8, 6, 4, 2, 0, -1, -1, -1, -1, -1, -1, -1, -1);
    _mm_storel_epi64((__m128i *)out, _mm_shuffle_epi8(pairs, backwards));
    return _mm_movemask_epi8(same) == 0xffff;
}
#else
static int value(uint8_t digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

static bool pack(const uint8_t *digits, uint8_t *out) {
    int all = 0;
    for (size_t i = 0; i < step; i += 2) {
        const int upper = value(digits[i]), lower = value(digits[i + 1]);
        all |= upper | lower;
        out[(step - 2 - i) / 2] = (uint8_t)(upper << 4 | (lower & 15));
    }
    return all >= 0;
}
#endif

bool louver_pack_tokens(const uint8_t *tokens, size_t count, size_t digits, uint8_t *out) {
    bool all = true;
    for (size_t token = 0; token < count && all; token++) {
        const uint8_t *here = tokens + token * digits;
        uint8_t *there = out + (count - 1 - token) * (digits / 2);
        // The last step begins earlier where the digits are no multiple of it.
        for (size_t i = 0; i < digits; i += step) {
            const size_t first = i + step <= digits ? i : digits - step;
            all &= pack(here + first, there + (digits - step - first) / 2);
        }
    }
    return all;
}
