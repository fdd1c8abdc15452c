// Whole columns rounded down: the arithmetic, written once. Each file that includes this defines FLOORED(NAME), what it calls a function,
// and perhaps has the compiler make vectors of its own width; there is nothing here that a vector would not do.
//
// Division in doubles, which take many numbers at a time. The floor of x / step is that of (x + 0.5) / step, which is at least
// 0.5 / step away from every whole number. Multiplying with the rounded reciprocal and adding, each rounded or both at once, errs by
// no more than 3 * 2^-53 of the quotient, which for |x| < 2^50 does not bridge that.
#include <math.h>
#include <string.h>

#include "floored_forms.h"

enum { block = 256 };

static inline double quotient(double x, double reciprocal) { return floor(x * reciprocal + 0.5 * reciprocal); }

void FLOORED(floor_i32)(const int32_t *in, size_t count, double step, double lowest, int32_t *out) {
    const double reciprocal = 1 / step;
    for (size_t i = 0; i < count; i++) {
        const double multiple = quotient(in[i], reciprocal) * step;
        out[i] = (int32_t)(multiple < lowest ? multiple + step : multiple);
    }
}

void FLOORED(floor_u32)(const uint32_t *in, size_t count, double step, uint32_t *out) {
    const double reciprocal = 1 / step;
    for (size_t i = 0; i < count; i++) out[i] = (uint32_t)(int64_t)(quotient(in[i], reciprocal) * step);
}

// A number from -2^50 to 2^50, added to the bits of `middle`, gives those of the double that is so much more, of the same exponent:
// all such doubles begin with the bits of 2^52 that `same` has.
static const double middle = 0x1.4p52;
static const int64_t middle_bits = 0x4334000000000000;
static const uint64_t lowest_bits = 0x4330000000000000, same = 0xfff8000000000000;

static inline double as_double(int64_t bits) {
    double number;
    memcpy(&number, &bits, 8);
    return number;
}

static inline int64_t as_bits(double number) {
    int64_t bits;
    memcpy(&bits, &number, 8);
    return bits;
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

// The bits for x >> shift. Shifting what is not negative is quicker.
static inline int64_t moved(int64_t x, int shift) {
    const int64_t shifted = (int64_t)(((uint64_t)x + (1ull << 63)) >> shift);
    return shifted + (middle_bits - (int64_t)((1ull << 63) >> shift));
}

// The whole number that is so many times `rest`, less than 2^51, shifted back.
static inline int64_t multiple_of(double count, parts p) {
    return (int64_t)((uint64_t)(as_bits(count * p.rest + 0x1.8p52) - 0x4338000000000000) << p.shift);
}

size_t FLOORED(floor_i64)(const int64_t *in, size_t count, int64_t step, int64_t lowest, int64_t *out) {
    const parts p = parts_of(step);
    if (step >> p.shift > (int64_t)1 << 50) return 0;
    for (size_t first = 0; first < count; first += block) {
        const size_t end = count - first < block ? count : first + block;
        uint64_t differs = 0;
        for (size_t i = first; i < end; i++) {
            const int64_t bits = moved(in[i], p.shift);
            differs |= (uint64_t)bits ^ lowest_bits;
            const int64_t whole = multiple_of(quotient(as_double(bits) - middle, p.reciprocal), p);
            out[i] = whole < lowest ? whole + step : whole;
        }
        if (differs & same) return first;
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

size_t FLOORED(calendar_days)(const int32_t *in, size_t count, louver_calendar_unit unit, int32_t *out) {
    for (size_t first = 0; first < count; first += block) {
        const size_t length = count - first < block ? count - first : block;
        int beyond = 0;
        for (size_t i = 0; i < length; i++) beyond |= (in[first + i] > furthest_day) | (in[first + i] < -furthest_day);
        if (beyond) return first;
        starts(in + first, length, unit, out + first);
    }
    return count;
}

size_t FLOORED(calendar_counts)(const int64_t *in, size_t count, int64_t per_day, louver_calendar_unit unit,
                              int64_t *out) {
    const parts p = parts_of(per_day);
    // Doubles hold this many days, and what is multiplied from them.
    const double furthest = fmin(furthest_day, 0x1p49 / p.rest);
    int32_t days[block];
    for (size_t first = 0; first < count; first += block) {
        const size_t length = count - first < block ? count - first : block;
        uint64_t differs = 0;
        int beyond = 0;
        for (size_t i = 0; i < length; i++) {
            const int64_t bits = moved(in[first + i], p.shift);
            differs |= (uint64_t)bits ^ lowest_bits;
            const double day = quotient(as_double(bits) - middle, p.reciprocal);
            const double near = day > furthest ? furthest : day > -furthest ? day : -furthest;
            beyond |= near != day;
            days[i] = (int32_t)near;
        }
        if (beyond || differs & same) return first;
        starts(days, length, unit, days);
        for (size_t i = 0; i < length; i++) out[first + i] = multiple_of(days[i], p);
    }
    return count;
}

// Floats. The reciprocal of a step between 2^-100 and 2^100 is exact to a bit, and multiplying with it errs by less than one: then
// the sign of a fused product and sum, which is that of the exact one, tells on which side.
#define FLOORED_FLOATS(NAME, TYPE, FLOOR, FUSED, ABSOLUTE)                                                                \
    void FLOORED(floor_##NAME)(const TYPE *in, size_t count, TYPE step, double limit, TYPE *out) {                                  \
        const TYPE reciprocal = 1 / step;                                                                          \
        for (size_t i = 0; i < count; i++) {                                                                       \
            const TYPE x = in[i];                                                                                  \
            TYPE times = FLOOR(x * reciprocal);                                                                    \
            times = FUSED(-times, step, x) < 0 ? times - 1 : times;                                                \
            times = FUSED(-(times + 1), step, x) >= 0 ? times + 1 : times;                                         \
            out[i] = ABSOLUTE(x) < limit ? times * step + 0 : x;                                                   \
        }                                                                                                          \
    }

FLOORED_FLOATS(f32, float, floorf, fmaf, fabsf)
FLOORED_FLOATS(f64, double, floor, fma, fabs)

// A magnitude times 10^decimals is a rounded product and what that leaves out, both exact. It is rounded half up; the quotient of
// two whole numbers below 2^53 is the nearest double.
size_t FLOORED(round_decimals)(const double *in, size_t count, double power, double *out) {
    for (size_t first = 0; first < count; first += block) {
        const size_t end = count - first < block ? count : first + block;
        int beyond = 0;
        for (size_t i = first; i < end; i++) {
            const double x = in[i], magnitude = fabs(x);
            const double product = magnitude * power, left_out = fma(magnitude, power, -product);
            const double nearest = rint(product), above = product - nearest;
            // Ties go to even numbers in rint, and what was left out may break them.
            const double up = above == 0.5 && left_out >= 0 ? 1 : 0, down = above == -0.5 && left_out < 0 ? 1 : 0;
            const double times = nearest + up - down;
            const double rounded = copysign(times / power, x) + 0;
            const int is_number = magnitude < INFINITY;
            beyond |= is_number && !(product < 0x1p51);
            out[i] = is_number ? rounded : x;
        }
        if (beyond) return first;
    }
    return count;
}
