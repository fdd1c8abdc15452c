#include "run_encoding.h"
#include "bit_packing.h"
#include <string.h>

// A head of five bytes before every run, and another before the bit-packed groups that it ends.
enum { most_heads = 14 };

size_t louver_runs_bound(size_t count, unsigned width) {
    const size_t groups = count / 8 + 1;
    return groups * (width + most_heads) + most_heads;
}

static uint8_t *put_varint(uint8_t *out, uint64_t value) {
    while (value >= 0x80) {
        *out++ = (uint8_t)(value | 0x80);
        value >>= 7;
    }
    *out++ = (uint8_t)value;
    return out;
}

static uint8_t *put_run(uint8_t *out, uint32_t value, size_t count, unsigned width) {
    const unsigned size = (width + 7) / 8;
    // The count of a run has 31 bits.
    while (count > 0) {
        const size_t part = count < INT32_MAX ? count : INT32_MAX;
        out = put_varint(out, (uint64_t)part << 1);
        memcpy(out, &value, size);
        out += size;
        count -= part;
    }
    return out;
}

#define ENCODE_RUNS(NAME, TYPE)                                                                                \
    static int is_uniform_##NAME(const TYPE *in) {                                                             \
        TYPE difference = 0;                                                                                   \
        for (int k = 1; k < 8; k++) {                                                                          \
            difference |= in[k] ^ in[0];                                                                       \
        }                                                                                                      \
        return difference == 0;                                                                                \
    }                                                                                                          \
                                                                                                               \
    static uint8_t *put_packed_##NAME(const TYPE *in, size_t count, unsigned width, uint8_t *out) {            \
        if (count == 0) {                                                                                      \
            return out;                                                                                        \
        }                                                                                                      \
        const size_t groups = (count + 7) / 8;                                                                 \
        const size_t used = (count * width + 7) / 8;                                                           \
        out = put_varint(out, (uint64_t)groups << 1 | 1);                                                      \
        louver_pack_##NAME(in, count, width, out);                                                             \
        memset(out + used, 0, groups * width - used);                                                          \
        return out + groups * width;                                                                           \
    }                                                                                                          \
                                                                                                               \
    size_t louver_encode_runs_##NAME(const TYPE *in, size_t count, unsigned width, uint8_t *out) {             \
        uint8_t *const start = out;                                                                            \
        /* What a run and the head behind it take, in values. */                                               \
        const size_t shortest = 32 / width > 8 ? 32 / width : 8;                                               \
        size_t literals = 0;                                                                                   \
        size_t at = 0;                                                                                         \
        while (at + 8 <= count) {                                                                              \
            if (!is_uniform_##NAME(in + at)) {                                                                 \
                at += 8;                                                                                       \
                continue;                                                                                      \
            }                                                                                                  \
            size_t end = at + 8;                                                                               \
            while (end + 8 <= count && in[end] == in[at] && is_uniform_##NAME(in + end)) {                     \
                end += 8;                                                                                      \
            }                                                                                                  \
            while (end < count && in[end] == in[at]) {                                                         \
                end++;                                                                                         \
            }                                                                                                  \
            if (end - at >= shortest) {                                                                        \
                out = put_packed_##NAME(in + literals, at - literals, width, out);                             \
                out = put_run(out, in[at], end - at, width);                                                   \
                literals = end;                                                                                \
                at = end;                                                                                      \
            } else {                                                                                           \
                at += (end - at) & ~(size_t)7;                                                                 \
            }                                                                                                  \
        }                                                                                                      \
        out = put_packed_##NAME(in + literals, count - literals, width, out);                                  \
        return (size_t)(out - start);                                                                          \
    }

ENCODE_RUNS(u8, uint8_t)
ENCODE_RUNS(u32, uint32_t)
