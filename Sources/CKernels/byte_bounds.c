#include "byte_bounds.h"
#include <string.h>

struct entry {
    const uint8_t *at;
    size_t length;
    // The first eight bytes as a number that compares as they do; zeros behind a shorter string.
    uint64_t head;
};

static inline struct entry entry_at(louver_strings strings, size_t size, size_t i) {
    struct entry entry;
    const size_t offset = strings.offsets == NULL ? i * strings.width : strings.offsets[i];
    entry.at = strings.bytes + offset;
    entry.length = strings.offsets == NULL ? strings.width : strings.offsets[i + 1] - strings.offsets[i];
    uint64_t word = 0;
    if (size - offset >= 8) {
        memcpy(&word, entry.at, 8);
    } else {
        memcpy(&word, entry.at, size - offset);
    }
    word = __builtin_bswap64(word);
    if (entry.length < 8) {
        word = entry.length == 0 ? 0 : word & ~(uint64_t)0 << (64 - 8 * entry.length);
    }
    entry.head = word;
    return entry;
}

static inline int precedes(struct entry a, struct entry b) {
    if (a.head != b.head) {
        return a.head < b.head;
    }
    const size_t shared = a.length < b.length ? a.length : b.length;
    const int order = memcmp(a.at, b.at, shared);
    return order != 0 ? order < 0 : a.length < b.length;
}

void louver_bounds_of_strings(louver_strings strings, size_t size, const uint32_t *positions, size_t count,
                              size_t *least, size_t *greatest) {
    *least = *greatest = positions == NULL ? 0 : positions[0];
    struct entry low = entry_at(strings, size, *least);
    struct entry high = low;
    for (size_t i = 1; i < count; i++) {
        const size_t position = positions == NULL ? i : positions[i];
        const struct entry entry = entry_at(strings, size, position);
        if (entry.head <= low.head && precedes(entry, low)) {
            low = entry;
            *least = position;
        }
        if (entry.head >= high.head && precedes(high, entry)) {
            high = entry;
            *greatest = position;
        }
    }
}
