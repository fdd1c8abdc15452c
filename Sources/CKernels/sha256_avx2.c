// Eight messages at a time, for processors without the instructions of SHA.
#if defined(__x86_64__)
#define LANES 8
#define LANES_TARGET __attribute__((target("avx2")))
#define LANES_HMAC louver_hmac_many_avx2
#include "sha256_lanes.h"
#endif
