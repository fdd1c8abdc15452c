// Values of `width` bytes laid out as `width` streams: all first bytes, then all second bytes, and so on.
#ifndef LOUVER_BYTE_STREAM_SPLIT_H
#define LOUVER_BYTE_STREAM_SPLIT_H
#include <stddef.h>
#include <stdint.h>

// Both read and write exactly count * width bytes.
void louver_streams_to_values(const uint8_t *in, size_t count, size_t width, uint8_t *out);
void louver_values_to_streams(const uint8_t *in, size_t count, size_t width, uint8_t *out);

#endif
