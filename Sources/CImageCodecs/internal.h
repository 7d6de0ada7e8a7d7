#ifndef LENSLET_IMAGE_CODECS_INTERNAL_H
#define LENSLET_IMAGE_CODECS_INTERNAL_H

#include "CImageCodecs.h"

/// What PNG and JPEG readers have in common; each begins with one.
struct lenslet_reader {
  bool (*read)(lenslet_reader *reader, void *pixels, uint32_t rows, lenslet_outcome *outcome);
  bool (*finish)(lenslet_reader *reader, lenslet_outcome *outcome);
  lenslet_metadata (*metadata)(const lenslet_reader *reader);
  void (*close)(lenslet_reader *reader);
  /// What was found so far that is not by the book: bits of `lenslet_notice`.
  uint32_t notices;
};

/// Sets status and message; the first failure stays.
void lenslet_outcome_fail(lenslet_outcome *outcome, lenslet_status status, const char *message);

/// Makes room for at least `extra` more bytes; false where memory is short.
bool lenslet_buffer_reserve(lenslet_buffer *buffer, size_t extra);

#endif
