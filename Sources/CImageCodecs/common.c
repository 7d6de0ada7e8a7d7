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

void lenslet_reader_close(lenslet_reader *reader) {
  if (reader != NULL) reader->close(reader);
}

bool lenslet_writer_write(lenslet_writer *writer, const void *pixels, uint32_t rows,
                          lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  return writer->write(writer, pixels, rows, outcome);
}

bool lenslet_writer_finish(lenslet_writer *writer, lenslet_outcome *outcome) {
  *outcome = (lenslet_outcome){0};
  return writer->finish(writer, outcome);
}

lenslet_bytes lenslet_writer_take(lenslet_writer *writer) { return writer->take(writer); }

void lenslet_writer_close(lenslet_writer *writer) {
  if (writer != NULL) writer->close(writer);
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
