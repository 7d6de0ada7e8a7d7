'use strict';

// The data of the live view: the steps once, and the input of the picture that is looked at.

/** The network of some steps on an input. */
function networkOf(steps, input, view) {
  const network = new Network(steps, input);
  network.sampleForm = input.values.form;
  network.view = view;
  return network;
}

class LiveData {
  /** view: how a picture is made of the values that go in; null if nobody knows. */
  constructor(view) {
    this.view = view;
    this.steps = null;
    this.networks = new Map();
  }

  /** The network on one image; fails with the reason where there is no data. */
  async network(image) {
    if (!image.values) throw new Error('this input has more values than a page should load');
    if (!this.networks.has(image)) {
      if (this.networks.size >= 2) this.networks.delete(this.networks.keys().next().value);
      this.steps = this.steps || loadData('index.js');
      const loading = Promise.all([this.steps, loadData(image.values)]).then(([steps, input]) => networkOf(steps, input, this.view));
      this.networks.set(image, loading);
      loading.catch(() => this.networks.delete(image));
    }
    return this.networks.get(image);
  }
}

/** A picture of a map, or of an input, over which a place is chosen and marked. */
class MapFigure {
  /** moved: called with row and column when a place is chosen; held: when it is held or let go. */
  constructor({ moved, held }) {
    Object.assign(this, { moved, held });
    this.mark = element('div', { class: 'mark', 'aria-hidden': 'true' });
    this.room = element('div', { class: 'map-room', tabindex: moved ? 0 : -1, role: moved ? 'application' : 'img' });
    this.caption = element('figcaption');
    this.node = element('figure', { class: 'map' }, this.room, this.caption);
    if (!moved) return;
    this.room.addEventListener('mousemove', (event) => this.point(event));
    this.room.addEventListener('click', (event) => {
      this.held();
      this.point(event);
    });
    this.room.addEventListener('keydown', (event) => this.key(event));
  }

  /** Shows a picture file or a canvas of some rows and columns. */
  show(picture, rows, columns, label) {
    Object.assign(this, { rows, columns });
    this.mark.hidden = true;
    this.room.style.aspectRatio = `${columns} / ${rows}`;
    this.room.style.setProperty('--ratio', columns / rows);
    this.room.classList.toggle('wide', columns >= rows);
    this.room.setAttribute('aria-label', label);
    fill(this.room, picture, this.mark);
  }

  point(event) {
    const box = this.room.getBoundingClientRect();
    this.moved(
      clamp(Math.floor(((event.clientY - box.top) / box.height) * this.rows), 0, this.rows - 1),
      clamp(Math.floor(((event.clientX - box.left) / box.width) * this.columns), 0, this.columns - 1), true);
  }

  key(event) {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (event.key === 'Enter') {
      event.preventDefault();
      this.held();
    }
    if (!steps || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const [row, column] = this.place || [0, -steps[1]];
    const reach = event.shiftKey ? 10 : 1;
    this.moved(
      clamp(row + reach * steps[0], 0, this.rows - 1), clamp(column + reach * steps[1], 0, this.columns - 1), false);
  }

  /** Marks a rectangle, in rows and columns of the picture. */
  markAt({ top, left, height, width }) {
    this.place = [top, left];
    this.mark.hidden = false;
    Object.assign(this.mark.style, {
      top: `${(100 * top) / this.rows}%`, left: `${(100 * left) / this.columns}%`,
      height: `${(100 * height) / this.rows}%`, width: `${(100 * width) / this.columns}%`,
    });
  }
}
