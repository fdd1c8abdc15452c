#include "byte_arrays.h"
#include <string.h>

// Values are short: copying a fixed 32 bytes, where both sides have them, beats copying just the right number.
enum { chunk = 32 };

// By way of a variable, lest the compiler make one call of this and the exact copy beside it.
static inline void copy_chunk(uint8_t *out, const uint8_t *in) {
    struct {
        uint64_t words[4];
    } bytes;
    memcpy(&bytes, in, chunk);
    memcpy(out, &bytes, chunk);
}

// Every value that has room is copied, and those that are not selected overwritten by the next: a branch for each would be
// guessed wrong too often. Without a selection (NULL) all are.
static inline __attribute__((always_inline)) size_t split(const uint8_t *in, size_t size, size_t count,
                                                          const uint64_t *selection, uint32_t *offsets, uint8_t *out) {
    const size_t room = size - 4 * count;
    size_t at = 0;
    size_t used = 0;
    size_t taken = 0;
    offsets[0] = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t length;
        if (size - at < 4) {
            return SIZE_MAX;
        }
        memcpy(&length, in + at, 4);
        at += 4;
        // What is used never outgrows the room: the bytes read so far include four for each value.
        if (length > size - at || length > room - used) {
            return SIZE_MAX;
        }
        const size_t selected = selection == NULL ? 1 : selection[i / 64] >> (i % 64) & 1;
        if (length <= chunk && size - at >= chunk && room - used >= chunk) {
            copy_chunk(out + used, in + at);
        } else if (selected) {
            memcpy(out + used, in + at, length);
        }
        at += length;
        used += selected ? length : 0;
        taken += selected;
        offsets[taken] = (uint32_t)used;
    }
    return used;
}

size_t louver_split_byte_arrays(const uint8_t *in, size_t size, size_t count, uint32_t *offsets, uint8_t *out) {
    return split(in, size, count, NULL, offsets, out);
}

size_t louver_split_selected_byte_arrays(const uint8_t *in, size_t size, size_t count, const uint64_t *selection,
                                         uint32_t *offsets, uint8_t *out) {
    return split(in, size, count, selection, offsets, out);
}

void louver_join_byte_arrays(const uint32_t *offsets, const uint8_t *bytes, size_t count, uint8_t *out) {
    const size_t total = offsets[count];
    for (size_t i = 0; i < count; i++) {
        const uint32_t length = offsets[i + 1] - offsets[i];
        memcpy(out, &length, 4);
        out += 4;
        // Bytes left to read are also left to write, lengths aside.
        if (length <= chunk && total - offsets[i] >= chunk) {
            copy_chunk(out, bytes + offsets[i]);
        } else {
            memcpy(out, bytes + offsets[i], length);
        }
        out += length;
    }
}

void louver_join_prefixes(const uint32_t *prefix_lengths, const uint8_t *suffixes, const uint32_t *offsets,
                          size_t count, uint8_t *out) {
    const uint8_t *previous = out;
    for (size_t i = 0; i < count; i++) {
        uint8_t *value = out + offsets[i];
        const size_t prefix = prefix_lengths[i];
        const size_t suffix = offsets[i + 1] - offsets[i] - prefix;
        memcpy(value, previous, prefix);
        memcpy(value + prefix, suffixes, suffix);
        suffixes += suffix;
        previous = value;
    }
}
