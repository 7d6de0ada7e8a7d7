#ifndef LENSLET_PROCESSOR_H
#define LENSLET_PROCESSOR_H

/// What the processor offers: 0 the baseline, 1 AVX2 with FMA (x86-64-v3), 2 AVX-512 (x86-64-v4).
int lenslet_processor_level(void);

/// How many processors this process may use, 1 or more.
int lenslet_processor_count(void);

/// Lets the processor wait a moment in a loop that looks for a change.
static inline void lenslet_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

#endif
