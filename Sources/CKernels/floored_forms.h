// The forms that columns are rounded down in; for their own files only.
#ifndef LOUVER_FLOORED_FORMS_H
#define LOUVER_FLOORED_FORMS_H
#include "floored_steps.h"

#define DECLARE(FORM)                                                                                              \
    void louver_floor_i32_##FORM(const int32_t *, size_t, double, double, int32_t *);                              \
    void louver_floor_u32_##FORM(const uint32_t *, size_t, double, uint32_t *);                                    \
    size_t louver_floor_i64_##FORM(const int64_t *, size_t, int64_t, int64_t, int64_t *);                          \
    void louver_floor_f32_##FORM(const float *, size_t, float, double, float *);                                   \
    void louver_floor_f64_##FORM(const double *, size_t, double, double, double *);                                \
    size_t louver_round_decimals_##FORM(const double *, size_t, double, double *);                                 \
    size_t louver_calendar_days_##FORM(const int32_t *, size_t, louver_calendar_unit, int32_t *);                  \
    size_t louver_calendar_counts_##FORM(const int64_t *, size_t, int64_t, louver_calendar_unit, int64_t *);

DECLARE(portable)
DECLARE(avx512)
#endif
