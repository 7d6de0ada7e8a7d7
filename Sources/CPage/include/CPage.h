/// The parts of the page 'index.html', which the compiler puts into the program as they are.
///
/// A C target because Swift has no such directive: as literals of Swift the same bytes take half a
/// minute to compile.

#ifndef CPAGE_H
#define CPAGE_H

#include <stddef.h>

/// A part of the page: UTF-8 without a zero at the end, for as long as the program runs.
typedef struct {
  const unsigned char *_Nonnull start;
  size_t count;
} lenslet_page_part;

/// The markup, with {{markers}} where the other parts belong.
lenslet_page_part lenslet_page_markup(void);

/// The style.
lenslet_page_part lenslet_page_style(void);

/// How many scripts there are.
size_t lenslet_page_script_count(void);

/// A script; each builds on those before it. The index is below the count.
lenslet_page_part lenslet_page_script(size_t index);

/// What pages about what networks say add to the style.
lenslet_page_part lenslet_explained_style(void);

/// How many scripts they have.
size_t lenslet_explained_script_count(void);

/// A script of them; each builds on those before it. The index is below the count.
lenslet_page_part lenslet_explained_script(size_t index);

#endif
