// Compiled for the baseline processor, whatever the rest of the product is compiled for: it has to run on
// the processors it turns away. Being a constructor it runs before any Swift code.
#include "CStartup.h"
#include <unistd.h>

#if defined(__x86_64__) && !defined(LOUVER_GENERIC)
__attribute__((constructor(101))) static void refuse_older_processors(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v3")) {
        return;
    }
    static const char message[] =
        "louver: cannot start: this build needs an x86-64-v3 processor (AVX2, BMI2, FMA)\n"
        "hint: build one for any processor with LOUVER_GENERIC=1 make build\n";
    ssize_t written = write(2, message, sizeof message - 1);
    (void)written;
    _exit(1);
}
#endif
