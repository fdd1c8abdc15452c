// Values of a fixed number of bits, one after the other, least significant bit first
// (Parquet format, "Run Length Encoding / Bit-Packing Hybrid").
#ifndef LOUVER_BIT_PACKING_H
#define LOUVER_BIT_PACKING_H
#include <stddef.h>
#include <stdint.h>

// Unpacks `count` values of `width` bits. Reads only in[0..<size], which must hold count * width bits.
void louver_unpack_u8(const uint8_t *in, size_t size, unsigned width, uint8_t *out, size_t count);    // width 0...8
void louver_unpack_u32(const uint8_t *in, size_t size, unsigned width, uint32_t *out, size_t count);  // width 0...32
void louver_unpack_u64(const uint8_t *in, size_t size, unsigned width, uint64_t *out, size_t count);  // width 0...64

// Packs `count` values below 2^width. Writes exactly (count * width + 7) / 8 bytes.
void louver_pack_u8(const uint8_t *in, size_t count, unsigned width, uint8_t *out);
void louver_pack_u32(const uint32_t *in, size_t count, unsigned width, uint8_t *out);
void louver_pack_u64(const uint64_t *in, size_t count, unsigned width, uint8_t *out);

#endif
