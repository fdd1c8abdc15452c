// Looking values up in open-addressing tables, a batch at a time. Tables belong to the caller, who adds what is new.
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

// A slot holds a position in `keys` plus one, 0 where it is free; `mask` is the number of slots less one.
// Writes the position of each key to `ids` up to the first that is not in the table. Returns how many were found;
// if not all, `free_slot` is where the next key belongs.
size_t louver_find_u32(const uint32_t *slots, size_t mask, const uint32_t *keys, louver_hash_seed seed,
                       const uint32_t *in, size_t count, uint32_t *ids, size_t *free_slot);
size_t louver_find_u64(const uint32_t *slots, size_t mask, const uint64_t *keys, louver_hash_seed seed,
                       const uint64_t *in, size_t count, uint32_t *ids, size_t *free_slot);

// Byte strings: value i is bytes[offsets[i]..<offsets[i + 1]], or of `width` bytes where offsets are null.
typedef struct {
    const uint32_t *offsets;
    const uint8_t *bytes;
    size_t width;
} louver_strings;

void louver_hash_strings(louver_strings strings, size_t count, louver_hash_seed seed, uint32_t *hashes);

// The same for strings. A slot holds the hash in its upper half and a position plus one in its lower.
size_t louver_find_strings(const uint64_t *slots, size_t mask, louver_strings keys, louver_strings in,
                           const uint32_t *hashes, size_t first, size_t count, uint32_t *ids, size_t *free_slot);

// Of ids below the number of `marks`, writes each that is not yet marked with `mark` to `fresh` (room for `count` + 1),
// once, and marks it. Returns how many.
size_t louver_mark_fresh(const uint32_t *ids, size_t count, uint32_t *marks, uint32_t mark, uint32_t *fresh);

#endif
