#define _GNU_SOURCE
#include "byte_search.h"

#include <string.h>

ptrdiff_t louver_find_bytes(const uint8_t *bytes, size_t count, const uint8_t *wanted, size_t wanted_count) {
  if (wanted_count == 0) return 0;
  if (count < wanted_count) return -1;
  const uint8_t *found = memmem(bytes, count, wanted, wanted_count);
  return found == NULL ? -1 : (found - bytes);
}
