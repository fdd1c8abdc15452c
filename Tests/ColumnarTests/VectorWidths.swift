import CKernels

/// Runs a test in every form that kernels have on this processor.
func inVectorsOfEveryWidth(_ body: () -> Void) {
  defer { louver_limit_vectors(LOUVER_AVX512) }
  for widest in [LOUVER_PORTABLE, LOUVER_AVX2, LOUVER_AVX512] {
    louver_limit_vectors(widest)
    body()
  }
}
