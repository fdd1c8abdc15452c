#define _GNU_SOURCE
#include "attacks.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int notes;

static void note(const char *text, size_t length) {
    if (write(notes, text, length) < 0) {
        _exit(1);
    }
}

static void note_signal(int number) {
    (void)number;
    note("signal\n", 7);
}

static int listener(int family, int type, const void *address, socklen_t length) {
    int descriptor = socket(family, type, 0);
    if (descriptor < 0 || bind(descriptor, address, length) != 0 || (type == SOCK_STREAM && listen(descriptor, 16) != 0)) {
        perror("victim");
        exit(1);
    }
    return descriptor;
}

static int port_of(int descriptor) {
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    getsockname(descriptor, (struct sockaddr *)&address, &length);
    return ntohs(address.sin_port);
}

static void hand_over(int connection, int file) {
    char control[CMSG_SPACE(sizeof file)] = {0};
    struct iovec part = {"x", 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    *header = (struct cmsghdr){CMSG_LEN(sizeof file), SOL_SOCKET, SCM_RIGHTS};
    memcpy(CMSG_DATA(header), &file, sizeof file);
    sendmsg(connection, &message, 0);
}

static void take(int descriptor, int is_stream, int source) {
    char text[4096];
    int connection = is_stream ? accept(descriptor, NULL, NULL) : descriptor;
    ssize_t got = read(connection, text, sizeof text);
    if (got == 5 && memcmp(text, "give\n", 5) == 0) {
        hand_over(connection, source);
    } else if (got > 0) {
        note(text, (size_t)got);
    }
    if (is_stream) {
        close(connection);
    }
}

// Notes what somebody has written to memory, once.
static void look(char *memory) {
    size_t length = strnlen(memory, 4095);
    if (length > 0 && memory[length - 1] == '\n') {
        note(memory, length);
        memory[0] = 0;
    }
}

void wait_for_messages(const char *directory, const char *source_path) {
    notes = open(beneath(directory, "received"), O_CREAT | O_WRONLY | O_APPEND, 0600);
    signal(SIGUSR1, note_signal);
    signal(SIGPIPE, SIG_IGN);
    int source = open(source_path, O_RDONLY);
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct sockaddr_un path = {.sun_family = AF_UNIX}, hidden = {.sun_family = AF_UNIX};
    snprintf(path.sun_path, sizeof path.sun_path, "%s/socket", directory);
    int length = snprintf(hidden.sun_path + 1, sizeof hidden.sun_path - 1, "louver-escape-%d", getpid());
    int tcp = listener(AF_INET, SOCK_STREAM, &any, sizeof any), udp = listener(AF_INET, SOCK_DGRAM, &any, sizeof any);
    int named = listener(AF_UNIX, SOCK_STREAM, &path, sizeof path);
    int abstract = listener(AF_UNIX, SOCK_STREAM, &hidden, (socklen_t)(sizeof(sa_family_t) + 1 + (size_t)length));

    char name[64];
    snprintf(name, sizeof name, "/louver-escape-%d", getpid());
    int shared = shm_open(name, O_CREAT | O_RDWR, 0600);
    if (shared < 0 || ftruncate(shared, 4096) != 0) {
        perror("victim");
        exit(1);
    }
    char *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, shared, 0);
    int segment = shmget((key_t)getpid(), 4096, IPC_CREAT | 0600);
    char *old = shmat(segment, NULL, 0);
    struct mq_attr form = {.mq_maxmsg = 8, .mq_msgsize = 256};
    mqd_t queue = mq_open(name, O_CREAT | O_RDONLY | O_NONBLOCK, 0600, &form);

    printf("%d %d %d\n", getpid(), port_of(tcp), port_of(udp));
    fflush(stdout);
    pid_t parent = getppid();
    struct pollfd waiting[] = {{tcp, POLLIN, 0}, {udp, POLLIN, 0}, {named, POLLIN, 0}, {abstract, POLLIN, 0}, {queue, POLLIN, 0}};
    while (getppid() == parent) {
        poll(waiting, 5, 20);
        for (int index = 0; index < 4; index++) {
            if (waiting[index].revents & POLLIN) {
                take(waiting[index].fd, index != 1, source);
            }
        }
        char text[256];
        ssize_t got = queue < 0 ? -1 : mq_receive(queue, text, sizeof text, NULL);
        if (got > 0) {
            note(text, (size_t)got);
        }
        look(memory);
        look(old);
    }
    shm_unlink(name);
    mq_unlink(name);
    shmctl(segment, IPC_RMID, NULL);
    exit(0);
}
