'use strict';

// On paper everything that is chosen is shown, not the part that was scrolled to.

/** Cells that a sheet holds at most. */
const mostPrinted = 400;

/** Lays a grid out whole for paper, and as it was afterwards. */
function printWhole(grid) {
  window.addEventListener('beforeprint', () => {
    grid.printed = mostPrinted;
    grid.refresh();
  });
  window.addEventListener('afterprint', () => {
    grid.printed = 0;
    grid.refresh();
  });
}
