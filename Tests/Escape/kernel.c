#define _GNU_SOURCE
#include "attacks.h"
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/io_uring.h>
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int verdict(long result) { return result >= 0 ? WORKED : STOPPED; }

static int rings(const struct target *t) {
    (void)t;
    struct io_uring_params parameters;
    memset(&parameters, 0, sizeof parameters);
    return verdict(syscall(SYS_io_uring_setup, 4, &parameters));
}

static int keys(const struct target *t) {
    (void)t;
    return verdict(syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_USER_KEYRING, 1));
}

static int page_faults(const struct target *t) {
    (void)t;
    // Of faults in programs only, which needs no privileges.
    return verdict(syscall(SYS_userfaultfd, O_CLOEXEC | 1));
}

static int counters(const struct target *t) {
    (void)t;
    struct perf_event_attr event = {.type = PERF_TYPE_SOFTWARE, .size = sizeof event, .config = PERF_COUNT_SW_TASK_CLOCK, .exclude_kernel = 1, .exclude_hv = 1};
    return verdict(syscall(SYS_perf_event_open, &event, 0, -1, -1, 0));
}

static int programs(const struct target *t) {
    (void)t;
    union bpf_attr map = {.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1};
    return verdict(syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map));
}

static int nested(const struct target *t) {
    (void)t;
    return verdict(unshare(CLONE_NEWUSER | CLONE_NEWNET));
}

static int nested_clone(const struct target *t) {
    (void)t;
    long child = syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL, NULL);
    if (child == 0) {
        _exit(0);
    }
    return verdict(child);
}

// The numbers and arguments of the older 32-bit calls, which mean others than a filter may think.
static int older_calls(const struct target *t) {
    (void)t;
#if defined(__x86_64__)
    pid_t child = fork();
    if (child == 0) {
        long number = 20;  // getpid
        __asm__ volatile("int $0x80" : "+a"(number) : : "memory", "r8", "r9", "r10", "r11");
        _exit(number > 0 ? WORKED : STOPPED);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : STOPPED;
#else
    return STOPPED;
#endif
}

static int typing(const struct target *t) {
    (void)t;
    char letter = ' ';
    for (int number = 0; number < 3; number++) {
        if (ioctl(number, TIOCSTI, &letter) == 0) {
            return WORKED;
        }
    }
    int terminal = open("/dev/tty", O_RDWR);
    return terminal < 0 ? STOPPED : verdict(ioctl(terminal, TIOCSTI, &letter));
}

const struct attack kernel_attacks[] = {
    {"rings", "use io_uring", rings},
    {"keys", "use the kernel's keyrings", keys},
    {"page-faults", "use userfaultfd", page_faults},
    {"counters", "use performance counters", counters},
    {"programs", "load BPF into the kernel", programs},
    {"nested", "make namespaces by unshare", nested},
    {"nested-clone", "make namespaces by clone", nested_clone},
    {"older-calls", "use 32-bit system calls", older_calls},
    {"typing", "type on the caller's terminal (TIOCSTI)", typing},
    {NULL, NULL, NULL},
};
