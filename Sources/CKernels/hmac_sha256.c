#define _GNU_SOURCE
#include "hmac_sha256.h"

#include <string.h>

#include "hexadecimal.h"
#include "sha256_compress.h"

bool louver_sha_has(louver_sha_path path) {
  switch (path) {
#if defined(__x86_64__)
  case LOUVER_SHA_EVEN: return louver_sha_has(LOUVER_SHA_NI) && louver_sha_has(LOUVER_SHA_AVX512);
  case LOUVER_SHA_AVX512: return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
  case LOUVER_SHA_NI:
    return __builtin_cpu_supports("sha") && __builtin_cpu_supports("sse4.1") && __builtin_cpu_supports("ssse3");
  case LOUVER_SHA_AVX2: return __builtin_cpu_supports("avx2");
#endif
  case LOUVER_SHA_PORTABLE: return true;
  default: return false;
  }
}

// The quickest by measurement. On Sapphire Rapids, HMAC of 34 bytes takes 45 ns with sixteen lanes of AVX-512, 69 with SHA-NI, 123 with
// eight lanes of AVX2 and 430 one word after the other (the other thread of the core being busy). On Zen 3, which has no AVX-512, a
// block takes 64 cycles with SHA-NI, 160 with eight lanes. Zen 4 and 5 have both, and are as Zen 3 until somebody measures.
louver_sha_path louver_sha_best(void) {
  if (louver_sha_has(LOUVER_SHA_NI)) {
#if defined(__x86_64__)
    if (louver_sha_has(LOUVER_SHA_EVEN) && __builtin_cpu_is("intel")) return LOUVER_SHA_EVEN;
#endif
    return LOUVER_SHA_NI;
  }
  louver_sha_path path = LOUVER_SHA_AVX512;
  while (!louver_sha_has(path)) path++;
  return path;
}

#if defined(__x86_64__)
// Lanes wait for the longest message: by the times above they are worth it where they are busy two thirds of the time.
static void many_even(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets, size_t count,
                      const uint8_t *limit, uint8_t *digests) {
  enum { GROUP = 16 };
  for (size_t first = 0; first < count; first += GROUP, offsets += GROUP, digests += 32 * GROUP) {
    const size_t used = count - first < GROUP ? count - first : GROUP;
    uint64_t most = 0, all = 0;
    for (size_t n = 0; n < used; n++) {
      const uint64_t blocks = louver_block_count(offsets[n + 1] - offsets[n]) + 1;  // and that of the outer hash
      most = blocks > most ? blocks : most;
      all += blocks;
    }
    louver_hmac_many_of *many = 3 * all >= 2 * GROUP * most ? louver_hmac_many_avx512 : louver_hmac_many_sha_ni;
    many(key, bytes, offsets, used, limit, digests);
  }
}
#endif

static louver_hmac_many_of *implementation(louver_sha_path path) {
  switch (path) {
#if defined(__x86_64__)
  case LOUVER_SHA_EVEN: return many_even;
  case LOUVER_SHA_NI: return louver_hmac_many_sha_ni;
  case LOUVER_SHA_AVX512: return louver_hmac_many_avx512;
  case LOUVER_SHA_AVX2: return louver_hmac_many_avx2;
#endif
  default: return louver_hmac_many_portable;
  }
}

static void store_words(const uint32_t state[8], uint8_t digest[32]) {
  for (int i = 0; i < 32; i++) digest[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
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
    louver_sha256_block(state, block);
  }
  store_words(state, digest);
}

// What the call before left on the stack is overwritten: keys, and messages, which are secrets where keys are derived (RFC 5869). Clearing
// variables where they are used would leave what the compiler keeps beside them. The widest form, of 16 lanes, leaves less than this.
static __attribute__((noinline)) void clear_stack(void) {
  uint8_t left[8 << 10];
  explicit_bzero(left, sizeof left);
}

static __attribute__((noinline)) void prepare(louver_hmac_key *key, const uint8_t *bytes, size_t length) {
  uint8_t block[64] = {0}, padded[64];
  if (length > 64) {
    digest_of_key(bytes, length, block);
  } else if (length > 0) {
    memcpy(block, bytes, length);
  }
  memcpy(key->inner, louver_sha256_initial, sizeof key->inner);
  memcpy(key->outer, louver_sha256_initial, sizeof key->outer);
  for (int i = 0; i < 64; i++) padded[i] = block[i] ^ 0x36;
  louver_sha256_block(key->inner, padded);
  for (int i = 0; i < 64; i++) padded[i] = block[i] ^ 0x5c;
  louver_sha256_block(key->outer, padded);
}

void louver_hmac_prepare(louver_hmac_key *key, const uint8_t *bytes, size_t length) {
  prepare(key, bytes, length);
  clear_stack();
}

void louver_hmac_many(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets, size_t count,
                      uint8_t *digests, louver_sha_path path) {
  implementation(path)(key, bytes, offsets, count, bytes + offsets[count], digests);
  clear_stack();
}

void louver_hmac_many_hex(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets, size_t count,
                          size_t digits, uint8_t *out, louver_sha_path path) {
  enum { CHUNK = 64 };
  uint8_t digests[32 * CHUNK];
  for (size_t i = 0; i < count; i += CHUNK) {
    size_t part = count - i < CHUNK ? count - i : CHUNK;
    implementation(path)(key, bytes, offsets + i, part, bytes + offsets[count], digests);
    for (size_t k = 0; k < part; k++, out += digits) louver_hexadecimal(digests + 32 * k, digits / 2, out);
  }
}
