'use strict';

// Filters as points of two of their figures, drawn as their thumbnails; a rectangle chooses some.

/** Round numbers between two, about as many as are wanted. */
function roundTicks(least, greatest, count) {
  const span = greatest - least || 1;
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => span / size <= count);
  const ticks = [];
  for (let index = Math.ceil(least / step); index * step <= greatest + step * 1e-9; index += 1) ticks.push(Number((index * step).toPrecision(12)));
  return ticks;
}

class Scatter {
  /**
   * - filters: what is drawn; columns: the figures that can be chosen; valueOf: the number of a filter and a figure, null if none.
   * - chosen: called when other filters are chosen; open: called with the filter that is wanted.
   */
  constructor({ filters, columns, valueOf, chosen, open }) {
    Object.assign(this, { filters, columns, valueOf, chosen, open });
    [this.x, this.y] = ['orientation', 'frequency'];
    this.region = null;
    this.active = null;
    this.pictures = new Map();
    const axis = (name, title) => element('select', {
      id: `scatter-${name}`, 'aria-label': title, onchange: (event) => {
        this[name] = event.target.value;
        this.clear();
      },
    }, columns.map(({ key, title: words }) => element('option', { value: key, selected: key === this[name] }, words)));
    this.axes = { x: axis('x', 'figure from left to right'), y: axis('y', 'figure from bottom to top') };
    this.all = element('button', { type: 'button', id: 'scatter-clear', onclick: () => this.clear() }, 'All filters');
    this.told = element('p', { class: 'quiet scatter-told', role: 'status' });
    this.canvas = element('canvas', {
      class: 'scatter-plot', tabindex: 0, role: 'application', 'aria-label': 'filters by two figures: arrow keys go from one to the next, Enter opens one',
      onpointerdown: (event) => this.begin(event), onpointermove: (event) => this.move(event), onpointerup: (event) => this.end(event),
      onkeydown: (event) => this.key(event),
    });
    this.room = element('div', { class: 'scatter-room' }, this.canvas);
    this.node = element('section', { class: 'scatter', 'aria-label': 'scatter', hidden: true },
      element('div', { class: 'controls' }, element('label', { class: 'field' }, element('span', {}, '→'), this.axes.x),
        element('label', { class: 'field' }, element('span', {}, '↑'), this.axes.y), this.all), this.room, this.told);
    new ResizeObserver(() => { if (!this.node.hidden) this.draw(); }).observe(this.room);
  }

  /** Whether a filter lies in the rectangle that was drawn. */
  holds(filter) {
    if (!this.region) return true;
    const [left, right, bottom, top] = this.region;
    const [x, y] = [this.valueOf(filter, this.x), this.valueOf(filter, this.y)];
    return x !== null && y !== null && x >= left && x <= right && y >= bottom && y <= top;
  }

  /** Takes the rectangle away. */
  clear() {
    this.region = null;
    this.chosen();
  }

  /** Draws the filters, those that are shown elsewhere clearly. */
  show(items) {
    this.items = new Set(items);
    [this.axes.x.value, this.axes.y.value] = [this.x, this.y];
    this.all.disabled = this.region === null;
    const without = this.filters.filter((filter) => this.valueOf(filter, this.x) === null || this.valueOf(filter, this.y) === null).length;
    this.told.textContent = [
      this.region ? `${this.items.size} chosen` : 'Drag a rectangle to choose filters.', without ? `${without} without these figures` : null,
    ].filter(Boolean).join(' ');
    if (!this.node.hidden) this.draw();
  }

  /** What a filter is drawn as. */
  picture(filter) {
    if (!this.pictures.has(filter)) {
      const canvas = element('canvas');
      if (filter.weights) drawWeights(canvas, filter);
      this.pictures.set(filter, canvas);
    }
    return this.pictures.get(filter);
  }

  draw() {
    const [width, height] = [this.room.clientWidth, this.room.clientHeight];
    if (!width || !height) return;
    const scale = window.devicePixelRatio || 1;
    Object.assign(this.canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
    const context = this.canvas.getContext('2d');
    context.scale(scale, scale);
    const side = clamp(Math.round(Math.sqrt((width * height) / this.filters.length) / 2.6), 14, 40);
    const points = this.filters.map((filter) => ({ filter, at: [this.valueOf(filter, this.x), this.valueOf(filter, this.y)] })).filter(({ at }) => !at.includes(null));
    const ranges = [0, 1].map((place) => rangeOf(points.map(({ at }) => at[place])));
    const margin = { left: 46, right: side / 2 + 6, top: side / 2 + 4, bottom: 24 };
    const span = ({ least, greatest }) => greatest - least || 1;
    const [inside, tall] = [width - margin.left - margin.right - side / 2, height - margin.top - margin.bottom - side / 2];
    this.placeOf = ([x, y]) => [
      margin.left + side / 2 + ((x - ranges[0].least) / span(ranges[0])) * inside, margin.top + tall - ((y - ranges[1].least) / span(ranges[1])) * tall,
    ];
    this.valueAt = ([left, top]) => [
      ranges[0].least + ((left - margin.left - side / 2) / inside) * span(ranges[0]), ranges[1].least + ((margin.top + tall - top) / tall) * span(ranges[1]),
    ];
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);
    context.font = '12px system-ui, "DejaVu Sans", sans-serif';
    context.strokeStyle = colour('--line');
    context.fillStyle = colour('--quiet');
    if (points.length) this.drawAxes(context, ranges, { margin, width, height, side });
    context.imageSmoothingEnabled = false;
    this.points = points.map((point) => ({ ...point, place: this.placeOf(point.at) }));
    // What is chosen lies above what is not.
    for (const isShown of [false, true]) {
      for (const { filter, place } of this.points) {
        if (this.items.has(filter) !== isShown) continue;
        context.globalAlpha = isShown ? 1 : 0.18;
        context.drawImage(this.picture(filter), place[0] - side / 2, place[1] - side / 2, side, side);
      }
    }
    context.globalAlpha = 1;
    const frame = (left, top, right, bottom) => {
      context.lineWidth = 2;
      context.strokeStyle = colour('--mark');
      context.strokeRect(left, top, right - left, bottom - top);
    };
    const active = this.points.find(({ filter }) => filter === this.active);
    if (active) frame(active.place[0] - side / 2 - 2, active.place[1] - side / 2 - 2, active.place[0] + side / 2 + 2, active.place[1] + side / 2 + 2);
    if (this.drag) frame(...this.drag.from, ...this.drag.to);
    else if (this.region) {
      const [left, right, bottom, top] = this.region;
      frame(...this.placeOf([left, top]), ...this.placeOf([right, bottom]));
    }
    this.side = side;
  }

  drawAxes(context, ranges, { margin, width, height, side }) {
    context.textAlign = 'center';
    for (const tick of roundTicks(ranges[0].least, ranges[0].greatest, Math.max(2, Math.floor(width / 80)))) {
      const [left] = this.placeOf([tick, ranges[1].least]);
      context.beginPath();
      context.moveTo(left, margin.top - side / 2);
      context.lineTo(left, height - margin.bottom + 3);
      context.stroke();
      context.fillText(numberText(tick), left, height - 8);
    }
    context.textAlign = 'right';
    for (const tick of roundTicks(ranges[1].least, ranges[1].greatest, Math.max(2, Math.floor(height / 50)))) {
      const [, top] = this.placeOf([ranges[0].least, tick]);
      context.beginPath();
      context.moveTo(margin.left - 3, top);
      context.lineTo(width - margin.right + side / 2, top);
      context.stroke();
      context.fillText(numberText(tick), margin.left - 6, top + 4);
    }
  }

  /** The filter whose thumbnail lies at a place. */
  filterAt([left, top]) {
    const near = (this.points || []).filter(({ place }) => Math.abs(place[0] - left) <= this.side / 2 && Math.abs(place[1] - top) <= this.side / 2);
    const shown = near.filter(({ filter }) => this.items.has(filter));
    const last = (shown.length ? shown : near).at(-1);
    return last ? last.filter : null;
  }

  begin(event) {
    if (event.button !== 0) return;
    this.canvas.setPointerCapture(event.pointerId);
    const from = [event.offsetX, event.offsetY];
    this.drag = { from, to: from };
  }

  move(event) {
    const place = [event.offsetX, event.offsetY];
    if (this.drag) {
      this.drag.to = place;
      this.draw();
      return;
    }
    const filter = this.filterAt(place);
    this.canvas.title = filter ? this.words(filter) : '';
  }

  end(event) {
    const { drag } = this;
    this.drag = null;
    if (!drag) return;
    const place = [event.offsetX, event.offsetY];
    if (Math.hypot(place[0] - drag.from[0], place[1] - drag.from[1]) < 5) {
      const filter = this.filterAt(place);
      if (filter) this.open(filter);
      else this.clear();
      return;
    }
    const [[x, y], [toX, toY]] = [this.valueAt(drag.from), this.valueAt(place)];
    this.region = [Math.min(x, toX), Math.max(x, toX), Math.min(y, toY), Math.max(y, toY)].map((bound) => Number(bound.toPrecision(5)));
    this.chosen();
  }

  words(filter) {
    const figure = (key) => `${this.columns.find((column) => column.key === key).title} ${numberText(this.valueOf(filter, key), 3)}`;
    return `${filter.name}: ${figure(this.x)}, ${figure(this.y)}`;
  }

  /** Arrow keys go to the nearest filter in their direction. */
  key(event) {
    const direction = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || !this.points || !this.points.length) return;
    if (event.key === 'Enter' && this.active) this.open(this.active);
    if (event.key === 'Escape' && this.region) {
      event.stopPropagation();
      this.clear();
    }
    if (!direction) return;
    event.preventDefault();
    const own = this.points.find(({ filter }) => filter === this.active);
    if (!own) this.active = this.points[0].filter;
    else {
      let least = Infinity;
      for (const { filter, place } of this.points) {
        const [dx, dy] = [place[0] - own.place[0], place[1] - own.place[1]];
        const ahead = dx * direction[0] + dy * direction[1];
        const beside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
        if (ahead <= 0.5 || ahead + 2 * beside >= least) continue;
        least = ahead + 2 * beside;
        this.active = filter;
      }
    }
    this.told.textContent = this.words(this.active);
    this.draw();
  }
}
