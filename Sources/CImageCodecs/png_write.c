#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

typedef struct png_writer {
  png_structp png;
  png_infop info;
  lenslet_buffer *file;
  lenslet_outcome *outcome;
} png_writer;

static void on_error(png_structp png, png_const_charp message) {
  png_writer *writer = png_get_error_ptr(png);
  lenslet_outcome_fail(writer->outcome, lenslet_status_damaged, message);
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void on_write(png_structp png, png_bytep source, size_t count) {
  png_writer *writer = png_get_io_ptr(png);
  if (!lenslet_buffer_reserve(writer->file, count)) {
    lenslet_outcome_fail(writer->outcome, lenslet_status_out_of_memory, "out of memory");
    png_error(png, "out of memory");
  }
  memcpy(writer->file->start + writer->file->count, source, count);
  writer->file->count += count;
}

static void on_flush(png_structp png) { (void)png; }

static int color_type(uint32_t channels) {
  switch (channels) {
    case 1: return PNG_COLOR_TYPE_GRAY;
    case 2: return PNG_COLOR_TYPE_GRAY_ALPHA;
    case 3: return PNG_COLOR_TYPE_RGB;
    default: return PNG_COLOR_TYPE_RGB_ALPHA;
  }
}

static void set_metadata(png_structp png, png_infop info, lenslet_metadata metadata) {
  if (metadata.icc_profile.count > 0)
    png_set_iCCP(png, info, "ICC profile", PNG_COMPRESSION_TYPE_BASE, metadata.icc_profile.start,
                 (png_uint_32)metadata.icc_profile.count);
  lenslet_density density = metadata.density;
  if (density.horizontal > 0 && density.vertical > 0)
    png_set_pHYs(png, info, density.horizontal, density.vertical,
                 density.unit == lenslet_density_metre ? PNG_RESOLUTION_METER
                                                       : PNG_RESOLUTION_UNKNOWN);
}

/// Everything before the pixels; what it changes lives in the heap, so that nothing is volatile.
static bool write_head(png_writer *writer, lenslet_header header,
                       lenslet_metadata metadata) {
  png_structp png = writer->png;
  if (setjmp(png_jmpbuf(png)) != 0) return false;

  png_set_write_fn(png, writer, on_write, on_flush);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_benign_errors(png, 1);  // a faulty profile is left out, not an error
  png_set_IHDR(png, writer->info, header.width, header.height, (int)header.bits,
               color_type(header.channels), PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE,
               PNG_FILTER_TYPE_BASE);
  set_metadata(png, writer->info, metadata);
  png_write_info_before_PLTE(png, writer->info);
  lenslet_bytes colour = metadata.colour_chunks;
  if (colour.count > 0) on_write(png, (png_bytep)colour.start, colour.count);
  png_write_info(png, writer->info);
  return true;
}

bool lenslet_png_write_head(lenslet_header header, lenslet_metadata metadata,
                            lenslet_buffer *file, lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  *file = (lenslet_buffer){0};
  bool done = false;
  png_writer *writer = calloc(1, sizeof *writer);
  if (writer != NULL) {
    writer->file = file;
    writer->outcome = outcome;
    writer->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, writer, on_error, on_warning);
    if (writer->png != NULL) writer->info = png_create_info_struct(writer->png);
    if (writer->info != NULL) done = write_head(writer, header, metadata);
    png_destroy_write_struct(&writer->png, &writer->info);
    free(writer);
  }
  if (!done) {
    lenslet_outcome_fail(outcome, lenslet_status_out_of_memory, "out of memory");
    lenslet_buffer_free(file);
  }
  return done;
}
