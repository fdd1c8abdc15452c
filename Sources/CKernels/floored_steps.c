// Division in doubles, which take many numbers at a time. The floor of x / step is that of (x + 0.5) / step, which is at least
// 0.5 / step away from every whole number. Multiplying with the rounded reciprocal errs by less than 2^-52 of the quotient, which
// for |x| < 2^51 does not bridge that.
#include "floored_steps.h"

#include <math.h>
#include <string.h>

enum { block = 256 };

static inline double quotient(double x, double reciprocal) { return floor((x + 0.5) * reciprocal); }

void louver_floor_i32(const int32_t *in, size_t count, double step, double lowest, int32_t *out) {
    const double reciprocal = 1 / step;
    for (size_t i = 0; i < count; i++) {
        const double multiple = quotient(in[i], reciprocal) * step;
        out[i] = (int32_t)(multiple < lowest ? multiple + step : multiple);
    }
}

void louver_floor_u32(const uint32_t *in, size_t count, double step, uint32_t *out) {
    const double reciprocal = 1 / step;
    for (size_t i = 0; i < count; i++) out[i] = (uint32_t)(int64_t)(quotient(in[i], reciprocal) * step);
}

// Numbers of up to 51 bits to doubles and back: their bits are the last ones of a double next to 1.5 * 2^52.
static inline double to_double(int64_t x) {
    const int64_t bits = x + 0x4338000000000000;
    double number;
    memcpy(&number, &bits, 8);
    return number - 0x1.8p52;
}

static inline int64_t to_integer(double x) {
    const double number = x + 0x1.8p52;
    int64_t bits;
    memcpy(&bits, &number, 8);
    return bits - 0x4338000000000000;
}

// A step as an odd number, or one that is not too even, and a power of two, by which numbers are divided first: so more of them are
// short enough for doubles.
typedef struct {
    int shift;
    double rest;
    double reciprocal;
} parts;

static parts parts_of(int64_t step) {
    int shift = __builtin_ctzll((uint64_t)step);
    // Multiples of 2^12 below 2^50 have 62 bits, so that the step below the lowest has no more than 64.
    if (shift > 12) shift = 12;
    return (parts){shift, (double)(step >> shift), 1 / (double)(step >> shift)};
}

static int all_within(const int64_t *in, size_t count, int shift, int64_t limit) {
    int beyond = 0;
    for (size_t i = 0; i < count; i++) beyond |= (in[i] >> shift > limit) | (in[i] >> shift < -limit);
    return !beyond;
}

size_t louver_floor_i64(const int64_t *in, size_t count, int64_t step, int64_t lowest, int64_t *out) {
    const parts p = parts_of(step);
    const int64_t limit = (int64_t)1 << 50;
    if (step >> p.shift > limit) return 0;
    for (size_t first = 0; first < count; first += block) {
        const size_t end = count - first < block ? count : first + block;
        if (!all_within(in + first, end - first, p.shift, limit)) return first;
        for (size_t i = first; i < end; i++) {
            const double multiple = quotient(to_double(in[i] >> p.shift), p.reciprocal) * p.rest;
            const int64_t whole = (int64_t)((uint64_t)to_integer(multiple) << p.shift);
            out[i] = whole < lowest ? whole + step : whole;
        }
    }
    return count;
}

// Days that the arithmetic of 32 bits below is right for.
static const int32_t furthest_day = 1 << 28;

// The start of a day's unit. After C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar
// algorithms" (2022): centuries, years and days of years that begin in March.
static inline int32_t start_of(int32_t day, louver_calendar_unit unit) {
    if (unit == LOUVER_WEEK) return day - (int32_t)(((uint32_t)day + 3 + 7 * (1u << 26)) % 7);
    const uint32_t n1 = 4 * ((uint32_t)day + 719468 + 146097 * 1840) + 3;
    const uint32_t century = n1 / 146097;
    const uint32_t n2 = 4 * (n1 % 146097 / 4) + 3;
    const uint32_t year = n2 / 1461;
    const int32_t day_of_year = (int32_t)(n2 % 1461 / 4);
    if (unit == LOUVER_MONTH) return day - (int32_t)(((2141 * (uint32_t)day_of_year + 197913) & 0xffff) / 2141);
    // From 1 January to 1 March of the same civil year.
    const int32_t winter = ((year ? year : century) & 3) == 0 ? 60 : 59;
    int32_t start = -winter;
    if (unit == LOUVER_QUARTER) {
        start = day_of_year >= 31 ? 31 : start;
        start = day_of_year >= 122 ? 122 : start;
        start = day_of_year >= 214 ? 214 : start;
    }
    start = day_of_year >= 306 ? 306 : start;
    return day - (day_of_year - start);
}

#define STARTS(UNIT)                                                            \
    case UNIT:                                                                  \
        for (size_t i = 0; i < count; i++) out[i] = start_of(in[i], UNIT);      \
        break;

static void starts(const int32_t *in, size_t count, louver_calendar_unit unit, int32_t *out) {
    switch (unit) {
        STARTS(LOUVER_WEEK)
        STARTS(LOUVER_MONTH)
        STARTS(LOUVER_QUARTER)
        STARTS(LOUVER_YEAR)
    }
}

size_t louver_calendar_days(const int32_t *in, size_t count, louver_calendar_unit unit, int32_t *out) {
    for (size_t first = 0; first < count; first += block) {
        const size_t length = count - first < block ? count - first : block;
        int beyond = 0;
        for (size_t i = 0; i < length; i++) beyond |= (in[first + i] > furthest_day) | (in[first + i] < -furthest_day);
        if (beyond) return first;
        starts(in + first, length, unit, out + first);
    }
    return count;
}

size_t louver_calendar_counts(const int64_t *in, size_t count, int64_t per_day, louver_calendar_unit unit,
                              int64_t *out) {
    const parts p = parts_of(per_day);
    int64_t limit = (int64_t)1 << 49;
    if (limit / (int64_t)p.rest > furthest_day) limit = (int64_t)p.rest * furthest_day;
    int32_t days[block];
    for (size_t first = 0; first < count; first += block) {
        const size_t length = count - first < block ? count - first : block;
        if (!all_within(in + first, length, p.shift, limit)) return first;
        for (size_t i = 0; i < length; i++) {
            days[i] = (int32_t)quotient(to_double(in[first + i] >> p.shift), p.reciprocal);
        }
        starts(days, length, unit, days);
        for (size_t i = 0; i < length; i++) {
            out[first + i] = (int64_t)((uint64_t)to_integer(days[i] * p.rest) << p.shift);
        }
    }
    return count;
}
