#include "integer_text.h"

#include <string.h>

// Eight digits of a number below 10^8, the first lowest: halves of four digits, of two, of one, each divided at once with the others
// by multiplying.
static inline uint64_t eight_digits(uint32_t number) {
  const uint64_t fours = number / 10000 | (uint64_t)(number % 10000) << 32;
  const uint64_t hundreds = fours * 10486 >> 20 & 0x7f0000007f;
  const uint64_t twos = (fours - 100 * hundreds) << 16 | hundreds;
  const uint64_t tens = twos * 103 >> 10 & 0x000f000f000f000f;
  return (twos - 10 * tens) << 8 | tens;
}

static const uint64_t zeros = 0x3030303030303030;

static inline uint8_t *put_eight(uint64_t digits, uint8_t *out) {
  digits |= zeros;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  digits = __builtin_bswap64(digits);
#endif
  memcpy(out, &digits, 8);
  return out + 8;
}

// Without the zeros in front; of 0 one is left.
static inline uint8_t *put_first(uint32_t number, uint8_t *out) {
  const uint64_t digits = eight_digits(number);
  const int missing = __builtin_ctzll(digits | 1ull << 63) / 8;
  put_eight((digits | zeros) >> 8 * missing, out);
  return out + 8 - missing;
}

// Up to 20 digits.
static inline uint8_t *put(uint64_t number, uint8_t *out) {
  const uint64_t part = 100000000;
  if (number < part) return put_first((uint32_t)number, out);
  const uint64_t high = number / part;
  if (high < part) {
    out = put_first((uint32_t)high, out);
  } else {
    out = put_first((uint32_t)(high / part), out);
    out = put_eight(eight_digits((uint32_t)(high % part)), out);
  }
  return put_eight(eight_digits((uint32_t)(number % part)), out);
}

size_t louver_signed_texts(const int64_t *numbers, size_t count, uint8_t *out, uint32_t *offsets) {
  uint8_t *at = out;
  offsets[0] = 0;
  for (size_t i = 0; i < count; i++) {
    *at = '-';
    at += numbers[i] < 0;
    at = put(numbers[i] < 0 ? -(uint64_t)numbers[i] : (uint64_t)numbers[i], at);
    offsets[i + 1] = (uint32_t)(at - out);
  }
  return (size_t)(at - out);
}

size_t louver_unsigned_texts(const uint64_t *numbers, size_t count, uint8_t *out, uint32_t *offsets) {
  uint8_t *at = out;
  offsets[0] = 0;
  for (size_t i = 0; i < count; i++) {
    at = put(numbers[i], at);
    offsets[i + 1] = (uint32_t)(at - out);
  }
  return (size_t)(at - out);
}
