#ifndef LENSLET_IMAGE_CODECS_H
#define LENSLET_IMAGE_CODECS_H

// libpng, libjpeg and ISA-L for Swift, which must not be jumped over: every `setjmp`, `longjmp` and
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
  lenslet_status_too_many_scans,
} lenslet_status;

/// How a call ended; `message` is the library's own text, empty where all is well.
typedef struct lenslet_outcome {
  lenslet_status status;
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
  /// Whole chunks about colours, to be written into a PNG as they are.
  lenslet_bytes colour_chunks;
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

/// What is not by the book in a file whose pixels can be shown: a bit each.
typedef enum lenslet_notice {
  /// A sequential JPEG whose scans name parameters of other kinds.
  lenslet_notice_scan_parameters = 1 << 0,
  /// Bytes between the segments of a JPEG.
  lenslet_notice_padding = 1 << 1,
  /// An Adobe marker that names no transform that is known, or not that of the colours.
  lenslet_notice_adobe_transform = 1 << 2,
  /// A version of JFIF that is not known.
  lenslet_notice_jfif_version = 1 << 3,
  /// A colour profile that is damaged, and is left out.
  lenslet_notice_colour_profile = 1 << 4,
  /// Scans of a progressive JPEG that repeat what came before, or come before their turn.
  lenslet_notice_progression = 1 << 5,
  /// A scan of a JPEG behind the one that had all pixels.
  lenslet_notice_surplus_scan = 1 << 6,
  /// A chunk of a PNG that is malformed, out of place or there twice, and is left out.
  lenslet_notice_chunk = 1 << 7,
  /// Data behind the last pixel of a PNG.
  lenslet_notice_surplus_data = 1 << 8,
  /// Scans of a progressive JPEG that leave out frequencies, or their last bits.
  lenslet_notice_incomplete_scans = 1 << 9,
  /// A marker of a JPEG that is out of place, or contradicts the header.
  lenslet_notice_marker = 1 << 10,
  /// Bytes behind the end of the picture.
  lenslet_notice_trailing_bytes = 1 << 11,
  /// Pixels of a PNG that name no colour of its palette.
  lenslet_notice_palette_index = 1 << 12,
} lenslet_notice;

/// Parses the header of a PNG, whose source gives nothing but the chunks that make pixels.
///
/// Returns NULL on failure. What the source refers to must outlive the reader.
lenslet_reader *lenslet_png_open(lenslet_source source, lenslet_header *header,
                                 lenslet_access *access, lenslet_outcome *outcome);

/// Parses the header of a JPEG, of which no more than some scans are read.
///
/// Returns NULL on failure. What the source refers to must outlive the reader.
lenslet_reader *lenslet_jpeg_open(lenslet_source source, uint32_t max_scans, lenslet_header *header,
                                  lenslet_access *access, lenslet_outcome *outcome);

/// Decodes the next rows, no more than are left, with no other bytes between them.
///
/// Samples of 16 bits are in native byte order. Returns false on failure; the reader can then only
/// be closed.
bool lenslet_reader_read(lenslet_reader *reader, void *pixels, uint32_t rows,
                         lenslet_outcome *outcome);

/// Reads what follows the pixels, once and after all of them.
bool lenslet_reader_finish(lenslet_reader *reader, lenslet_outcome *outcome);

/// How the pixels of a PNG are stored.
typedef struct lenslet_png_layout {
  /// Bytes of the first IDAT chunk's data.
  uint32_t count;
  /// Whether rows need nothing but their filter taken off: 8 or 16 bits, no palette, no tRNS, not
  /// interlaced, compressed without a dictionary.
  bool is_plain;
} lenslet_png_layout;

/// What the header of a PNG and the first bytes of its pixels say.
lenslet_png_layout lenslet_png_pixels(const lenslet_reader *reader);

/// Takes the next bytes of a PNG for itself, from the first IDAT chunk's data on.
///
/// They stay valid until the next call; none at the end of the file. The reader can only be closed
/// from then on.
lenslet_bytes lenslet_png_take(lenslet_reader *reader);

/// Reads the chunks after the pixels of a PNG up to its end.
///
/// `rest` begins where a chunk begins; `notices` is set to bits of `lenslet_notice`. Returns false on
/// failure.
bool lenslet_png_read_rest(lenslet_source rest, uint32_t *notices, lenslet_outcome *outcome);

/// What a JPEG has said so far; a PNG says it in chunks that its source keeps.
///
/// The bytes belong to the reader.
lenslet_metadata lenslet_reader_metadata(const lenslet_reader *reader);

/// What was found so far that is not by the book: bits of `lenslet_notice`.
uint32_t lenslet_reader_notices(const lenslet_reader *reader);

/// Frees the reader; NULL is allowed.
void lenslet_reader_close(lenslet_reader *reader);

/// Bytes in memory; free them with `lenslet_buffer_free`.
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

/// A JPEG being written.
typedef struct lenslet_jpeg_writer lenslet_jpeg_writer;

/// How closely a JPEG keeps its pixels.
typedef struct lenslet_jpeg_quality {
  /// 1 (small) to 100 (close to the original).
  int scale;
  /// Columns and rows of pixels that share a sample of each colour difference: 1 or 2.
  int shared_columns;
  int shared_rows;
} lenslet_jpeg_quality;

/// Starts a JPEG of 8-bit pixels of 1 or 3 channels.
///
/// Returns NULL on failure.
lenslet_jpeg_writer *lenslet_jpeg_begin(lenslet_header header, lenslet_metadata metadata,
                                        lenslet_jpeg_quality quality, lenslet_outcome *outcome);

/// Encodes the next rows, no more than are left; the pixels are not needed afterwards.
///
/// Returns false on failure; the writer can then only be closed.
bool lenslet_jpeg_write(lenslet_jpeg_writer *writer, const void *pixels, uint32_t rows,
                        lenslet_outcome *outcome);

/// Encodes what follows the pixels, once and after all of them.
bool lenslet_jpeg_finish(lenslet_jpeg_writer *writer, lenslet_outcome *outcome);

/// The next bytes of the file, those since the last call; they stay valid until the next call of
/// any function with this writer.
lenslet_bytes lenslet_jpeg_take(lenslet_jpeg_writer *writer);

/// Frees the writer; NULL is allowed.
void lenslet_jpeg_close(lenslet_jpeg_writer *writer);

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

/// Looks for repetitions in a zlib stream from farther back than its header declares.
typedef struct lenslet_window_check lenslet_window_check;

/// What such a search has found.
typedef enum lenslet_window_verdict {
  /// Nothing so far.
  lenslet_window_is_kept = 0,
  /// One from too far back.
  lenslet_window_is_exceeded,
  /// Nothing, and so many bytes have been looked at, or the stream is at its end or damaged.
  lenslet_window_check_ended,
} lenslet_window_verdict;

/// Starts a search in the first `count` bytes of what a stream stands for, which declares a window of
/// 2^`window_bits` bytes, 8 to 15.
///
/// It takes about a tenth of a second for a mebibyte. Returns NULL where memory is short.
lenslet_window_check *lenslet_window_check_open(unsigned window_bits, size_t count);

/// Looks at the next bytes of the stream; only to be called while the verdict is that nothing was
/// found so far.
lenslet_window_verdict lenslet_window_check_go_on(lenslet_window_check *check,
                                                  lenslet_bytes input);

/// Frees the search; NULL is allowed.
void lenslet_window_check_close(lenslet_window_check *check);

/// The checksum of zlib streams, continued over more bytes; it begins as 1.
uint32_t lenslet_adler32(uint32_t adler, lenslet_bytes bytes);

/// The checksum of two pieces one after the other, from those of each.
uint32_t lenslet_adler32_joined(uint32_t first, uint32_t second, size_t second_count);

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

/// How zlib looks for repetitions.
typedef enum lenslet_search {
  /// As libpng does where nothing else is asked for.
  lenslet_search_usual = 0,
  /// As hard as it can.
  lenslet_search_hard,
  /// As hard as it can, with a preference for codes of single bytes.
  lenslet_search_filtered,
} lenslet_search;

/// Compresses like `lenslet_deflate`, slowly and smaller; `window` are the bytes before, 32 KiB at most,
/// which may be repeated.
///
/// Returns 0 where memory is short.
size_t lenslet_deflate_smaller(lenslet_bytes window, lenslet_bytes input, lenslet_search search,
                               void *output, size_t room);

#endif
