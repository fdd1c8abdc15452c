// The same loops in vectors of 512 bits, with the conversions between doubles and 64-bit numbers that come with them.
#if defined(__x86_64__)
#include <math.h>
#include <string.h>

#include "floored_forms.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,fma"))), apply_to = function)
#define FLOORED(NAME) louver_##NAME##_avx512
#include "floored_columns.h"
#pragma clang attribute pop
#endif
