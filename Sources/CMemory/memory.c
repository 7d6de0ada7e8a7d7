// The allocator's settings: <malloc.h> is not part of what Swift imports of the C library.
#include "CMemory.h"

#include <stdlib.h>

#if defined(__GLIBC__) || defined(__linux__)
#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>

void lenslet_keep_freed_memory(void) {
  // One arena that never maps and never shrinks: blocks of one image serve the next.
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
}

void lenslet_prefer_large_pages(void *start, long bytes) {
  // Blocks lie side by side, so that a page that is partly another's is as good.
  const uintptr_t page = 2 << 20;
  uintptr_t first = (uintptr_t)start / page * page;
  uintptr_t end = ((uintptr_t)start + (uintptr_t)bytes + page - 1) / page * page;
  if (bytes >= 128 << 10) madvise((void *)first, end - first, MADV_HUGEPAGE);
}
#else
void lenslet_keep_freed_memory(void) {}
void lenslet_prefer_large_pages(void *start, long bytes) {}
#endif

bool lenslet_can_allocate(size_t bytes) {
  // Volatile, because compilers leave out an allocation that nobody uses.
  void *volatile block = malloc(bytes);
  bool is_given = block != NULL || bytes == 0;
  free(block);
  return is_given;
}
