#ifndef LOUVER_SOCKET_SEARCH_H
#define LOUVER_SOCKET_SEARCH_H

// Whether a path is a socket or a directory with one beneath it, links not followed. What cannot be read holds none that
// this user could reach.
int louver_holds_socket(const char *path);

#endif
