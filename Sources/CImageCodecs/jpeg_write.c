#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include <jerror.h>

#include "internal.h"

typedef struct lenslet_jpeg_writer {
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr destination;
  jmp_buf failure;
  lenslet_buffer buffer;
  /// Where the running call reports to.
  lenslet_outcome *outcome;
} jpeg_writer;

static void on_error(j_common_ptr info) {
  jpeg_writer *writer = info->client_data;
  char message[JMSG_LENGTH_MAX];
  info->err->format_message(info, message);
  lenslet_outcome_fail(writer->outcome,
                       info->err->msg_code == JERR_OUT_OF_MEMORY ? lenslet_status_out_of_memory
                                                                 : lenslet_status_damaged,
                       message);
  longjmp(writer->failure, 1);
}

static void on_message(j_common_ptr info, int level) {
  (void)info;
  (void)level;
}

/// Offers the free part of the buffer to libjpeg.
static void offer_space(j_compress_ptr info) {
  jpeg_writer *writer = info->client_data;
  if (!lenslet_buffer_reserve(&writer->buffer, 1)) ERREXIT1(info, JERR_OUT_OF_MEMORY, 0);
  writer->destination.next_output_byte = writer->buffer.start + writer->buffer.count;
  writer->destination.free_in_buffer = writer->buffer.capacity - writer->buffer.count;
}

/// libjpeg calls this only when the space is used up, whatever the counters say.
static boolean on_full(j_compress_ptr info) {
  jpeg_writer *writer = info->client_data;
  writer->buffer.count = writer->buffer.capacity;
  offer_space(info);
  return TRUE;
}

static void on_end(j_compress_ptr info) { (void)info; }

static void set_density(j_compress_ptr info, lenslet_density density) {
  if (density.horizontal == 0 || density.horizontal > UINT16_MAX) return;
  if (density.vertical == 0 || density.vertical > UINT16_MAX) return;
  switch (density.unit) {
    case lenslet_density_ratio: info->density_unit = 0; break;
    case lenslet_density_inch: info->density_unit = 1; break;
    case lenslet_density_centimetre: info->density_unit = 2; break;
    case lenslet_density_metre: return;  // JFIF has no such unit
  }
  info->X_density = (UINT16)density.horizontal;
  info->Y_density = (UINT16)density.vertical;
}

bool lenslet_jpeg_write(jpeg_writer *writer, const void *pixels, uint32_t rows,
                        lenslet_outcome *outcome) {
  enum { block = 16 };
  *outcome = (lenslet_outcome){0};
  struct jpeg_compress_struct *info = &writer->info;
  writer->outcome = outcome;
  if (setjmp(writer->failure) != 0) return false;

  size_t row_samples = (size_t)info->image_width * (size_t)info->input_components;
  JSAMPROW first = (JSAMPROW)pixels;
  for (uint32_t y = 0; y < rows; y += block) {
    JSAMPROW pointers[block];
    uint32_t count = rows - y < block ? rows - y : block;
    for (uint32_t i = 0; i < count; i++) pointers[i] = first + row_samples * (y + i);
    jpeg_write_scanlines(info, pointers, count);
  }
  return true;
}

bool lenslet_jpeg_finish(jpeg_writer *writer, lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  writer->outcome = outcome;
  if (setjmp(writer->failure) != 0) return false;
  jpeg_finish_compress(&writer->info);
  return true;
}

lenslet_bytes lenslet_jpeg_take(jpeg_writer *writer) {
  lenslet_bytes bytes = {writer->buffer.start,
                         writer->buffer.capacity - writer->destination.free_in_buffer};
  writer->buffer.count = 0;
  writer->destination.next_output_byte = writer->buffer.start;
  writer->destination.free_in_buffer = writer->buffer.capacity;
  return bytes;
}

void lenslet_jpeg_close(jpeg_writer *writer) {
  if (writer == NULL) return;
  jpeg_destroy_compress(&writer->info);
  lenslet_buffer_free(&writer->buffer);
  free(writer);
}

/// Everything that may jump; what it changes lives in the heap, so that nothing is volatile.
static bool begin(jpeg_writer *writer, lenslet_header header, lenslet_metadata metadata,
                  lenslet_jpeg_quality quality) {
  struct jpeg_compress_struct *info = &writer->info;
  if (setjmp(writer->failure) != 0) return false;

  jpeg_create_compress(info);
  writer->destination.init_destination = offer_space;
  writer->destination.empty_output_buffer = on_full;
  writer->destination.term_destination = on_end;
  info->dest = &writer->destination;
  info->image_width = header.width;
  info->image_height = header.height;
  info->input_components = (int)header.channels;
  info->in_color_space = header.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(info);  // YCbCr and the standard Huffman tables
  jpeg_set_quality(info, quality.scale, TRUE);
  if (info->num_components == 3) {
    info->comp_info[0].h_samp_factor = quality.shared_columns;
    info->comp_info[0].v_samp_factor = quality.shared_rows;
  }
  set_density(info, metadata.density);

  jpeg_start_compress(info, TRUE);
  if (metadata.icc_profile.count > 0)
    jpeg_write_icc_profile(info, metadata.icc_profile.start,
                           (unsigned int)metadata.icc_profile.count);
  return true;
}

jpeg_writer *lenslet_jpeg_begin(lenslet_header header, lenslet_metadata metadata,
                                lenslet_jpeg_quality quality, lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  jpeg_writer *writer = calloc(1, sizeof *writer);
  if (writer != NULL) {
    writer->outcome = outcome;
    writer->info.err = jpeg_std_error(&writer->errors);
    writer->info.client_data = writer;
    writer->errors.error_exit = on_error;
    writer->errors.emit_message = on_message;
    if (begin(writer, header, metadata, quality)) return writer;
    lenslet_jpeg_close(writer);
  }
  lenslet_outcome_fail(outcome, lenslet_status_out_of_memory, "out of memory");
  return NULL;
}
