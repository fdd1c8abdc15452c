// The compression function in its forms; only for hmac_sha256.c and its parts.
#ifndef LOUVER_SHA256_COMPRESS_H
#define LOUVER_SHA256_COMPRESS_H
#include <stddef.h>
#include <stdint.h>

#include "hmac_sha256.h"

/// What follows a message in its last blocks is worked out here, so that a message may be hashed where it lies.
typedef struct {
  const uint8_t *bytes;
  uint64_t length;
  /// The end of readable memory behind `bytes`.
  const uint8_t *limit;
} louver_message;

/// Blocks of a message with its padding, of which `prefix` bytes (a multiple of 64) were hashed before.
static inline uint64_t louver_block_count(uint64_t length) { return (length + 9 + 63) / 64; }

/// Writes block `index` of a padded message that follows one block of prefix.
void louver_padded_block(const louver_message *message, uint64_t index, uint8_t block[64]);

extern const uint32_t louver_sha256_initial[8];
extern const uint32_t louver_sha256_constants[64];

/// Brings a block of 64 bytes into a state.
void louver_sha256_block(uint32_t state[8], const uint8_t block[64]);

/// Overwrites what held something secret, whatever the optimizer thinks of it.
static inline void louver_forget(void *memory, size_t length) {
  volatile uint8_t *bytes = (volatile uint8_t *)memory;
  for (size_t i = 0; i < length; i++) bytes[i] = 0;
}

/// Message i is bytes[offsets[i] ..< offsets[i + 1]]; memory is readable up to `limit`. Its 32 bytes go to digests + 32 * i.
typedef void louver_hmac_many_of(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets,
                                 size_t count, const uint8_t *limit, uint8_t *digests);

louver_hmac_many_of louver_hmac_many_portable;
#if defined(__x86_64__)
louver_hmac_many_of louver_hmac_many_sha_ni, louver_hmac_many_avx2, louver_hmac_many_avx512;
#endif
#endif
