// Bytes as lower-case hexadecimal digits.
#ifndef LOUVER_HEXADECIMAL_H
#define LOUVER_HEXADECIMAL_H
#include <stddef.h>
#include <stdint.h>
#if defined(__SSSE3__)
#include <immintrin.h>
#endif

/// Writes 2 * count digits.
static inline void louver_hexadecimal(const uint8_t *bytes, size_t count, uint8_t *out) {
  size_t i = 0;
#if defined(__SSSE3__)
  const __m128i digits = _mm_setr_epi8('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f');
  const __m128i low = _mm_set1_epi8(15);
  for (; i + 16 <= count; i += 16) {
    __m128i part = _mm_loadu_si128((const __m128i *)(bytes + i));
    __m128i first = _mm_shuffle_epi8(digits, _mm_and_si128(_mm_srli_epi16(part, 4), low));
    __m128i second = _mm_shuffle_epi8(digits, _mm_and_si128(part, low));
    _mm_storeu_si128((__m128i *)(out + 2 * i), _mm_unpacklo_epi8(first, second));
    _mm_storeu_si128((__m128i *)(out + 2 * i + 16), _mm_unpackhi_epi8(first, second));
  }
#endif
  for (; i < count; i++) {
    uint8_t high = bytes[i] >> 4, low = bytes[i] & 15;
    out[2 * i] = (uint8_t)(high + 48 + (high > 9 ? 39 : 0));
    out[2 * i + 1] = (uint8_t)(low + 48 + (low > 9 ? 39 : 0));
  }
}
#endif
