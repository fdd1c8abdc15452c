// Kernels in C: each has a portable twin, chosen at run time by the processor's features.
#ifndef LOUVER_CKERNELS_H
#define LOUVER_CKERNELS_H
#include <stddef.h>
#include <stdint.h>

#include "bitmap.h"

#include "bit_packing.h"
#include "byte_arrays.h"
#include "byte_bounds.h"
#include "byte_search.h"
#include "byte_stream_split.h"
#include "comparisons.h"
#include "float_text.h"
#include "floored_steps.h"
#include "hashing.h"
#include "hexadecimal_tokens.h"
#include "hmac_sha256.h"
#include "integer_text.h"
#include "masked_text.h"
#include "run_encoding.h"
#include "utf8.h"
#include "vectors.h"
#endif
