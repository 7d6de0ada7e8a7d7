#ifndef LENSLET_MEMORY_H
#define LENSLET_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/// Makes the allocator keep freed memory for the next allocation of the process.
///
/// Without it every large picture is mapped anew, and clearing its pages takes the operating
/// system longer than filtering it takes. To be called once, before other threads start.
void lenslet_keep_freed_memory(void);

/// Whether the allocator can give that many bytes at once; nothing is kept.
///
/// Swift ends the program where memory for an array cannot be had, so this is asked before. It says
/// nothing about memory that is promised and turns out to be missing when it is used.
bool lenslet_can_allocate(size_t bytes);

/// Asks for large pages under a block that is about to be filled; small blocks are left alone.
///
/// Only a hint: what is stored does not depend on it. Filtering a photograph becomes a tenth
/// quicker, because fewer pages are cleared and looked up.
void lenslet_prefer_large_pages(void *start, long bytes);

typedef float lenslet_floats8 __attribute__((ext_vector_type(8)));
typedef float lenslet_floats16 __attribute__((ext_vector_type(16)));

/// Stores a vector past the caches, at a place that is a multiple of its size.
///
/// What is stored need not be read first, which saves a third of the memory's work. It pays where the
/// results are larger than the caches; `lenslet_finish_streaming` makes them visible to other threads.
static inline void lenslet_stream_floats8(float *place, lenslet_floats8 values) {
  __builtin_nontemporal_store(values, (lenslet_floats8 *)place);
}

/// The same for sixteen values.
static inline void lenslet_stream_floats16(float *place, lenslet_floats16 values) {
  __builtin_nontemporal_store(values, (lenslet_floats16 *)place);
}

/// Asks for the line of a value that will be read soon; any address is allowed.
static inline void lenslet_prefetch(const float *place) { __builtin_prefetch(place); }

/// The same for a line that is read later than all that the first cache holds.
static inline void lenslet_prefetch_second(const float *place) { __builtin_prefetch(place, 0, 2); }

/// Orders what was stored past the caches before all stores to come.
static inline void lenslet_finish_streaming(void) {
#if defined(__x86_64__)
  __builtin_ia32_sfence();
#endif
}

#endif
