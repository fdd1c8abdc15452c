#include "hashing.h"
#include <string.h>

// How far ahead a slot is asked for: tables of large dictionaries are not in the cache.
enum { ahead = 8 };

static inline uint64_t load_u64(const uint8_t *at) {
    uint64_t word;
    memcpy(&word, at, 8);
    return word;
}

static inline uint32_t load_u32(const uint8_t *at) {
    uint32_t word;
    memcpy(&word, at, 4);
    return word;
}

// Folds both halves of a product.
static inline uint64_t mix(louver_hash_seed seed, uint64_t word) {
    const unsigned __int128 product = (unsigned __int128)word * seed.factor;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t louver_hash_u64(louver_hash_seed seed, uint64_t key) { return mix(seed, key ^ seed.start); }

#define INTERN_NUMBERS(NAME, TYPE)                                                                                        \
    louver_interned louver_intern_##NAME(louver_table_##NAME table, louver_hash_seed seed, const TYPE *in, size_t count,  \
                                         size_t room, uint32_t *ids, uint32_t *fresh) {                                   \
        size_t added = 0;                                                                                                 \
        for (size_t i = 0; i < count; i++) {                                                                              \
            if (i + ahead < count) {                                                                                      \
                __builtin_prefetch(table.slots + (louver_hash_u64(seed, in[i + ahead]) & table.mask));                    \
            }                                                                                                             \
            size_t slot = louver_hash_u64(seed, in[i]) & table.mask;                                                      \
            for (;; slot = (slot + 1) & table.mask) {                                                                     \
                if (table.slots[slot] == 0) {                                                                             \
                    if (added == room) {                                                                                  \
                        return (louver_interned){i, added};                                                               \
                    }                                                                                                     \
                    fresh[added++] = (uint32_t)i;                                                                         \
                    table.slots[slot] = (uint32_t)(table.known + added);                                                  \
                    break;                                                                                                \
                }                                                                                                         \
                const size_t id = table.slots[slot] - 1;                                                                  \
                if ((id < table.known ? table.keys[id] : in[fresh[id - table.known]]) == in[i]) {                         \
                    break;                                                                                                \
                }                                                                                                         \
            }                                                                                                             \
            ids[i] = table.slots[slot] - 1;                                                                               \
        }                                                                                                                 \
        return (louver_interned){count, added};                                                                           \
    }

INTERN_NUMBERS(u32, uint32_t)
INTERN_NUMBERS(u64, uint64_t)

static inline const uint8_t *value(louver_strings strings, size_t i, size_t *length) {
    if (strings.offsets == NULL) {
        *length = strings.width;
        return strings.bytes + i * strings.width;
    }
    *length = strings.offsets[i + 1] - strings.offsets[i];
    return strings.bytes + strings.offsets[i];
}

// Eight bytes at a time, the last eight overlapping those before.
static inline uint64_t hash_bytes(const uint8_t *at, size_t length, louver_hash_seed seed) {
    uint64_t hash = seed.start ^ length * 0x9E3779B97F4A7C15u;
    if (length >= 8) {
        const uint8_t *last = at + length - 8;
        for (; at < last; at += 8) {
            hash = mix(seed, hash ^ load_u64(at));
        }
        return mix(seed, hash ^ load_u64(last));
    }
    uint64_t tail = 0;
    if (length >= 4) {
        tail = load_u32(at) | (uint64_t)load_u32(at + length - 4) << 32;
    } else if (length > 0) {
        tail = at[0] | (uint64_t)at[length / 2] << 8 | (uint64_t)at[length - 1] << 16;
    }
    return mix(seed, hash ^ tail);
}

static inline int are_equal(const uint8_t *a, const uint8_t *b, size_t length) {
    if (length >= 8) {
        const size_t last = length - 8;
        for (size_t i = 0; i < last; i += 8) {
            if (load_u64(a + i) != load_u64(b + i)) {
                return 0;
            }
        }
        return load_u64(a + last) == load_u64(b + last);
    }
    if (length >= 4) {
        return load_u32(a) == load_u32(b) && load_u32(a + length - 4) == load_u32(b + length - 4);
    }
    for (size_t i = 0; i < length; i++) {
        if (a[i] != b[i]) {
            return 0;
        }
    }
    return 1;
}

void louver_hash_strings(louver_strings strings, size_t count, louver_hash_seed seed, uint32_t *hashes) {
    for (size_t i = 0; i < count; i++) {
        size_t length;
        const uint8_t *at = value(strings, i, &length);
        hashes[i] = (uint32_t)(hash_bytes(at, length, seed) >> 16);
    }
}

louver_interned louver_intern_strings(louver_table_strings table, louver_strings in, const uint32_t *hashes, size_t first,
                                      size_t count, louver_string_room room, uint32_t *ids, uint32_t *fresh) {
    size_t added = 0;
    for (size_t i = first; i < count; i++) {
        if (i + ahead < count) {
            __builtin_prefetch(table.slots + (hashes[i + ahead] & table.mask));
        }
        size_t length;
        const uint8_t *at = value(in, i, &length);
        size_t slot = hashes[i] & table.mask;
        for (;; slot = (slot + 1) & table.mask) {
            if (table.slots[slot] == 0) {
                const size_t size = length + room.overhead;
                if (added == room.count || size > room.bytes) {
                    return (louver_interned){i, added};
                }
                room.bytes -= size;
                fresh[added++] = (uint32_t)i;
                table.slots[slot] = (uint64_t)hashes[i] << 32 | (table.known + added);
                break;
            }
            if (table.slots[slot] >> 32 != hashes[i]) {
                continue;
            }
            const size_t id = (table.slots[slot] & 0xffffffffu) - 1;
            size_t key_length;
            const uint8_t *key = id < table.known ? value(table.keys, id, &key_length)
                                                  : value(in, fresh[id - table.known], &key_length);
            if (key_length == length && are_equal(key, at, length)) {
                break;
            }
        }
        ids[i] = (uint32_t)(table.slots[slot] & 0xffffffffu) - 1;
    }
    return (louver_interned){count, added};
}

size_t louver_mark_fresh(const uint32_t *ids, size_t count, uint32_t *marks, uint32_t mark, uint32_t *fresh) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        // Written always, counted only if fresh: no branch to predict.
        fresh[found] = ids[i];
        found += marks[ids[i]] != mark;
        marks[ids[i]] = mark;
    }
    return found;
}
