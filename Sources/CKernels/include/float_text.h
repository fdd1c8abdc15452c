// Floating-point numbers as text, exactly as printf's %.*g writes them.
#ifndef LOUVER_FLOAT_TEXT_H
#define LOUVER_FLOAT_TEXT_H
#include <stddef.h>
#include <stdint.h>

/// Longest text of one number: sign, 17 digits, point, exponent.
#define LOUVER_FLOAT_TEXT_LONGEST 24

/// Writes `count` numbers with `digits` (1 to 17) significant digits end to end into `out`, which has room for
/// count * LOUVER_FLOAT_TEXT_LONGEST + 8 bytes, and where each begins into `offsets` (count + 1 of them).
/// Every NaN is `nan`. Returns the bytes written.
size_t louver_double_texts(const double *values, size_t count, int digits, uint8_t *out, uint32_t *offsets);
size_t louver_float_texts(const float *values, size_t count, int digits, uint8_t *out, uint32_t *offsets);
#endif
