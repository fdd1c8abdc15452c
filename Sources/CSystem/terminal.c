#define _GNU_SOURCE
#include "terminal.h"
#include <sys/ioctl.h>
#include <unistd.h>

int louver_terminal_columns(int descriptor) {
    if (!isatty(descriptor)) {
        return 0;
    }
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return 80;
}
