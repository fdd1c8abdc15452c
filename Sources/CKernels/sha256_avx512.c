// Sixteen messages at a time. A rotation is one instruction here, and so is a function of three words.
#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#include "sha256_compress.h"

#define LANES 16
#define LANES_TARGET __attribute__((target("avx512f,avx512bw")))
#define LANES_HMAC louver_hmac_many_avx512
#define LANES_LOAD load_transposed
#define LANES_STORE store_transposed

LANES_TARGET static inline __m512i swapped(__m512i words) {
  const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  return _mm512_shuffle_epi8(words, _mm512_broadcast_i32x4(order));
}

// Within each quarter of four vectors: word k of vector n becomes word n of vector k.
LANES_TARGET static inline void transpose_quarters(__m512i rows[4]) {
  const __m512i low = _mm512_unpacklo_epi32(rows[0], rows[1]), high = _mm512_unpackhi_epi32(rows[0], rows[1]);
  const __m512i low2 = _mm512_unpacklo_epi32(rows[2], rows[3]), high2 = _mm512_unpackhi_epi32(rows[2], rows[3]);
  rows[0] = _mm512_unpacklo_epi64(low, low2);
  rows[1] = _mm512_unpackhi_epi64(low, low2);
  rows[2] = _mm512_unpacklo_epi64(high, high2);
  rows[3] = _mm512_unpackhi_epi64(high, high2);
}

// Block `index` of a message and its end as far as it is in there, without the length. What lies behind the message is not touched.
LANES_TARGET static inline __m512i block_of(const louver_message *message, uint64_t index) {
  const uint64_t start = index * 64, length = message->length;
  if (start > length) return _mm512_setzero_si512();
  const uint64_t left = length - start;
  if (left >= 64) return _mm512_loadu_si512(message->bytes + start);
  const __m512i bytes = _mm512_maskz_loadu_epi8((1ull << left) - 1, message->bytes + start);
  return _mm512_mask_blend_epi8(1ull << left, bytes, _mm512_set1_epi8((char)0x80));
}

LANES_TARGET static inline void load_transposed(const louver_message messages[LANES], uint64_t index, __m512i w[16]) {
  uint32_t high[LANES], low[LANES];
  for (int n = 0; n < LANES; n++) {
    w[n] = swapped(block_of(&messages[n], index));
    const uint64_t bits = (messages[n].length + 64) * 8;  // the key's block counts
    const uint64_t here = index + 1 == louver_block_count(messages[n].length) ? bits : 0;
    high[n] = (uint32_t)(here >> 32);
    low[n] = (uint32_t)here;
  }
  // Four by four words in each quarter, then four by four quarters.
  for (int n = 0; n < 16; n += 4) transpose_quarters(w + n);
  for (int k = 0; k < 4; k++) {
    const __m512i a = _mm512_shuffle_i32x4(w[k], w[k + 4], 0x44), b = _mm512_shuffle_i32x4(w[k], w[k + 4], 0xee);
    const __m512i c = _mm512_shuffle_i32x4(w[k + 8], w[k + 12], 0x44), d = _mm512_shuffle_i32x4(w[k + 8], w[k + 12], 0xee);
    w[k] = _mm512_shuffle_i32x4(a, c, 0x88);
    w[k + 4] = _mm512_shuffle_i32x4(a, c, 0xdd);
    w[k + 8] = _mm512_shuffle_i32x4(b, d, 0x88);
    w[k + 12] = _mm512_shuffle_i32x4(b, d, 0xdd);
  }
  // Zeros are there where the length belongs.
  w[14] = _mm512_or_si512(w[14], _mm512_loadu_si512(high));
  w[15] = _mm512_or_si512(w[15], _mm512_loadu_si512(low));
}

LANES_TARGET static inline void store_transposed(__m512i state[8], size_t used, uint8_t *digests) {
  uint8_t quarters[8][64];
  for (int half = 0; half < 8; half += 4) {
    transpose_quarters(state + half);
    for (int k = half; k < half + 4; k++) _mm512_storeu_si512(quarters[k], swapped(state[k]));
  }
  // Quarter q of vector k is the first half of the digest of message 4 q + k, that of vector k + 4 the second.
  for (size_t n = 0; n < used; n++) {
    memcpy(digests + 32 * n, quarters[n % 4] + 16 * (n / 4), 16);
    memcpy(digests + 32 * n + 16, quarters[n % 4 + 4] + 16 * (n / 4), 16);
  }
}

#include "sha256_lanes.h"
#endif
