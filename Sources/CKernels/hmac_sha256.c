#define _GNU_SOURCE
#include "hmac_sha256.h"

#include <string.h>

#include "hexadecimal.h"
#include "sha256_compress.h"

bool louver_sha_has_fast_path(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("sha") && __builtin_cpu_supports("sse4.1") && __builtin_cpu_supports("ssse3");
#else
  return false;
#endif
}

static void store_words(const uint32_t state[8], uint8_t digest[32]) {
  for (int i = 0; i < 32; i++) digest[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
}

static void hmac_portable(const louver_hmac_key *key, const louver_message *message, uint8_t digest[32]) {
  uint32_t state[8];
  uint8_t block[64], inner[32];
  memcpy(state, key->inner, sizeof state);
  for (uint64_t i = 0; i < louver_block_count(message->length); i++) {
    louver_padded_block(message, i, block);
    louver_sha256_portable(state, block);
  }
  store_words(state, inner);
  louver_message outer = {inner, sizeof inner, inner + sizeof inner};
  louver_padded_block(&outer, 0, block);
  memcpy(state, key->outer, sizeof state);
  louver_sha256_portable(state, block);
  store_words(state, digest);
}

// SHA-256 of a key that is longer than a block. The padding of louver_padded_block counts a block in front: so it does
// not fit, and the length is put right.
static void digest_of_key(const uint8_t *bytes, size_t length, uint8_t digest[32]) {
  uint32_t state[8];
  uint8_t block[64];
  louver_message message = {bytes, length, bytes + length};
  uint64_t count = louver_block_count(length);
  memcpy(state, louver_sha256_initial, sizeof state);
  for (uint64_t i = 0; i < count; i++) {
    louver_padded_block(&message, i, block);
    if (i + 1 == count)
      for (int k = 0; k < 8; k++) block[63 - k] = (uint8_t)((uint64_t)length * 8 >> (8 * k));
    louver_sha256_portable(state, block);
  }
  store_words(state, digest);
}

void louver_hmac_prepare(louver_hmac_key *key, const uint8_t *bytes, size_t length) {
  uint8_t block[64] = {0}, padded[64];
  if (length > 64) {
    digest_of_key(bytes, length, block);
  } else if (length > 0) {
    memcpy(block, bytes, length);
  }
  memcpy(key->inner, louver_sha256_initial, sizeof key->inner);
  memcpy(key->outer, louver_sha256_initial, sizeof key->outer);
  for (int i = 0; i < 64; i++) padded[i] = block[i] ^ 0x36;
  louver_sha256_portable(key->inner, padded);
  for (int i = 0; i < 64; i++) padded[i] = block[i] ^ 0x5c;
  louver_sha256_portable(key->outer, padded);
  explicit_bzero(block, sizeof block);
  explicit_bzero(padded, sizeof padded);
}

static void hmac_range(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets, size_t count,
                       const uint8_t *limit, uint8_t *digests, bool fast) {
#if defined(__x86_64__)
  if (fast) {
    louver_hmac_many_sha_ni(key, bytes, offsets, count, limit, digests);
    return;
  }
#else
  (void)fast;
#endif
  for (size_t i = 0; i < count; i++) {
    louver_message one = {bytes + offsets[i], offsets[i + 1] - offsets[i], limit};
    hmac_portable(key, &one, digests + 32 * i);
  }
}

void louver_hmac_many(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets, size_t count,
                      uint8_t *digests, louver_sha_path path) {
  bool fast = path == LOUVER_SHA_BEST && louver_sha_has_fast_path();
  hmac_range(key, bytes, offsets, count, bytes + offsets[count], digests, fast);
}

void louver_hmac_many_hex(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets, size_t count,
                          size_t digits, uint8_t *out, louver_sha_path path) {
  enum { CHUNK = 64 };
  uint8_t digests[32 * CHUNK];
  bool fast = path == LOUVER_SHA_BEST && louver_sha_has_fast_path();
  for (size_t i = 0; i < count; i += CHUNK) {
    size_t part = count - i < CHUNK ? count - i : CHUNK;
    hmac_range(key, bytes, offsets + i, part, bytes + offsets[count], digests, fast);
    for (size_t k = 0; k < part; k++, out += digits) louver_hexadecimal(digests + 32 * k, digits / 2, out);
  }
}
