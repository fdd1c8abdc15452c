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

void louver_mask_emails(louver_texts in, uint8_t *out, uint32_t *ends, size_t *end) {
    uint8_t *to = out + *end;
    for (size_t i = 0; i < in.count; i++) {
        const size_t behind = in.offsets[i + 1], at = last_at(&in, in.offsets[i], behind);
        memcpy(to, "***@", 4);
        to = copy(&in, at, behind - at, to + 3);
        ends[i] = (uint32_t)(to - out);
    }
    *end = (size_t)(to - out);
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

void louver_mask_ends(louver_texts in, size_t first, size_t last, size_t minimum, uint8_t substitute, uint8_t *out,
                      uint32_t *ends, size_t *end) {
    uint8_t *to = out + *end;
    for (size_t i = 0; i < in.count; i++) {
        const size_t start = in.offsets[i], behind = in.offsets[i + 1];
        const size_t count = characters(&in, start, behind);
        if (count < minimum) {
            to = fill(to, substitute, count);
        } else {
            size_t front = start, back = behind;
            for (size_t k = 0; k < first; k++) {
                do front++;
                while ((in.bytes[front] & 0xc0) == 0x80);
            }
            for (size_t k = 0; k < last; k++) {
                do back--;
                while ((in.bytes[back] & 0xc0) == 0x80);
            }
            if (front > start) to = copy(&in, start, front - start, to);
            to = fill(to, substitute, count - first - last);
            if (back < behind) to = copy(&in, back, behind - back, to);
        }
        ends[i] = (uint32_t)(to - out);
    }
    *end = (size_t)(to - out);
}

// A dotted address: one bit a byte, set where a dot is; 0 for what is none. Octets are of one to three digits without leading
// zeros, up to 255.
#if defined(__x86_64__)
static inline unsigned dots_of(const uint8_t text[16], size_t length) {
    const __m128i bytes = _mm_loadu_si128((const __m128i *)text);
    const unsigned inside = (1u << length) - 1;
#define WHERE(TEST) ((unsigned)_mm_movemask_epi8(TEST) & inside)
    const unsigned dots = WHERE(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('.')));
    const unsigned above0 = WHERE(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('0')));
    const unsigned is0 = WHERE(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('0')));
    const unsigned above9 = WHERE(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('9')));
    const unsigned above2 = WHERE(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('2')));
    const unsigned is2 = WHERE(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('2')));
    const unsigned above5 = WHERE(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('5')));
    const unsigned is5 = WHERE(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('5')));
#undef WHERE
    const unsigned digits = (above0 | is0) & ~above9;
    const unsigned starts = dots << 1 | 1;
    const unsigned of3 = starts & digits >> 1 & digits >> 2;
    const unsigned wrong = ((dots | digits) ^ inside)            // a byte that is neither
                           | (starts & ~digits)                  // an octet without digits
                           | (starts & is0 & digits >> 1)        // a leading zero
                           | (of3 & digits >> 3)                 // four digits
                           | (of3 & (above2 | (is2 & (above5 >> 1 | (is5 >> 1 & above5 >> 2)))));
    return wrong == 0 && __builtin_popcount(dots) == 3 ? dots : 0;
}
#else
static inline unsigned dots_of(const uint8_t text[16], size_t length) {
    unsigned dots = 0, octet = 0, digits = 0;
    for (size_t i = 0; i <= length; i++) {
        if (i == length || text[i] == '.') {
            if (digits == 0 || octet > 255) return 0;
            if (i < length) dots |= 1u << i;
            octet = digits = 0;
        } else {
            if (text[i] < '0' || text[i] > '9' || digits == 3 || (digits > 0 && octet == 0)) return 0;
            octet = 10 * octet + text[i] - '0';
            digits++;
        }
    }
    return __builtin_popcount(dots) == 3 ? dots : 0;
}
#endif

static inline uint8_t *put_octet(uint8_t *to, unsigned octet) {
    if (octet >= 100) *to++ = (uint8_t)('0' + octet / 100);
    if (octet >= 10) *to++ = (uint8_t)('0' + octet / 10 % 10);
    *to++ = (uint8_t)('0' + octet % 10);
    return to;
}

size_t louver_mask_dotted(louver_texts in, unsigned prefix, uint8_t *out, uint32_t *ends, size_t *end) {
    const unsigned whole = prefix / 8, kept = prefix % 8;
    const char *zeros = ".0.0.0";
    uint8_t *to = out + *end;
    size_t i = 0;
    for (; i < in.count; i++) {
        const size_t start = in.offsets[i], length = in.offsets[i + 1] - start;
        uint8_t text[16] = {0};
        if (length < 7 || length > 15) break;
        if (in.size - start >= 16) {
            memcpy(text, in.bytes + start, 16);
        } else {
            memcpy(text, in.bytes + start, length);
        }
        unsigned dots = dots_of(text, length);
        if (dots == 0) break;
        // The octets that stay, what is left of the next, and zeros.
        memcpy(to, text, 16);
        if (whole == 4) {
            to += length;
        } else {
            size_t at = 0;
            for (unsigned k = 0; k < whole; k++, dots &= dots - 1) at = (size_t)__builtin_ctz(dots) + 1;
            to += at;
            unsigned octet = 0;
            if (kept) {
                for (; at < length && text[at] != '.'; at++) octet = 10 * octet + text[at] - '0';
            }
            to = put_octet(to, octet & (0xff00u >> kept));
            memcpy(to, zeros, 6);
            to += 2 * (3 - whole);
        }
        ends[i] = (uint32_t)(to - out);
    }
    *end = (size_t)(to - out);
    return i;
}
