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
  edge: ['edge from here on', ({ all, at }) => all((_, column) => (column >= at[1] ? 1 : null))],
  step: ['five steps', ({ all, width }) => all((_, column) => Math.floor((5 * column) / width) / 4)],
  noise: ['noise', ({ size, dot, random }) => {
    for (let row = -2 * size; row <= 2 * size; row += 1) for (let column = -2 * size; column <= 2 * size; column += 1) dot(row, column, random());
  }],
  fill: ['all of it', ({ all }) => all(() => 1)],
};

/** A chosen colour in the numbers of each channel of the input: black, how far it is from there, how far white is. */
function paintLevels(network, colour) {
  const samples = [0, 2, 4].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const { view, inputShape: [channels] } = network;
  const order = view && view.order === 'bgr' ? [2, 1, 0] : [0, 1, 2];
  return Array.from({ length: channels }, (_, channel) => {
    const sample = channels === 3 ? samples[order[channel]] : 0.299 * samples[0] + 0.587 * samples[1] + 0.114 * samples[2];
    const { least, greatest } = inputRange(network, channel);
    return { black: least, span: ((greatest - least) * Math.round(sample)) / 255, white: greatest - least };
  });
}

/** Paints at some places of a stroke; number: which stroke it is, which decides its noise. */
function paintPlaces(network, { tool, size, colour }, places, number) {
  const levels = paintLevels(network, colour);
  const planes = network.beginPainting();
  const [, height, width] = network.inputShape;
  let seed = number + 1;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 4294967296;
  };
  // A picture has whole samples.
  const isWhole = !network.view && ['bytes', 'words'].includes(network.sampleForm);
  const put = (row, column, share = 1) => planes.forEach((plane, channel) => {
    const { black, span, white } = levels[channel];
    if (row < 0 || row >= height || column < 0 || column >= width) return;
    const value = black + share * (span || (share < 1 ? white : 0));
    plane[row * width + column] = isWhole ? Math.round(value) : value;
  });
  const all = (shareOf) => {
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const share = shareOf(row, column);
        if (share !== null) put(row, column, share);
      }
    }
  };
  for (const at of places) paintTools[tool][1]({ at, all, width, random, size, dot: (row, column, share) => put(at[0] + row, at[1] + column, share) });
}

/** The places on the way from one to another, that one left out: a brush leaves no gaps. */
function placesBetween(from, to) {
  const count = Math.max(1, ...to.map((at, axis) => Math.abs(at - from[axis])));
  return Array.from({ length: count }, (_, index) => from.map((at, axis) => Math.round(at + ((to[axis] - at) * (index + 1)) / count)));
}

/** Makes the input what strokes make of it; without strokes it is as it was. */
function paintAnew(network, strokes) {
  network.endPainting();
  network.strokes = strokes;
  strokes.forEach((stroke, number) => {
    stroke.places.forEach((at, index) => paintPlaces(network, stroke, index ? placesBetween(stroke.places[index - 1], at) : [at], number));
  });
}

/** Strokes in one line for an address, and back; null for what are none. */
const strokesText = (strokes) => strokes.map(({ tool, size, colour, places }) => [tool, size, colour, places.flat().join(',')].join(':')).join(';');

function strokesOfText(text) {
  const strokes = text.split(';').filter(Boolean).map((part) => {
    const [tool, size, colour, list = ''] = part.split(':');
    const numbers = list.split(',').map(Number);
    const isStroke = Object.hasOwn(paintTools, tool) && paintSizes.includes(Number(size)) && /^[0-9a-f]{6}$/.test(colour)
      && numbers.length % 2 === 0 && numbers.every((number) => Number.isInteger(number) && number >= 0 && number < 65536);
    if (!isStroke) return null;
    const places = Array.from({ length: numbers.length / 2 }, (_, index) => [numbers[2 * index], numbers[2 * index + 1]]);
    return { tool, size: Number(size), colour, places };
  });
  return strokes.includes(null) ? null : strokes;
}

/** Characters of an address up to which a painting stands in it. */
const longestPainting = 20000;

/** The strokes of an address; says where they are none. */
function wantedStrokes(place, missing) {
  const strokes = strokesOfText(place.get('paint') || '');
  if (!strokes) missing.push('The link has a painting that cannot be read: the input is as it was.');
  return strokes || [];
}

/** Widths of the brush, in pixels. */
const paintSizes = [1, 2, 3, 5, 9, 17, 33];

class Painter {
  /** figure: what is painted on; network: gives the network; painted: called when the input has changed. */
  constructor({ figure, network, painted }) {
    Object.assign(this, { figure, network, painted });
    const choice = (label, options, properties) => element('select', { 'aria-label': label, ...properties }, options.map(([value, title]) => element('option', { value }, title)));
    const button = (title, id, action) => element('button', { type: 'button', id, onclick: action }, title);
    this.tool = choice('tool', Object.entries(paintTools).map(([name, [title]]) => [name, title]), { id: 'paint-tool' });
    this.size = choice('size', paintSizes.map((size) => [size, `${size} px`]), { id: 'paint-size' });
    this.size.value = '3';
    this.colour = element('input', { type: 'color', id: 'paint-colour', value: '#ffffff', 'aria-label': 'colour' });
    this.undo = button('Undo', 'paint-undo', () => this.take(this.strokes.slice(0, -1)));
    this.reset = button('As it was', 'paint-reset', () => this.take([]));
    this.node = element('div', { class: 'paint controls', role: 'group', 'aria-label': 'paint', hidden: true }, this.tool, this.size, this.colour, this.undo, this.reset);
    const { room } = figure;
    room.addEventListener('pointerdown', (event) => this.begin(event), true);
    room.addEventListener('pointermove', (event) => this.move(event), true);
    room.addEventListener('pointerup', () => { this.last = null; }, true);
    for (const name of ['click', 'mousemove']) room.addEventListener(name, (event) => { if (this.isOn) event.stopPropagation(); }, true);
    room.addEventListener('keydown', (event) => this.key(event), true);
  }

  /** What was painted on the input that is shown. */
  get strokes() { return this.network() ? this.network().strokes : []; }

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
    this.start(this.last);
  }

  /** Goes on with the stroke of a brush. */
  move(event) {
    const network = this.network();
    if (!this.isOn || !this.last || !network || this.tool.value !== 'brush') return;
    const [from, to] = [this.last, this.placeOf(event)];
    if (from[0] === to[0] && from[1] === to[1]) return;
    const stroke = network.strokes.at(-1);
    stroke.places.push(to);
    this.last = to;
    paintPlaces(network, stroke, placesBetween(from, to), network.strokes.length - 1);
    this.schedule();
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
    if (!step) this.start(this.cursor);
    this.figure.markAt({ top: this.cursor[0], left: this.cursor[1], height: 1, width: 1 });
  }

  /** Begins a stroke at a place. */
  start(at) {
    const network = this.network();
    if (!network) return;
    const stroke = { tool: this.tool.value, size: Number(this.size.value), colour: this.colour.value.slice(1), places: [at] };
    network.strokes = [...network.strokes, stroke];
    paintPlaces(network, stroke, [at], network.strokes.length - 1);
    this.schedule();
  }

  /** Paints other strokes instead. */
  take(strokes) {
    const network = this.network();
    if (!network) return;
    paintAnew(network, strokes);
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
