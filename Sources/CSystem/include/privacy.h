#ifndef LOUVER_PRIVACY_H
#define LOUVER_PRIVACY_H

// What the process makes is for its user alone, whatever the umask was; no core is dumped, and no other process of the user
// may look into its memory. Returns 0, or -1 with errno set.
int louver_keep_private(void);

#endif
