// Ways that a program may try to get at what it was not shown, or out with what it was.
#ifndef ATTACKS_H
#define ATTACKS_H
#include <stddef.h>

// What there is to get: on the host, in a directory that holds a catalog, its data, and a process that belongs to the
// same user and waits for messages.
struct target {
    const char *directory;  // of the host
    const char *source;     // the raw file of a source
    const char *own;        // a directory that the program may write to
    int victim;             // process number
    int tcp_port, udp_port;
    const char *token;      // what messages carry, to be found again
};

enum { WORKED = 0, STOPPED = 1 };

struct attack {
    const char *name, *description;
    int (*run)(const struct target *);
};

extern const struct attack file_attacks[], process_attacks[], message_attacks[], kernel_attacks[];

// What the waiting process holds in its memory and environment.
#define SECRET "the-secret-of-the-other-process"

// Takes messages of every kind and notes them in the directory; never returns.
void wait_for_messages(const char *directory, const char *source);

// Whether this process is root with what makes root more than a name.
int has_privileges(void);

// Whether a file can be read and is not empty.
int is_readable(const char *path);

// DIRECTORY/NAME, in a buffer that the next call uses again.
const char *beneath(const char *directory, const char *name);

#endif
