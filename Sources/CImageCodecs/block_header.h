#ifndef LENSLET_BLOCK_HEADER_H
#define LENSLET_BLOCK_HEADER_H

#include "CImageCodecs.h"

/// Bits that were read already, followed by bytes in two pieces; the lowest bit comes first.
typedef struct {
  uint64_t bits;
  unsigned bit_count;  // 0 to 64
  unsigned taken;      // bits that were taken
  lenslet_bytes pieces[2];
} lenslet_bit_source;

typedef enum {
  lenslet_header_is_sound,
  lenslet_header_is_cut,  // more bytes are needed
  lenslet_header_is_damaged,
} lenslet_header_verdict;

/// More bytes than any block header has.
enum { lenslet_header_bytes = 328 };

/// Judges the header of a deflate block as zlib does (RFC 1951, section 3.2.7).
///
/// Codes of literals, lengths and distances must use every bit pattern, or consist of one pattern of one
/// bit; the code of code lengths must use every pattern. What stands in blocks is not judged.
/// `code_bits` counts the bits of a sound header that has such codes; it is 0 where it has none.
lenslet_header_verdict lenslet_judge_block_header(lenslet_bit_source source, unsigned *code_bits);

#endif
