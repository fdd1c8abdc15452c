#define _GNU_SOURCE
#include "masked_text.h"

#include <string.h>
#if defined(__x86_64__)
#include <emmintrin.h>
#endif

// Copies `length` bytes; whatever the length, 16 and more are written, and read where there are so many.
static inline uint8_t *copy(const louver_texts *in, size_t from, size_t length, uint8_t *to) {
    if (length == 0) return to;
    if (length <= 32 && in->size - from >= 32) {
        memcpy(to, in->bytes + from, 16);
        if (length > 16) memcpy(to + 16, in->bytes + from + 16, 16);
    } else {
        memcpy(to, in->bytes + from, length);
    }
    return to + length;
}

// The position of the last `@` of a range, its end where there is none.
static inline size_t last_at(const louver_texts *in, size_t start, size_t end) {
    size_t rest = end;
#if defined(__x86_64__)
    for (; rest > start && rest >= 16; rest -= 16) {
        const __m128i part = _mm_loadu_si128((const __m128i *)(in->bytes + rest - 16));
        unsigned found = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(part, _mm_set1_epi8('@')));
        if (rest - start < 16) found &= ~0u << (16 - (rest - start));
        if (found) return rest - 16 + (31 - (size_t)__builtin_clz(found));
        if (rest - start <= 16) return end;
    }
#endif
    if (rest == start) return end;
    const uint8_t *found = memrchr(in->bytes + start, '@', rest - start);
    return found ? (size_t)(found - in->bytes) : end;
}

size_t louver_mask_emails(louver_texts in, uint8_t *out, uint32_t *ends) {
    uint8_t *to = out;
    for (size_t i = 0; i < in.count; i++) {
        const size_t behind = in.offsets[i + 1], at = last_at(&in, in.offsets[i], behind);
        memcpy(to, "***@", 4);
        to = copy(&in, at, behind - at, to + 3);
        ends[i] = (uint32_t)(to - out);
    }
    return (size_t)(to - out);
}

// Characters of UTF-8: bytes that do not continue one.
static inline size_t characters(const louver_texts *in, size_t from, size_t end) {
    size_t count = end - from;
#if defined(__x86_64__)
    for (; from < end && in->size - from >= 16; from += 16) {
        const __m128i part = _mm_loadu_si128((const __m128i *)(in->bytes + from));
        unsigned rest = (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(part, _mm_set1_epi8(-64)));
        if (end - from < 16) rest &= (1u << (end - from)) - 1;
        count -= (size_t)__builtin_popcount(rest);
    }
#endif
    for (; from < end; from++) count -= (in->bytes[from] & 0xc0) == 0x80;
    return count;
}

static inline uint8_t *fill(uint8_t *to, uint8_t byte, size_t count) {
    if (count > 32) return (uint8_t *)memset(to, byte, count) + count;
    memset(to, byte, 16);
    if (count > 16) memset(to + 16, byte, 16);
    return to + count;
}

typedef struct {
    size_t first, last, minimum;
    uint8_t substitute;
} shown;

// A text of any length.
static uint8_t *mask_ends(const louver_texts *in, size_t start, size_t behind, const shown *shown, uint8_t *to) {
    const size_t count = characters(in, start, behind);
    if (count < shown->minimum) return fill(to, shown->substitute, count);
    size_t front = start, back = behind;
    for (size_t k = 0; k < shown->first; k++) {
        do front++;
        while ((in->bytes[front] & 0xc0) == 0x80);
    }
    for (size_t k = 0; k < shown->last; k++) {
        do back--;
        while ((in->bytes[back] & 0xc0) == 0x80);
    }
    to = copy(in, start, front - start, to);
    to = fill(to, shown->substitute, count - shown->first - shown->last);
    return copy(in, back, behind - back, to);
}

#if defined(__x86_64__)
enum { few = 8 };

// A text of up to 64 bytes of which up to `few` characters are shown at each end, 96 bytes behind its start being readable: without a
// branch that depends on its length. A bit is set for every byte that begins a character.
static inline uint8_t *mask_ends_short(const uint8_t *text, size_t length, const shown *shown, uint8_t *to) {
    uint64_t characters = 0;
    _Pragma("GCC unroll 4") for (int part = 0; part < 4; part++) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(text + 16 * part));
        characters |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(-65))) << (16 * part);
    }
    characters &= length < 64 ? ((uint64_t)1 << length) - 1 : ~(uint64_t)0;
    const size_t count = (size_t)__builtin_popcountll(characters);
    memset(to, shown->substitute, 64);
    if (count < shown->minimum) return to + count;
    uint64_t rest = characters;
    size_t front = 0, back = length;
    if (shown->first > 0) {
        for (size_t k = 0; k < shown->first; k++) rest &= rest - 1;
        front = (size_t)__builtin_ctzll(rest);
        memcpy(to, text, 4 * few);
        to += front;
        memset(to, shown->substitute, 64);
    }
    for (size_t k = 0; k < shown->last; k++) {
        back = (size_t)(63 - __builtin_clzll(rest));
        rest ^= (uint64_t)1 << back;
    }
    to += count - shown->first - shown->last;
    memcpy(to, text + back, 4 * few);
    return to + (length - back);
}
#endif

size_t louver_mask_ends(louver_texts in, size_t first, size_t last, size_t minimum, uint8_t substitute, uint8_t *out,
                        uint32_t *ends) {
    const shown shown = {first, last, minimum, substitute};
    uint8_t *to = out;
    for (size_t i = 0; i < in.count; i++) {
        const size_t start = in.offsets[i], behind = in.offsets[i + 1];
#if defined(__x86_64__)
        if (behind - start <= 64 && in.size - start >= 64 + 4 * few && first <= few && last <= few) {
            to = mask_ends_short(in.bytes + start, behind - start, &shown, to);
        } else {
            to = mask_ends(&in, start, behind, &shown, to);
        }
#else
        to = mask_ends(&in, start, behind, &shown, to);
#endif
        ends[i] = (uint32_t)(to - out);
    }
    return (size_t)(to - out);
}
