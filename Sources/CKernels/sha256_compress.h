// The compression function in its forms; only for hmac_sha256.c and its parts.
#ifndef LOUVER_SHA256_COMPRESS_H
#define LOUVER_SHA256_COMPRESS_H
#include <stdint.h>

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

void louver_sha256_portable(uint32_t state[8], const uint8_t block[64]);

#if defined(__x86_64__)
void louver_hmac_one_sha_ni(const uint32_t inner[8], const uint32_t outer[8], const louver_message *message,
                            uint8_t digest[32]);
void louver_hmac_two_sha_ni(const uint32_t inner[8], const uint32_t outer[8], const louver_message messages[2],
                            uint8_t digests[64]);
#endif
#endif
