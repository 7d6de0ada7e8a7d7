#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jpeg_scan_watch.h"

#include <jerror.h>

#include "internal.h"

typedef struct jpeg_reader {
  lenslet_reader base;
  /// Encoders write about ten scans. A small file with thousands of empty ones over a large picture
  /// would keep a decoder busy for hours.
  uint32_t max_scans;
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  struct jpeg_source_mgr source;
  lenslet_source bytes;
  /// Where the bytes begin that libjpeg reads from.
  const uint8_t *block;
  lenslet_scan_watch watch;
  jmp_buf failure;
  uint32_t channels;
  /// Whether the first row has been asked for.
  bool is_started;
  /// Whether a segment is skipped that states the height again.
  bool is_in_height;
  /// Whether what follows the end belongs to the file.
  bool has_more_pictures;
  /// Room for a row of inks; NULL where there are none.
  JSAMPARRAY ink_row;
  JOCTET *profile;
  unsigned int profile_count;
  uint8_t *exif;
  size_t exif_count;
  /// Where the running call reports to.
  lenslet_outcome *outcome;
} jpeg_reader;

static lenslet_status status_of(int code) {
  switch (code) {
    case JWRN_JPEG_EOF:
    case JERR_INPUT_EMPTY:
    case JERR_INPUT_EOF:
      return lenslet_status_ends_early;
    case JERR_CONVERSION_NOTIMPL:
    case JERR_NOTIMPL:
    case JERR_NOT_COMPILED:
      return lenslet_status_unsupported;
    case JERR_OUT_OF_MEMORY:
      return lenslet_status_out_of_memory;
    default:
      return lenslet_status_damaged;
  }
}

/// The kind of JPEG that a marker begins, where it is not one that libjpeg reads.
static const char *unsupported_marker(int marker) {
  switch (marker) {
    case 0xc3: case 0xcb: return "lossless JPEG";
    case 0xc5: case 0xc6: case 0xc7: case 0xcd: case 0xce: case 0xcf: case 0xde: case 0xdf:
      return "hierarchical JPEG";
    case 0xf7: case 0xf8: return "JPEG-LS";
    case 0xc8: return "an extension of JPEG";
    default: return marker >= 0xf0 && marker <= 0xfd ? "an extension of JPEG" : NULL;
  }
}

/// Says what an error is about where the file is sound, but of a kind that libjpeg does not read.
static bool describe_unsupported(const jpeg_reader *reader, char *text, size_t room) {
  int number = reader->errors.msg_parm.i[0];
  const char *kind = NULL;
  switch (reader->errors.msg_code) {
    case JERR_ARITH_NOTIMPL: kind = "arithmetic coding"; break;
    case JERR_BAD_PRECISION:
      if (number == 0) return false;
      snprintf(text, room, "%d bits a sample", number);
      return true;
    case JERR_COMPONENT_COUNT: snprintf(text, room, "%d components", number); return true;
    case JERR_EMPTY_IMAGE:
      // ITU-T T.81, B.2.5: a height of 0 stands behind the first scan.
      if (reader->info.image_height == 0 && reader->info.image_width > 0)
        kind = "its height stands behind its pixels, in a DNL segment";
      break;
    case JERR_FRACT_SAMPLE_NOTIMPL: kind = "fractional sampling of colours"; break;
    case JERR_CCIR601_NOTIMPL: kind = "co-sited sampling of colours"; break;
    case JERR_BAD_MCU_SIZE: kind = "more than 10 blocks a unit"; break;
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW: kind = "wider or higher than 65500 pixels"; break;
    case JERR_SOF_UNSUPPORTED:
    case JERR_UNKNOWN_MARKER: kind = unsupported_marker(number); break;
    default: break;
  }
  if (kind == NULL) return false;
  snprintf(text, room, "%s", kind);
  return true;
}

/// Says what is wrong with a damaged file where libjpeg's own text does not.
static void describe_damage(jpeg_reader *reader, char *text) {
  if (reader->errors.msg_code == JERR_EMPTY_IMAGE)
    snprintf(text, JMSG_LENGTH_MAX, "its header states %s of 0",
             reader->info.image_width == 0 ? "a width" : "a number of components");
  else
    reader->errors.format_message((j_common_ptr)&reader->info, text);
}

static void on_error(j_common_ptr info) {
  jpeg_reader *reader = info->client_data;
  char message[JMSG_LENGTH_MAX];
  if (info->err->msg_code == JERR_EOI_EXPECTED) {
    // All rows have been read from the first scan.
    reader->base.notices |= lenslet_notice_surplus_scan;
  } else if (describe_unsupported(reader, message, sizeof message)) {
    lenslet_outcome_fail(reader->outcome, lenslet_status_unsupported, message);
  } else {
    describe_damage(reader, message);
    lenslet_outcome_fail(reader->outcome, status_of(info->err->msg_code), message);
  }
  longjmp(reader->failure, 1);
}

/// Whether the bytes before a marker, which libjpeg has just skipped, touch no pixel.
static bool is_padding(const jpeg_reader *reader, size_t count, int marker) {
  const uint8_t *end = reader->source.next_input_byte;
  size_t there = (size_t)(end - reader->block);
  if (there > count) there = count;
  return lenslet_is_padding(&reader->watch, (j_decompress_ptr)&reader->info, marker, end - there,
                            there, count);
}

/// Whether a scan that is out of turn changes nothing: it repeats what came before, or the higher
/// frequencies come before the constant.
static bool is_harmless_progression(const jpeg_reader *reader) {
  bool is_before_constant = reader->errors.msg_parm.i[1] == 0 && reader->info.Ss > 0;
  return is_before_constant || reader->info.Ah == 0;
}

/// What a warning of libjpeg is about where it touches no pixel; 0 for damaged and missing pixels.
static uint32_t notice_of(const jpeg_reader *reader) {
  const int *numbers = reader->errors.msg_parm.i;
  switch (reader->errors.msg_code) {
    case JWRN_NOT_SEQUENTIAL: return lenslet_notice_scan_parameters;
    case JWRN_ADOBE_XFORM: return lenslet_notice_adobe_transform;
    case JWRN_JFIF_MAJOR: return lenslet_notice_jfif_version;
    case JWRN_BOGUS_ICC: return lenslet_notice_colour_profile;
    case JWRN_EXTRANEOUS_DATA:
      return is_padding(reader, (size_t)numbers[0], numbers[1]) ? lenslet_notice_padding : 0;
    case JWRN_BOGUS_PROGRESSION:
      return is_harmless_progression(reader) ? lenslet_notice_progression : 0;
    default: return 0;
  }
}

/// Looks for what is not by the book in what libjpeg only tells of.
static void on_trace(jpeg_reader *reader) {
  enum { height_marker = 0xdc, height_bytes = 2 };
  const int *numbers = reader->errors.msg_parm.i;
  switch (reader->errors.msg_code) {
    case JTRC_PARMLESS_MARKER:  // a restart marker outside of scans, or TEM
    case JTRC_JFIF_BADTHUMBNAILSIZE:
      reader->base.notices |= lenslet_notice_marker;
      break;
    case JTRC_MISC_MARKER:
      // The length of a segment counts its own two bytes.
      if (numbers[1] < 0) reader->base.notices |= lenslet_notice_marker;
      if (numbers[0] != height_marker) break;
      // ITU-T T.81, B.2.5: it stands behind the first scan.
      reader->is_in_height = reader->info.input_scan_number == 1 && numbers[1] == height_bytes;
      if (!reader->is_in_height) reader->base.notices |= lenslet_notice_marker;
      break;
    default: break;
  }
}

/// To libjpeg, damaged and missing pixels are warnings; to us they are errors.
static void on_message(j_common_ptr info, int level) {
  jpeg_reader *reader = info->client_data;
  if (level >= 0) {
    on_trace(reader);
    return;
  }
  uint32_t notice = notice_of(reader);
  if (notice == 0) on_error(info);
  reader->base.notices |= notice;
}

static boolean on_unit(j_decompress_ptr info, JBLOCKROW *blocks) {
  jpeg_reader *reader = info->client_data;
  lenslet_scan_watch *watch = &reader->watch;
  if (watch->unseen > 0) {
    watch->unseen--;
    return watch->decode(info, blocks);
  }
  lenslet_scan_end end;
  if (!lenslet_watch_unit(watch, info, blocks, reader->block, &end)) return FALSE;
  switch (end) {
    case lenslet_scan_end_padding: reader->base.notices |= lenslet_notice_padding; break;
    case lenslet_scan_end_surplus:
      lenslet_outcome_fail(reader->outcome, lenslet_status_damaged,
                           "bits are left over behind the last pixel of a scan or an interval");
      longjmp(reader->failure, 1);
    case lenslet_scan_end_sound:
    case lenslet_scan_end_unknown: break;
  }
  return TRUE;
}

/// Called before each row of blocks is decoded, at the latest.
static void on_progress(j_common_ptr info) {
  jpeg_reader *reader = info->client_data;
  lenslet_watch_scan(&reader->watch, &reader->info, on_unit);
  if (reader->info.input_scan_number <= 0 ||
      (uint32_t)reader->info.input_scan_number <= reader->max_scans)
    return;
  lenslet_outcome_fail(reader->outcome, lenslet_status_too_many_scans, "too many scans");
  longjmp(reader->failure, 1);
}

static void on_source_start(j_decompress_ptr info) { (void)info; }

/// Takes the next block; a file that ends here is a warning to libjpeg, and to us an error.
static boolean on_empty(j_decompress_ptr info) {
  static const JOCTET end_of_image[2] = {0xff, JPEG_EOI};
  jpeg_reader *reader = info->client_data;
  lenslet_bytes bytes = reader->bytes.next(reader->bytes.context);
  if (bytes.count == 0) {
    WARNMS(info, JWRN_JPEG_EOF);
    bytes = (lenslet_bytes){end_of_image, sizeof end_of_image};
  }
  reader->block = bytes.start;
  reader->source.next_input_byte = bytes.start;
  reader->source.bytes_in_buffer = bytes.count;
  return TRUE;
}

/// Whether anything follows what libjpeg has read; nothing more can be read then.
static bool has_bytes(jpeg_reader *reader) {
  return reader->source.bytes_in_buffer > 0 ||
         reader->bytes.next(reader->bytes.context).count > 0;
}

static void on_skip(j_decompress_ptr info, long count) {
  jpeg_reader *reader = info->client_data;
  uint64_t value = 0;
  while (count > 0) {
    if (reader->source.bytes_in_buffer == 0) on_empty(info);
    size_t skipped = reader->source.bytes_in_buffer;
    if (skipped > (size_t)count) skipped = (size_t)count;
    for (size_t i = 0; reader->is_in_height && i < skipped; i++)
      value = value << 8 | reader->source.next_input_byte[i];
    reader->source.next_input_byte += skipped;
    reader->source.bytes_in_buffer -= skipped;
    count -= (long)skipped;
  }
  if (reader->is_in_height && value != info->image_height)
    reader->base.notices |= lenslet_notice_marker;
  reader->is_in_height = false;
}

static void on_source_end(j_decompress_ptr info) { (void)info; }

static void jpeg_reader_close(lenslet_reader *base) {
  jpeg_reader *reader = (jpeg_reader *)base;
  jpeg_destroy_decompress(&reader->info);
  free(reader->profile);
  free(reader->exif);
  free(reader);
}

/// Copies the first EXIF block, because libjpeg forgets its markers with the last row.
///
/// The name is followed by a zero and by any byte, which fills up.
static void keep_exif(jpeg_reader *reader) {
  static const JOCTET name[5] = "Exif";
  const size_t header = sizeof name + 1;
  for (jpeg_saved_marker_ptr marker = reader->info.marker_list; marker != NULL;
       marker = marker->next) {
    if (marker->marker != JPEG_APP0 + 1 || marker->data_length <= header) continue;
    if (memcmp(marker->data, name, sizeof name) != 0) continue;
    size_t count = marker->data_length - header;
    reader->exif = malloc(count);
    if (reader->exif == NULL) ERREXIT1(&reader->info, JERR_OUT_OF_MEMORY, 0);
    memcpy(reader->exif, marker->data + header, count);
    reader->exif_count = count;
    return;
  }
}

/// Whether the file names pictures behind its end (CIPA DC-007, 5).
static bool has_more_pictures(const jpeg_reader *reader) {
  static const char name[4] = "MPF";
  for (jpeg_saved_marker_ptr marker = reader->info.marker_list; marker != NULL;
       marker = marker->next) {
    if (marker->marker == JPEG_APP0 + 2 && marker->data_length >= sizeof name &&
        memcmp(marker->data, name, sizeof name) == 0)
      return true;
  }
  return false;
}

/// Whether an Adobe marker, where there is one, says of the colours what they are taken for.
static bool has_plain_transform(const jpeg_reader *reader) {
  const struct jpeg_decompress_struct *info = &reader->info;
  if (!info->saw_Adobe_marker) return true;
  switch (info->jpeg_color_space) {
    case JCS_GRAYSCALE: return info->Adobe_transform <= 1;
    case JCS_RGB:
    case JCS_CMYK: return info->Adobe_transform == 0;
    case JCS_YCbCr: return info->Adobe_transform == 1;
    case JCS_YCCK: return info->Adobe_transform == 2;
    default: return true;
  }
}

static bool has_inks(const jpeg_reader *reader) {
  return reader->info.jpeg_color_space == JCS_CMYK || reader->info.jpeg_color_space == JCS_YCCK;
}

static lenslet_metadata jpeg_reader_metadata(const lenslet_reader *base) {
  const jpeg_reader *reader = (const jpeg_reader *)base;
  lenslet_metadata metadata = {0};
  metadata.icc_profile = (lenslet_bytes){reader->profile, reader->profile_count};
  metadata.exif = (lenslet_bytes){reader->exif, reader->exif_count};
  if (reader->info.saw_JFIF_marker) {
    static const lenslet_density_unit units[] = {lenslet_density_ratio, lenslet_density_inch,
                                                 lenslet_density_centimetre};
    UINT8 unit = reader->info.density_unit;
    metadata.density =
        (lenslet_density){reader->info.X_density, reader->info.Y_density,
                          unit < sizeof units / sizeof *units ? units[unit] : units[0]};
  }
  return metadata;
}

/// Rounded `a * b / 255`.
static JSAMPLE scaled(unsigned int a, unsigned int b) { return (JSAMPLE)((a * b + 127) / 255); }

/// Inks to colours, without colour management: each ink and black take light away.
static void convert_inks(const JSAMPLE *inks, JSAMPLE *colours, size_t width, bool inverted) {
  JSAMPLE flip = inverted ? 0 : 255;
  for (size_t x = 0; x < width; x++, inks += 4, colours += 3) {
    unsigned int black = inks[3] ^ flip;
    colours[0] = scaled(inks[0] ^ flip, black);
    colours[1] = scaled(inks[1] ^ flip, black);
    colours[2] = scaled(inks[2] ^ flip, black);
  }
}

/// Judges what all scans together have brought.
///
/// Each component has a scan of its constants; that all others come to their last bit is usual, but
/// not demanded (ITU-T T.81, G.1.1.1).
static void judge_scans(jpeg_reader *reader) {
  const struct jpeg_decompress_struct *info = &reader->info;
  for (int i = 0; i < info->num_components; i++) {
    const int *precision = info->coef_bits == NULL ? NULL : info->coef_bits[i];
    // libjpeg takes the table from the first scan.
    bool has_scan = info->comp_info[i].quant_table != NULL;
    bool has_constants = has_scan && (precision == NULL || precision[0] >= 0);
    if (!has_constants) {
      char message[64];
      snprintf(message, sizeof message, "component %d of %d has no scan%s", i + 1,
               info->num_components, has_scan ? " of its constants" : "");
      lenslet_outcome_fail(reader->outcome, lenslet_status_damaged, message);
      longjmp(reader->failure, 1);
    }
    for (int j = 0; precision != NULL && j < DCTSIZE2; j++)
      if (precision[j] != 0) reader->base.notices |= lenslet_notice_incomplete_scans;
  }
}

static void start(jpeg_reader *reader) {
  struct jpeg_decompress_struct *info = &reader->info;
  bool inks = has_inks(reader);
  // libjpeg takes usual tables in the place of those that are not there.
  bool has_codes = info->dc_huff_tbl_ptrs[0] != NULL || info->dc_huff_tbl_ptrs[1] != NULL;
  if (!info->arith_code && !has_codes) reader->base.notices |= lenslet_notice_marker;
  info->out_color_space = inks ? JCS_CMYK : reader->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_start_decompress(info);
  if (jpeg_has_multiple_scans(info)) judge_scans(reader);
  if (inks)
    reader->ink_row =
        info->mem->alloc_sarray((j_common_ptr)info, JPOOL_IMAGE, info->output_width * 4, 1);
  reader->is_started = true;
}

/// Reads a row of inks at a time, as each is converted at once.
static void read_ink_rows(jpeg_reader *reader, JSAMPROW pixels, uint32_t rows, size_t row_samples) {
  struct jpeg_decompress_struct *info = &reader->info;
  for (uint32_t y = 0; y < rows; y++, pixels += row_samples) {
    jpeg_read_scanlines(info, reader->ink_row, 1);
    // Photoshop stores inks inverted and leaves the Adobe marker.
    convert_inks(reader->ink_row[0], pixels, info->output_width, info->saw_Adobe_marker);
    reader->outcome->rows += 1;
  }
}

static bool jpeg_reader_read(lenslet_reader *base, void *pixels, uint32_t rows,
                             lenslet_outcome *outcome) {
  enum { block = 16 };
  jpeg_reader *reader = (jpeg_reader *)base;
  struct jpeg_decompress_struct *info = &reader->info;
  reader->outcome = outcome;
  if (setjmp(reader->failure) != 0) return false;

  if (!reader->is_started) start(reader);
  size_t row_samples = (size_t)info->output_width * reader->channels;
  if (reader->ink_row != NULL) {
    read_ink_rows(reader, pixels, rows, row_samples);
    return true;
  }
  JSAMPROW first = pixels;
  uint32_t begun = info->output_scanline, end = begun + rows;
  while (info->output_scanline < end) {
    JSAMPROW pointers[block];
    uint32_t done = info->output_scanline - begun, left = end - info->output_scanline;
    if (left > block) left = block;
    for (uint32_t y = 0; y < left; y++) pointers[y] = first + row_samples * (done + y);
    outcome->rows += jpeg_read_scanlines(info, pointers, left);
  }
  return true;
}

static bool jpeg_reader_finish(lenslet_reader *base, lenslet_outcome *outcome) {
  jpeg_reader *reader = (jpeg_reader *)base;
  reader->outcome = outcome;
  if (setjmp(reader->failure) != 0) return outcome->status == lenslet_status_done;
  jpeg_finish_decompress(&reader->info);
  if (!reader->has_more_pictures && has_bytes(reader))
    reader->base.notices |= lenslet_notice_trailing_bytes;
  return true;
}

/// What libjpeg keeps of a picture in several scans: all its coefficients.
static size_t coefficient_bytes(const jpeg_reader *reader) {
  const struct jpeg_decompress_struct *info = &reader->info;
  if (!jpeg_has_multiple_scans((j_decompress_ptr)info)) return 0;
  size_t blocks = 0;
  for (int i = 0; i < info->num_components; i++)
    blocks += (size_t)info->comp_info[i].width_in_blocks * info->comp_info[i].height_in_blocks;
  return blocks * sizeof(JBLOCK);
}

lenslet_reader *lenslet_jpeg_open(lenslet_source source, uint32_t max_scans, lenslet_header *header,
                                  lenslet_access *access, lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  jpeg_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) {
    lenslet_outcome_fail(outcome, lenslet_status_out_of_memory, "out of memory");
    return NULL;
  }
  reader->base = (lenslet_reader){jpeg_reader_read, jpeg_reader_finish, jpeg_reader_metadata,
                                  jpeg_reader_close};
  reader->bytes = source;
  reader->max_scans = max_scans;
  reader->outcome = outcome;
  struct jpeg_decompress_struct *info = &reader->info;
  info->err = jpeg_std_error(&reader->errors);
  info->client_data = reader;
  reader->errors.error_exit = on_error;
  reader->errors.emit_message = on_message;
  if (setjmp(reader->failure) != 0) {
    jpeg_reader_close(&reader->base);
    return NULL;
  }

  jpeg_create_decompress(info);
  reader->progress.progress_monitor = on_progress;
  info->progress = &reader->progress;
  reader->source.init_source = on_source_start;
  reader->source.fill_input_buffer = on_empty;
  reader->source.skip_input_data = on_skip;
  reader->source.resync_to_restart = jpeg_resync_to_restart;
  reader->source.term_source = on_source_end;
  info->src = &reader->source;
  jpeg_save_markers(info, JPEG_APP0 + 1, 0xffff);
  jpeg_save_markers(info, JPEG_APP0 + 2, 0xffff);
  jpeg_read_header(info, TRUE);

  char message[64];
  switch (info->jpeg_color_space) {
    case JCS_GRAYSCALE: reader->channels = 1; break;
    case JCS_RGB:
    case JCS_YCbCr:
    case JCS_CMYK:
    case JCS_YCCK: reader->channels = 3; break;
    default:
      snprintf(message, sizeof message, "%d components", info->num_components);
      lenslet_outcome_fail(outcome, lenslet_status_unsupported, message);
      jpeg_reader_close(&reader->base);
      return NULL;
  }
  keep_exif(reader);
  reader->has_more_pictures = has_more_pictures(reader);
  if (!has_plain_transform(reader)) reader->base.notices |= lenslet_notice_adobe_transform;
  // A profile of inks does not describe the colours that they are converted to.
  if (!has_inks(reader))
    jpeg_read_icc_profile(info, &reader->profile, &reader->profile_count);
  *header = (lenslet_header){info->image_width, info->image_height, reader->channels, 8};
  *access = (lenslet_access){.kept_bytes = coefficient_bytes(reader)};
  return &reader->base;
}
