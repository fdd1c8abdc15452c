// The hybrid of runs and bit-packed groups, written (Parquet format, "Run Length Encoding / Bit-Packing Hybrid").
#ifndef LOUVER_RUN_ENCODING_H
#define LOUVER_RUN_ENCODING_H
#include <stddef.h>
#include <stdint.h>

// Bytes that the runs of `count` values may take at most.
size_t louver_runs_bound(size_t count, unsigned width);

// Encodes `count` values below 2^width, width at least 1. Returns the number of bytes written to `out`, which has
// room for louver_runs_bound of them. Groups of eight equal values become a run where that is shorter.
size_t louver_encode_runs_u8(const uint8_t *in, size_t count, unsigned width, uint8_t *out);
size_t louver_encode_runs_u32(const uint32_t *in, size_t count, unsigned width, uint8_t *out);

#endif
