// Discrete Fourier transforms in double precision: KISS FFT's C++ template behind functions that Swift
// can call.
#ifndef LENSLET_CFOURIER_H
#define LENSLET_CFOURIER_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A transform of one length and direction, which any number of threads may run.
struct lenslet_fourier;

/// Prepares a transform of `count` complex numbers, a power of two; an inverse one is not divided by the
/// count.
struct lenslet_fourier *lenslet_fourier_create(long count, bool inverse);

void lenslet_fourier_destroy(struct lenslet_fourier *transform);

/// Transforms complex numbers, each a real and an imaginary part; those of the input lie `step` complex
/// numbers apart, those of the output side by side. Input and output may not overlap.
void lenslet_fourier_run(const struct lenslet_fourier *transform, const double *input, long step,
                         double *output);

#ifdef __cplusplus
}
#endif

#endif
