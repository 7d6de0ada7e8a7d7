#include "block_header.h"

#include <string.h>

enum { most_literals = 286, most_distances = 30, code_lengths = 19, longest_code = 15 };

/// Takes some bits, at most 14; false where the pieces end.
static bool take(lenslet_bit_source *source, unsigned count, unsigned *value) {
  for (int piece = 0; piece < 2; piece++) {
    lenslet_bytes *bytes = &source->pieces[piece];
    while (source->bit_count < count && bytes->count > 0) {
      source->bits |= (uint64_t)*bytes->start << source->bit_count;
      source->bit_count += 8;
      *bytes = (lenslet_bytes){bytes->start + 1, bytes->count - 1};
    }
  }
  if (source->bit_count < count) return false;
  *value = (unsigned)(source->bits & ((1u << count) - 1));
  source->bits >>= count;
  source->bit_count -= count;
  return true;
}

/// A canonical code, by its lengths (RFC 1951, section 3.2.2).
typedef struct {
  uint16_t counts[longest_code + 1];  // symbols of each length
  uint16_t symbols[code_lengths];     // in the order of their codes; of the code of code lengths only
} code;

/// Bit patterns of the longest length that no symbol uses; negative where too many are used.
static int unused_patterns(const uint8_t *lengths, unsigned count, code *code) {
  memset(code->counts, 0, sizeof code->counts);
  for (unsigned i = 0; i < count; i++) code->counts[lengths[i]]++;
  code->counts[0] = 0;
  int left = 1;
  for (int length = 1; length <= longest_code; length++) {
    left = 2 * left - code->counts[length];
    if (left < 0) return left;
  }
  return left;
}

/// Whether zlib takes a code of literals and lengths, or of distances.
static bool is_sound(const uint8_t *lengths, unsigned count) {
  code code;
  int left = unused_patterns(lengths, count, &code);
  if (left <= 0) return left == 0;
  for (int length = 2; length <= longest_code; length++) {
    if (code.counts[length] > 0) return false;
  }
  return true;
}

/// Reads a symbol of a complete code; false where the pieces end.
static bool take_symbol(lenslet_bit_source *source, const code *code, unsigned *symbol) {
  int first = 0, index = 0, pattern = 0;
  for (int length = 1; length <= longest_code; length++) {
    unsigned bit;
    if (!take(source, 1, &bit)) return false;
    pattern = 2 * pattern + (int)bit;
    int count = code->counts[length];
    if (pattern - first < count) {
      *symbol = code->symbols[index + pattern - first];
      return true;
    }
    index += count;
    first = 2 * (first + count);
  }
  return false;  // no bit pattern of a complete code comes here
}

/// Reads the code of code lengths.
static lenslet_header_verdict take_code(lenslet_bit_source *source, unsigned count, code *code) {
  static const uint8_t order[code_lengths] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                              11, 4,  12, 3, 13, 2, 14, 1, 15};
  uint8_t lengths[code_lengths] = {0};
  for (unsigned i = 0; i < count; i++) {
    unsigned length;
    if (!take(source, 3, &length)) return lenslet_header_is_cut;
    lengths[order[i]] = (uint8_t)length;
  }
  if (unused_patterns(lengths, code_lengths, code) != 0) return lenslet_header_is_damaged;
  unsigned filled = 0;
  for (unsigned length = 1; length <= longest_code; length++) {
    for (unsigned symbol = 0; symbol < code_lengths; symbol++) {
      if (lengths[symbol] == length) code->symbols[filled++] = (uint16_t)symbol;
    }
  }
  return lenslet_header_is_sound;
}

/// Reads the lengths of both codes of a block.
static lenslet_header_verdict take_lengths(lenslet_bit_source *source, const code *code,
                                           uint8_t *lengths, unsigned count) {
  // What the symbols 16 to 18 repeat: bits that tell how often, and the least.
  static const uint8_t bits[] = {2, 3, 7}, least[] = {3, 3, 11};
  unsigned filled = 0;
  while (filled < count) {
    unsigned symbol, more;
    if (!take_symbol(source, code, &symbol)) return lenslet_header_is_cut;
    if (symbol < 16) {
      lengths[filled++] = (uint8_t)symbol;
      continue;
    }
    if (!take(source, bits[symbol - 16], &more)) return lenslet_header_is_cut;
    unsigned times = least[symbol - 16] + more;
    if ((symbol == 16 && filled == 0) || times > count - filled) return lenslet_header_is_damaged;
    memset(lengths + filled, symbol == 16 ? lengths[filled - 1] : 0, times);
    filled += times;
  }
  return lenslet_header_is_sound;
}

lenslet_header_verdict lenslet_judge_block_header(lenslet_bit_source source) {
  unsigned is_last, kind, literals, distances, count;
  if (!take(&source, 1, &is_last) || !take(&source, 2, &kind)) return lenslet_header_is_cut;
  if (kind == 3) return lenslet_header_is_damaged;
  if (kind != 2) return lenslet_header_is_sound;
  if (!take(&source, 5, &literals) || !take(&source, 5, &distances) || !take(&source, 4, &count)) {
    return lenslet_header_is_cut;
  }
  literals += 257;
  distances += 1;
  if (literals > most_literals || distances > most_distances) return lenslet_header_is_damaged;

  code code;
  uint8_t lengths[most_literals + most_distances];
  lenslet_header_verdict verdict = take_code(&source, count + 4, &code);
  if (verdict != lenslet_header_is_sound) return verdict;
  verdict = take_lengths(&source, &code, lengths, literals + distances);
  if (verdict != lenslet_header_is_sound) return verdict;
  bool is_complete = lengths[256] != 0 && is_sound(lengths, literals)
                     && is_sound(lengths + literals, distances);
  return is_complete ? lenslet_header_is_sound : lenslet_header_is_damaged;
}
