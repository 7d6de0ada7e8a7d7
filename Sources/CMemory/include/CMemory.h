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

#endif
