'use strict';

// Painting on the input: a brush and stamps, and everything that is computed from it follows.

/** What is painted, at a place, in a network's own numbers. */
const paintTools = {
  brush: ['brush', ({ size, dot }) => {
    const reach = (size - 1) / 2;
    for (let row = -Math.ceil(reach); row <= reach; row += 1) {
      for (let column = -Math.ceil(reach); column <= reach; column += 1) if (row * row + column * column <= (reach + 0.25) ** 2) dot(row, column);
    }
  }],
  impulse: ['impulse: one pixel', ({ dot }) => dot(0, 0)],
  edge: ['edge from here on', ({ all, at }) => all((row, column) => (column >= at[1] ? 1 : null))],
  step: ['five steps', ({ all, width }) => all((row, column) => Math.floor((5 * column) / width) / 4)],
  noise: ['noise', ({ size, dot, random }) => {
    for (let row = -2 * size; row <= 2 * size; row += 1) for (let column = -2 * size; column <= 2 * size; column += 1) dot(row, column, random());
  }],
  fill: ['all of it', ({ all }) => all(() => 1)],
};

class Painter {
  /** figure: what is painted on; network: gives the network; painted: called when the input has changed; reset: when it is as it was. */
  constructor({ figure, network, painted }) {
    Object.assign(this, { figure, network, painted });
    const choice = (label, options, properties) => element('select', { 'aria-label': label, ...properties }, options.map(([value, title]) => element('option', { value }, title)));
    this.tool = choice('tool', Object.entries(paintTools).map(([name, [title]]) => [name, title]), { id: 'paint-tool' });
    this.size = choice('size', [1, 2, 3, 5, 9, 17, 33].map((size) => [size, `${size} px`]), { id: 'paint-size' });
    this.size.value = '3';
    this.colour = element('input', { type: 'color', id: 'paint-colour', value: '#ffffff', 'aria-label': 'colour' });
    this.reset = element('button', { type: 'button', id: 'paint-reset', onclick: () => this.restore() }, 'As it was');
    this.node = element('div', { class: 'paint controls', role: 'group', 'aria-label': 'paint', hidden: true }, this.tool, this.size, this.colour, this.reset);
    const { room } = figure;
    room.addEventListener('pointerdown', (event) => this.begin(event), true);
    room.addEventListener('pointermove', (event) => this.move(event), true);
    room.addEventListener('pointerup', () => { this.last = null; }, true);
    for (const name of ['click', 'mousemove']) room.addEventListener(name, (event) => { if (this.isOn) event.stopPropagation(); }, true);
    room.addEventListener('keydown', (event) => this.key(event), true);
    this.seed = 1;
  }

  get isOn() { return !this.node.hidden; }

  /** Begins or ends painting. */
  toggle(isOn = !this.isOn) {
    this.node.hidden = !isOn;
    const { room } = this.figure;
    room.classList.toggle('painting', isOn);
    if (!this.hadRole) this.hadRole = [room.getAttribute('role'), room.tabIndex];
    room.setAttribute('role', isOn ? 'application' : this.hadRole[0]);
    room.tabIndex = isOn ? 0 : this.hadRole[1];
    if (isOn) this.tool.focus();
  }

  begin(event) {
    if (!this.isOn || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.figure.room.setPointerCapture(event.pointerId);
    this.figure.room.focus();
    this.last = this.placeOf(event);
    this.stamp(this.last);
  }

  /** A brush leaves no gaps. */
  move(event) {
    if (!this.isOn || !this.last || this.tool.value !== 'brush') return;
    const [from, to] = [this.last, this.placeOf(event)];
    const count = Math.max(1, ...to.map((at, axis) => Math.abs(at - from[axis])));
    const places = Array.from({ length: count }, (_, index) => from.map((at, axis) => Math.round(at + ((to[axis] - at) * (index + 1)) / count)));
    this.last = to;
    this.stamp(...places);
  }

  placeOf(event) {
    const box = this.figure.room.getBoundingClientRect();
    const { rows, columns } = this.figure;
    return [
      clamp(Math.floor(((event.clientY - box.top) / box.height) * rows), 0, rows - 1), clamp(Math.floor(((event.clientX - box.left) / box.width) * columns), 0, columns - 1),
    ];
  }

  /** Arrow keys move a place, Enter paints there. */
  key(event) {
    if (!this.isOn) return;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || (!step && event.key !== 'Enter')) return;
    event.preventDefault();
    event.stopPropagation();
    const { rows, columns } = this.figure;
    const [row, column] = this.cursor || [Math.floor(rows / 2), Math.floor(columns / 2)];
    const reach = event.shiftKey ? 10 : 1;
    this.cursor = step ? [clamp(row + reach * step[0], 0, rows - 1), clamp(column + reach * step[1], 0, columns - 1)] : [row, column];
    if (!step) this.stamp(this.cursor);
    this.figure.markAt({ top: this.cursor[0], left: this.cursor[1], height: 1, width: 1 });
  }

  /** The chosen colour in the numbers of each channel of the input. */
  levels(network) {
    const samples = [1, 3, 5].map((at) => parseInt(this.colour.value.slice(at, at + 2), 16));
    const { view, inputShape: [channels] } = network;
    const order = view && view.order === 'bgr' ? [2, 1, 0] : [0, 1, 2];
    return Array.from({ length: channels }, (_, channel) => {
      const sample = channels === 3 ? samples[order[channel]] : 0.299 * samples[0] + 0.587 * samples[1] + 0.114 * samples[2];
      const { least, greatest } = inputRange(network, channel);
      return { black: least, span: ((greatest - least) * Math.round(sample)) / 255, white: greatest - least };
    });
  }

  stamp(...places) {
    const network = this.network();
    if (!network) return;
    const levels = this.levels(network);
    const planes = network.beginPainting();
    const [, height, width] = network.inputShape;
    const random = () => {
      this.seed = (Math.imul(this.seed, 1664525) + 1013904223) >>> 0;
      return this.seed / 4294967296;
    };
    const put = (row, column, share = 1) => planes.forEach((plane, channel) => {
      const { black, span, white } = levels[channel];
      if (row >= 0 && row < height && column >= 0 && column < width) plane[row * width + column] = black + share * (span || (share < 1 ? white : 0));
    });
    const all = (shareOf) => {
      for (let row = 0; row < height; row += 1) {
        for (let column = 0; column < width; column += 1) {
          const share = shareOf(row, column);
          if (share !== null) put(row, column, share);
        }
      }
    };
    for (const at of places) {
      paintTools[this.tool.value][1]({ at, all, width, random, size: Number(this.size.value), dot: (row, column, share) => put(at[0] + row, at[1] + column, share) });
    }
    this.schedule();
  }

  restore() {
    const network = this.network();
    if (network) network.endPainting();
    this.schedule();
  }

  schedule() {
    if (this.isScheduled) return;
    this.isScheduled = true;
    requestAnimationFrame(() => {
      this.isScheduled = false;
      this.painted();
    });
  }
}

/** The classes of scores as they are now, the most probable first. */
function classesOf(scores, known) {
  const sum = scores.reduce((total, score) => total + score, 0);
  const isShare = Math.abs(sum - 1) < 1e-3 && scores.every((score) => score >= 0);
  const largest = scores.reduce((left, right) => Math.max(left, right), -Infinity);
  const powers = isShare ? scores : scores.map((score) => Math.exp(score - largest));
  const total = powers.reduce((left, right) => left + right, 0);
  const labels = new Map(known.map(({ class: number, label }) => [number, label]));
  return [...powers.keys()].sort((left, right) => powers[right] - powers[left]).slice(0, 5)
    .map((number) => ({ class: number, label: labels.get(number), probability: powers[number] / total }));
}
