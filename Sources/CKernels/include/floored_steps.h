// Whole numbers rounded down to a multiple of a step, and moments to the start of a unit of time.
#ifndef LOUVER_FLOORED_STEPS_H
#define LOUVER_FLOORED_STEPS_H
#include <stddef.h>
#include <stdint.h>

// The greatest multiple of `step`, a whole number from 1 to 2^32, that is at most x, or the next one where that is below
// `lowest`.
void louver_floor_i32(const int32_t *in, size_t count, double step, double lowest, int32_t *out);
void louver_floor_u32(const uint32_t *in, size_t count, double step, uint32_t *out);

// The same of 64 bits, as long as no number is near their ends: returns how many numbers it has done, all of them or those
// in front of a block with one that is. `step` is positive.
size_t louver_floor_i64(const int64_t *in, size_t count, int64_t step, int64_t lowest, int64_t *out);

// The same of floats, of a step from 2^-100 to 2^100: k * step, rounded once, where k is the floor of the exact quotient; what is
// not below `limit` stays, which is 2^52 (float: 2^23) times the step.
void louver_floor_f32(const float *in, size_t count, float step, double limit, float *out);
void louver_floor_f64(const double *in, size_t count, double step, double limit, double *out);

// Floats to the nearest double of the nearest multiple of 1 / power, a power of ten up to 10^22: half away from zero, of the exact
// value. Returns how many it has done, all or those in front of a block with a number too large.
size_t louver_round_decimals(const double *in, size_t count, double power, double *out);

// Units that have no fixed number of days, or do not start at 0.
typedef enum { LOUVER_WEEK, LOUVER_MONTH, LOUVER_QUARTER, LOUVER_YEAR } louver_calendar_unit;

// Days since 1970-01-01 to the first day of a unit (ISO weeks, proleptic Gregorian). Returns how many it has done, all or
// those in front of a block with a day too far from now, 700 000 years.
size_t louver_calendar_days(const int32_t *in, size_t count, louver_calendar_unit unit, int32_t *out);

// The same of counts since 1970-01-01, so many a day.
size_t louver_calendar_counts(const int64_t *in, size_t count, int64_t per_day, louver_calendar_unit unit,
                              int64_t *out);

#endif
