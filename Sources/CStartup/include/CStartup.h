// Nothing to call: linking this target installs a check that runs before the rest of the program.
#ifndef LOUVER_CSTARTUP_H
#define LOUVER_CSTARTUP_H
#endif
