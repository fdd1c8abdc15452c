// HMAC-SHA-256 of LANES messages at a time, one in each lane of vectors of 32-bit words: the whole algorithm, written once. Each
// file that includes this defines LANES, a power of two, LANES_TARGET, an attribute with the instructions it may use, and LANES_HMAC,
// what it calls the function; and perhaps LANES_LOAD and LANES_STORE, where it has better ways from messages to lanes and back.
#include <string.h>

#include "sha256_compress.h"

typedef uint32_t lanes __attribute__((vector_size(4 * LANES)));
typedef int32_t lane_mask __attribute__((vector_size(4 * LANES)));

#define ROTATED(X, N) ((X) >> (N) | (X) << (32 - (N)))

// FIPS 180-4, section 6.2.2, in place: `w` holds the sixteen words of the schedule that are needed next.
LANES_TARGET static void compress(lanes state[8], lanes w[16]) {
  lanes s[8];
  memcpy(s, state, sizeof s);
  for (int first = 0; first < 64; first += 16) {
    _Pragma("GCC unroll 16") for (int i = 0; i < 16; i++) {
      if (first > 0) {
        const lanes x = w[(i + 1) & 15], y = w[(i + 14) & 15];
        w[i] += (ROTATED(x, 7) ^ ROTATED(x, 18) ^ x >> 3) + w[(i + 9) & 15] +
                (ROTATED(y, 17) ^ ROTATED(y, 19) ^ y >> 10);
      }
      // What were a to h move by one in each round: instead the names do.
      const lanes a = s[-i & 7], b = s[(1 - i) & 7], c = s[(2 - i) & 7];
      const lanes e = s[(4 - i) & 7], f = s[(5 - i) & 7], g = s[(6 - i) & 7];
      const lanes t1 = s[(7 - i) & 7] + (ROTATED(e, 6) ^ ROTATED(e, 11) ^ ROTATED(e, 25)) + (g ^ (e & (f ^ g))) +
                       (w[i] + louver_sha256_constants[first + i]);
      s[(3 - i) & 7] += t1;
      s[(7 - i) & 7] = t1 + (ROTATED(a, 2) ^ ROTATED(a, 13) ^ ROTATED(a, 22)) + (b ^ ((a ^ b) & (b ^ c)));
    }
  }
  for (int i = 0; i < 8; i++) state[i] += s[i];
}

#ifndef LANES_LOAD
#define LANES_LOAD load_each
#define LANES_STORE store_each

// Block `index` of every message, as words.
LANES_TARGET static void load_each(const louver_message messages[LANES], uint64_t index, lanes w[16]) {
  uint32_t words[16][LANES];
  for (int n = 0; n < LANES; n++) {
    uint32_t block[16];
    louver_padded_block(&messages[n], index, (uint8_t *)block);
    for (int i = 0; i < 16; i++) words[i][n] = __builtin_bswap32(block[i]);
  }
  memcpy(w, words, sizeof words);
}

// The digests of the first `used` lanes.
LANES_TARGET static void store_each(lanes state[8], size_t used, uint8_t *digests) {
  for (size_t n = 0; n < used; n++) {
    for (int i = 0; i < 8; i++) {
      const uint32_t word = __builtin_bswap32(state[i][n]);
      memcpy(digests + 32 * n + 4 * i, &word, 4);
    }
  }
}
#endif

LANES_TARGET static void spread(const uint32_t words[8], lanes state[8]) {
  for (int i = 0; i < 8; i++) state[i] = (lanes){0} + words[i];
}

// Messages of fewer blocks than others keep the state they have.
LANES_TARGET static void hash_inner(const louver_hmac_key *key, const louver_message messages[LANES], lanes state[8]) {
  lane_mask blocks;
  int32_t most = 0;
  for (int n = 0; n < LANES; n++) {
    blocks[n] = (int32_t)louver_block_count(messages[n].length);
    if (blocks[n] > most) most = blocks[n];
  }
  spread(key->inner, state);
  for (int32_t index = 0; index < most; index++) {
    lanes w[16], next[8];
    LANES_LOAD(messages, (uint64_t)index, (void *)w);
    memcpy(next, state, sizeof next);
    compress(next, w);
    const lanes more = (lanes)(blocks > index);
    for (int i = 0; i < 8; i++) state[i] = (state[i] & ~more) | (next[i] & more);
  }
}

// The block of the outer hash: the inner digest, its end, and 96 bytes as the length.
LANES_TARGET static void hash_outer(const louver_hmac_key *key, const lanes inner[8], lanes state[8]) {
  lanes w[16] = {0};
  memcpy(w, inner, 8 * sizeof *inner);
  w[8] += 0x80000000;
  w[15] += 96 * 8;
  spread(key->outer, state);
  compress(state, w);
}

LANES_TARGET void LANES_HMAC(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets, size_t count,
                             const uint8_t *limit, uint8_t *digests) {
  for (size_t first = 0; first < count; first += LANES) {
    const size_t used = count - first < LANES ? count - first : LANES;
    louver_message messages[LANES];
    lanes inner[8], outer[8];
    for (size_t n = 0; n < LANES; n++) {
      // Lanes that are left over do the last message again.
      const uint32_t *range = offsets + first + (n < used ? n : used - 1);
      messages[n] = (louver_message){bytes + range[0], range[1] - range[0], limit};
    }
    hash_inner(key, messages, inner);
    hash_outer(key, inner, outer);
    LANES_STORE((void *)outer, used, digests + 32 * first);
  }
}
