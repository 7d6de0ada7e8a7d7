#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

typedef struct png_reader {
  lenslet_reader base;
  png_structp png;
  png_infop info;
  lenslet_source source;
  /// What is left of the block that the source gave last.
  lenslet_bytes block;
  uint32_t channels;
  bool ends_early;
  /// Whether the first row has been asked for.
  bool is_started;
  bool reading_pixels;
  /// Where the running call reports to.
  lenslet_outcome *outcome;
} png_reader;

// Chunks that would change the samples (gamma, significant bits), cost memory (texts, suggested
// palettes) or mean nothing to a filter. They are skipped, their checksums still verified.
static const png_byte ignored_chunks[] =
    "bKGD\0cHRM\0gAMA\0hIST\0iTXt\0oFFs\0pCAL\0sBIT\0sCAL\0sPLT\0sRGB\0tEXt\0tIME\0zTXt";

static void on_error(png_structp png, png_const_charp message) {
  png_reader *reader = png_get_error_ptr(png);
  lenslet_outcome_fail(
      reader->outcome,
      reader->ends_early ? lenslet_status_ends_early : lenslet_status_damaged, message);
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message) {
  png_reader *reader = png_get_error_ptr(png);
  reader->outcome->warnings += 1;
  // libpng only warns where the checksum of the compressed pixels is wrong. Surplus data after
  // the last pixel harms nothing and is found in real files.
  bool surplus = strstr(message, "Extra compressed data") != NULL ||
                 strstr(message, "Too much image data") != NULL;
  if (reader->reading_pixels && !surplus) png_error(png, message);
}

static void on_read(png_structp png, png_bytep destination, size_t count) {
  png_reader *reader = png_get_io_ptr(png);
  while (count > 0) {
    if (reader->block.count == 0) reader->block = reader->source.next(reader->source.context);
    if (reader->block.count == 0) {
      reader->ends_early = true;
      png_error(png, "unexpected end of file");
    }
    size_t copied = count < reader->block.count ? count : reader->block.count;
    memcpy(destination, reader->block.start, copied);
    reader->block.start += copied;
    reader->block.count -= copied;
    destination += copied;
    count -= copied;
  }
}

static void png_reader_close(lenslet_reader *base) {
  png_reader *reader = (png_reader *)base;
  png_destroy_read_struct(&reader->png, &reader->info, NULL);
  free(reader);
}

static lenslet_metadata png_reader_metadata(const lenslet_reader *base) {
  const png_reader *reader = (const png_reader *)base;
  lenslet_metadata metadata = {0};

  png_charp name = NULL;
  int compression = 0;
  png_bytep profile = NULL;
  png_uint_32 count = 0;
  if (png_get_iCCP(reader->png, reader->info, &name, &compression, &profile, &count) != 0)
    metadata.icc_profile = (lenslet_bytes){profile, count};

  png_bytep exif = NULL;
  if (png_get_eXIf_1(reader->png, reader->info, &count, &exif) != 0)
    metadata.exif = (lenslet_bytes){exif, count};

  png_uint_32 horizontal = 0, vertical = 0;
  int unit = PNG_RESOLUTION_UNKNOWN;
  if (png_get_pHYs(reader->png, reader->info, &horizontal, &vertical, &unit) != 0) {
    metadata.density = (lenslet_density){
        horizontal, vertical,
        unit == PNG_RESOLUTION_METER ? lenslet_density_metre : lenslet_density_ratio};
  }
  return metadata;
}

static void start(png_reader *reader) {
  png_structp png = reader->png;
  png_set_expand(png);  // palettes to colours, 1, 2 and 4 bits to 8, tRNS to alpha
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  png_set_swap(png);
#endif
  png_set_interlace_handling(png);
  png_read_update_info(png, reader->info);
  if (png_get_channels(png, reader->info) != reader->channels)
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
  size_t row_bytes = png_get_rowbytes(png, reader->info);
  bool interlaced = png_get_interlace_type(png, reader->info) != PNG_INTERLACE_NONE;
  reader->reading_pixels = true;
  int passes = interlaced ? PNG_INTERLACE_ADAM7_PASSES : 1;
  for (int pass = 0; pass < passes; pass++) {
    png_bytep row = pixels;
    for (uint32_t y = 0; y < rows; y++, row += row_bytes) {
      png_read_row(png, row, NULL);
      // A row of an interlaced picture is complete with the last pass.
      if (pass == passes - 1) outcome->rows += 1;
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

lenslet_reader *lenslet_png_open(lenslet_source source, lenslet_header *header,
                                 lenslet_access *access, lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  png_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) {
    lenslet_outcome_fail(outcome, lenslet_status_out_of_memory, "out of memory");
    return NULL;
  }
  reader->base = (lenslet_reader){png_reader_read, png_reader_finish, png_reader_metadata,
                                  png_reader_close};
  reader->source = source;
  reader->outcome = outcome;
  reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, on_error, on_warning);
  if (reader->png != NULL) reader->info = png_create_info_struct(reader->png);
  if (reader->info == NULL) {
    lenslet_outcome_fail(outcome, lenslet_status_out_of_memory, "out of memory");
    png_reader_close(&reader->base);
    return NULL;
  }
  png_structp png = reader->png;
  if (setjmp(png_jmpbuf(png)) != 0) {
    png_reader_close(&reader->base);
    return NULL;
  }

  png_set_read_fn(png, reader, on_read);
  // The caller judges the size, with a message that names its own limit.
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max(png, lenslet_max_profile_bytes);
  png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, ignored_chunks,
                              sizeof ignored_chunks / 5);
  png_read_info(png, reader->info);

  reader->channels = expanded_channels(png, reader->info);
  *header = (lenslet_header){png_get_image_width(png, reader->info),
                             png_get_image_height(png, reader->info), reader->channels,
                             png_get_bit_depth(png, reader->info) == 16 ? 16 : 8};
  *access = (lenslet_access){
      .all_at_once = png_get_interlace_type(png, reader->info) != PNG_INTERLACE_NONE};
  return &reader->base;
}
