// Numbers compared with a number: one bit each, 64 to a word, the first lowest, zeros behind the last.
#ifndef LOUVER_COMPARISONS_H
#define LOUVER_COMPARISONS_H
#include <stddef.h>
#include <stdint.h>

// Set where x - low, modulo 2^32 or 2^64, is at most `width`: a range of signed or of unsigned numbers.
void louver_within_i32(const int32_t *in, size_t count, int32_t low, uint32_t width, uint64_t *out);
void louver_within_i64(const int64_t *in, size_t count, int64_t low, uint64_t width, uint64_t *out);

// LOUVER_NOT_BELOW holds of NaN, the others do not.
typedef enum { LOUVER_NOT_BELOW, LOUVER_AT_MOST, LOUVER_EQUAL } louver_relation;
void louver_compare_f32(const float *in, size_t count, louver_relation relation, float with, uint64_t *out);
void louver_compare_f64(const double *in, size_t count, louver_relation relation, double with, uint64_t *out);

#endif
