// Hexadecimal digits, two to a byte.
#ifndef LOUVER_HEXADECIMAL_TOKENS_H
#define LOUVER_HEXADECIMAL_TOKENS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Writes `count * digits / 2` bytes: the digits of `count` tokens, the last digit first, the earlier of two in the upper half of a byte.
///
/// The tokens stand one behind the other, each of so many digits (an even number of 16 or more). False where one has anything but lower-case
/// hexadecimal digits.
bool louver_pack_tokens(const uint8_t *tokens, size_t count, size_t digits, uint8_t *out);
#endif
