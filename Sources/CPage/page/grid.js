'use strict';

// A grid of which only the visible part is in the document, so that thousands of cells stay quick.

class Grid {
  /**
   * - host: the element that scrolls.
   * - width, height: of a cell in pixels, gaps included; a width of 0 makes a list of one column.
   * - render: makes the content of a cell from its index.
   * - open: called with the index of the cell that is chosen.
   * - room: the element in the host that holds the cells, where it is there already.
   */
  constructor({ host, width, height, label, render, open, moved, room = null }) {
    Object.assign(this, { host, width, height, render, open, moved });
    this.count = 0;
    this.active = 0;
    this.cells = new Map();
    this.room = room || element('div', { class: 'grid-room', role: 'list', 'aria-label': label });
    if (!room) fill(host, this.room);
    host.addEventListener('scroll', () => this.schedule(), { passive: true });
    this.room.addEventListener('keydown', (event) => this.key(event));
    new ResizeObserver(() => this.schedule()).observe(host);
  }

  /** Shows other cells, from the top; the focus stays among them. */
  show(count, active = 0) {
    const hadFocus = this.room.contains(document.activeElement);
    this.count = count;
    this.active = clamp(active, 0, Math.max(count - 1, 0));
    this.clear();
    this.host.scrollTop = 0;
    this.layOut();
    if (active > 0) this.reveal(this.active);
    if (hadFocus) this.focus();
  }

  /** Makes all visible cells anew. */
  refresh() {
    const hadFocus = this.room.contains(document.activeElement);
    this.clear();
    this.layOut();
    if (hadFocus) this.focus();
  }

  clear() {
    this.cells.clear();
    this.room.replaceChildren();
  }

  schedule() {
    if (this.isScheduled) return;
    this.isScheduled = true;
    requestAnimationFrame(() => {
      this.isScheduled = false;
      this.layOut();
    });
  }

  get columns() {
    return this.width ? Math.max(1, Math.floor(this.host.clientWidth / this.width)) : 1;
  }

  /** Pixels at the top of the host that stay while the cells scroll. */
  get fixedHeight() { return 0; }

  layOut() {
    // A grid that is hidden has no size; it is laid out when it is shown again.
    if (this.host.clientWidth === 0) return;
    const hadFocus = this.room.contains(document.activeElement);
    this.measure();
    const wanted = this.wanted();
    for (const [index, cell] of this.cells) {
      if (wanted.has(index)) continue;
      cell.remove();
      this.cells.delete(index);
    }
    for (const index of wanted) {
      if (!this.cells.has(index)) this.add(index);
    }
    if (hadFocus && !this.room.contains(document.activeElement)) this.focus();
  }

  /** Gives the cells the width of the host, and their room its height. */
  measure() {
    const { columns } = this;
    const step = this.width ? Math.floor(this.host.clientWidth / columns) : 0;
    if (columns !== this.laidColumns || step !== this.laidStep) this.clear();
    Object.assign(this, { laidColumns: columns, laidStep: step });
    this.room.style.height = `${Math.ceil(this.count / columns) * this.height}px`;
  }

  /** The cells that belong into the document: those that are seen, a row on either side, and the active one. */
  wanted() {
    const { clientHeight, scrollTop } = this.host;
    const { columns } = this;
    const first = this.printed ? 0 : Math.max(0, Math.floor(scrollTop / this.height) - 1) * columns;
    const last = Math.min(this.count, this.printed || (Math.ceil((scrollTop + clientHeight) / this.height) + 1) * columns);
    const wanted = new Set();
    for (let index = first; index < last; index += 1) wanted.add(index);
    if (this.active < this.count) wanted.add(this.active);
    return wanted;
  }

  add(index) {
    const { laidColumns: columns, laidStep: step } = this;
    const button = element('button', {
      type: 'button', class: 'cell', tabindex: index === this.active ? 0 : -1,
      onclick: () => {
        this.activate(index);
        this.open(index);
      },
    });
    this.render(index, button);
    const item = element('div', {
      role: 'listitem', class: 'grid-item', 'aria-setsize': this.count, 'aria-posinset': index + 1,
    }, button);
    item.style.top = `${Math.floor(index / columns) * this.height}px`;
    item.style.height = `${this.height}px`;
    item.style.left = this.width ? `${(index % columns) * step}px` : '0';
    item.style.width = this.width ? `${step}px` : '100%';
    this.cells.set(index, item);
    this.room.append(item);
  }

  activate(index) {
    const before = this.button(this.active);
    if (before) before.tabIndex = -1;
    this.active = index;
    this.reveal(index);
    const button = this.button(index);
    if (button) button.tabIndex = 0;
    if (this.moved) this.moved(index);
  }

  /** Scrolls as little as shows a cell. */
  reveal(index) {
    const top = Math.floor(index / this.columns) * this.height;
    const { scrollTop, clientHeight } = this.host;
    if (top < scrollTop) this.host.scrollTop = top;
    else {
      const end = top + this.height + this.fixedHeight;
      if (end > scrollTop + clientHeight) this.host.scrollTop = end - clientHeight;
    }
    this.layOut();
  }

  /** What is pressed to open a cell; null where the cell is not in the document. */
  button(index) {
    const cell = this.cells.get(index);
    return cell ? cell.querySelector('button') : null;
  }

  focus() {
    const button = this.button(this.active);
    if (button) button.focus({ preventScroll: true });
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || this.count === 0) return;
    const page = this.columns * Math.max(1, Math.floor((this.host.clientHeight - this.fixedHeight) / this.height));
    const steps = {
      ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.columns, ArrowUp: -this.columns, PageDown: page, PageUp: -page,
    };
    let target;
    if (event.key in steps) target = this.active + steps[event.key];
    else if (event.key === 'Home') target = 0;
    else if (event.key === 'End') target = this.count - 1;
    else return;
    event.preventDefault();
    if (target < 0 || target >= this.count) {
      if (Math.abs(steps[event.key] || 0) <= 1) return;
      target = clamp(target, 0, this.count - 1);
      if (Math.abs(target - this.active) < this.columns && !event.key.startsWith('Page')) return;
    }
    this.activate(target);
    this.focus();
  }
}
