#define _GNU_SOURCE
#include "float_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef unsigned __int128 u128;

static const uint64_t powers_of_ten[20] = {
  1ull, 10ull, 100ull, 1000ull, 10000ull, 100000ull, 1000000ull, 10000000ull, 100000000ull, 1000000000ull,
  10000000000ull, 100000000000ull, 1000000000000ull, 10000000000000ull, 100000000000000ull, 1000000000000000ull,
  10000000000000000ull, 100000000000000000ull, 1000000000000000000ull, 10000000000000000000ull};

static const uint64_t powers_of_five[28] = {
  1ull, 5ull, 25ull, 125ull, 625ull, 3125ull, 15625ull, 78125ull, 390625ull, 1953125ull, 9765625ull, 48828125ull,
  244140625ull, 1220703125ull, 6103515625ull, 30517578125ull, 152587890625ull, 762939453125ull, 3814697265625ull,
  19073486328125ull, 95367431640625ull, 476837158203125ull, 2384185791015625ull, 11920928955078125ull,
  59604644775390625ull, 298023223876953125ull, 1490116119384765625ull, 7450580596923828125ull};

static uint64_t half_even(u128 quotient, u128 rest, u128 divisor) {
  u128 twice = rest << 1;
  return (uint64_t)quotient + (twice > divisor || (twice == divisor && (quotient & 1)));
}

// m * 2^e * 10^p rounded to the nearest integer, ties to even; 0 where 128 bits do not hold the way there.
static uint64_t scaled(uint64_t m, int e, int p) {
  if (p >= 0) {
    if (p > 27) return 0;
    u128 product = (u128)m * powers_of_five[p];
    int shift = -(e + p);
    if (shift <= 0) return (uint64_t)(product << -shift);
    if (shift > 126) return 0;
    return half_even(product >> shift, product & (((u128)1 << shift) - 1), (u128)1 << shift);
  }
  if (p < -19 || e > 70 || e < -60) return 0;
  uint64_t ten = powers_of_ten[-p];
  if (e < 0) {
    u128 divisor = (u128)ten << -e;
    return half_even(m / divisor, m % divisor, divisor);
  }
  u128 dividend = (u128)m << e;
  return half_even(dividend / ten, dividend % ten, ten);
}

static uint8_t *put_pair(uint8_t *out, unsigned n) {
  out[0] = (uint8_t)('0' + n / 10);
  out[1] = (uint8_t)('0' + n % 10);
  return out + 2;
}

// The digits of `mantissa`, the first of which stands for 10^exponent, as %g lays them out.
static uint8_t *lay_out(uint8_t *out, uint64_t mantissa, int digits, int exponent) {
  uint8_t text[24];
  for (int i = digits - 1; i >= 0; i--) {
    text[i] = (uint8_t)('0' + mantissa % 10);
    mantissa /= 10;
  }
  int used = digits;
  while (used > 1 && text[used - 1] == '0') used--;
  if (exponent < -4 || exponent >= digits) {
    *out++ = text[0];
    if (used > 1) {
      *out++ = '.';
      memcpy(out, text + 1, (size_t)used - 1);
      out += used - 1;
    }
    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    return put_pair(out, (unsigned)(exponent < 0 ? -exponent : exponent));
  }
  if (exponent < 0) {
    *out++ = '0';
    *out++ = '.';
    for (int i = exponent + 1; i < 0; i++) *out++ = '0';
    memcpy(out, text, (size_t)used);
    return out + used;
  }
  int whole = exponent + 1;
  memcpy(out, text, (size_t)whole);
  out += whole;
  if (used <= whole) return out;
  *out++ = '.';
  memcpy(out, text + whole, (size_t)(used - whole));
  return out + (used - whole);
}

// Of a finite number that is neither zero nor very large or small; NULL where it is.
static uint8_t *exactly(double x, int digits, uint8_t *out) {
  uint64_t bits;
  memcpy(&bits, &x, 8);
  int biased = (int)(bits >> 52);
  if (biased < 980 || biased > 1140) return NULL;
  uint64_t m = (bits & 0xfffffffffffffull) | 1ull << 52;
  int e = biased - 1075;
  int exponent = ((biased - 1023) * 1233) >> 12;  // the decimal exponent or one less
  uint64_t mantissa = scaled(m, e, digits - 1 - exponent);
  if (mantissa >= powers_of_ten[digits]) {
    exponent++;
    mantissa = scaled(m, e, digits - 1 - exponent);
  }
  return mantissa == 0 ? NULL : lay_out(out, mantissa, digits, exponent);
}

static uint8_t *one(double x, int digits, uint8_t *out) {
  if (isnan(x)) return (uint8_t *)memcpy(out, "nan", 3) + 3;
  if (signbit(x)) {
    *out++ = '-';
    x = -x;
  }
  if (isinf(x)) return (uint8_t *)memcpy(out, "inf", 3) + 3;
  if (x == 0) {
    *out++ = '0';
    return out;
  }
  uint8_t *end = exactly(x, digits, out);
  if (end) return end;
  char text[LOUVER_FLOAT_TEXT_LONGEST + 8];
  int length = snprintf(text, sizeof text, "%.*g", digits, x);
  memcpy(out, text, (size_t)length);
  return out + length;
}

size_t louver_double_texts(const double *values, size_t count, int digits, uint8_t *out, uint32_t *offsets) {
  uint8_t *at = out;
  offsets[0] = 0;
  for (size_t i = 0; i < count; i++) {
    at = one(values[i], digits, at);
    offsets[i + 1] = (uint32_t)(at - out);
  }
  return (size_t)(at - out);
}

size_t louver_float_texts(const float *values, size_t count, int digits, uint8_t *out, uint32_t *offsets) {
  uint8_t *at = out;
  offsets[0] = 0;
  for (size_t i = 0; i < count; i++) {
    at = one((double)values[i], digits, at);
    offsets[i + 1] = (uint32_t)(at - out);
  }
  return (size_t)(at - out);
}
