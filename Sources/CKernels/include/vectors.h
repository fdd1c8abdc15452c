// How wide the vectors are that kernels use.
#ifndef LOUVER_VECTORS_H
#define LOUVER_VECTORS_H

/// LOUVER_AVX512 is what servers have of it: F, BW, DQ and VL.
typedef enum { LOUVER_PORTABLE, LOUVER_AVX2, LOUVER_AVX512 } louver_vectors;

/// The widest that this processor has, or less where this thread has been limited.
louver_vectors louver_vectors_here(void);

/// Limits the calling thread from now on: so that tests can try every form on one processor.
void louver_limit_vectors(louver_vectors most);
#endif
