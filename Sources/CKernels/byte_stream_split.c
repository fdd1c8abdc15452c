#include "byte_stream_split.h"

// The width is a constant in each copy, so that the compiler makes shuffles of the inner loop.
#define TRANSPOSE(WIDTH)                                                                                       \
    static void to_values_##WIDTH(const uint8_t *restrict in, size_t count, uint8_t *restrict out) {           \
        for (size_t i = 0; i < count; i++) {                                                                   \
            for (size_t k = 0; k < WIDTH; k++) {                                                               \
                out[i * WIDTH + k] = in[k * count + i];                                                        \
            }                                                                                                  \
        }                                                                                                      \
    }                                                                                                          \
    static void to_streams_##WIDTH(const uint8_t *restrict in, size_t count, uint8_t *restrict out) {          \
        for (size_t i = 0; i < count; i++) {                                                                   \
            for (size_t k = 0; k < WIDTH; k++) {                                                               \
                out[k * count + i] = in[i * WIDTH + k];                                                        \
            }                                                                                                  \
        }                                                                                                      \
    }

TRANSPOSE(2)
TRANSPOSE(4)
TRANSPOSE(8)

void louver_streams_to_values(const uint8_t *in, size_t count, size_t width, uint8_t *out) {
    switch (width) {
        case 2: to_values_2(in, count, out); return;
        case 4: to_values_4(in, count, out); return;
        case 8: to_values_8(in, count, out); return;
    }
    for (size_t k = 0; k < width; k++) {
        for (size_t i = 0; i < count; i++) {
            out[i * width + k] = in[k * count + i];
        }
    }
}

void louver_values_to_streams(const uint8_t *in, size_t count, size_t width, uint8_t *out) {
    switch (width) {
        case 2: to_streams_2(in, count, out); return;
        case 4: to_streams_4(in, count, out); return;
        case 8: to_streams_8(in, count, out); return;
    }
    for (size_t k = 0; k < width; k++) {
        for (size_t i = 0; i < count; i++) {
            out[k * count + i] = in[i * width + k];
        }
    }
}
