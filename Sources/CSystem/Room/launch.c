#define _GNU_SOURCE
#include "room.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct pipe_ends {
    int from, to;
};

static int make_pipe(struct pipe_ends *ends) {
    int both[2];
    if (pipe2(both, O_CLOEXEC) != 0) {
        return -1;
    }
    // Out of the way of the numbers that the room's descriptors get.
    *ends = (struct pipe_ends){fcntl(both[0], F_DUPFD_CLOEXEC, 10), fcntl(both[1], F_DUPFD_CLOEXEC, 10)};
    close(both[0]);
    close(both[1]);
    return ends->from < 0 || ends->to < 0 ? -1 : 0;
}

// A file in memory that holds the plan, to be read from its beginning.
static int plan_file(const void *plan, size_t length) {
    int made = memfd_create("plan", MFD_CLOEXEC);
    int file = made < 0 ? -1 : fcntl(made, F_DUPFD_CLOEXEC, 10);
    close(made);
    for (size_t done = 0; file >= 0 && done < length;) {
        ssize_t put = pwrite(file, (const char *)plan + done, length - done, (off_t)done);
        if (put <= 0) {
            close(file);
            return -1;
        }
        done += (size_t)put;
    }
    return file;
}

// Libraries in unusual places are found by this variable alone; the room itself gets nothing of it.
static char *library_path(void) {
    extern char **environ;
    for (char **variable = environ; *variable != NULL; variable++) {
        if (strncmp(*variable, "LD_LIBRARY_PATH=", 16) == 0) {
            return *variable;
        }
    }
    return NULL;
}

static int spawn(struct louver_room *room, int plan, int output, int errors, int report) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawn_file_actions_adddup2(&actions, errors, 2);
    posix_spawn_file_actions_adddup2(&actions, plan, 3);
    posix_spawn_file_actions_adddup2(&actions, report, 4);
    char *arguments[] = {LOUVER_ROOM_NAME, NULL};
    char *environment[] = {library_path(), NULL};
    errno = posix_spawn(&room->supervisor, "/proc/self/exe", &actions, NULL, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    return errno == 0 ? 0 : -1;
}

int louver_room_start(struct louver_room *room, const void *plan, size_t length, int output_target, int errors_target) {
    memset(room, 0, sizeof *room);
    room->output_target = output_target;
    room->errors_target = errors_target;
    struct pipe_ends output = {-1, -1}, errors = {-1, -1}, report = {-1, -1};
    int file = plan_file(plan, length);
    int result = -1;
    if (file >= 0 && make_pipe(&output) == 0 && make_pipe(&errors) == 0 && make_pipe(&report) == 0) {
        result = spawn(room, file, output.to, errors.to, report.to);
    }
    int code = errno;
    close(file);
    close(output.to);
    close(errors.to);
    close(report.to);
    room->output = output.from;
    room->errors = errors.from;
    room->report = report.from;
    if (result != 0) {
        close(output.from);
        close(errors.from);
        close(report.from);
    }
    errno = code;
    return result;
}

static void shut(int *descriptor) {
    close(*descriptor);
    *descriptor = -1;
}

// Nobody may be reading any more: then the rest is dropped, and the command goes on.
static void pass_on(int *from, int to) {
    char bytes[1 << 16];
    ssize_t got = read(*from, bytes, sizeof bytes);
    if (got <= 0) {
        if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
            shut(from);
        }
        return;
    }
    for (ssize_t done = 0; done < got;) {
        ssize_t put = write(to, bytes + done, (size_t)(got - done));
        if (put < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (put <= 0) {
            return;
        }
        done += put;
    }
}

static void hear(struct louver_room *room) {
    size_t left = sizeof room->said - 1 - room->said_length;
    char rest[1];
    ssize_t got = left > 0 ? read(room->report, room->said + room->said_length, left) : read(room->report, rest, 1);
    if (got > 0 && left > 0) {
        room->said_length += (size_t)got;
        room->said[room->said_length] = 0;
    } else if (got == 0 || (got < 0 && errno != EINTR)) {
        shut(&room->report);
    }
}

static int ending(struct louver_room *room, int *status) {
    while (waitpid(room->supervisor, NULL, 0) < 0 && errno == EINTR) {
    }
    if (room->said_length == 1 + sizeof *status && room->said[0] == 'S') {
        memcpy(status, room->said + 1, sizeof *status);
        return LOUVER_ROOM_ENDED;
    }
    switch (room->said_length > 0 ? room->said[0] : 0) {
    case 'F': return LOUVER_ROOM_NOT_SET_UP;
    case 'X': return LOUVER_ROOM_NOT_STARTED;
    default: return LOUVER_ROOM_KILLED;
    }
}

int louver_room_attend(struct louver_room *room, int milliseconds, int *status) {
    struct pollfd waiting[] = {{room->output, POLLIN, 0}, {room->errors, POLLIN, 0}, {room->report, POLLIN, 0}};
    // A descriptor below zero is passed over.
    if (poll(waiting, 3, milliseconds) <= 0) {
        return LOUVER_ROOM_RUNS;
    }
    if (waiting[0].revents != 0) {
        pass_on(&room->output, room->output_target);
    }
    if (waiting[1].revents != 0) {
        pass_on(&room->errors, room->errors_target);
    }
    if (waiting[2].revents != 0) {
        hear(room);
    }
    return room->output < 0 && room->errors < 0 && room->report < 0 ? ending(room, status) : LOUVER_ROOM_RUNS;
}

void louver_room_stop(struct louver_room *room) {
    kill(room->supervisor, SIGTERM);
}
