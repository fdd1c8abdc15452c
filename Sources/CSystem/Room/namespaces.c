#define _GNU_SOURCE
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

int room_write_file(const char *path, const char *text) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) {
        return -1;
    }
    size_t length = strlen(text);
    ssize_t put = write(file, text, length);
    int code = errno;
    close(file);
    errno = code;
    return put == (ssize_t)length ? 0 : -1;
}

static int map_only(const char *path, unsigned number) {
    char text[64];
    snprintf(text, sizeof text, "%u %u 1", number, number);
    return room_write_file(path, text);
}

int room_namespaces_enter(void) {
    // Asked for before: afterwards they have no names until they are mapped.
    unsigned user = geteuid(), group = getegid();
    room_begin("make user and other namespaces", "");
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWCGROUP) !=
        0) {
        return -1;
    }
    room_begin("map its user", "");
    if (room_write_file("/proc/self/setgroups", "deny") != 0 || map_only("/proc/self/uid_map", user) != 0 ||
        map_only("/proc/self/gid_map", group) != 0) {
        return -1;
    }
    return 0;
}

int room_name_set(void) {
    room_begin("name its host", "");
    static const char name[] = "louver";
    return sethostname(name, sizeof name - 1);
}

int room_loopback_up(void) {
    room_begin("set up its loopback", "");
    int socket_ = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket_ < 0) {
        return -1;
    }
    struct ifreq request;
    memset(&request, 0, sizeof request);
    memcpy(request.ifr_name, "lo", sizeof "lo");
    int result = ioctl(socket_, SIOCGIFFLAGS, &request);
    if (result == 0) {
        request.ifr_flags |= IFF_UP | IFF_RUNNING;
        result = ioctl(socket_, SIOCSIFFLAGS, &request);
    }
    close(socket_);
    return result;
}
