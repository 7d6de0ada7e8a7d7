#define _GNU_SOURCE
#include <sched.h>
#include <unistd.h>

#include "CProcessor.h"

// The macros that count a set of processors are not visible in Swift.
int lenslet_processor_count(void) {
#ifdef __linux__
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof(set), &set) == 0 && CPU_COUNT(&set) > 0) {
    return CPU_COUNT(&set);
  }
#endif
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}
