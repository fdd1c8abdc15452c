// Whether bytes are UTF-8.
#ifndef LOUVER_UTF8_H
#define LOUVER_UTF8_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Well-formed as the Unicode Standard has it (table 3-7): nothing longer than it need be, no surrogates, nothing above U+10FFFF.
bool louver_is_utf8(const uint8_t *bytes, size_t count);

#endif
