#define _GNU_SOURCE
#include "attacks.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *of_victim(const struct target *t, const char *name) {
    static char path[128];
    snprintf(path, sizeof path, "/proc/%d/%s", t->victim, name);
    return path;
}

static int environment(const struct target *t) {
    (void)t;
    return getenv("CALLERS_SECRET") != NULL ? WORKED : STOPPED;
}

static int others_environment(const struct target *t) {
    char text[1 << 16];
    int file = open(of_victim(t, "environ"), O_RDONLY);
    ssize_t got = file < 0 ? -1 : read(file, text, sizeof text);
    return got > 0 && memmem(text, (size_t)got, SECRET, sizeof SECRET - 1) != NULL ? WORKED : STOPPED;
}

static int others_command(const struct target *t) {
    return is_readable(of_victim(t, "cmdline")) ? WORKED : STOPPED;
}

// The same program has its secret in the same place, up to where the system has put it.
static uintptr_t place_of_secret(const struct target *t) {
    uintptr_t begin = 0;
    FILE *maps = fopen(of_victim(t, "maps"), "r");
    if (maps != NULL && fscanf(maps, "%lx", &begin) != 1) {
        begin = 0;
    }
    if (maps != NULL) {
        fclose(maps);
    }
    return begin;
}

static int memory_file(const struct target *t) {
    char byte;
    int file = open(of_victim(t, "mem"), O_RDONLY);
    return file >= 0 && pread(file, &byte, 1, (off_t)place_of_secret(t)) == 1 ? WORKED : STOPPED;
}

static int memory_call(const struct target *t) {
    char byte;
    struct iovec here = {&byte, 1}, there = {(void *)place_of_secret(t), 1};
    return process_vm_readv(t->victim, &here, 1, &there, 1, 0) == 1 ? WORKED : STOPPED;
}

static int trace(const struct target *t) {
    if (ptrace(PTRACE_ATTACH, t->victim, NULL, NULL) != 0) {
        return STOPPED;
    }
    waitpid(t->victim, NULL, 0);
    ptrace(PTRACE_DETACH, t->victim, NULL, NULL);
    return WORKED;
}

static int take_descriptor(const struct target *t) {
    int process = (int)syscall(SYS_pidfd_open, t->victim, 0);
    for (int number = 3; process >= 0 && number < 32; number++) {
        if (syscall(SYS_pidfd_getfd, process, number, 0) >= 0) {
            return WORKED;
        }
    }
    return STOPPED;
}

static int join_namespaces(const struct target *t) {
    // Of root only: another's network, which is then one's own.
    int file = open(of_victim(t, "ns/net"), O_RDONLY);
    return file >= 0 && setns(file, CLONE_NEWNET) == 0 ? WORKED : STOPPED;
}

static int signal_victim(const struct target *t) { return kill(t->victim, SIGUSR1) == 0 ? WORKED : STOPPED; }

// A process that goes on when the command has ended; its name tells of it.
static int linger(const struct target *t) {
    char seconds[] = "20";
    char *arguments[] = {"lingering", (char *)t->token, seconds, NULL};
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            for (int number = 0; number < 3; number++) {
                close(number);
            }
            execv("/proc/self/exe", arguments);
        }
        _exit(0);
    }
    wait(NULL);
    usleep(200000);
    return WORKED;
}

static int fork_bomb(const struct target *t) {
    (void)t;
    enum { BOMB = 4500 };
    int count = 0;
    pid_t *children = calloc(BOMB, sizeof *children);
    for (; count < BOMB; count++) {
        children[count] = fork();
        if (children[count] == 0) {
            pause();
            _exit(0);
        }
        if (children[count] < 0) {
            break;
        }
    }
    for (int index = 0; index < count; index++) {
        kill(children[index], SIGKILL);
    }
    while (wait(NULL) > 0) {
    }
    return count == BOMB ? WORKED : STOPPED;
}

static int starter(const struct target *t) {
    (void)t;
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/environ", getppid());
    return is_readable(path) ? WORKED : STOPPED;
}

static int take_memory(const struct target *t) {
    (void)t;
    size_t size = (size_t)1 << 30;
    return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED ? WORKED : STOPPED;
}

// A program without a name on any disk, which then reads the raw source.
static int nameless_program(const struct target *t) {
    char bytes[1 << 16];
    int own = open("/proc/self/exe", O_RDONLY), made = memfd_create("program", 0);
    for (ssize_t got; own >= 0 && (got = read(own, bytes, sizeof bytes)) > 0;) {
        if (write(made, bytes, (size_t)got) != got) {
            return STOPPED;
        }
    }
    if (fork() == 0) {
        char *arguments[] = {"attacks", "read", (char *)t->source, NULL}, *none[] = {NULL};
        fexecve(made, arguments, none);
        _exit(STOPPED);
    }
    int status = 0;
    wait(&status);
    return WIFEXITED(status) ? WEXITSTATUS(status) : STOPPED;
}

int has_privileges(void) {
    char line[256];
    unsigned long long held = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        sscanf(line, "CapEff: %llx", &held);
    }
    return geteuid() == 0 && held != 0;
}

static int setuid_program(const struct target *t) {
    if (fork() == 0) {
        char path[4096];
        snprintf(path, sizeof path, "%s/programs/setuid", t->directory);
        char *arguments[] = {"attacks", "root", NULL};
        execv(path, arguments);
        _exit(STOPPED);
    }
    int status = 0;
    wait(&status);
    return WIFEXITED(status) ? WEXITSTATUS(status) : STOPPED;
}

const struct attack process_attacks[] = {
    {"environment", "read the caller's environment", environment},
    {"others-command", "see other processes", others_command},
    {"others-environment", "read another process's environment", others_environment},
    {"memory-file", "read its memory through /proc/PID/mem", memory_file},
    {"memory-call", "read its memory by process_vm_readv", memory_call},
    {"trace", "attach to it as a debugger", trace},
    {"take-descriptor", "take its descriptors by pidfd_getfd", take_descriptor},
    {"join-namespaces", "join its namespaces", join_namespaces},
    {"signal", "send it a signal", signal_victim},
    {"starter", "read the memory of the process that started it", starter},
    {"linger", "go on when the command has ended", linger},
    {"fork-bomb", "make 4500 processes", fork_bomb},
    {"memory", "take 1 GiB of memory (`--memory 256MiB`)", take_memory},
    {"nameless-program", "read the raw source by a program in a memfd", nameless_program},
    {"setuid-program", "gain privileges by a setuid program", setuid_program},
    {NULL, NULL, NULL},
};
