'use strict';

// The keys of pages of maps, filters and comparisons.

fillKeys([
  ['/', 'search'],
  ['← → ↑ ↓', 'next picture; in a map, the next pixel'],
  ['Shift', 'ten pixels', 'and an arrow'],
  ['Home End', 'first or last picture'],
  ['Enter', 'open a picture; in a map, hold the pixel or let it go'],
  ['Escape', 'back'],
  ['B', 'back to what the value is made of, down to the picture'],
  ['F', 'forward again on that way'],
  ['E', 'edit the filter of a map: mirror it, silence a channel'],
  ['G', 'the network; again or Escape: back'],
  ['C', 'the chain: what a value is made of, through all steps; again or Escape: back'],
  ['I', 'paint on the input; there: arrows and Enter'],
  ['H', 'the handcrafted filter in the place of the learned one, in a comparison; again: back'],
  ['K', 'the kernel lab, on pages of filters; again or Escape: back'],
  ['[ ]', 'previous or next channel, while a picture is open'],
  ['Space', 'play: the window walks over the input; again: pause'],
  ['.', 'one step of the walk'],
  ['P', 'present: the whole screen, large numbers; again or Escape: back'],
  ['Q', 'quiz: hide the result, then the kernel, then nothing'],
  ['L', 'tour: a list of views with notes; its arrow keys, or Page Down and Page Up, walk it'],
  ['T', 'dark or light'],
  ['?', 'this help'],
]);
