#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <zlib.h>

#include "internal.h"

struct lenslet_deflater {
  struct isal_zstream stream;
  uint8_t level_buffer[ISAL_DEF_LVL1_DEFAULT];
};

uint32_t lenslet_adler32(uint32_t adler, lenslet_bytes bytes) {
  return isal_adler32(adler, bytes.start, bytes.count);
}

uint32_t lenslet_adler32_joined(uint32_t first, uint32_t second, size_t second_count) {
  return (uint32_t)adler32_combine(first, second, (z_off_t)second_count);
}

lenslet_deflater *lenslet_deflater_open(void) {
  lenslet_deflater *deflater = malloc(sizeof *deflater);
  if (deflater == NULL) return NULL;
  isal_deflate_init(&deflater->stream);
  deflater->stream.level = 1;
  deflater->stream.level_buf = deflater->level_buffer;
  deflater->stream.level_buf_size = sizeof deflater->level_buffer;
  deflater->stream.gzip_flag = IGZIP_DEFLATE;
  deflater->stream.flush = FULL_FLUSH;
  return deflater;
}

void lenslet_deflater_close(lenslet_deflater *deflater) { free(deflater); }

size_t lenslet_deflate(lenslet_deflater *deflater, lenslet_bytes input, void *output,
                       size_t room) {
  struct isal_zstream *stream = &deflater->stream;
  isal_deflate_reset(stream);
  stream->next_in = (uint8_t *)input.start;
  stream->next_out = output;
  const uint32_t most = 1u << 30;  // the library counts in 32 bits
  uint8_t *end = (uint8_t *)output + room;
  size_t left = input.count;
  while (left > 0) {
    uint32_t given = left < most ? (uint32_t)left : most;
    size_t free_bytes = (size_t)(end - stream->next_out);
    stream->avail_in = given;
    stream->avail_out = free_bytes < UINT32_MAX ? (uint32_t)free_bytes : UINT32_MAX;
    isal_deflate(stream);  // fails only where levels and flush modes are wrong
    left -= given - stream->avail_in;
  }
  return (size_t)(stream->next_out - (uint8_t *)output);
}

size_t lenslet_deflate_smaller(lenslet_bytes window, lenslet_bytes input,
                               lenslet_search search, void *output, size_t room) {
  z_stream stream = {0};
  int level = search == lenslet_search_usual ? 6 : Z_BEST_COMPRESSION;
  int strategy = search == lenslet_search_filtered ? Z_FILTERED : Z_DEFAULT_STRATEGY;
  if (deflateInit2(&stream, level, Z_DEFLATED, -MAX_WBITS, 8, strategy) != Z_OK) return 0;
  if (window.count > 0)
    deflateSetDictionary(&stream, window.start, (uInt)window.count);
  const size_t most = 1u << 30;  // the library counts in 32 bits
  const uint8_t *end = input.start + input.count;
  uint8_t *room_end = (uint8_t *)output + room;
  stream.next_in = (uint8_t *)input.start;
  stream.next_out = output;
  do {
    size_t left = (size_t)(end - stream.next_in);
    size_t free_bytes = (size_t)(room_end - stream.next_out);
    stream.avail_in = (uInt)(left < most ? left : most);
    stream.avail_out = (uInt)(free_bytes < most ? free_bytes : most);
    deflate(&stream, left <= most ? Z_SYNC_FLUSH : Z_NO_FLUSH);
  } while (stream.avail_out == 0 || stream.next_in < end);
  size_t count = (size_t)(stream.next_out - (uint8_t *)output);
  deflateEnd(&stream);
  return count;
}
