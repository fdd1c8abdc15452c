// Sixteen messages at a time. A rotation is one instruction here, and so is a function of three words.
#if defined(__x86_64__)
#define LANES 16
#define LANES_TARGET __attribute__((target("avx512f")))
#define LANES_HMAC louver_hmac_many_avx512
#include "sha256_lanes.h"
#endif
