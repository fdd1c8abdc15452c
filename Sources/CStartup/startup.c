// Compiled for the baseline processor, whatever the rest of the product is compiled for: it has to run on
// the processors it turns away. Being a constructor it runs before any Swift code.
#include "CStartup.h"
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
// Under the address sanitizer a program in the clean room, which gets nothing of the environment and may not trace, could not look for
// leaks. Elsewhere ASAN_OPTIONS asks for it.
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0"; }
#endif
#endif

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
