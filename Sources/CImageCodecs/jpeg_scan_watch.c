#include "jpeg_scan_watch.h"

#include <string.h>

/// Bits that were encoded last, up to 128, the newest lowest.
typedef struct bits {
  unsigned __int128 value;
  unsigned count;
} bits;

static void append(bits *bits, unsigned value, unsigned count) {
  if (count == 0) return;
  bits->value = bits->value << count | (value & ((1u << count) - 1));
  bits->count = bits->count + count > 128 ? 128 : bits->count + count;
}

/// Appends the code of a symbol (ITU-T T.81, C.2); false where the table has none.
static bool append_symbol(bits *bits, const JHUFF_TBL *table, unsigned symbol) {
  unsigned code = 0, index = 0;
  for (unsigned length = 1; length <= 16; length++, code <<= 1) {
    for (unsigned i = 0; i < table->bits[length]; i++, index++, code++) {
      if (table->huffval[index] != symbol) continue;
      append(bits, code, length);
      return true;
    }
  }
  return false;
}

/// How many bits a coefficient takes (ITU-T T.81, F.1.2.1).
static unsigned category(int value) {
  unsigned magnitude = (unsigned)(value < 0 ? -value : value), count = 0;
  for (; magnitude > 0; magnitude >>= 1) count++;
  return count;
}

static void append_value(bits *bits, int value, unsigned count) {
  append(bits, (unsigned)(value < 0 ? value - 1 : value), count);
}

// Coefficients from low to high frequencies (ITU-T T.81, figure A.6).
static const uint8_t zigzag[DCTSIZE2] = {
    0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,  12, 19, 26, 33, 40, 48,
    41, 34, 27, 20, 13, 6,  7,  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23,
    30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};

/// Encodes a block (ITU-T T.81, F.1.2); false where it is not what an encoder writes.
static bool append_block(bits *bits, const JCOEF *block, int constant, const JHUFF_TBL *constants,
                         const JHUFF_TBL *others) {
  if (constants == NULL || others == NULL) return false;
  int difference = block[0] - constant;
  unsigned count = category(difference), run = 0;
  if (!append_symbol(bits, constants, count)) return false;
  append_value(bits, difference, count);
  for (int i = 1; i < DCTSIZE2; i++) {
    int value = block[zigzag[i]];
    if (value == 0) {
      run++;
      continue;
    }
    for (; run > 15; run -= 16)
      if (!append_symbol(bits, others, 0xf0)) return false;
    count = category(value);
    if (!append_symbol(bits, others, run << 4 | count)) return false;
    append_value(bits, value, count);
    run = 0;
  }
  return run == 0 || append_symbol(bits, others, 0);
}

/// Encodes the last units of the interval.
static bool encode(const lenslet_scan_watch *watch, j_decompress_ptr info, bits *bits) {
  int constants[MAX_COMPS_IN_SCAN];
  memcpy(constants, watch->constants, sizeof constants);
  bool is_long = watch->interval_end - watch->interval_start > lenslet_watched_units;
  uint64_t first =
      is_long ? watch->interval_end - lenslet_watched_units : watch->interval_start;
  for (uint64_t unit = first; unit < watch->interval_end; unit++) {
    for (int i = 0; i < info->blocks_in_MCU; i++) {
      int component = info->MCU_membership[i];
      const jpeg_component_info *component_info = info->cur_comp_info[component];
      const JCOEF *block = watch->blocks[unit % lenslet_watched_units][i];
      if (!append_block(bits, block, constants[component],
                        info->dc_huff_tbl_ptrs[component_info->dc_tbl_no],
                        info->ac_huff_tbl_ptrs[component_info->ac_tbl_no]))
        return false;
      constants[component] = block[0];
    }
  }
  return true;
}

/// Whether bits stand before a place, as far back as bytes are known.
static bool stand_before(bits bits, const uint8_t *bytes, size_t place) {
  for (unsigned i = 0; i < bits.count && i < place; i++) {
    size_t bit = place - 1 - i;
    if ((bytes[bit / 8] >> (7 - bit % 8) & 1) != (bits.value >> i & 1)) return false;
  }
  return true;
}

enum { most_ahead = 8 };  // bytes that libjpeg reads ahead

/// Looks for the bits that an interval ends with in what libjpeg has read, of which it has not used
/// so many bytes: from `least` to `most`.
static lenslet_scan_end find(const lenslet_scan_watch *watch, bits expected, size_t least,
                             size_t most) {
  enum { certain = 32 };  // bits that no chance gives
  // The bytes as they were before a zero was put behind each of 255.
  uint8_t bytes[lenslet_watched_bytes];
  size_t count = 0;
  for (size_t i = 0; i < watch->byte_count; i++) {
    bool is_stuffing = i > 0 && watch->bytes[i] == 0 && watch->bytes[i - 1] == 0xff;
    if (!is_stuffing) bytes[count++] = watch->bytes[i];
  }
  bool is_surplus = false;
  for (size_t ahead = least; ahead <= most && ahead < count; ahead++) {
    uint8_t last = bytes[count - 1 - ahead];
    for (unsigned filling = 0; filling < 8; filling++) {
      if (!stand_before(expected, bytes, 8 * (count - ahead) - filling)) continue;
      if (ahead == 0 && watch->is_whole) return lenslet_scan_end_sound;
      unsigned ones = (1u << filling) - 1;
      if ((last & ones) == ones) return lenslet_scan_end_padding;
      is_surplus = expected.count >= certain;
    }
  }
  return is_surplus ? lenslet_scan_end_surplus : lenslet_scan_end_unknown;
}

/// Whether coefficients are coded in a way that cannot be done again from a few units.
static bool has_other_coding(j_decompress_ptr info) {
  return info->progressive_mode || info->arith_code;
}

void lenslet_watch_scan(lenslet_scan_watch *watch, j_decompress_ptr info,
                        boolean (*decode)(j_decompress_ptr info, JBLOCKROW *blocks)) {
  if (info->entropy->decode_mcu == decode) return;
  watch->decode = info->entropy->decode_mcu;
  info->entropy->decode_mcu = decode;
  watch->unseen = 0;
}

/// Keeps what libjpeg has read of the interval, without the marker behind it.
static void keep_bytes(lenslet_scan_watch *watch, j_decompress_ptr info, const uint8_t *block) {
  const uint8_t *end = info->src->next_input_byte;
  watch->end = end;
  watch->is_whole = info->unread_marker != 0;
  if (watch->is_whole) {
    if (end > block) end--;
    while (end > block && end[-1] == 0xff) end--;
  } else if (info->src->bytes_in_buffer >= 2) {
    watch->is_whole = end[0] == 0xff && end[1] != 0;
  }
  size_t count = (size_t)(end - block);
  watch->byte_count = count < lenslet_watched_bytes ? count : lenslet_watched_bytes;
  memcpy(watch->bytes, end - watch->byte_count, watch->byte_count);
}

static void begin_interval(lenslet_scan_watch *watch, uint64_t start, j_decompress_ptr info) {
  uint64_t left = watch->unit_count - start, length = info->restart_interval;
  watch->interval_start = start;
  watch->interval_end = start + (length > 0 && length < left ? length : left);
  memset(watch->constants, 0, sizeof watch->constants);
}

static void begin_scan(lenslet_scan_watch *watch, j_decompress_ptr info) {
  watch->scan = info->input_scan_number;
  watch->units = 0;
  watch->unit_count = (uint64_t)info->MCUs_per_row * info->MCU_rows_in_scan;
  begin_interval(watch, 0, info);
}

/// Keeps the unit that was decoded last, one of the last of its interval.
static void keep_unit(lenslet_scan_watch *watch, j_decompress_ptr info, JBLOCKROW *blocks) {
  bool is_before = watch->units + lenslet_watched_units == watch->interval_end;
  for (int i = 0; i < info->blocks_in_MCU; i++) {
    if (is_before) watch->constants[info->MCU_membership[i]] = blocks[i][0][0];
    else memcpy(watch->blocks[(watch->units - 1) % lenslet_watched_units][i], blocks[i], sizeof(JBLOCK));
  }
}

static lenslet_scan_end judge(const lenslet_scan_watch *watch, j_decompress_ptr info, size_t least,
                              size_t most) {
  bits expected = {0};
  if (has_other_coding(info) || !encode(watch, info, &expected)) return lenslet_scan_end_unknown;
  return find(watch, expected, least, most);
}

/// What stands behind the scan that has just ended, where libjpeg has read all of it.
static lenslet_scan_end judge_scan_end(const lenslet_scan_watch *watch, j_decompress_ptr info) {
  return watch->is_whole ? judge(watch, info, 0, most_ahead) : lenslet_scan_end_unknown;
}

/// What bytes before a restart marker are, which were thrown away; libjpeg had read so many of them
/// ahead, from `least` to `most`.
///
/// A decoder that lost its way may stop where bits happen to fill up a byte: so padding is also one
/// value over and over, and zeros where the bits are not known.
static lenslet_scan_end judge_gap(const lenslet_scan_watch *watch, j_decompress_ptr info,
                                  const uint8_t *bytes, size_t count, size_t least, size_t most) {
  lenslet_scan_end end = judge(watch, info, least, most);
  if (end == lenslet_scan_end_surplus) return end;
  uint8_t value = end == lenslet_scan_end_padding && count > 0 ? bytes[0] : 0;
  for (size_t i = 0; i < count; i++)
    if (bytes[i] != value) return lenslet_scan_end_surplus;
  return lenslet_scan_end_padding;
}

/// What stands before a restart marker that libjpeg had read, with so many bytes before it, when the
/// interval ended.
static lenslet_scan_end judge_restart(const lenslet_scan_watch *watch, j_decompress_ptr info,
                                      size_t count) {
  size_t known = count < watch->byte_count ? count : watch->byte_count;
  return judge_gap(watch, info, watch->bytes + watch->byte_count - known, known, count, count);
}

boolean lenslet_watch_unit(lenslet_scan_watch *watch, j_decompress_ptr info, JBLOCKROW *blocks,
                           const uint8_t *block, lenslet_scan_end *end) {
  *end = lenslet_scan_end_sound;
  if (watch->scan != info->input_scan_number) begin_scan(watch, info);
  if (!watch->decode(info, blocks)) return FALSE;
  if (watch->units == watch->interval_end) {
    // The decoder counts what it throws away, and says so only where it had not seen the marker.
    size_t discarded = info->marker->discarded_bytes;
    info->marker->discarded_bytes = 0;
    if (discarded > 0) *end = judge_restart(watch, info, discarded);
    begin_interval(watch, watch->units, info);
  }
  watch->units++;
  if (watch->units + lenslet_watched_units < watch->interval_end) {
    // The unit before the last ones has their constant coefficients.
    watch->unseen = watch->interval_end - lenslet_watched_units - 1 - watch->units;
    watch->units += watch->unseen;
    return TRUE;
  }
  keep_unit(watch, info, blocks);
  if (watch->units < watch->interval_end) return TRUE;
  keep_bytes(watch, info, block);
  if (watch->units < watch->unit_count) return TRUE;
  lenslet_scan_end last = judge_scan_end(watch, info);
  if (last > *end) *end = last;
  return TRUE;
}

/// Whether bytes are neither one value over and over nor text.
static bool looks_like_coefficients(const uint8_t *bytes, size_t count) {
  bool is_text = true, is_one_value = true;
  for (size_t i = 0; i < count; i++) {
    is_one_value &= bytes[i] == bytes[0];
    is_text &= (bytes[i] >= 0x20 && bytes[i] < 0x7f) || (bytes[i] >= 0x09 && bytes[i] <= 0x0d);
  }
  return !is_text && !is_one_value;
}

/// Whether the bytes before a restart marker, which libjpeg has just skipped, are padding.
static bool is_padded_restart(const lenslet_scan_watch *watch, j_decompress_ptr info,
                              const uint8_t *skipped, size_t there, size_t count) {
  const uint8_t *end = skipped + there;
  bool is_same_block = end >= watch->end && (size_t)(end - watch->end) <= count;
  size_t ahead = is_same_block ? count - (size_t)(end - watch->end) : 0;
  return judge_gap(watch, info, skipped, there, ahead, is_same_block ? ahead : most_ahead)
         == lenslet_scan_end_padding;
}

bool lenslet_is_padding(const lenslet_scan_watch *watch, j_decompress_ptr info, int marker,
                        const uint8_t *skipped, size_t there, size_t count) {
  if (info->input_scan_number == 0) return true;
  if (watch->scan != info->input_scan_number) return false;
  if (watch->units < watch->unit_count) {
    bool is_restart = marker >= JPEG_RST0 && marker <= JPEG_RST0 + 7;
    return is_restart && watch->units == watch->interval_end
           && is_padded_restart(watch, info, skipped, there, count);
  }
  // They may also be a scan whose marker is gone.
  if (has_other_coding(info)) return !looks_like_coefficients(skipped, there);
  if (skipped != watch->end) return true;  // segments stand between
  return judge(watch, info, 0, most_ahead) == lenslet_scan_end_padding;
}
