#include <stdio.h>
#include <stdlib.h>

#include "internal.h"

bool lenslet_reader_read(lenslet_reader *reader, void *pixels, uint32_t rows,
                         lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  return reader->read(reader, pixels, rows, outcome);
}

bool lenslet_reader_finish(lenslet_reader *reader, lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  return reader->finish(reader, outcome);
}

lenslet_metadata lenslet_reader_metadata(const lenslet_reader *reader) {
  return reader->metadata(reader);
}

uint32_t lenslet_reader_notices(const lenslet_reader *reader) { return reader->notices; }

void lenslet_reader_close(lenslet_reader *reader) {
  if (reader != NULL) reader->close(reader);
}

void lenslet_outcome_fail(lenslet_outcome *outcome, lenslet_status status, const char *message) {
  if (outcome->status != lenslet_status_done) return;
  outcome->status = status;
  snprintf(outcome->message, sizeof outcome->message, "%s", message);
}

bool lenslet_buffer_reserve(lenslet_buffer *buffer, size_t extra) {
  if (extra <= buffer->capacity - buffer->count) return true;
  if (extra > SIZE_MAX / 2 - buffer->count) return false;
  size_t capacity = buffer->capacity < 65536 ? 65536 : buffer->capacity;
  while (capacity < buffer->count + extra) capacity *= 2;
  uint8_t *start = realloc(buffer->start, capacity);
  if (start == NULL) return false;
  buffer->start = start;
  buffer->capacity = capacity;
  return true;
}

void lenslet_buffer_free(lenslet_buffer *buffer) {
  free(buffer->start);
  *buffer = (lenslet_buffer){0};
}
