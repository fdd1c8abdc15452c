// One message at a time, on any processor.
#define LANES 1
#define LANES_TARGET
#define LANES_HMAC louver_hmac_many_portable
#include "sha256_lanes.h"

const uint32_t louver_sha256_initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                           0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

const uint32_t louver_sha256_constants[64] __attribute__((aligned(64))) = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
  0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
  0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
  0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
  0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
  0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

void louver_sha256_block(uint32_t state[8], const uint8_t block[64]) {
  const louver_message message = {block, 64, block + 64};
  lanes words[16];
  load_each(&message, 0, words);
  compress((lanes *)state, words);
}

typedef uint8_t bytes64 __attribute__((vector_size(64)));
typedef int8_t signed64 __attribute__((vector_size(64)));

static const signed64 positions = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
                                   22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
                                   44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};

void louver_padded_block(const louver_message *message, uint64_t index, uint8_t block[64]) {
  const uint64_t start = index * 64, length = message->length;
  // Bytes of the message in this block; -1 behind the block with its end.
  const int left = length < start ? -1 : length - start < 64 ? (int)(length - start) : 64;
  bytes64 bytes = {0};
  if (left > 0) {
    const uint8_t *from = message->bytes + start;
    memcpy(&bytes, from, message->limit - from >= 64 ? 64 : (size_t)left);
  }
  const signed64 end = (signed64){0} + (int8_t)left;
  bytes = (bytes & (bytes64)(positions < end)) | (0x80 & (bytes64)(positions == end));
  memcpy(block, &bytes, 64);
  if (index + 1 == louver_block_count(length)) {
    const uint64_t bits = __builtin_bswap64((length + 64) * 8);  // the key's block counts
    memcpy(block + 56, &bits, 8);
  }
}
