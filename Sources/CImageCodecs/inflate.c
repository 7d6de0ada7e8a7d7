#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>

#include "block_header.h"
#include "internal.h"

// The library reads codes that leave bit patterns unused, which zlib refuses. So it is made to believe
// that each block is the last: it stops behind it, and the header of the next is judged before it goes
// on. A header with codes is read as it stands, since the library makes slower tables for a last block of
// which few bytes are there.

/// What comes next in the stream.
typedef enum { stage_wrapper, stage_header, stage_block, stage_checksum, stage_end } stage;

struct lenslet_inflater {
  struct inflate_state state;
  stage stage;
  bool is_last;       // whether the block says that it is the last
  size_t header_left; // bytes of the block's header that the library has not read
  uint32_t checksum;  // of what was stored
  // Bytes of a wrapper, a header or a checksum that are not all there yet.
  uint8_t part[lenslet_header_bytes];
  size_t part_count;
};

uint32_t lenslet_crc32(uint32_t crc, lenslet_bytes bytes) {
  return crc32_gzip_refl(crc, bytes.start, bytes.count);
}

lenslet_inflater *lenslet_inflater_open(void) {
  lenslet_inflater *inflater = malloc(sizeof *inflater);
  if (inflater == NULL) return NULL;
  isal_inflate_init(&inflater->state);
  inflater->stage = stage_wrapper;
  inflater->checksum = 1;
  inflater->part_count = 0;
  inflater->header_left = 0;
  return inflater;
}

void lenslet_inflater_close(lenslet_inflater *inflater) { free(inflater); }

/// The texts that zlib has for the same faults.
static const char *message(int result) {
  switch (result) {
    case ISAL_INVALID_SYMBOL: return "IDAT: invalid code";
    case ISAL_INVALID_LOOKBACK: return "IDAT: invalid distance too far back";
    default: return "IDAT: invalid block or code lengths";
  }
}

static void drop(lenslet_bytes *bytes, size_t count) {
  *bytes = (lenslet_bytes){bytes->start + count, bytes->count - count};
}

/// Collects bytes; false until there are so many.
static bool collect(lenslet_inflater *inflater, lenslet_bytes *input, size_t count) {
  while (inflater->part_count < count && input->count > 0) {
    inflater->part[inflater->part_count++] = *input->start;
    drop(input, 1);
  }
  return inflater->part_count == count;
}

/// Keeps what the next block may refer to in front of what the library has not handed out.
///
/// The library does so itself within a block. It has the last bytes in its buffer, unless the call stored
/// a window or more: then their end is in the output alone.
static void keep_window(struct inflate_state *state, const uint8_t *output, size_t count) {
  const size_t window = ISAL_DEF_HIST_SIZE;
  uint8_t *kept = state->tmp_out_buffer;
  size_t known = (size_t)state->tmp_out_processed;
  size_t waiting = (size_t)(state->tmp_out_valid - state->tmp_out_processed);
  if (count < window && known <= window) return;
  if (count >= window) {
    memmove(kept + window, kept + known, waiting);
    memcpy(kept, output + count - window, window);
  } else {
    memmove(kept, kept + known - window, window + waiting);
  }
  state->tmp_out_processed = (int32_t)window;
  state->tmp_out_valid = (int32_t)(window + waiting);
}

/// Reads the two bytes before the first block (RFC 1950, section 2.2).
static bool read_wrapper(lenslet_inflater *inflater, lenslet_outcome *outcome) {
  unsigned method = inflater->part[0], flags = inflater->part[1];
  bool is_sound = (method * 256 + flags) % 31 == 0 && method % 16 == 8 && method / 16 <= 7
                  && (flags & 0x20) == 0;
  if (!is_sound) {
    lenslet_outcome_fail(outcome, lenslet_status_damaged, "IDAT: incorrect header check");
    return false;
  }
  inflater->part_count = 0;
  inflater->stage = stage_header;
  return true;
}

/// Judges the header of a block; false where more bytes are needed or it is damaged.
static bool read_header(lenslet_inflater *inflater, lenslet_bytes *input, lenslet_outcome *outcome) {
  struct inflate_state *state = &inflater->state;
  unsigned bit_count = (unsigned)state->read_in_length;
  if (bit_count < 64) state->read_in &= (UINT64_C(1) << bit_count) - 1;
  lenslet_bit_source source = {
    .bits = state->read_in, .bit_count = bit_count,
    .pieces = {{inflater->part, inflater->part_count}, *input}};
  unsigned code_bits;
  switch (lenslet_judge_block_header(source, &code_bits)) {
    case lenslet_header_is_damaged:
      lenslet_outcome_fail(outcome, lenslet_status_damaged, message(ISAL_INVALID_BLOCK));
      return false;
    case lenslet_header_is_cut:
      collect(inflater, input, sizeof inflater->part);
      return false;
    case lenslet_header_is_sound: break;
  }
  inflater->stage = stage_block;
  // A header with codes has more than 64 bits, all of which lie in the bytes to come.
  inflater->header_left = code_bits == 0 ? 0 : (code_bits - bit_count + 7) / 8;
  if (code_bits > 0) return true;
  if (bit_count == 0) {
    collect(inflater, input, 1);
    state->read_in = inflater->part[0];
    state->read_in_length = 8;
    inflater->part_count = 0;
  }
  inflater->is_last = state->read_in & 1;
  state->read_in |= 1;
  return true;
}

/// Decompresses a block until it, its bytes or the room end; gives the library's result.
static int read_block(lenslet_inflater *inflater, lenslet_bytes *input, uint8_t *output,
                      size_t room, size_t *made) {
  struct inflate_state *state = &inflater->state;
  const uint32_t most = 1u << 30;  // the library counts in 32 bits
  bool is_header = inflater->header_left > 0;
  // The part of the header that came first, then the rest of it, then the block.
  lenslet_bytes part = {inflater->part, inflater->part_count};
  lenslet_bytes bytes = part.count > 0 ? part : *input;
  if (is_header && bytes.count > inflater->header_left) bytes.count = inflater->header_left;
  uint32_t given = bytes.count < most ? (uint32_t)bytes.count : most;
  uint32_t wanted = room < most ? (uint32_t)room : most;
  state->next_in = (uint8_t *)bytes.start;
  state->avail_in = given;
  state->next_out = output;
  state->avail_out = wanted;
  int result = isal_inflate(state);
  uint32_t taken = given - state->avail_in;
  if (part.count > 0) inflater->part_count = 0;
  else drop(input, taken);
  *made = wanted - state->avail_out;
  inflater->checksum = lenslet_adler32(inflater->checksum, (lenslet_bytes){output, *made});
  if (result != ISAL_DECOMP_OK) return result;
  if (is_header) {
    inflater->header_left -= taken;
    if (inflater->header_left > 0) return result;
    inflater->is_last = state->bfinal;
    if (state->block_state == ISAL_BLOCK_CODED) state->bfinal = 1;
  }
  bool is_finished = state->block_state == ISAL_BLOCK_FINISH;
  if (is_finished || state->block_state == ISAL_BLOCK_INPUT_DONE) {
    keep_window(state, output, *made);
  }
  if (is_finished) {
    state->block_state = ISAL_BLOCK_NEW_HDR;
    inflater->stage = inflater->is_last ? stage_checksum : stage_header;
  } else if (is_header && state->block_state == ISAL_BLOCK_HDR) {
    // The block ended in the bits behind its header.
    state->block_state = ISAL_BLOCK_NEW_HDR;
    inflater->stage = stage_header;
  }
  return result;
}

/// Reads the checksum behind the last block; false where bytes are missing or it is another.
static bool read_checksum(lenslet_inflater *inflater, lenslet_bytes *input,
                          lenslet_outcome *outcome) {
  struct inflate_state *state = &inflater->state;
  state->read_in >>= state->read_in_length % 8;
  state->read_in_length -= state->read_in_length % 8;
  uint8_t *part = inflater->part;
  while (inflater->part_count < 4 && state->read_in_length > 0) {
    part[inflater->part_count++] = (uint8_t)state->read_in;
    state->read_in >>= 8;
    state->read_in_length -= 8;
  }
  if (!collect(inflater, input, 4)) return false;
  uint32_t checksum =
    (uint32_t)part[0] << 24 | (uint32_t)part[1] << 16 | (uint32_t)part[2] << 8 | part[3];
  if (checksum != inflater->checksum) {
    lenslet_outcome_fail(outcome, lenslet_status_damaged, "IDAT: incorrect data check");
    return false;
  }
  inflater->stage = stage_end;
  return true;
}

bool lenslet_inflate(lenslet_inflater *inflater, lenslet_bytes *input, void *output, size_t room,
                     size_t *made, bool *is_at_end, lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  *made = 0;
  bool goes_on = true;
  while (goes_on && inflater->stage != stage_end) {
    switch (inflater->stage) {
      case stage_wrapper:
        goes_on = collect(inflater, input, 2) && read_wrapper(inflater, outcome);
        break;
      case stage_header: goes_on = read_header(inflater, input, outcome); break;
      case stage_checksum: goes_on = read_checksum(inflater, input, outcome); break;
      case stage_end: break;
      case stage_block: {
        bool is_header = inflater->header_left > 0;
        size_t count;
        int result = read_block(inflater, input, (uint8_t *)output + *made, room - *made, &count);
        *made += count;
        if (result != ISAL_DECOMP_OK) {
          lenslet_outcome_fail(outcome, lenslet_status_damaged, message(result));
        }
        // The library's buffer must not fill up with what there is no room for.
        bool is_waiting = inflater->state.tmp_out_processed < inflater->state.tmp_out_valid;
        goes_on = result == ISAL_DECOMP_OK && !is_waiting
                  && (is_header || inflater->stage != stage_block);
      }
    }
  }
  *is_at_end = inflater->stage == stage_end;
  return outcome->status == lenslet_status_done;
}
