#include "block_header.h"

#include <string.h>

enum { most_literals = 286, most_distances = 30, code_lengths = 19, longest_code = 15 };

/// Has at least so many bits ready, at most 7, where the pieces do not end.
static void load(lenslet_bit_source *source, unsigned count) {
  for (int piece = 0; piece < 2; piece++) {
    lenslet_bytes *bytes = &source->pieces[piece];
    while (source->bit_count < count && bytes->count > 0) {
      source->bits |= (uint64_t)*bytes->start << source->bit_count;
      source->bit_count += 8;
      *bytes = (lenslet_bytes){bytes->start + 1, bytes->count - 1};
    }
  }
}

/// Takes some bits, at most 7; false where the pieces end.
static bool take(lenslet_bit_source *source, unsigned count, unsigned *value) {
  load(source, count);
  if (source->bit_count < count) return false;
  *value = (unsigned)(source->bits & ((1u << count) - 1));
  source->bits >>= count;
  source->bit_count -= count;
  source->taken += count;
  return true;
}

/// How many bit patterns of the longest length no symbol uses; negative where too many are used.
static int unused_patterns(const uint8_t *lengths, unsigned count, uint16_t *counts) {
  memset(counts, 0, (longest_code + 1) * sizeof *counts);
  for (unsigned i = 0; i < count; i++) counts[lengths[i]]++;
  int left = 1;
  for (int length = 1; length <= longest_code; length++) {
    left = 2 * left - counts[length];
    if (left < 0) return left;
  }
  return left;
}

/// Whether zlib takes a code of literals and lengths, or of distances.
static bool is_sound(const uint8_t *lengths, unsigned count) {
  uint16_t counts[longest_code + 1];
  int left = unused_patterns(lengths, count, counts);
  return left == 0 || (left > 0 && counts[0] + counts[1] == count);
}

/// The code of code lengths: the symbol that each pattern of the bits to come begins with.
typedef struct {
  uint8_t symbols[1 << 7];
  uint8_t lengths[1 << 7];
} code;

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
  uint16_t counts[longest_code + 1];
  if (unused_patterns(lengths, code_lengths, counts) != 0) return lenslet_header_is_damaged;
  // Canonical codes come in the order of their bits from the highest down, which are read first.
  unsigned pattern = 0;
  for (unsigned length = 1; length <= 7; length++) {
    for (unsigned symbol = 0; symbol < code_lengths; symbol++) {
      if (lengths[symbol] != length) continue;
      for (unsigned i = pattern; i < 1 << 7; i += 1u << length) {
        code->symbols[i] = (uint8_t)symbol;
        code->lengths[i] = (uint8_t)length;
      }
      // The next code: one is added at the bit that is read last.
      unsigned bit = 1u << (length - 1);
      while (pattern & bit) {
        pattern ^= bit;
        bit >>= 1;
      }
      pattern |= bit;
    }
  }
  return lenslet_header_is_sound;
}

/// Reads a symbol; false where the pieces end.
static bool take_symbol(lenslet_bit_source *source, const code *code, unsigned *symbol) {
  load(source, 7);
  unsigned pattern = (unsigned)source->bits & ((1 << 7) - 1);
  *symbol = code->symbols[pattern];
  unsigned unused;
  return take(source, code->lengths[pattern], &unused);
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

lenslet_header_verdict lenslet_judge_block_header(lenslet_bit_source source, unsigned *code_bits) {
  *code_bits = 0;
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
  if (!is_complete) return lenslet_header_is_damaged;
  *code_bits = source.taken;
  return lenslet_header_is_sound;
}
