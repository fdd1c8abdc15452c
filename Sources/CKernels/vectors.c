#include "vectors.h"

static _Thread_local louver_vectors limit = LOUVER_AVX512;

void louver_limit_vectors(louver_vectors most) { limit = most; }

static louver_vectors of_processor(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        return LOUVER_AVX512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return LOUVER_AVX2;
#endif
    return LOUVER_PORTABLE;
}

louver_vectors louver_vectors_here(void) {
    const louver_vectors widest = of_processor();
    return limit < widest ? limit : widest;
}
