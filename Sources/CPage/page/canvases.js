'use strict';

// Pictures that are drawn pixel by pixel, and read at one pixel for all.

/** Blue below zero, white at zero, orange to brown above, -1 to 1: as in the files. */
function divergingColour(position) {
  const stops = position < 0
    ? [[255, 255, 255], [112, 166, 214], [8, 72, 142]] : [[255, 255, 255], [235, 141, 73], [137, 34, 4]];
  const place = Math.min(Math.abs(position), 1) * 2;
  const lower = Math.min(Math.floor(place), 1);
  const share = place - lower;
  return stops[lower].map((level, channel) => Math.round(level + (stops[lower + 1][channel] - level) * share));
}

/** The keys of pictures that are read. */
const pixelKeys = [['← → ↑ ↓', 'the next pixel, in a picture'], ['Shift', 'ten pixels', 'and an arrow']];

/** A canvas with a place that is read; every reader hears of it. */
class PixelCanvas {
  constructor(width, height, label, read) {
    this.width = width;
    this.height = height;
    this.read = read;
    this.place = [Math.floor(width / 2), Math.floor(height / 2)];
    // Small pictures are enlarged by whole pixels.
    this.factor = Math.max(1, Math.round(448 / Math.max(width, height)));
    this.canvas = element('canvas', {
      width, height, class: 'pixels', tabIndex: 0, role: 'application', 'aria-label': `${label}; arrow keys read the next pixel`,
      onmousemove: (event) => this.point(event), onkeydown: (event) => this.key(event),
    });
    this.mark = element('span', { class: 'mark' });
    this.element = element('div', { class: 'canvas-room' }, this.canvas, this.mark);
  }

  /** Draws; the colour of a pixel is three levels. */
  draw(colour) {
    const context = this.canvas.getContext('2d');
    const image = context.createImageData(this.width, this.height);
    for (let place = 0; place < this.width * this.height; place += 1) {
      const [red, green, blue] = colour(place);
      image.data[4 * place] = red;
      image.data[4 * place + 1] = green;
      image.data[4 * place + 2] = blue;
      image.data[4 * place + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }

  /** Shows which place is read. */
  show(column, row) {
    this.place = [column, row];
    this.mark.style.left = `${(100 * (column + 0.5)) / this.width}%`;
    this.mark.style.top = `${(100 * (row + 0.5)) / this.height}%`;
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * this.width);
    const row = Math.floor(((event.clientY - box.top) / box.height) * this.height);
    this.read(clamp(column, 0, this.width - 1), clamp(row, 0, this.height - 1));
  }

  key(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const step = event.shiftKey ? 10 : 1;
    this.read(
      clamp(this.place[0] + step * move[0], 0, this.width - 1),
      clamp(this.place[1] + step * move[1], 0, this.height - 1));
  }
}

/** Probabilities as bars. */
function classBars(classes, wanted = null) {
  return element('ul', { class: 'bars' }, classes.map((one) => {
    const bar = element('span', { class: 'bar' });
    bar.style.width = `${100 * clamp(one.probability, 0, 1)}%`;
    return element('li', {},
      element('span', { class: one.class === wanted ? 'class-name wanted' : 'class-name' }, className(one)),
      element('span', { class: 'bar-room' }, bar),
      element('span', { class: 'number' }, percentText(one.probability)));
  }));
}

/** A class by its name, or its number. */
const className = (one) => one.label || `class ${one.class}`;
