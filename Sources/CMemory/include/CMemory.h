#ifndef LENSLET_MEMORY_H
#define LENSLET_MEMORY_H

/// Makes the allocator keep freed memory for the next allocation of the process.
///
/// Without it every large picture is mapped anew, and clearing its pages takes the operating
/// system longer than filtering it takes. To be called once, before other threads start.
void lenslet_keep_freed_memory(void);

#endif
