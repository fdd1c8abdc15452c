// The clean room: one command that reads what it was shown, writes where it may, and reaches nothing else.
#ifndef LOUVER_ROOM_H
#define LOUVER_ROOM_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// The name under which the program starts itself anew to become a room.
#define LOUVER_ROOM_NAME "louver-clean-room"

// What the words of a plan say. A plan is a sequence of texts, each ended by a zero byte: a letter and its fixed number
// of texts, as follows.
enum {
    LOUVER_ROOM_ROOT = 'R',         // an empty directory of the host, on which the room's root is mounted
    LOUVER_ROOM_SHOW = 'S',         // host path, path in the room: read only
    LOUVER_ROOM_WRITE = 'W',        // host path, path in the room: a directory to read and write
    LOUVER_ROOM_DEVICE = 'D',       // path, the same in both: a device without memory
    LOUVER_ROOM_LINK = 'L',         // target, path in the room: a symbolic link
    LOUVER_ROOM_TEXT = 'T',         // content, path in the room: a small file
    LOUVER_ROOM_WORK = 'C',         // path in the room: the working directory
    LOUVER_ROOM_MEMORY = 'M',       // bytes that a process may allocate; absent: no limit
    LOUVER_ROOM_PROCESSES = 'P',    // how many processes and threads there may be
    LOUVER_ROOM_ARGUMENT = 'A',     // the next word of the command, the first one a path in the room
    LOUVER_ROOM_VARIABLE = 'E',     // NAME=VALUE of the command's environment
};

// If the process was started to become a room, it becomes one here, and never returns. Call it before anything may
// have made a thread.
void louver_room_enter(int argument_count, char *const arguments[]);

// The version of Landlock that the kernel offers, 0 where it has none.
int louver_room_landlock_version(void);

// A room that runs.
struct louver_room {
    pid_t supervisor;
    // Ends of pipes, -1 once they are closed: what the command prints on its two streams, and what the room says.
    int output, errors, report;
    // Where the command's two streams are passed on to.
    int output_target, errors_target;
    // What the room has said so far: its failure, or the command's wait status.
    char said[512];
    size_t said_length;
};

// How a room ended.
enum {
    LOUVER_ROOM_RUNS = 0,
    LOUVER_ROOM_ENDED = 1,          // *status is the command's wait status
    LOUVER_ROOM_NOT_SET_UP = 2,     // `said` is a text: what could not be done, and why
    LOUVER_ROOM_KILLED = 3,         // it ended without a word
    LOUVER_ROOM_NOT_STARTED = 4,    // `said` is a text: what of the command could not be started, and why
};

// Starts this program anew as a room, as a plan says. Returns 0, or -1 with errno set.
int louver_room_start(struct louver_room *room, const void *plan, size_t length, int output_target, int errors_target);

// Passes on what the command prints, for at most that many milliseconds. Where it returns other than LOUVER_ROOM_RUNS no
// process of the room is left.
int louver_room_attend(struct louver_room *room, int milliseconds, int *status);

// Ends a room with all its processes; `louver_room_attend` then tells of the end.
void louver_room_stop(struct louver_room *room);

#endif
