#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>

#include "internal.h"

struct lenslet_inflater {
  struct inflate_state state;
};

uint32_t lenslet_crc32(uint32_t crc, lenslet_bytes bytes) {
  return crc32_gzip_refl(crc, bytes.start, bytes.count);
}

lenslet_inflater *lenslet_inflater_open(void) {
  lenslet_inflater *inflater = malloc(sizeof *inflater);
  if (inflater == NULL) return NULL;
  isal_inflate_init(&inflater->state);
  inflater->state.crc_flag = ISAL_ZLIB;
  return inflater;
}

void lenslet_inflater_close(lenslet_inflater *inflater) { free(inflater); }

/// The texts that zlib has for the same faults.
static const char *message(int result) {
  switch (result) {
    case ISAL_INVALID_BLOCK: return "IDAT: invalid block or code lengths";
    case ISAL_INVALID_SYMBOL: return "IDAT: invalid code";
    case ISAL_INVALID_LOOKBACK: return "IDAT: invalid distance too far back";
    case ISAL_INCORRECT_CHECKSUM: return "IDAT: incorrect data check";
    default: return "IDAT: incorrect header check";
  }
}

bool lenslet_inflate(lenslet_inflater *inflater, lenslet_bytes *input, void *output, size_t room,
                     size_t *made, bool *is_at_end, lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  struct inflate_state *state = &inflater->state;
  const uint32_t most = 1u << 30;  // the library counts in 32 bits
  uint32_t given = input->count < most ? (uint32_t)input->count : most;
  uint32_t wanted = room < most ? (uint32_t)room : most;
  state->next_in = (uint8_t *)input->start;
  state->avail_in = given;
  state->next_out = output;
  state->avail_out = wanted;
  int result = isal_inflate(state);
  uint32_t taken = given - state->avail_in;
  *input = (lenslet_bytes){input->start + taken, input->count - taken};
  *made = wanted - state->avail_out;
  *is_at_end = state->block_state == ISAL_BLOCK_FINISH;
  if (result == ISAL_DECOMP_OK) return true;
  lenslet_outcome_fail(outcome, lenslet_status_damaged, message(result));
  return false;
}
