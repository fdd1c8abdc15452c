#define _GNU_SOURCE
#include "attacks.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/vm_sockets.h>
#include <mqueue.h>
#include <net/ethernet.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int verdict(int worked) { return worked ? WORKED : STOPPED; }

static struct sockaddr_in local(int port) {
    return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
}

static int send_to(int family, int type, const void *address, socklen_t length, const char *kind, const struct target *t) {
    char text[256];
    int size = snprintf(text, sizeof text, "%s %s\n", kind, t->token);
    int descriptor = socket(family, type, 0);
    return verdict(descriptor >= 0 && connect(descriptor, address, length) == 0 &&
                   write(descriptor, text, (size_t)size) == size);
}

static int tcp(const struct target *t) {
    struct sockaddr_in address = local(t->tcp_port);
    return send_to(AF_INET, SOCK_STREAM, &address, sizeof address, "tcp", t);
}

static int udp(const struct target *t) {
    struct sockaddr_in address = local(t->udp_port);
    return send_to(AF_INET, SOCK_DGRAM, &address, sizeof address, "udp", t);
}

static socklen_t path_address(const struct target *t, struct sockaddr_un *address) {
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    snprintf(address->sun_path, sizeof address->sun_path, "%s/socket", t->directory);
    return sizeof *address;
}

static int path_socket(const struct target *t) {
    struct sockaddr_un address;
    socklen_t length = path_address(t, &address);
    return send_to(AF_UNIX, SOCK_STREAM, &address, length, "path", t);
}

static int abstract_socket(const struct target *t) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int length = snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "louver-escape-%d", t->victim);
    return send_to(AF_UNIX, SOCK_STREAM, &address, (socklen_t)(sizeof(sa_family_t) + 1 + (size_t)length), "abstract", t);
}

// Who waits at the socket hands out a descriptor of the raw source.
static int passed_descriptor(const struct target *t) {
    struct sockaddr_un address;
    socklen_t length = path_address(t, &address);
    int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(descriptor, (struct sockaddr *)&address, length) != 0 || write(descriptor, "give\n", 5) != 5) {
        return STOPPED;
    }
    char byte, control[CMSG_SPACE(sizeof(int))];
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    if (recvmsg(descriptor, &message, 0) != 1 || CMSG_FIRSTHDR(&message) == NULL) {
        return STOPPED;
    }
    int passed;
    memcpy(&passed, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof passed);
    return verdict(pread(passed, &byte, 1, 0) == 1);
}

static int netlink(const struct target *t) {
    (void)t;
    int descriptor = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    struct {
        struct nlmsghdr header;
        struct rtgenmsg body;
    } request = {
        .header = {.nlmsg_len = NLMSG_LENGTH(sizeof(struct rtgenmsg)), .nlmsg_type = RTM_GETLINK, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
        .body = {.rtgen_family = AF_UNSPEC},
    };
    char answer[1 << 14];
    return verdict(descriptor >= 0 && send(descriptor, &request, request.header.nlmsg_len, 0) > 0 &&
                   recv(descriptor, answer, sizeof answer, 0) > 0);
}

static int packets(const struct target *t) {
    (void)t;
    return verdict(socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) >= 0);
}

static int machine_socket(const struct target *t) {
    (void)t;
    // To the machine that runs this one.
    return verdict(socket(AF_VSOCK, SOCK_STREAM, 0) >= 0);
}

static int shared_memory(const struct target *t) {
    char name[64];
    snprintf(name, sizeof name, "/louver-escape-%d", t->victim);
    int file = shm_open(name, O_RDWR, 0);
    char *memory = file < 0 ? MAP_FAILED : mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory == MAP_FAILED) {
        return STOPPED;
    }
    snprintf(memory, 4096, "memory %s\n", t->token);
    return WORKED;
}

static int old_shared_memory(const struct target *t) {
    int segment = shmget((key_t)t->victim, 4096, 0);
    char *memory = segment < 0 ? (char *)-1 : shmat(segment, NULL, 0);
    if (memory == (char *)-1) {
        return STOPPED;
    }
    snprintf(memory, 4096, "segment %s\n", t->token);
    return WORKED;
}

static int queue(const struct target *t) {
    char name[64], text[128];
    snprintf(name, sizeof name, "/louver-escape-%d", t->victim);
    int size = snprintf(text, sizeof text, "queue %s\n", t->token);
    mqd_t descriptor = mq_open(name, O_WRONLY);
    return verdict(descriptor >= 0 && mq_send(descriptor, text, (size_t)size, 0) == 0);
}

const struct attack message_attacks[] = {
    {"tcp", "send by TCP", tcp},
    {"udp", "send by UDP", udp},
    {"path-socket", "send by a Unix socket with a path", path_socket},
    {"abstract-socket", "send by an abstract Unix socket", abstract_socket},
    {"passed-descriptor", "be handed a descriptor of the raw source", passed_descriptor},
    {"netlink", "ask the kernel by netlink", netlink},
    {"packets", "listen to raw packets", packets},
    {"machine-socket", "reach the machine that runs this one by vsock", machine_socket},
    {"shared-memory", "write to POSIX shared memory", shared_memory},
    {"old-shared-memory", "write to System V shared memory", old_shared_memory},
    {"queue", "write to a message queue", queue},
    {NULL, NULL, NULL},
};
