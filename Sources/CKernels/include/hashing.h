// Distinct values by open addressing, a batch at a time. Tables belong to the caller, who keeps the keys.
#ifndef LOUVER_HASHING_H
#define LOUVER_HASHING_H
#include <stddef.h>
#include <stdint.h>

// Secrets of one table: no input can be made to collide without them.
typedef struct {
    uint64_t start;
    uint64_t factor;
} louver_hash_seed;

// Hashes of numbers, of which only the lowest bits index a table.
uint64_t louver_hash_u64(louver_hash_seed seed, uint64_t key);

// What became of a batch: how many of its values have an id, and how many of those are new.
typedef struct {
    size_t done;
    size_t added;
} louver_interned;

// A slot holds a position in `keys` plus one, 0 where it is free; `mask` is the number of slots less one. There are more
// slots than `known` keys and the new ones that there is room for.
typedef struct {
    uint32_t *slots;
    size_t mask;
    const uint32_t *keys;
    size_t known;
} louver_table_u32;

typedef struct {
    uint32_t *slots;
    size_t mask;
    const uint64_t *keys;
    size_t known;
} louver_table_u64;

// Writes the id of each of `count` numbers to `ids`, up to the first new one that there is no room for. New ones have the
// ids from `known` on, in order of first appearance; their positions in `in` go to `fresh`.
louver_interned louver_intern_u32(louver_table_u32 table, louver_hash_seed seed, const uint32_t *in, size_t count,
                                  size_t room, uint32_t *ids, uint32_t *fresh);
louver_interned louver_intern_u64(louver_table_u64 table, louver_hash_seed seed, const uint64_t *in, size_t count,
                                  size_t room, uint32_t *ids, uint32_t *fresh);

// Byte strings: value i is bytes[offsets[i]..<offsets[i + 1]], or of `width` bytes where offsets are null.
typedef struct {
    const uint32_t *offsets;
    const uint8_t *bytes;
    size_t width;
} louver_strings;

void louver_hash_strings(louver_strings strings, size_t count, louver_hash_seed seed, uint32_t *hashes);

// The same for strings. A slot holds the hash in its upper half and a position plus one in its lower.
typedef struct {
    uint64_t *slots;
    size_t mask;
    louver_strings keys;
    size_t known;
} louver_table_strings;

// New strings: how many at most, and bytes of all, each counted with `overhead` more.
typedef struct {
    size_t count;
    size_t bytes;
    size_t overhead;
} louver_string_room;

// Begins with the string at `first`; `done` counts from 0.
louver_interned louver_intern_strings(louver_table_strings table, louver_strings in, const uint32_t *hashes, size_t first,
                                      size_t count, louver_string_room room, uint32_t *ids, uint32_t *fresh);

// Of ids below the number of `marks`, writes each that is not yet marked with `mark` to `fresh` (room for `count` + 1),
// once, and marks it. Returns how many.
size_t louver_mark_fresh(const uint32_t *ids, size_t count, uint32_t *marks, uint32_t mark, uint32_t *fresh);

#endif
