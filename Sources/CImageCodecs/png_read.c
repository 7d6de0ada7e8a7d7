#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

typedef struct png_reader {
  lenslet_reader base;
  png_structp png;
  png_infop info;
  lenslet_source source;
  /// What is left of the block that came last, and of the one after it where that has come too.
  lenslet_bytes block, next;
  /// The picture as it will be decoded.
  lenslet_header header;
  /// Length and name of the chunk that was begun last.
  uint8_t chunk[8];
  bool has_palette;
  /// The colours of all indices, as many samples each as the header says: black for those that the
  /// palette leaves out, and opaque for those that tRNS does.
  uint8_t colours[PNG_MAX_PALETTE_LENGTH][4];
  /// How many colours the palette has.
  int colour_count;
  lenslet_png_layout layout;
  /// The first bytes of the pixels, read to see of which kind they are.
  uint8_t start[2];
  bool ends_early;
  /// What was said last that is not an error.
  char warning[128];
  /// Whether the first row has been asked for.
  bool is_started;
  bool reading_pixels;
  /// Where the running call reports to.
  lenslet_outcome *outcome;
} png_reader;

static void on_error(png_structp png, png_const_charp message) {
  png_reader *reader = png_get_error_ptr(png);
  lenslet_status status = lenslet_status_damaged;
  if (reader->ends_early) status = lenslet_status_ends_early;
  else if (strstr(message, "unhandled critical chunk") != NULL) status = lenslet_status_unsupported;
  // What is invalid in a header has been said before.
  bool is_said = strcmp(message, "Invalid IHDR data") == 0 && reader->warning[0] != 0;
  // Only one method of each is known: others are those of other formats, such as MNG.
  if (is_said && strstr(reader->warning, " method") != NULL) status = lenslet_status_unsupported;
  lenslet_outcome_fail(reader->outcome, status, is_said ? reader->warning : message);
  png_longjmp(png, 1);
}

/// What a warning of libpng is about where it touches no pixel.
static uint32_t notice_of(const char *message) {
  if (strstr(message, "Extra compressed data") != NULL ||
      strstr(message, "Too much image data") != NULL ||
      strstr(message, "Too many IDATs") != NULL)
    return lenslet_notice_surplus_data;
  return lenslet_notice_chunk;
}

static void on_warning(png_structp png, png_const_charp message) {
  png_reader *reader = png_get_error_ptr(png);
  uint32_t notice = notice_of(message);
  // libpng only warns where the checksum of the compressed pixels is wrong.
  if (reader->reading_pixels && notice != lenslet_notice_surplus_data) png_error(png, message);
  snprintf(reader->warning, sizeof reader->warning, "%s", message);
  reader->base.notices |= notice;
}

/// Whether more of the file can be taken; asks for the next block where the last one is used up.
static bool has_bytes(png_reader *reader) {
  if (reader->block.count > 0) return true;
  reader->block = reader->next;
  reader->next = (lenslet_bytes){0};
  if (reader->block.count == 0) reader->block = reader->source.next(reader->source.context);
  return reader->block.count > 0;
}

/// Copies what is left of a block, as far as there is room; returns how many bytes that are.
static size_t take(png_reader *reader, uint8_t *destination, size_t room) {
  size_t count = room < reader->block.count ? room : reader->block.count;
  memcpy(destination, reader->block.start, count);
  reader->block.start += count;
  reader->block.count -= count;
  return count;
}

static bool has_indices(const png_reader *reader) {
  return png_get_color_type(reader->png, reader->info) == PNG_COLOR_TYPE_PALETTE;
}

/// Where the length of PLTE has been read: colours that no index names are cut off by libpng.
static void begin_palette(png_reader *reader) {
  reader->has_palette = true;
  png_uint_32 most = 3u << png_get_bit_depth(reader->png, reader->info);
  if (has_indices(reader) && png_get_uint_32(reader->chunk) > most)
    reader->base.notices |= lenslet_notice_chunk;
}

static void on_read(png_structp png, png_bytep destination, size_t count) {
  png_reader *reader = png_get_io_ptr(png);
  png_bytep first = destination;
  size_t wanted = count;
  while (count > 0) {
    if (!has_bytes(reader)) {
      reader->ends_early = true;
      png_error(png, "unexpected end of file");
    }
    size_t copied = take(reader, destination, count);
    destination += copied;
    count -= copied;
  }
  if ((png_get_io_state(png) & PNG_IO_MASK_LOC) == PNG_IO_CHUNK_HDR &&
      wanted == sizeof reader->chunk) {
    memcpy(reader->chunk, first, sizeof reader->chunk);
    if (memcmp(reader->chunk + 4, "PLTE", 4) == 0) begin_palette(reader);
  }
}

static void png_reader_close(lenslet_reader *base) {
  png_reader *reader = (png_reader *)base;
  png_destroy_read_struct(&reader->png, &reader->info, NULL);
  free(reader);
}

/// What a PNG says about its pixels stands in chunks that libpng does not see.
static lenslet_metadata png_reader_metadata(const lenslet_reader *base) {
  (void)base;
  return (lenslet_metadata){0};
}

/// Takes the colours of a palette.
static void take_palette(png_reader *reader) {
  png_colorp palette = NULL;
  png_bytep alpha = NULL;
  int alpha_count = 0;
  png_get_PLTE(reader->png, reader->info, &palette, &reader->colour_count);
  png_get_tRNS(reader->png, reader->info, &alpha, &alpha_count, NULL);
  for (int i = 0; i < PNG_MAX_PALETTE_LENGTH; i++) {
    uint8_t *colour = reader->colours[i];
    if (i < reader->colour_count)
      memcpy(colour, (uint8_t[3]){palette[i].red, palette[i].green, palette[i].blue}, 3);
    colour[3] = i < alpha_count ? alpha[i] : 255;
  }
}

/// Indices to colours; the indices stand at the end of the row.
///
/// libpng does so too, but does not tell of indices that the palette leaves out.
static void expand_indices(png_reader *reader, png_bytep row, size_t row_bytes) {
  size_t width = reader->header.width, channels = reader->header.channels;
  const uint8_t *indices = row + row_bytes - width;
  int highest = 0;
  for (size_t x = 0; x < width; x++, row += channels) {
    int index = indices[x];
    if (index > highest) highest = index;
    if (channels == 4) memcpy(row, reader->colours[index], 4);
    else memcpy(row, reader->colours[index], 3);
  }
  if (highest >= reader->colour_count) reader->base.notices |= lenslet_notice_palette_index;
}

/// Before the first row: what libpng must convert, and whether it gives what the header says.
static void start(png_reader *reader) {
  png_structp png = reader->png;
  bool is_indexed = has_indices(reader);
  if (is_indexed) {
    take_palette(reader);
    png_set_packing(png);  // an index a byte
    png_set_check_for_invalid_index(png, 0);
  } else {
    png_set_expand(png);  // 1, 2 and 4 bits to 8, tRNS to alpha
  }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  png_set_swap(png);
#endif
  png_set_interlace_handling(png);
  png_read_update_info(png, reader->info);
  if (png_get_channels(png, reader->info) != (is_indexed ? 1 : reader->header.channels) ||
      png_get_bit_depth(png, reader->info) != reader->header.bits)
    png_error(png, "the pixels differ from the header");
  reader->is_started = true;
}

static bool png_reader_read(lenslet_reader *base, void *pixels, uint32_t rows,
                            lenslet_outcome *outcome) {
  png_reader *reader = (png_reader *)base;
  png_structp png = reader->png;
  reader->outcome = outcome;
  if (setjmp(png_jmpbuf(png)) != 0) return false;

  if (!reader->is_started) start(reader);
  bool is_indexed = has_indices(reader);
  size_t row_bytes = is_indexed ? (size_t)reader->header.width * reader->header.channels
                                : png_get_rowbytes(png, reader->info);
  size_t stored_start = is_indexed ? row_bytes - reader->header.width : 0;
  bool interlaced = png_get_interlace_type(png, reader->info) != PNG_INTERLACE_NONE;
  reader->reading_pixels = true;
  int passes = interlaced ? PNG_INTERLACE_ADAM7_PASSES : 1;
  for (int pass = 0; pass < passes; pass++) {
    png_bytep row = pixels;
    for (uint32_t y = 0; y < rows; y++, row += row_bytes) {
      png_read_row(png, row + stored_start, NULL);
      // A row of an interlaced picture is complete with the last pass.
      if (pass < passes - 1) continue;
      if (is_indexed) expand_indices(reader, row, row_bytes);
      outcome->rows += 1;
    }
  }
  reader->reading_pixels = false;
  return true;
}

static bool png_reader_finish(lenslet_reader *base, lenslet_outcome *outcome) {
  png_reader *reader = (png_reader *)base;
  reader->outcome = outcome;
  if (setjmp(png_jmpbuf(reader->png)) != 0) return false;
  png_read_end(reader->png, reader->info);
  return true;
}

/// Samples a pixel once palettes and tRNS have been expanded.
static uint32_t expanded_channels(png_structp png, png_infop info) {
  bool transparency = png_get_valid(png, info, PNG_INFO_tRNS) != 0;
  switch (png_get_color_type(png, info)) {
    case PNG_COLOR_TYPE_GRAY: return transparency ? 2 : 1;
    case PNG_COLOR_TYPE_GRAY_ALPHA: return 2;
    case PNG_COLOR_TYPE_RGB_ALPHA: return 4;
    default: return transparency ? 4 : 3;  // colour and palette
  }
}

/// A reader at the start of a file, of which nothing has been read; NULL where memory is short.
static png_reader *make_reader(lenslet_source source, lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  png_reader *reader = calloc(1, sizeof *reader);
  if (reader != NULL) {
    reader->base = (lenslet_reader){png_reader_read, png_reader_finish, png_reader_metadata,
                                    png_reader_close};
    reader->source = source;
    reader->outcome = outcome;
    reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, on_error, on_warning);
    if (reader->png != NULL) reader->info = png_create_info_struct(reader->png);
    if (reader->info != NULL) return reader;
    png_reader_close(&reader->base);
  }
  lenslet_outcome_fail(outcome, lenslet_status_out_of_memory, "out of memory");
  return NULL;
}

/// Reads the chunks before the pixels.
static void read_info(png_reader *reader) {
  png_structp png = reader->png;
  png_set_read_fn(png, reader, on_read);
  // The caller judges the size, with a message that names its own limit.
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max(png, lenslet_max_profile_bytes);
  png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  // Writers are found that declare less than they use: the checksum says whether all is right.
  png_set_option(png, PNG_MAXIMUM_INFLATE_WINDOW, PNG_OPTION_ON);
  png_read_info(png, reader->info);
}

/// Where libpng has read to the first byte of the pixels: of which kind they are.
///
/// Their first bytes are given back to be read again.
static lenslet_png_layout pixel_layout(png_reader *reader) {
  lenslet_png_layout layout = {.count = png_get_uint_32(reader->chunk)};
  if (layout.count < 2) return layout;
  size_t count = 0;
  while (count < 2 && has_bytes(reader))
    count += take(reader, reader->start + count, 2 - count);
  reader->next = reader->block;
  reader->block = (lenslet_bytes){reader->start, count};
  // RFC 1950, 2.2: deflate, a window of at most 32 KiB, no dictionary, a sum divisible by 31.
  bool has_usual_header = count == 2 && (reader->start[0] & 0x0f) == 8 &&
                          reader->start[0] >> 4 <= 7 && (reader->start[1] & 0x20) == 0 &&
                          (reader->start[0] * 256 + reader->start[1]) % 31 == 0;
  layout.is_plain =
      has_usual_header && !reader->has_palette &&
      png_get_interlace_type(reader->png, reader->info) == PNG_INTERLACE_NONE &&
      png_get_bit_depth(reader->png, reader->info) >= 8 &&
      png_get_valid(reader->png, reader->info, PNG_INFO_tRNS) == 0;
  return layout;
}

lenslet_reader *lenslet_png_open(lenslet_source source, lenslet_header *header,
                                 lenslet_access *access, lenslet_outcome *outcome) {
  png_reader *reader = make_reader(source, outcome);
  if (reader == NULL) return NULL;
  if (setjmp(png_jmpbuf(reader->png)) != 0) {
    png_reader_close(&reader->base);
    return NULL;
  }
  read_info(reader);
  reader->header = (lenslet_header){png_get_image_width(reader->png, reader->info),
                                    png_get_image_height(reader->png, reader->info),
                                    expanded_channels(reader->png, reader->info),
                                    png_get_bit_depth(reader->png, reader->info) == 16 ? 16 : 8};
  reader->layout = pixel_layout(reader);
  *header = reader->header;
  *access = (lenslet_access){
      .all_at_once =
          png_get_interlace_type(reader->png, reader->info) != PNG_INTERLACE_NONE};
  return &reader->base;
}

lenslet_png_layout lenslet_png_pixels(const lenslet_reader *base) {
  return ((const png_reader *)base)->layout;
}

lenslet_bytes lenslet_png_take(lenslet_reader *base) {
  png_reader *reader = (png_reader *)base;
  if (!has_bytes(reader)) return (lenslet_bytes){0};
  lenslet_bytes taken = reader->block;
  reader->block = (lenslet_bytes){0};
  return taken;
}

// A complete picture of one grey pixel, in whose place libpng reads the end of another file: what
// it does with a chunk after the pixels depends on nothing but that they have been there.
static const uint8_t one_pixel[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
    0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00,
    0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78,
    0xda, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01, 0xe5, 0x27, 0xde, 0xfc};

bool lenslet_png_read_rest(lenslet_source rest, uint32_t *notices, lenslet_outcome *outcome) {
  *notices = 0;
  png_reader *reader = make_reader(rest, outcome);
  if (reader == NULL) return false;
  if (setjmp(png_jmpbuf(reader->png)) != 0) {
    png_reader_close(&reader->base);
    return false;
  }
  reader->block = (lenslet_bytes){one_pixel, sizeof one_pixel};
  read_info(reader);
  png_byte pixel;
  png_read_row(reader->png, &pixel, NULL);
  png_read_end(reader->png, reader->info);
  *notices = reader->base.notices;
  png_reader_close(&reader->base);
  return true;
}
