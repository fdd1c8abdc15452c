// Eight messages at a time, for processors without the instructions of SHA.
#if defined(__x86_64__)
#define LANES 8
#define LANES_TARGET __attribute__((target("avx2")))
#include "sha256_lanes.h"

LANES_TARGET void louver_hmac_many_avx2(const louver_hmac_key *key, const uint8_t *bytes, const uint32_t *offsets,
                                        size_t count, const uint8_t *limit, uint8_t *digests) {
  hmac_many(key, bytes, offsets, count, limit, digests);
}
#endif
