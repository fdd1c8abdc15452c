#include <stdbool.h>
#include <string.h>

#include "masked_text.h"
#if defined(__x86_64__)
#include <emmintrin.h>
#endif

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

// The text itself where 16 bytes of it can be read, else a copy.
static inline const uint8_t *readable(const uint8_t *from, size_t length, const uint8_t *limit, uint8_t copy[16]) {
    if (limit - from >= 16) return from;
    memset(copy, 0, 16);
    memcpy(copy, from, length < 16 ? length : 16);
    return copy;
}

static inline bool may_be_dotted(size_t length) { return length >= 7 && length <= 15; }

// The network of a dotted address: the octets that stay, what is left of the next, and zeros.
static inline uint8_t *put_dotted(const uint8_t text[16], size_t length, unsigned dots, unsigned prefix, uint8_t *to) {
    const unsigned whole = prefix / 8, kept = prefix % 8;
    memcpy(to, text, 16);
    if (whole == 4) return to + length;
    // Behind the last of the three dots, or behind as many as there are whole octets.
    size_t at = whole == 3 ? 32 - (size_t)__builtin_clz(dots) : 0;
    for (unsigned k = 0; k < whole && whole < 3; k++, dots &= dots - 1) at = (size_t)__builtin_ctz(dots) + 1;
    to += at;
    if (kept) {
        unsigned octet = 0;
        for (; at < length && text[at] != '.'; at++) octet = 10 * octet + text[at] - '0';
        to = put_octet(to, octet & (0xff00u >> kept));
        memcpy(to, ".0.0.0", 6);
        return to + 2 * (3 - whole);
    }
    memcpy(to, "0.0.0.0", 7);
    return to + 7 - 2 * whole;
}

// One more than the digit's value, 0 of what is none.
static const uint8_t digit_values[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16};

// Reads the text forms of RFC 4291, section 2.2: eight groups of up to four digits, one run of zeros shortened to `::`, the last two
// perhaps dotted. Zones and spaces are in none.
static bool read_groups(const uint8_t *text, size_t length, const uint8_t *limit, uint16_t groups[8]) {
    int count = 0, before = -1;
    size_t at = 0;
    if (length >= 2 && text[0] == ':' && text[1] == ':') {
        before = 0;
        at = 2;
    }
    while (at < length) {
        const size_t begin = at;
        unsigned group = 0, value;
        for (; at < length && (value = digit_values[text[at]]) != 0; at++) group = (group & 0xffff) << 4 | (value - 1);
        if (at < length && text[at] == '.') {
            uint8_t copy[16];
            if (count > 6 || !may_be_dotted(length - begin)) return false;
            const uint8_t *dotted = readable(text + begin, length - begin, limit, copy);
            if (dots_of(dotted, length - begin) == 0) return false;
            unsigned octets[4] = {0};
            for (size_t i = 0, k = 0; i < length - begin; i++) {
                if (dotted[i] == '.') {
                    k++;
                } else {
                    octets[k] = 10 * octets[k] + dotted[i] - '0';
                }
            }
            groups[count++] = (uint16_t)(octets[0] << 8 | octets[1]);
            groups[count++] = (uint16_t)(octets[2] << 8 | octets[3]);
            break;
        }
        if (at == begin || at - begin > 4 || count == 8) return false;
        groups[count++] = (uint16_t)group;
        if (at == length) break;
        // One colon and another group, or two.
        if (text[at++] != ':' || at == length) return false;
        if (text[at] == ':') {
            if (before >= 0) return false;
            before = count;
            at++;
        }
    }
    if (before < 0) return count == 8;
    if (count == 8) return false;
    memmove(groups + 8 - (count - before), groups + before, 2 * (size_t)(count - before));
    memset(groups + before, 0, 2 * (size_t)(8 - count));
    return true;
}

static bool is_mapped(const uint16_t groups[8]) {
    return (groups[0] | groups[1] | groups[2] | groups[3] | groups[4]) == 0 && groups[5] == 0xffff;
}

// RFC 5952; dotted only where IPv4 addresses are mapped to.
static uint8_t *put_groups(const uint16_t groups[8], uint8_t *to) {
    if (is_mapped(groups)) {
        memcpy(to, "::ffff:", 7);
        to += 7;
        for (int i = 0; i < 4; i++) {
            to = put_octet(to, groups[6 + i / 2] >> (i % 2 ? 0 : 8) & 0xff);
            *to++ = '.';
        }
        return to - 1;
    }
    // The first of the longest runs of more than one zero.
    int first = 8, longest = 1, run = 0;
    for (int i = 0; i < 8; i++) {
        run = groups[i] ? 0 : run + 1;
        if (run > longest) {
            longest = run;
            first = i + 1 - run;
        }
    }
    for (int i = 0; i < 8; i++) {
        if (i == first) {
            memcpy(to, "::", 2);
            to += 2;
            i += longest - 1;
            continue;
        }
        if (i > 0 && i != first + longest) *to++ = ':';
        const unsigned group = groups[i];
        const int digits = 1 + (group > 0xf) + (group > 0xff) + (group > 0xfff);
        for (int k = 0; k < digits; k++) to[k] = (uint8_t)"0123456789abcdef"[group >> 4 * (digits - 1 - k) & 15];
        to += digits;
    }
    return to;
}

// An address with a colon, to which 45 bytes and some more may be written; NULL where there is none.
static uint8_t *mask_groups(const uint8_t *text, size_t length, const uint8_t *limit, unsigned v4, unsigned v6,
                            uint8_t *to) {
    uint16_t groups[8];
    if (!read_groups(text, length, limit, groups)) return NULL;
    const unsigned kept = is_mapped(groups) && v6 > 96 + v4 ? 96 + v4 : v6;
    for (unsigned i = 0; i < 8; i++) {
        if (kept < 16 * i + 16) groups[i] &= (uint16_t)(kept > 16 * i ? 0xffff0000u >> (kept - 16 * i) : 0);
    }
    return put_groups(groups, to);
}

size_t louver_mask_addresses(louver_texts in, unsigned v4, unsigned v6, uint8_t *out, uint32_t *ends, size_t *kept,
                             uint64_t *validity) {
    const uint8_t *limit = in.bytes + in.size;
    uint8_t *to = out;
    size_t count = 0;
    for (size_t i = 0; i < in.count; i++) {
        const uint8_t *from = in.bytes + in.offsets[i];
        const size_t length = in.offsets[i + 1] - in.offsets[i];
        uint8_t copy[16];
        const uint8_t *text = readable(from, length, limit, copy);
        const unsigned dots = may_be_dotted(length) ? dots_of(text, length) : 0;
        uint8_t *next = dots ? put_dotted(text, length, dots, v4, to) : mask_groups(from, length, limit, v4, v6, to);
        if (next) {
            to = next;
            ends[count++] = (uint32_t)(to - out);
        } else {
            validity[i / 64] &= ~((uint64_t)1 << (i % 64));
        }
    }
    *kept = count;
    return (size_t)(to - out);
}
