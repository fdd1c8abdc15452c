// Bytes as lower-case hexadecimal digits.
#ifndef LOUVER_HEXADECIMAL_H
#define LOUVER_HEXADECIMAL_H
#include <stddef.h>
#include <stdint.h>

/// Writes 2 * count digits.
static inline void louver_hexadecimal(const uint8_t *bytes, size_t count, uint8_t *out) {
  for (size_t i = 0; i < count; i++) {
    uint8_t high = bytes[i] >> 4, low = bytes[i] & 15;
    out[2 * i] = (uint8_t)(high + 48 + (high > 9 ? 39 : 0));
    out[2 * i + 1] = (uint8_t)(low + 48 + (low > 9 ? 39 : 0));
  }
}
#endif
