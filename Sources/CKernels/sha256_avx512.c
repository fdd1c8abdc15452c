// Sixteen messages at a time. A rotation is one instruction here, and so is a function of three words.
#if defined(__x86_64__)
#define LANES 16
#define LANES_TARGET __attribute__((target("avx512f")))
#include "sha256_lanes.h"

LANES_TARGET void louver_hmac_many_avx512(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets,
                                          size_t count, const uint8_t *limit, uint8_t *digests) {
  hmac_many(key, bytes, offsets, count, limit, digests);
}
#endif
