// Hexadecimal digits in a page of PLAIN byte arrays, two to a byte.
#ifndef LOUVER_HEXADECIMAL_TOKENS_H
#define LOUVER_HEXADECIMAL_TOKENS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Writes `count * digits / 2` bytes: the digits of `count` tokens, the last digit first, the earlier of two in the upper half of a byte.
///
/// Each token is a length of four bytes, the least first, and so many digits (an even number of 16 or more). False where one has another length or
/// anything but lower-case hexadecimal digits.
bool louver_pack_tokens(const uint8_t *tokens, size_t count, size_t digits, uint8_t *out);
#endif
