#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "internal.h"

struct lenslet_window_check {
  z_stream stream;
  uint8_t window[1 << 15];
  /// Bytes of the window that have not been filled for the first time.
  size_t left;
  /// Bytes that are still to be looked at.
  size_t count;
};

lenslet_window_check *lenslet_window_check_open(unsigned window_bits, size_t count) {
  lenslet_window_check *check = calloc(1, sizeof *check);
  if (check == NULL) return NULL;
  check->left = (size_t)1 << window_bits;
  check->count = count;
  if (inflateInit2(&check->stream, (int)window_bits) == Z_OK) return check;
  free(check);
  return NULL;
}

void lenslet_window_check_close(lenslet_window_check *check) {
  if (check == NULL) return;
  inflateEnd(&check->stream);
  free(check);
}

lenslet_window_verdict lenslet_window_check_go_on(lenslet_window_check *check,
                                                  lenslet_bytes input) {
  z_stream *stream = &check->stream;
  const size_t most = 1u << 30;  // zlib counts in 32 bits
  while (input.count > 0) {
    uInt given = (uInt)(input.count < most ? input.count : most);
    stream->next_in = (Bytef *)input.start;
    stream->avail_in = given;
    // zlib judges distances by its window and by what the same call has stored: so it may store no
    // more than a byte at once when the window is full.
    while (stream->avail_in > 0) {
      uInt room = check->left > 0 ? (uInt)check->left : 1;
      stream->next_out = check->window;
      stream->avail_out = room;
      int result = inflate(stream, Z_NO_FLUSH);
      size_t made = room - stream->avail_out;
      if (check->left > 0) check->left -= made;
      check->count -= made < check->count ? made : check->count;
      if (result == Z_OK && check->count > 0) continue;
      bool is_too_far = result == Z_DATA_ERROR && stream->msg != NULL
                        && strcmp(stream->msg, "invalid distance too far back") == 0;
      return is_too_far ? lenslet_window_is_exceeded : lenslet_window_check_ended;
    }
    input = (lenslet_bytes){input.start + given, input.count - given};
  }
  return lenslet_window_is_kept;
}
