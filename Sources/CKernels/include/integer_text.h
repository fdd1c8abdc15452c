// Whole numbers in decimal.
#ifndef LOUVER_INTEGER_TEXT_H
#define LOUVER_INTEGER_TEXT_H
#include <stddef.h>
#include <stdint.h>

/// Longest text of one number: a sign and 19 digits, or 20.
#define LOUVER_INTEGER_TEXT_LONGEST 20

/// Writes `count` numbers end to end into `out`, which has room for count * LOUVER_INTEGER_TEXT_LONGEST + 8 bytes, and where each
/// begins into `offsets` (count + 1 of them). Returns the bytes written.
size_t louver_signed_texts(const int64_t *numbers, size_t count, uint8_t *out, uint32_t *offsets);
size_t louver_unsigned_texts(const uint64_t *numbers, size_t count, uint8_t *out, uint32_t *offsets);
#endif
