#define _GNU_SOURCE
#include "steps.h"
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#if !defined(ARCHITECTURE)
// Without a list of this processor's system calls there is no clean room on it.
int room_seccomp_restrict(void) {
    room_begin("restrict system calls (seccomp) on this processor", "");
    errno = ENOSYS;
    return -1;
}
#else

// Numbers that are the same on every processor, and newer than the system's headers may be.
enum { OPEN_TREE_ATTR = 467, FILE_SETATTR = 469 };

// Denied whatever the arguments.
static const int denied[] = {
    // Other processes' memory and descriptors.
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_pidfd_getfd, SYS_process_madvise,
    // Kernel interfaces with a history of holes, or that do work in another's name.
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd,
    SYS_add_key, SYS_request_key, SYS_keyctl, SYS_fanotify_init,
    // What is mounted, and files by other ways than their paths.
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_move_mount, SYS_open_tree, SYS_fsopen, SYS_fsconfig,
    SYS_fsmount, SYS_fspick, SYS_mount_setattr, SYS_name_to_handle_at, SYS_open_by_handle_at, OPEN_TREE_ATTR, FILE_SETATTR,
    SYS_quotactl, SYS_swapon, SYS_swapoff,
    // Other namespaces.
    SYS_setns, SYS_unshare,
    // The machine.
    SYS_reboot, SYS_kexec_load, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_acct, SYS_syslog,
    SYS_settimeofday, SYS_clock_settime, SYS_clock_adjtime, SYS_adjtimex, SYS_sethostname, SYS_setdomainname, SYS_vhangup,
#if defined(__x86_64__)
    SYS_kexec_file_load, SYS_ioperm, SYS_iopl, SYS_modify_ldt, SYS_uselib, SYS_ustat, SYS_sysfs,
#endif
};

static const unsigned new_namespaces =
    CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
// On processors with the low byte first, the low half of an argument.
#define LOAD_ARGUMENT(index) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 8 * (index))
#define SKIP_UNLESS(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (count))
#define SKIP_IF(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (count), 0)
#define SKIP_UNLESS_ANY(bits, count) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, (count))
#define SKIP_BELOW(value, count) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (value), 0, (count))
#define FAIL_WITH(code) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (code))
#define END(action) BPF_STMT(BPF_RET | BPF_K, (action))

static const struct sock_filter beginning[] = {
    // Another processor's or convention's numbers would mean other calls.
    LOAD(arch),
    SKIP_IF(ARCHITECTURE, 1),
    END(SECCOMP_RET_KILL_PROCESS),
    LOAD(nr),
#if defined(__x86_64__)
    SKIP_BELOW(0x40000000, 1),
    END(SECCOMP_RET_KILL_PROCESS),
#endif
};

static const struct sock_filter by_argument[] = {
    // The flags of this one are in memory, where a filter cannot see them; libraries then use the older call.
    SKIP_UNLESS(SYS_clone3, 1),
    FAIL_WITH(ENOSYS),
    SKIP_UNLESS(SYS_clone, 4),
    LOAD_ARGUMENT(0),
    SKIP_UNLESS_ANY(new_namespaces, 1),
    FAIL_WITH(EPERM),
    END(SECCOMP_RET_ALLOW),
    // Typing on a terminal in somebody's place.
    SKIP_UNLESS(SYS_ioctl, 5),
    LOAD_ARGUMENT(1),
    SKIP_IF(TIOCSTI, 1),
    SKIP_UNLESS(TIOCLINUX, 1),
    FAIL_WITH(EPERM),
    END(SECCOMP_RET_ALLOW),
    // Sockets within the room: local ones, and those of its own loopback.
    SKIP_IF(SYS_socket, 1),
    SKIP_UNLESS(SYS_socketpair, 6),
    LOAD_ARGUMENT(0),
    SKIP_IF(AF_UNIX, 3),
    SKIP_IF(AF_INET, 2),
    SKIP_IF(AF_INET6, 1),
    FAIL_WITH(EAFNOSUPPORT),
    END(SECCOMP_RET_ALLOW),
    END(SECCOMP_RET_ALLOW),
};

enum { DENIED = sizeof denied / sizeof denied[0], LARGEST = 256 };

static unsigned short assemble(struct sock_filter program[LARGEST]) {
    unsigned short length = 0;
    for (size_t index = 0; index < sizeof beginning / sizeof beginning[0]; index++) {
        program[length++] = beginning[index];
    }
    for (size_t index = 0; index < DENIED; index++) {
        program[length++] = (struct sock_filter)SKIP_UNLESS((unsigned)denied[index], 1);
        program[length++] = (struct sock_filter)FAIL_WITH(EPERM);
    }
    for (size_t index = 0; index < sizeof by_argument / sizeof by_argument[0]; index++) {
        program[length++] = by_argument[index];
    }
    return length;
}

_Static_assert(2 * DENIED + 64 < LARGEST, "the filter's program has room for all its parts");

int room_seccomp_restrict(void) {
    room_begin("restrict its system calls (seccomp)", "");
    struct sock_filter program[LARGEST];
    struct sock_fprog filter = {assemble(program), program};
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter);
}
#endif
