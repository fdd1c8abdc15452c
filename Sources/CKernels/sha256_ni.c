// SHA-256 with the processor's instructions: messages interleaved, which hides their latency.
#include "sha256_compress.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define SHA __attribute__((target("sha,ssse3,sse4.1"), always_inline)) static inline
#define SHA_ENTRY __attribute__((target("sha,ssse3,sse4.1")))

// The state in the order the instructions want: ABEF and CDGH. Aligned, because compilers copy it as 32 bytes: across two cache
// lines that is not forwarded from the store to the loads behind it, which costs a third of the time.
typedef struct {
  __m128i abef, cdgh;
} __attribute__((aligned(32))) state;

SHA __m128i swap_words(__m128i x) {
  return _mm_shuffle_epi8(x, _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL));
}

SHA state load_state(const uint32_t words[8]) {
  __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)words), 0xB1);
  __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(words + 4)), 0x1B);
  return (state){_mm_alignr_epi8(low, high, 8), _mm_blend_epi16(high, low, 0xF0)};
}

// The state as words A to D and E to H.
SHA void unpack(state s, __m128i *low, __m128i *high) {
  __m128i x = _mm_shuffle_epi32(s.abef, 0x1B), y = _mm_shuffle_epi32(s.cdgh, 0xB1);
  *low = _mm_blend_epi16(x, y, 0xF0);
  *high = _mm_alignr_epi8(y, x, 8);
}

SHA void load_block(const uint8_t *block, __m128i w[4]) {
  for (int i = 0; i < 4; i++) w[i] = swap_words(_mm_loadu_si128((const __m128i *)(block + 16 * i)));
}

// The only block of a message of up to 55 bytes, padded in registers: 64 bytes behind its start are readable.
SHA void load_short(const louver_message *message, __m128i w[4]) {
  __m128i length = _mm_set1_epi8((char)message->length);
  __m128i mark = _mm_set1_epi8((char)0x80);
  for (int i = 0; i < 4; i++) {
    __m128i position = _mm_add_epi8(_mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
                                    _mm_set1_epi8((char)(16 * i)));
    __m128i bytes = _mm_loadu_si128((const __m128i *)(message->bytes + 16 * i));
    __m128i inside = _mm_and_si128(bytes, _mm_cmplt_epi8(position, length));
    w[i] = swap_words(_mm_or_si128(inside, _mm_and_si128(mark, _mm_cmpeq_epi8(position, length))));
  }
  w[3] = _mm_insert_epi32(w[3], (int)((message->length + 64) * 8), 3);
}

// Whether `load_short` may load it.
SHA int is_short(const louver_message *message) {
  return message->length <= 55 && message->limit - message->bytes >= 64;
}

SHA void load_padded(const louver_message *message, uint64_t index, __m128i w[4]) {
  uint64_t start = index * 64;
  if (start + 64 <= message->length) {
    load_block(message->bytes + start, w);
  } else if (is_short(message)) {
    load_short(message, w);
  } else {
    uint8_t block[64];
    louver_padded_block(message, index, block);
    load_block(block, w);
  }
}

// Messages at once. Four of them wait for each other less, and take 40 ns each instead of 44 on a Zen 3 core with nothing else to do;
// but 68 instead of 50 where its other thread is busy, too, as it is in a job.
enum { MOST = 2 };

// The rounds of `lanes` independent blocks: what is left is to add the states from before. A macro, so that the
// lanes' instructions alternate.
#define ROUNDS(lanes, s, w)                                                                          \
  _Pragma("GCC unroll 16") for (int r = 0; r < 16; r++) {                                            \
    _Pragma("GCC unroll 2") for (int n = 0; n < lanes; n++) {                                        \
      __m128i m = _mm_add_epi32(                                                                     \
          w[n][r & 3], _mm_load_si128((const __m128i *)&louver_sha256_constants[4 * r]));            \
      s[n].cdgh = _mm_sha256rnds2_epu32(s[n].cdgh, s[n].abef, m);                                    \
      if (r < 12) {                                                                                  \
        __m128i x = _mm_sha256msg1_epu32(w[n][r & 3], w[n][(r + 1) & 3]);                            \
        x = _mm_add_epi32(x, _mm_alignr_epi8(w[n][(r + 3) & 3], w[n][(r + 2) & 3], 4));              \
        w[n][r & 3] = _mm_sha256msg2_epu32(x, w[n][(r + 3) & 3]);                                    \
      }                                                                                              \
      s[n].abef = _mm_sha256rnds2_epu32(s[n].abef, s[n].cdgh, _mm_shuffle_epi32(m, 0x0E));           \
    }                                                                                                \
  }

SHA void add_state(state *s, const state *before) {
  s->abef = _mm_add_epi32(s->abef, before->abef);
  s->cdgh = _mm_add_epi32(s->cdgh, before->cdgh);
}

SHA void compress_rest(state *s, const louver_message *message, uint64_t first) {
  for (uint64_t i = first; i < louver_block_count(message->length); i++) {
    __m128i w[1][4];
    state before = *s;
    load_padded(message, i, w[0]);
    ROUNDS(1, s, w)
    add_state(s, &before);
  }
}

// The block of the outer hash: the inner digest, its end, and 96 bytes as the length.
SHA void load_outer(state inner, __m128i w[4]) {
  unpack(inner, &w[0], &w[1]);
  w[2] = _mm_setr_epi32((int)0x80000000, 0, 0, 0);
  w[3] = _mm_setr_epi32(0, 0, 0, 96 * 8);
}

SHA void store_digest(state s, uint8_t *digest) {
  __m128i low, high;
  unpack(s, &low, &high);
  _mm_storeu_si128((__m128i *)digest, swap_words(low));
  _mm_storeu_si128((__m128i *)(digest + 16), swap_words(high));
}

// The states after the key, in the instructions' order: added from memory, which leaves registers to the lanes.
typedef struct {
  state inner, outer;
} packed_key;

#define EACH(lanes) _Pragma("GCC unroll 2") for (int n = 0; n < lanes; n++)

SHA void finish(const packed_key *key, int lanes, state *s, uint8_t *digests) {
  __m128i w[MOST][4];
  EACH(lanes) {
    load_outer(s[n], w[n]);
    s[n] = key->outer;
  }
  ROUNDS(lanes, s, w)
  EACH(lanes) {
    add_state(&s[n], &key->outer);
    store_digest(s[n], digests + 32 * n);
  }
}

// Messages of one block each.
SHA void hash_short(const packed_key *key, int lanes, const louver_message *messages, uint8_t *digests) {
  __m128i w[MOST][4];
  state s[MOST];
  EACH(lanes) {
    s[n] = key->inner;
    load_short(&messages[n], w[n]);
  }
  ROUNDS(lanes, s, w)
  EACH(lanes) add_state(&s[n], &key->inner);
  finish(key, lanes, s, digests);
}

SHA void hash_two(const packed_key *key, const louver_message messages[2], uint8_t *digests) {
  __m128i w[2][4];
  state s[2] = {key->inner, key->inner};
  uint64_t a = louver_block_count(messages[0].length), b = louver_block_count(messages[1].length);
  uint64_t both = a < b ? a : b;
  for (uint64_t i = 0; i < both; i++) {
    state before[2] = {s[0], s[1]};
    load_padded(&messages[0], i, w[0]);
    load_padded(&messages[1], i, w[1]);
    ROUNDS(2, s, w)
    add_state(&s[0], &before[0]);
    add_state(&s[1], &before[1]);
  }
  if (a > both) compress_rest(&s[0], &messages[0], both);
  if (b > both) compress_rest(&s[1], &messages[1], both);
  finish(key, 2, s, digests);
}

SHA_ENTRY void louver_hmac_many_sha_ni(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets,
                                       size_t count, const uint8_t *limit, uint8_t *digests) {
  packed_key packed = {load_state(key->inner), load_state(key->outer)};
  size_t i = 0;
  while (i < count) {
    louver_message messages[MOST];
    int left = count - i < MOST ? (int)(count - i) : MOST, short_ones = 0;
    for (int n = 0; n < left; n++) {
      messages[n] = (louver_message){bytes + offsets[i + n], offsets[i + n + 1] - offsets[i + n], limit};
      short_ones += is_short(&messages[n]);
    }
    uint8_t *to = digests + 32 * i;
    if (short_ones == MOST) {
      hash_short(&packed, MOST, messages, to);
      i += MOST;
    } else if (left >= 2) {
      hash_two(&packed, messages, to);
      i += 2;
    } else {
      state s[1] = {packed.inner};
      compress_rest(s, messages, 0);
      finish(&packed, 1, s, to);
      i += 1;
    }
  }
  louver_forget(&packed, sizeof packed);
}
#endif
