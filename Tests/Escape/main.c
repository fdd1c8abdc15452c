// attacks list                                   names and descriptions of all attacks
// attacks wait DIRECTORY SOURCE                  the process that others try to reach; prints its number and its ports
// attacks NAME DIRECTORY SOURCE VICTIM TCP UDP TOKEN    tries one: status 0 where it worked, 1 where it was stopped
#define _GNU_SOURCE
#include "attacks.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct attack *const all[] = {file_attacks, process_attacks, message_attacks, kernel_attacks};

static const struct attack *find(const char *name) {
    for (size_t list = 0; list < sizeof all / sizeof *all; list++) {
        for (const struct attack *attack = all[list]; attack->name != NULL; attack++) {
            if (name == NULL) {
                printf("%s\t%s\n", attack->name, attack->description);
            } else if (strcmp(attack->name, name) == 0) {
                return attack;
            }
        }
    }
    return NULL;
}

int main(int count, char *arguments[]) {
    if (strcmp(arguments[0], "lingering") == 0 && count == 3) {
        return (int)sleep((unsigned)atoi(arguments[2]));
    }
    if (count == 2 && strcmp(arguments[1], "list") == 0) {
        return find(NULL) != NULL;
    }
    if (count == 2 && strcmp(arguments[1], "root") == 0) {
        return has_privileges() ? WORKED : STOPPED;
    }
    if (count == 3 && strcmp(arguments[1], "read") == 0) {
        return is_readable(arguments[2]) ? WORKED : STOPPED;
    }
    if (count == 4 && strcmp(arguments[1], "wait") == 0) {
        wait_for_messages(arguments[2], arguments[3]);
    }
    const struct attack *attack = count == 8 ? find(arguments[1]) : NULL;
    if (attack == NULL) {
        fprintf(stderr, "attacks: no such attack\n");
        return 2;
    }
    const char *own = getenv("LOUVER_OUTPUT");
    struct target target = {
        .directory = arguments[2], .source = arguments[3], .own = own != NULL ? own : "/tmp",
        .victim = atoi(arguments[4]), .tcp_port = atoi(arguments[5]), .udp_port = atoi(arguments[6]), .token = arguments[7],
    };
    return attack->run(&target);
}
