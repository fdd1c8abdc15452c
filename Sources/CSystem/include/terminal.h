#ifndef LOUVER_TERMINAL_H
#define LOUVER_TERMINAL_H

// The columns of the terminal behind a descriptor; 0 if there is no terminal, 80 if it does not tell.
int louver_terminal_columns(int descriptor);

#endif
