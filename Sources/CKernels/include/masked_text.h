// Masks of text, value by value from one run of bytes to another.
#ifndef LOUVER_MASKED_TEXT_H
#define LOUVER_MASKED_TEXT_H
#include <stddef.h>
#include <stdint.h>

// Value i is bytes[offsets[i] ..< offsets[i + 1]]. What is written begins at out[0]; where each value's ends goes to `ends`, and where
// the last one's does is returned. Up to LOUVER_TEXT_SLACK bytes behind that are overwritten with anything.
#define LOUVER_TEXT_SLACK 64
typedef struct {
    const uint8_t *bytes;
    size_t size;
    const uint32_t *offsets;
    size_t count;
} louver_texts;

// `***`, and what begins at the last `@`.
size_t louver_mask_emails(louver_texts in, uint8_t *out, uint32_t *ends);

// The first and the last characters of UTF-8 of `minimum` characters or more, `substitute` for each other one.
// minimum is above first + last.
size_t louver_mask_ends(louver_texts in, size_t first, size_t last, size_t minimum, uint8_t substitute, uint8_t *out,
                        uint32_t *ends);

// The networks of IPv4 and IPv6 addresses, of `v4` (0 to 32) and `v6` (0 to 128) bits, in canonical text (RFC 5952) of at most 45
// bytes; an IPv4-mapped address keeps no more than its IPv4 prefix. Where a value is no address its bit of `validity` is cleared and
// nothing else written; `kept` is how many are.
size_t louver_mask_addresses(louver_texts in, unsigned v4, unsigned v6, uint8_t *out, uint32_t *ends, size_t *kept,
                             uint64_t *validity);

#endif
