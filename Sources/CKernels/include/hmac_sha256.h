// HMAC-SHA-256 (FIPS 180-4, RFC 2104) of many short messages under one key.
#ifndef LOUVER_HMAC_SHA256_H
#define LOUVER_HMAC_SHA256_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The states after the padded key, inner and outer: as secret as the key.
typedef struct {
  uint32_t inner[8];
  uint32_t outer[8];
} louver_hmac_key;

/// Which code to run: sixteen messages at a time, two, eight, one; LOUVER_SHA_EVEN is the first for messages of about a length and the
/// second for others.
typedef enum {
  LOUVER_SHA_EVEN,
  LOUVER_SHA_AVX512,
  LOUVER_SHA_NI,
  LOUVER_SHA_AVX2,
  LOUVER_SHA_PORTABLE
} louver_sha_path;

/// Whether this processor can run it. The portable one runs everywhere.
bool louver_sha_has(louver_sha_path path);

/// The quickest of those that this processor can run, as far as processors of its kind have been measured.
louver_sha_path louver_sha_best(void);

void louver_hmac_prepare(louver_hmac_key *key, const uint8_t *bytes, size_t length);

/// Message i is bytes[offsets[i] ..< offsets[i + 1]]; its 32 bytes go to digests + 32 * i.
void louver_hmac_many(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets, size_t count,
                      uint8_t *digests, louver_sha_path path);

/// The same, each digest as its first `digits` (even, at most 64) lower-case hexadecimal digits, end to end.
void louver_hmac_many_hex(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets, size_t count,
                          size_t digits, uint8_t *out, louver_sha_path path);
#endif
