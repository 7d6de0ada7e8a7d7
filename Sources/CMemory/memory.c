// The allocator's settings: <malloc.h> is not part of what Swift imports of the C library.
#include "CMemory.h"

#if defined(__GLIBC__) || defined(__linux__)
#include <limits.h>
#include <malloc.h>

void lenslet_keep_freed_memory(void) {
  // One arena that never maps and never shrinks: blocks of one image serve the next.
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
}
#else
void lenslet_keep_freed_memory(void) {}
#endif
