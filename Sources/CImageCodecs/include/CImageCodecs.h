#ifndef LENSLET_IMAGE_CODECS_H
#define LENSLET_IMAGE_CODECS_H

// libpng and libjpeg for Swift, which must not be jumped over: every `setjmp`, `longjmp` and
// callback stays behind these functions. They work from and to memory and never print.
//
// Reading has two steps. Opening parses the header and allocates nothing that grows with the
// picture, so that the caller can refuse its size; reading fills a buffer that the caller made.

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

typedef struct lenslet_reader lenslet_reader;

/// Parses the header of a PNG.
///
/// Returns NULL on failure. `file` must outlive the reader.
lenslet_reader *lenslet_png_open(lenslet_bytes file, lenslet_header *header,
                                 lenslet_outcome *outcome);

/// Parses the header of a JPEG.
///
/// Returns NULL on failure. `file` must outlive the reader.
lenslet_reader *lenslet_jpeg_open(lenslet_bytes file, lenslet_header *header,
                                  lenslet_outcome *outcome);

/// Decodes the whole picture, once a reader.
///
/// `pixels` has room for `width * height * channels` samples, 16-bit ones in native byte order.
/// Returns false on failure.
bool lenslet_reader_read(lenslet_reader *reader, void *pixels, size_t byte_count,
                         lenslet_outcome *outcome);

/// What the file has said so far; a PNG may say more after its pixels.
///
/// The bytes belong to the reader.
lenslet_metadata lenslet_reader_metadata(const lenslet_reader *reader);

/// Frees the reader; NULL is allowed.
void lenslet_reader_close(lenslet_reader *reader);

/// An encoded file; free it with `lenslet_buffer_free`.
typedef struct lenslet_buffer {
  uint8_t *start;
  size_t count;
  size_t capacity;
} lenslet_buffer;

void lenslet_buffer_free(lenslet_buffer *buffer);

/// Encodes `pixels` (see `lenslet_header`) as PNG.
///
/// Returns false, and an empty buffer, on failure. A profile that does not suit is left out.
bool lenslet_png_write(const void *pixels, lenslet_header header, lenslet_metadata metadata,
                       lenslet_buffer *file, lenslet_outcome *outcome);

/// Encodes 8-bit `pixels` of 1 or 3 channels as JPEG with a quality of 1 to 100.
///
/// Returns false, and an empty buffer, on failure.
bool lenslet_jpeg_write(const void *pixels, lenslet_header header, lenslet_metadata metadata,
                        int quality, lenslet_buffer *file, lenslet_outcome *outcome);

#endif
