#ifndef LENSLET_JPEG_SCAN_WATCH_H
#define LENSLET_JPEG_SCAN_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define JPEG_INTERNALS  // for the decoder of coefficients that is watched
#include <jpeglib.h>

// Padding behind the pixels is harmless, and looks to libjpeg like coefficients that are left over
// because the decoder lost its way. Where a sequential scan ends, or one of its restart intervals,
// the last coefficients are therefore encoded again: bytes behind them are padding if these bits,
// filled up with ones to a byte as ITU-T T.81, F.1.2.3 demands, are those that stand there.

/// What stands behind the coefficients of a scan or of a restart interval, the worst last.
typedef enum lenslet_scan_end {
  /// The next marker.
  lenslet_scan_end_sound,
  /// It cannot be told; the encoder was not of the usual kind.
  lenslet_scan_end_unknown,
  /// Bytes, after bits that fill up the last one.
  lenslet_scan_end_padding,
  /// Bits that do not only fill up a byte: not all coefficients of the file were decoded.
  lenslet_scan_end_surplus,
} lenslet_scan_end;

enum { lenslet_watched_units = 4, lenslet_watched_bytes = 64 };

/// What is remembered of the end of a scan, or of the restart interval that is decoded.
typedef struct lenslet_scan_watch {
  /// libjpeg's own decoder of a minimum coded unit.
  boolean (*decode)(j_decompress_ptr info, JBLOCKROW *blocks);
  /// Units that come next and need not be seen.
  uint64_t unseen;
  /// The scan, and how many of its units have been decoded, `unseen` among them.
  int scan;
  uint64_t units, unit_count;
  /// The units of the interval; without restart markers, those of the scan.
  uint64_t interval_start, interval_end;
  /// The last units of the interval.
  JBLOCK blocks[lenslet_watched_units][D_MAX_BLOCKS_IN_MCU];
  /// The constant coefficients before them.
  int constants[MAX_COMPS_IN_SCAN];
  /// The last bytes that libjpeg had read when the interval ended, and whether a marker follows them.
  uint8_t bytes[lenslet_watched_bytes];
  size_t byte_count;
  bool is_whole;
  /// Where libjpeg went on reading.
  const uint8_t *end;
} lenslet_scan_watch;

/// Has the watch see each unit from now on; nothing where it does so already.
///
/// `boolean decode(info, blocks)` is to call `lenslet_watch_unit`, but for units that are unseen.
void lenslet_watch_scan(lenslet_scan_watch *watch, j_decompress_ptr info,
                        boolean (*decode)(j_decompress_ptr info, JBLOCKROW *blocks));

/// Decodes a unit; `block` is where the bytes begin that libjpeg reads from.
///
/// `end` is set to what stands behind the restart interval or the scan that ends there, or before the
/// unit; elsewhere it is sound.
boolean lenslet_watch_unit(lenslet_scan_watch *watch, j_decompress_ptr info, JBLOCKROW *blocks,
                           const uint8_t *block, lenslet_scan_end *end);

/// Whether the bytes before a marker, which libjpeg has just skipped, stand outside the coded pixels.
///
/// The last `there` of the `count` bytes are at `skipped`.
bool lenslet_is_padding(const lenslet_scan_watch *watch, j_decompress_ptr info, int marker,
                        const uint8_t *skipped, size_t there, size_t count);

#endif
