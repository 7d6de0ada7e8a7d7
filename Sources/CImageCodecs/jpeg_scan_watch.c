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

/// Encodes the last units of the scan.
static bool encode(const lenslet_scan_watch *watch, j_decompress_ptr info, bits *bits) {
  int constants[MAX_COMPS_IN_SCAN];
  memcpy(constants, watch->constants, sizeof constants);
  uint64_t first = watch->unit_count > lenslet_watched_units
                       ? watch->unit_count - lenslet_watched_units : 0;
  for (uint64_t unit = first; unit < watch->unit_count; unit++) {
    if (info->restart_interval > 0 && unit % info->restart_interval == 0) {
      memset(constants, 0, sizeof constants);
      bits->count = 0;
    }
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

/// Whether bits, and ones up to the next byte, stand where libjpeg has read.
static bool ends_with(const lenslet_scan_watch *watch, bits expected) {
  // The bytes as they were before a zero was put behind each of 255.
  uint8_t bytes[lenslet_watched_bytes];
  size_t count = 0;
  for (size_t i = 0; i < watch->byte_count; i++) {
    bool is_stuffing = i > 0 && watch->bytes[i] == 0 && watch->bytes[i - 1] == 0xff;
    if (!is_stuffing) bytes[count++] = watch->bytes[i];
  }
  // libjpeg has read up to eight bytes ahead.
  for (size_t ahead = 0; ahead <= 8 && ahead < count; ahead++) {
    size_t end = 8 * (count - ahead);
    for (size_t ones = 0; ones < 8; ones++) {
      if (ones > 0 && (bytes[(end - ones) / 8] >> (ones - 1) & 1) == 0) break;
      size_t position = end - ones, matched = 0;
      unsigned __int128 value = expected.value;
      for (; matched < expected.count && matched < position; matched++, value >>= 1) {
        size_t bit = position - 1 - matched;
        if ((bytes[bit / 8] >> (7 - bit % 8) & 1) != (value & 1)) break;
      }
      if (matched == expected.count || matched == position) return true;
    }
  }
  return false;
}

void lenslet_watch_scan(lenslet_scan_watch *watch, j_decompress_ptr info,
                        boolean (*decode)(j_decompress_ptr info, JBLOCKROW *blocks)) {
  if (info->entropy->decode_mcu == decode) return;
  watch->decode = info->entropy->decode_mcu;
  info->entropy->decode_mcu = decode;
}

boolean lenslet_watch_unit(lenslet_scan_watch *watch, j_decompress_ptr info, JBLOCKROW *blocks,
                           const uint8_t *block) {
  if (watch->scan != info->input_scan_number) {
    watch->scan = info->input_scan_number;
    watch->units = 0;
    watch->unit_count = (uint64_t)info->MCUs_per_row * info->MCU_rows_in_scan;
    memset(watch->constants, 0, sizeof watch->constants);
  }
  if (!watch->decode(info, blocks)) return FALSE;
  // The decoder counts what it throws away before a restart marker.
  if (info->marker->discarded_bytes > 0) watch->has_gaps = true;
  watch->units++;
  if (watch->units + lenslet_watched_units < watch->unit_count || info->progressive_mode)
    return TRUE;

  bool is_before = watch->units + lenslet_watched_units == watch->unit_count;
  for (int i = 0; i < info->blocks_in_MCU; i++) {
    if (is_before) watch->constants[info->MCU_membership[i]] = blocks[i][0][0];
    else memcpy(watch->blocks[(watch->units - 1) % lenslet_watched_units][i], blocks[i], sizeof(JBLOCK));
  }
  if (watch->units == watch->unit_count) {
    size_t count = (size_t)(info->src->next_input_byte - block);
    watch->byte_count = count < lenslet_watched_bytes ? count : lenslet_watched_bytes;
    memcpy(watch->bytes, info->src->next_input_byte - watch->byte_count, watch->byte_count);
  }
  return TRUE;
}

bool lenslet_is_padding(const lenslet_scan_watch *watch, j_decompress_ptr info,
                        const uint8_t *skipped, size_t count) {
  if (info->input_scan_number == 0) return true;
  if (watch->has_gaps) return false;
  if (!info->progressive_mode && !info->arith_code) {
    if (watch->scan != info->input_scan_number || watch->units < watch->unit_count) return false;
    bits expected = {0};
    return encode(watch, info, &expected) && ends_with(watch, expected);
  }
  // Where coefficients cannot be encoded again, the bytes must not look like any.
  for (size_t i = 1; i < count; i++)
    if (skipped[i] != skipped[0]) return false;
  return true;
}
