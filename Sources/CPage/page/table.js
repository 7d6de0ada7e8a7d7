'use strict';

// A table of which only the rows that are seen are in the document; they are walked like the cells of a grid.

class RowTable extends Grid {
  /**
   * - titles: what stands at the heads of the columns; text: what a cell says, by its row and its column.
   * - picture: what stands before the text of a row's first cell, which is pressed to open the row.
   * - sort: called with the number of the column that is to be sorted by.
   */
  constructor({ id, titles, text, picture, open, sort }) {
    const room = element('tbody');
    super({ host: element('div', { class: 'comparison-table', id, hidden: true }), width: 0, height: 44, open, room });
    Object.assign(this, { titles, text, picture, sort, gaps: [] });
    this.head = element('tr', { 'aria-rowindex': 1 });
    this.widest = element('tr', {});
    this.table = element('table', {}, element('thead', {}, this.head), room, element('tfoot', { class: 'widest', 'aria-hidden': 'true' }, this.widest));
    fill(this.host, this.table);
  }

  /** Shows other rows, in the order of a column. */
  showSorted(count, sorted, isDescending) {
    const hadFocus = this.head.contains(document.activeElement);
    this.table.setAttribute('aria-rowcount', String(count + 1));
    fill(this.head, this.titles.map((title, column) => element('th', {
      scope: 'col', 'aria-sort': column === sorted ? (isDescending ? 'descending' : 'ascending') : null,
    }, element('button', { type: 'button', onclick: () => this.sort(column) }, title, column === sorted ? (isDescending ? ' ↓' : ' ↑') : ''))));
    if (hadFocus) this.head.children[sorted].firstChild.focus();
    fill(this.widest, this.titles.map((_, column) => element('td', {}, this.longest(count, column))));
    this.show(count);
  }

  /** The longest text of a column: it keeps its width while rows come and go. */
  longest(count, column) {
    let longest = '';
    for (let index = 0; index < count; index += 1) {
      const text = this.text(index, column);
      if (text.length > longest.length) longest = text;
    }
    return longest;
  }

  get fixedHeight() { return this.head.offsetHeight; }

  clear() {
    super.clear();
    this.gaps = [];
  }

  /** The table has the widths of its columns from their texts. */
  measure() {}

  /** Between the two nothing asks for a place on the screen: without its gaps the table is lower, and would scroll. */
  layOut() {
    const isSeen = this.host.clientWidth > 0;
    super.layOut();
    if (isSeen) this.fillGaps();
  }

  /** Puts the height of the rows that are not in the document between those that are. */
  fillGaps() {
    for (const gap of this.gaps) gap.remove();
    this.gaps = [];
    let next = 0;
    const leave = (until, add) => {
      if (until > next) {
        const gap = element('td', { colSpan: this.titles.length });
        gap.style.height = `${(until - next) * this.height}px`;
        this.gaps.push(element('tr', { class: 'gap', 'aria-hidden': 'true' }, gap));
        add(this.gaps.at(-1));
      }
      next = until + 1;
    };
    for (const [index, row] of [...this.cells].sort(([left], [right]) => left - right)) leave(index, (gap) => row.before(gap));
    if (!this.printed) leave(this.count, (gap) => this.room.append(gap));
  }

  add(index) {
    const open = () => {
      this.activate(index);
      this.open(index);
    };
    const row = element('tr', { 'aria-rowindex': index + 2 }, this.titles.map((_, column) => {
      if (column > 0) return element('td', {}, this.text(index, column));
      return element('th', { scope: 'row' }, element('button', { type: 'button', class: 'open', tabIndex: index === this.active ? 0 : -1, onclick: open },
        this.picture(index), this.text(index, 0)));
    }));
    // Rows stand in their order; those that stay are not moved, which would take their focus.
    const later = Math.min(...[...this.cells.keys()].filter((other) => other > index));
    this.cells.set(index, row);
    if (Number.isFinite(later)) this.cells.get(later).before(row);
    else this.room.append(row);
  }
}
