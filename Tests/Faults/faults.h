// What happens at the calls of a program on files below one directory: they are counted, written down, or made to fail.
//
// The environment says what is to be done:
//
//   FAULT_ROOT     the directory, empty for all; without it nothing is done
//   FAULT_CALLS    names of the calls that count, with commas; without it all
//   FAULT_AT       the number of the call, from 1, at which it happens
//   FAULT_DO       what: `kill`, `stop`, `short` (half of a write is done), `swap` (FAULT_FROM is renamed to FAULT_TO first),
//                  or an error number
//   FAULT_STAYS    set: and at each one after it
//   FAULT_REPORT   a file, which hears of the call at which it happened first
//   FAULT_RECORD   a file, which gets all that changes files, in order, with the bytes
#ifndef FAULTS_H
#define FAULTS_H
#include <dirent.h>
#include <stddef.h>
#include <sys/types.h>

enum verdict { GO, FAIL, HALF };

// Takes the lock that keeps calls in one order; gives what a call on a path is to do, with errno set where it fails.
enum verdict faults_enter(const char *call, const char *path);
// The same for a call on a descriptor.
enum verdict faults_enter_descriptor(const char *call, int descriptor);
// Lets the lock go, and leaves errno as it is.
void faults_leave(void);

// Whether the path of a call lies below the directory.
int faults_watch(const char *path);
// The path that a descriptor was opened by; NULL if it is none of these.
const char *faults_path(int descriptor);
void faults_opened(int descriptor, const char *path);
void faults_closed(int descriptor);
// The same for a stream of a directory.
void faults_listed(DIR *stream, const char *path);
const char *faults_list_path(DIR *stream);

// Whether changes are written down.
int faults_records(void);
// One line of the record: the words, and bytes behind it.
void faults_record(const void *bytes, size_t length, const char *format, ...) __attribute__((format(printf, 3, 4)));

// The next definition of a function: the library's own.
void *faults_next(const char *name);

#endif
