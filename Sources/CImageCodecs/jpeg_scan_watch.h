#ifndef LENSLET_JPEG_SCAN_WATCH_H
#define LENSLET_JPEG_SCAN_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define JPEG_INTERNALS  // for the decoder of coefficients that is watched
#include <jpeglib.h>

// Padding behind the pixels is harmless, and looks to libjpeg like coefficients that are left over
// because the decoder lost its way. Where a sequential scan ends, its last coefficients are therefore
// encoded again: bytes behind them are padding if these bits, filled up with ones to a byte as
// ITU-T T.81, F.1.2.3 demands, are those that stand there.

/// What stands behind the coefficients of a scan.
typedef enum lenslet_scan_end {
  /// The next marker.
  lenslet_scan_end_sound,
  /// Bytes, after bits that fill up the last one.
  lenslet_scan_end_padding,
  /// Bits that do not only fill up a byte: not all coefficients of the file were decoded.
  lenslet_scan_end_surplus,
  /// It cannot be told; the encoder was not of the usual kind.
  lenslet_scan_end_unknown,
} lenslet_scan_end;

enum { lenslet_watched_units = 4, lenslet_watched_bytes = 64 };

/// What is remembered of the end of a scan.
typedef struct lenslet_scan_watch {
  /// libjpeg's own decoder of a minimum coded unit.
  boolean (*decode)(j_decompress_ptr info, JBLOCKROW *blocks);
  /// The scan, and how many of its units have been decoded.
  int scan;
  uint64_t units, unit_count;
  /// The last units of the scan.
  JBLOCK blocks[lenslet_watched_units][D_MAX_BLOCKS_IN_MCU];
  /// The constant coefficients before them.
  int constants[MAX_COMPS_IN_SCAN];
  /// The last bytes that libjpeg had read when the scan ended, and whether a marker follows them.
  uint8_t bytes[lenslet_watched_bytes];
  size_t byte_count;
  bool is_whole;
  /// Where libjpeg went on reading.
  const uint8_t *end;
  /// Whether bytes were left over before a restart marker.
  bool has_gaps;
} lenslet_scan_watch;

/// Has the watch see each unit from now on; nothing where it does so already.
///
/// `boolean decode(info, blocks)` is to call `lenslet_watch_unit`.
void lenslet_watch_scan(lenslet_scan_watch *watch, j_decompress_ptr info,
                        boolean (*decode)(j_decompress_ptr info, JBLOCKROW *blocks));

/// Decodes a unit; `block` is where the bytes begin that libjpeg reads from.
boolean lenslet_watch_unit(lenslet_scan_watch *watch, j_decompress_ptr info, JBLOCKROW *blocks,
                           const uint8_t *block);

/// Whether the last unit of the scan has just been decoded.
bool lenslet_scan_has_ended(const lenslet_scan_watch *watch);

/// What stands behind the scan that has just ended, where libjpeg has read all of it.
lenslet_scan_end lenslet_judge_scan_end(const lenslet_scan_watch *watch, j_decompress_ptr info);

/// Whether the bytes that libjpeg has just skipped, of which `count` are at `skipped`, stand outside
/// the coded pixels.
bool lenslet_is_padding(const lenslet_scan_watch *watch, j_decompress_ptr info,
                        const uint8_t *skipped, size_t count);

#endif
