#ifndef LENSLET_IMAGE_CODECS_H
#define LENSLET_IMAGE_CODECS_H

// libpng, libjpeg and ISA-L for Swift, which must not be jumped over: every `setjmp`, `longjmp` and
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

/// Decodes the next rows of a PNG that is not interlaced, from the first on.
///
/// Returns false on failure.
bool lenslet_png_read_rows(lenslet_reader *reader, void *pixels, uint32_t rows,
                           lenslet_outcome *outcome);

/// Reads a PNG to its end once all rows are decoded; a call of `lenslet_reader_read` includes it.
///
/// Returns false on failure.
bool lenslet_png_finish(lenslet_reader *reader, lenslet_outcome *outcome);

/// Where in a PNG its pixels are, and of which kind they are.
typedef struct lenslet_png_layout {
  /// The first byte of the first IDAT chunk's data.
  size_t start;
  /// Bytes of that chunk.
  uint32_t count;
  bool is_interlaced;
  /// Whether rows need nothing but their filter taken off: 8 or 16 bits, no palette, no tRNS, not
  /// interlaced, compressed with the full window and without a dictionary.
  bool is_plain;
} lenslet_png_layout;

/// What the header of a PNG and the first bytes of its pixels say.
lenslet_png_layout lenslet_png_pixels(const lenslet_reader *reader);

/// Reads the chunks after the pixels of a PNG up to its end.
///
/// `rest` begins where a chunk begins. Returns NULL on failure, otherwise a reader that only has
/// metadata; `rest` must outlive it.
lenslet_reader *lenslet_png_read_rest(lenslet_bytes rest, lenslet_outcome *outcome);

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

/// Writes everything of a PNG before its pixels. A profile that does not suit is left out.
///
/// Returns false, and an empty buffer, on failure.
bool lenslet_png_write_head(lenslet_header header, lenslet_metadata metadata,
                            lenslet_buffer *file, lenslet_outcome *outcome);

/// Encodes 8-bit `pixels` of 1 or 3 channels as JPEG with a quality of 1 to 100.
///
/// Returns false, and an empty buffer, on failure.
bool lenslet_jpeg_write(const void *pixels, lenslet_header header, lenslet_metadata metadata,
                        int quality, lenslet_buffer *file, lenslet_outcome *outcome);

/// The checksum of PNG chunks, continued over more bytes; it begins as 0.
uint32_t lenslet_crc32(uint32_t crc, lenslet_bytes bytes);

/// A zlib stream being read.
typedef struct lenslet_inflater lenslet_inflater;

/// Returns NULL where memory is short.
lenslet_inflater *lenslet_inflater_open(void);

/// Frees the inflater; NULL is allowed.
void lenslet_inflater_close(lenslet_inflater *inflater);

/// Decompresses until `input` is empty, `output` is full or the stream is at its end.
///
/// `input` is moved past what was taken; `made` counts what was stored. Returns false where the
/// stream is damaged, its checksum included.
bool lenslet_inflate(lenslet_inflater *inflater, lenslet_bytes *input, void *output, size_t room,
                     size_t *made, bool *is_at_end, lenslet_outcome *outcome);

/// The checksum of zlib streams, continued over more bytes; it begins as 1.
uint32_t lenslet_adler32(uint32_t adler, lenslet_bytes bytes);

/// A search for repetitions.
typedef struct lenslet_deflater lenslet_deflater;

/// Returns NULL where memory is short.
lenslet_deflater *lenslet_deflater_open(void);

/// Frees the deflater; NULL is allowed.
void lenslet_deflater_close(lenslet_deflater *deflater);

/// Compresses bytes to whole bytes of a deflate stream that goes on, which depend on none before.
///
/// `output` has room for an eighth more than the input and 1024 bytes. Returns how many bytes were
/// stored.
size_t lenslet_deflate(lenslet_deflater *deflater, lenslet_bytes input, void *output,
                       size_t room);

/// Compresses like `lenslet_deflate`, slowly and smaller; `is_filtered` prefers codes of single bytes.
///
/// Returns 0 where memory is short.
size_t lenslet_deflate_thoroughly(lenslet_bytes input, bool is_filtered, void *output, size_t room);

#endif
