#ifndef LENSLET_IMAGE_CODECS_H
#define LENSLET_IMAGE_CODECS_H

// libpng and libjpeg for Swift, which must not be jumped over: every `setjmp`, `longjmp` and
// callback stays behind these functions. They never print.
//
// Reading has three steps. Opening parses the header and allocates nothing that grows with the
// picture, so that the caller can refuse its size; reading fills rows that the caller made, as
// many at a time as it likes; finishing reads what follows the pixels. Writing goes the same way,
// and hands over what has been encoded whenever it is asked.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The longest ICC profile that is read or written: what the 255 segments of a JPEG can hold.
enum { lenslet_max_profile_bytes = 255 * 65519 };

typedef enum lenslet_status {
  lenslet_status_done = 0,
  lenslet_status_ends_early,
  lenslet_status_damaged,
  lenslet_status_unsupported,
  lenslet_status_out_of_memory,
} lenslet_status;

/// How a call ended; `message` is the library's own text, empty where all is well.
typedef struct lenslet_outcome {
  lenslet_status status;
  /// Warnings that did not stop the call, for example about a faulty colour profile.
  uint32_t warnings;
  /// Rows that the call has read.
  uint32_t rows;
  char message[240];
} lenslet_outcome;

/// Bytes that belong to someone else.
typedef struct lenslet_bytes {
  const uint8_t *start;
  size_t count;
} lenslet_bytes;

/// A picture as it will be decoded: 1 to 4 interleaved samples a pixel, of 8 or 16 bits.
typedef struct lenslet_header {
  uint32_t width;
  uint32_t height;
  uint32_t channels;
  uint32_t bits;
} lenslet_header;

typedef enum lenslet_density_unit {
  /// Only the ratio of the two numbers means something.
  lenslet_density_ratio = 0,
  lenslet_density_inch,
  lenslet_density_centimetre,
  lenslet_density_metre,
} lenslet_density_unit;

/// Pixels a unit of length; both numbers are 0 where the file says nothing.
typedef struct lenslet_density {
  uint32_t horizontal;
  uint32_t vertical;
  lenslet_density_unit unit;
} lenslet_density;

/// What a file says about its pixels; a count of 0 stands for nothing.
typedef struct lenslet_metadata {
  lenslet_bytes icc_profile;
  /// A TIFF structure, without the six bytes that precede it in a JPEG.
  lenslet_bytes exif;
  lenslet_density density;
} lenslet_metadata;

/// Where the bytes of a file come from.
typedef struct lenslet_source {
  void *context;
  /// Gives the next bytes, which stay valid until the next call; none at the end of the file, and
  /// where it cannot be read.
  lenslet_bytes (*next)(void *context);
} lenslet_source;

/// How a file can be read.
typedef struct lenslet_access {
  /// Whether all rows must be read with one call: they are interlaced.
  bool all_at_once;
  /// Bytes that the library itself keeps while it decodes, where they grow with the picture.
  size_t kept_bytes;
} lenslet_access;

typedef struct lenslet_reader lenslet_reader;

/// Parses the header of a PNG.
///
/// Returns NULL on failure. What the source refers to must outlive the reader.
lenslet_reader *lenslet_png_open(lenslet_source source, lenslet_header *header,
                                 lenslet_access *access, lenslet_outcome *outcome);

/// Parses the header of a JPEG.
///
/// Returns NULL on failure. What the source refers to must outlive the reader.
lenslet_reader *lenslet_jpeg_open(lenslet_source source, lenslet_header *header,
                                  lenslet_access *access, lenslet_outcome *outcome);

/// Decodes the next rows, no more than are left, with no other bytes between them.
///
/// Samples of 16 bits are in native byte order. Returns false on failure; the reader can then only
/// be closed.
bool lenslet_reader_read(lenslet_reader *reader, void *pixels, uint32_t rows,
                         lenslet_outcome *outcome);

/// Reads what follows the pixels, once and after all of them.
bool lenslet_reader_finish(lenslet_reader *reader, lenslet_outcome *outcome);

/// What the file has said so far; a PNG may say more after its pixels.
///
/// The bytes belong to the reader.
lenslet_metadata lenslet_reader_metadata(const lenslet_reader *reader);

/// Frees the reader; NULL is allowed.
void lenslet_reader_close(lenslet_reader *reader);

typedef struct lenslet_writer lenslet_writer;

/// Starts a PNG of such pixels (see `lenslet_header`).
///
/// Returns NULL on failure. A profile that does not suit is left out.
lenslet_writer *lenslet_png_begin(lenslet_header header, lenslet_metadata metadata,
                                  lenslet_outcome *outcome);

/// Starts a JPEG of 8-bit pixels of 1 or 3 channels with a quality of 1 to 100.
///
/// Returns NULL on failure.
lenslet_writer *lenslet_jpeg_begin(lenslet_header header, lenslet_metadata metadata, int quality,
                                   lenslet_outcome *outcome);

/// Encodes the next rows, no more than are left; the pixels are not needed afterwards.
///
/// Returns false on failure; the writer can then only be closed.
bool lenslet_writer_write(lenslet_writer *writer, const void *pixels, uint32_t rows,
                          lenslet_outcome *outcome);

/// Encodes what follows the pixels, once and after all of them.
bool lenslet_writer_finish(lenslet_writer *writer, lenslet_outcome *outcome);

/// The next bytes of the file, those since the last call; they stay valid until the next call of
/// any function with this writer.
lenslet_bytes lenslet_writer_take(lenslet_writer *writer);

/// Frees the writer; NULL is allowed.
void lenslet_writer_close(lenslet_writer *writer);

#endif
