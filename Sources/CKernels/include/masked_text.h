// Masks of text, value by value from one run of bytes to another.
#ifndef LOUVER_MASKED_TEXT_H
#define LOUVER_MASKED_TEXT_H
#include <stddef.h>
#include <stdint.h>

// Value i is bytes[offsets[i] ..< offsets[i + 1]]. What is written begins at out[*end]; where it ends goes to ends[i] and, at
// last, to *end. Up to LOUVER_TEXT_SLACK bytes behind that are overwritten with anything.
#define LOUVER_TEXT_SLACK 32
typedef struct {
    const uint8_t *bytes;
    size_t size;
    const uint32_t *offsets;
    size_t count;
} louver_texts;

// `***`, and what begins at the last `@`.
void louver_mask_emails(louver_texts in, uint8_t *out, uint32_t *ends, size_t *end);

// The first and the last characters of UTF-8 of `minimum` characters or more, `substitute` for each other one.
// minimum is above first + last.
void louver_mask_ends(louver_texts in, size_t first, size_t last, size_t minimum, uint8_t substitute, uint8_t *out,
                      uint32_t *ends, size_t *end);

// The networks of dotted IPv4 addresses, of `prefix` bits (0 to 32), up to the first value that is no such address: returns
// how many there were. At most 15 bytes each.
size_t louver_mask_dotted(louver_texts in, unsigned prefix, uint8_t *out, uint32_t *ends, size_t *end);

#endif
