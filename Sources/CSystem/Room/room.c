#define _GNU_SOURCE
#include "room.h"
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

// Descriptors that a room is started with, beside an empty input and the pipes of its two streams.
enum { PLAN = 3, REPORT = 4, FIRST_FOREIGN = 5 };

static const char *step = "", *object = "";

void room_begin(const char *doing, const char *what) {
    step = doing;
    object = what;
}

__attribute__((noreturn)) static void say_and_end(char kind) {
    char text[400];
    int length = snprintf(text, sizeof text, "%c%s%s: %s", kind, step, object, strerror(errno));
    size_t size = length < (int)sizeof text ? (size_t)length : sizeof text - 1;
    _exit(write(REPORT, text, size) < 0 ? 2 : 1);
}

__attribute__((noreturn)) static void fail(void) { say_and_end('F'); }

// The command, in its place: all that it must not have is gone by now.
__attribute__((noreturn)) static void become_command(const struct room_plan *plan) {
    room_begin("", plan->arguments[0]);
    sigset_t none;
    sigemptyset(&none);
    if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) {
        fail();
    }
    if (chdir(plan->work) != 0) {
        room_begin("", plan->work);
        say_and_end('X');
    }
    execve(plan->arguments[0], plan->arguments, plan->environment);
    say_and_end('X');
}

// Process 1 of the room: sets it up, confines itself, and waits. When it ends the kernel ends all others.
__attribute__((noreturn)) static void become_first_process(const struct room_plan *plan) {
    room_begin("be ended with its supervisor", "");
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || room_name_set() != 0 || room_loopback_up() != 0 || room_root_enter(plan) != 0 ||
        room_limits_set(plan) != 0 || room_privileges_drop() != 0 || room_landlock_restrict(plan) != 0 ||
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || room_seccomp_restrict() != 0) {
        fail();
    }
    room_begin("start the command", "");
    pid_t command = fork();
    if (command < 0) {
        fail();
    }
    if (command == 0) {
        become_command(plan);
    }
    close(1);
    close(2);
    int status = 0;
    for (pid_t ended = 0; ended != command;) {
        ended = wait(&status);
        if (ended < 0 && errno != EINTR) {
            fail();
        }
    }
    char text[1 + sizeof status] = {'S'};
    memcpy(text + 1, &status, sizeof status);
    _exit(write(REPORT, text, sizeof text) == (ssize_t)sizeof text ? 0 : 1);
}

// Waits outside of the room's processes until they have ended, and ends them when it is told to.
__attribute__((noreturn)) static void supervise(pid_t first, const sigset_t *signals) {
    close(REPORT);
    close(1);
    close(2);
    for (;;) {
        int number = sigwaitinfo(signals, NULL);
        if (number == SIGTERM) {
            kill(first, SIGKILL);
        }
        // Process 1 is gone only after every other process of its namespace.
        if (waitpid(first, NULL, WNOHANG) == first) {
            _exit(0);
        }
    }
}

void louver_room_enter(int argument_count, char *const arguments[]) {
    if (argument_count < 1 || strcmp(arguments[0], LOUVER_ROOM_NAME) != 0) {
        return;
    }
    pid_t parent = getppid();
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGCHLD);
    room_begin("let go of what it was started with", "");
    if (sigprocmask(SIG_BLOCK, &signals, NULL) != 0 || close_range(FIRST_FOREIGN, ~0U, 0) != 0 ||
        fcntl(REPORT, F_SETFD, FD_CLOEXEC) != 0 || setsid() < 0) {
        fail();
    }
    // An ignored signal stays ignored across programs.
    for (int number = 1; number < 32; number++) {
        signal(number, SIG_DFL);
    }
    static struct room_plan plan;
    if (room_plan_read(PLAN, &plan) != 0 || room_namespaces_enter() != 0) {
        fail();
    }
    room_begin("be ended with the program that started it", "");
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || getppid() != parent) {
        fail();
    }
    room_begin("start its first process", "");
    pid_t first = fork();
    if (first < 0) {
        fail();
    }
    if (first == 0) {
        become_first_process(&plan);
    }
    supervise(first, &signals);
}
