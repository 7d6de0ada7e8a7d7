#include <isa-l/igzip_lib.h>
#include <stdlib.h>

#include "internal.h"

struct lenslet_deflater {
  struct isal_zstream stream;
  uint8_t level_buffer[ISAL_DEF_LVL1_DEFAULT];
};

lenslet_deflater *lenslet_deflater_open(void) {
  lenslet_deflater *deflater = malloc(sizeof *deflater);
  if (deflater == NULL) return NULL;
  isal_deflate_init(&deflater->stream);
  deflater->stream.level = 1;
  deflater->stream.level_buf = deflater->level_buffer;
  deflater->stream.level_buf_size = sizeof deflater->level_buffer;
  deflater->stream.gzip_flag = IGZIP_ZLIB;
  return deflater;
}

void lenslet_deflater_close(lenslet_deflater *deflater) { free(deflater); }

size_t lenslet_deflate(lenslet_deflater *deflater, lenslet_bytes *input, bool is_last,
                       void *output, size_t room, bool *is_at_end) {
  struct isal_zstream *stream = &deflater->stream;
  const uint32_t most = 1u << 30;  // the library counts in 32 bits
  uint32_t given = input->count < most ? (uint32_t)input->count : most;
  uint32_t wanted = room < most ? (uint32_t)room : most;
  stream->next_in = (uint8_t *)input->start;
  stream->avail_in = given;
  stream->end_of_stream = is_last && given == input->count;
  stream->next_out = output;
  stream->avail_out = wanted;
  isal_deflate(stream);  // fails only where levels and flush modes are wrong
  uint32_t taken = given - stream->avail_in;
  *input = (lenslet_bytes){input->start + taken, input->count - taken};
  *is_at_end = stream->internal_state.state == ZSTATE_END;
  return wanted - stream->avail_out;
}
