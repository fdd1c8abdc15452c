// Bytes as lower-case hexadecimal digits.
#ifndef LOUVER_HEXADECIMAL_H
#define LOUVER_HEXADECIMAL_H
#include <stddef.h>
#include <stdint.h>
#if defined(__SSSE3__)
#include <immintrin.h>

// The digits of the lower and of the upper eight bytes.
static inline void louver_digits_of_16(__m128i bytes, __m128i *low, __m128i *high) {
  const __m128i digits = _mm_setr_epi8('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f');
  const __m128i mask = _mm_set1_epi8(15);
  const __m128i first = _mm_shuffle_epi8(digits, _mm_and_si128(_mm_srli_epi16(bytes, 4), mask));
  const __m128i second = _mm_shuffle_epi8(digits, _mm_and_si128(bytes, mask));
  *low = _mm_unpacklo_epi8(first, second);
  *high = _mm_unpackhi_epi8(first, second);
}
#endif

/// Writes 2 * count digits.
static inline void louver_hexadecimal(const uint8_t *bytes, size_t count, uint8_t *out) {
  size_t i = 0;
#if defined(__SSSE3__)
  __m128i low, high;
  for (; i + 16 <= count; i += 16) {
    louver_digits_of_16(_mm_loadu_si128((const __m128i *)(bytes + i)), &low, &high);
    _mm_storeu_si128((__m128i *)(out + 2 * i), low);
    _mm_storeu_si128((__m128i *)(out + 2 * i + 16), high);
  }
  if (i + 8 <= count) {
    louver_digits_of_16(_mm_loadl_epi64((const __m128i *)(bytes + i)), &low, &high);
    _mm_storeu_si128((__m128i *)(out + 2 * i), low);
    i += 8;
  }
#endif
  for (; i < count; i++) {
    const uint8_t first = bytes[i] >> 4, second = bytes[i] & 15;
    out[2 * i] = (uint8_t)(first + 48 + (first > 9 ? 39 : 0));
    out[2 * i + 1] = (uint8_t)(second + 48 + (second > 9 ? 39 : 0));
  }
}
#endif
