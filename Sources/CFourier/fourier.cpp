#include "CFourier.h"

#include <complex>
#include <cstddef>
#include <kissfft/kissfft.hh>

struct lenslet_fourier {
  kissfft<double> transform;
};

lenslet_fourier *lenslet_fourier_create(long count, bool inverse) {
  return new lenslet_fourier{kissfft<double>(static_cast<std::size_t>(count), inverse)};
}

void lenslet_fourier_destroy(lenslet_fourier *transform) { delete transform; }

void lenslet_fourier_run(const lenslet_fourier *transform, const double *input, long step,
                         double *output) {
  // An array of complex numbers is laid out as one of their parts: C++ standard, complex.numbers.
  transform->transform.transform(reinterpret_cast<const std::complex<double> *>(input),
                                 reinterpret_cast<std::complex<double> *>(output), 0, 1,
                                 static_cast<std::size_t>(step));
}
