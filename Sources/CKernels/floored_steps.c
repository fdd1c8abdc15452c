#define FLOORED(NAME) louver_##NAME##_portable
#include "floored_columns.h"
#include "vectors.h"

#if defined(__x86_64__)
#define DISPATCH(NAME, ...) \
    (louver_vectors_here() >= LOUVER_AVX512 ? louver_##NAME##_avx512(__VA_ARGS__) : louver_##NAME##_portable(__VA_ARGS__))
#else
#define DISPATCH(NAME, ...) louver_##NAME##_portable(__VA_ARGS__)
#endif

void louver_floor_i32(const int32_t *in, size_t count, double step, double lowest, int32_t *out) {
    DISPATCH(floor_i32, in, count, step, lowest, out);
}

void louver_floor_u32(const uint32_t *in, size_t count, double step, uint32_t *out) {
    DISPATCH(floor_u32, in, count, step, out);
}

size_t louver_floor_i64(const int64_t *in, size_t count, int64_t step, int64_t lowest, int64_t *out) {
    return DISPATCH(floor_i64, in, count, step, lowest, out);
}

void louver_floor_f32(const float *in, size_t count, float step, double limit, float *out) {
    DISPATCH(floor_f32, in, count, step, limit, out);
}

void louver_floor_f64(const double *in, size_t count, double step, double limit, double *out) {
    DISPATCH(floor_f64, in, count, step, limit, out);
}

size_t louver_round_decimals(const double *in, size_t count, double power, double *out) {
    return DISPATCH(round_decimals, in, count, power, out);
}

size_t louver_calendar_days(const int32_t *in, size_t count, louver_calendar_unit unit, int32_t *out) {
    return DISPATCH(calendar_days, in, count, unit, out);
}

size_t louver_calendar_counts(const int64_t *in, size_t count, int64_t per_day, louver_calendar_unit unit,
                              int64_t *out) {
    return DISPATCH(calendar_counts, in, count, per_day, unit, out);
}
