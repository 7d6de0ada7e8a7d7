'use strict';

// All steps as columns of maps, with lines from what a value is made of: the thicker, the more.

/** Steps up to which every one is a column of its own. */
const mostColumns = 16;

class Chain {
  /** gallery: what the maps are taken from; close: called when the view before is wanted again. */
  constructor({ gallery, host, close }) {
    Object.assign(this, { gallery, host, close });
    this.title = element('h2', { id: 'chain-title', tabindex: -1 });
    this.told = element('p', { class: 'chain-told', role: 'status' });
    this.trail = new Trail({ names: (step, channel) => this.nameOf(step, channel), open: (place) => this.show(place) });
    const button = (title, action, properties = {}) => element('button', { type: 'button', onclick: action, ...properties }, title);
    const move = (distance) => () => gallery.neighbourImage(this.image, distance, (image) => this.open(image, this.shown));
    this.folding = button('', () => {
      this.isUnfolded = !this.isUnfolded;
      this.show(this.shown);
    }, { id: 'chain-fold' });
    this.lines = drawn('svg', { 'aria-hidden': 'true', class: 'chain-lines' });
    this.columns = element('div', { class: 'chain-columns' });
    this.room = element('div', { class: 'chain', role: 'group', 'aria-labelledby': 'chain-title', onkeydown: (event) => this.walk(event) }, this.lines, this.columns);
    fill(host, element('div', { class: 'viewer-head' }, button('← Back', close, { id: 'chain-back' }), this.title, element('span', { class: 'push' }),
      this.folding, button('Previous input', move(-1)), button('Next input', move(1)),
      this.calculation = button('Calculation', () => gallery.openValue(this.image, this.shown), { id: 'chain-open', title: 'Enter on a value that is shown' })),
    element('div', { class: 'chain-head' }, this.told, this.trail.list), this.room);
    new ResizeObserver(() => { if (!host.hidden) this.drawLines(); }).observe(this.columns);
    // With many steps a column is a block whose paths meet again.
    this.sections = graphSections(gallery.steps);
    this.ends = new Set(this.sections.map((members) => members.at(-1)));
  }

  get steps() { return this.gallery.steps; }

  /** A short name of a map. */
  nameOf(step, channel) {
    if (step < 0) return 'input';
    return this.network && this.network.shape(step)[0] === 1 ? this.steps[step].name : `${this.steps[step].name} ${channel}`;
  }

  /** Shows a value of an image; without one what was written of each block, and of short chains the most telling value. */
  async open(image, place) {
    Object.assign(this, { image, network: null, shown: place, later: [], found: null, nodes: null });
    this.title.textContent = image ? image.name : 'no input';
    fill(this.columns);
    fill(this.lines);
    this.trail.begin(place);
    const isWritten = !place && Boolean(image) && this.steps.length > mostColumns;
    this.calculation.hidden = isWritten;
    if (isWritten) {
      this.showWritten();
      this.host.dataset.ready = image.name;
    } else {
      await this.follow(image, () => place);
      if (this.image === image && !this.host.hidden) document.dispatchEvent(new CustomEvent('settled'));
    }
  }

  /** Shows the chain of a value that is chosen once the numbers are there; of none the most telling. */
  async follow(image, choose) {
    this.told.textContent = 'Loading the values …';
    try {
      if (!image) throw new Error('no input came through');
      const network = await this.gallery.viewer.live.network(image);
      if (this.image !== image) return;
      this.network = network;
      this.gallery.viewer.changes.apply(network);
      const place = await choose();
      const shown = place && network.canCompute(place.step) ? this.inside(place) : await this.mostTelling();
      if (!shown || this.image !== image) return;
      this.calculation.hidden = false;
      this.trail.begin(shown);
      await this.show(shown);
      this.host.dataset.ready = image.name;
    } catch (error) {
      this.told.textContent = `The chain cannot be computed here: ${error.message}.`;
    }
  }

  /** What was written, at once: nothing is computed before a value is chosen. */
  showWritten() {
    const { image } = this;
    this.folding.hidden = true;
    fill(this.told, 'Each column is a block: its strongest maps, as they were written. Choose a value at any map, and lines say what it is made of. ',
      element('button', { type: 'button', id: 'chain-follow', onclick: () => this.follow(image, () => null) }, image.classes && image.classes.length ? 'Follow the most probable class' : 'Follow the largest value'));
    fill(this.columns, writtenColumns(this));
    this.sizeWritten();
  }

  /** Follows the value of a map that is pointed at, or its largest. */
  async followMap(step, channel, at) {
    const { image } = this;
    await this.follow(image, async () => {
      const { network } = this;
      if (!network.canCompute(step) || at) return at && { step, channel, row: at[0], column: at[1] };
      const plane = await network.inSlices(() => network.plane(step, channel), () => this.tellProgress(step));
      const [, , columns] = network.shape(step);
      const best = plane ? plane.reduce((left, value, place) => (value > plane[left] ? place : left), 0) : 0;
      return { step, channel, row: Math.floor(best / columns), column: best % columns };
    });
  }

  /** Columns that show what was written are as large as there is room. */
  sizeWritten() {
    const folded = this.columns.querySelectorAll('.folded').length;
    const count = Math.max(1, this.columns.children.length - folded);
    const room = (this.room.clientWidth - 24 - 120 * folded) / (count + 0.3) - 42;
    this.columns.style.setProperty('--map', `${Math.floor(clamp(Math.min(room, (this.room.clientHeight - 60) / mostFollowed - 30), 60, 260))}px`);
    // Names have the room that maps leave.
    this.columns.style.setProperty('--name', `${Math.floor(clamp(room, 60, 150))}px`);
  }

  /** The nearest place that there is. */
  inside({ step, channel, row, column }) {
    const [channels, rows, columns] = this.network.shape(step);
    return { step, channel: clamp(channel, 0, channels - 1), row: clamp(row, 0, rows - 1), column: clamp(column, 0, columns - 1) };
  }

  /** The most probable class, or the largest value of the last step that can be computed. */
  async mostTelling() {
    const { network, image } = this;
    const { scores } = this.gallery.head;
    if (scores !== undefined && network.canCompute(scores) && image.classes && image.classes.length) return { step: scores, channel: image.classes[0].class, row: 0, column: 0 };
    const written = image.maps.map((maps) => maps.step).filter((step) => network.canCompute(step));
    const last = written.length ? Math.max(...written) : network.steps.findLastIndex((_, step) => network.canCompute(step));
    if (last < 0) {
      this.told.textContent = `No step can be computed here: ${network.reasons.find(Boolean)}.`;
      return null;
    }
    const values = await network.inSlices(() => network.tensor(last), () => this.tellProgress(last));
    if (!values) return null;
    const [, rows, columns] = network.shape(last);
    const best = values.reduce((left, value, place) => (value > values[left] ? place : left), 0);
    return { step: last, channel: Math.floor(best / (rows * columns)), row: Math.floor((best % (rows * columns)) / columns), column: best % columns };
  }

  tellProgress(step) {
    this.told.textContent = `Computing what goes in: ${percentText(this.network.progress(step))}`;
    return !this.host.hidden;
  }

  /** Whether a step has a column. */
  isColumn(step, root) {
    return this.isUnfolded || step === root || this.count <= mostColumns || this.ends.has(step);
  }

  /** Shows what a value is made of. */
  async show(place) {
    const { network } = this;
    if (place.step < 0) return this.told.replaceChildren('This is a pixel: nothing comes before it.');
    const turn = {};
    Object.assign(this, { turn, shown: place });
    this.count = [...network.ancestors(place.step)].filter((step) => step >= 0).length;
    this.folding.hidden = this.count <= mostColumns;
    this.folding.textContent = this.isUnfolded ? 'Fold' : `Unfold ${this.count} steps`;
    const isWanted = () => this.turn === turn && this.network === network && this.tellProgress(place.step);
    const found = await chainOf(network, place, (step) => this.isColumn(step, place.step), isWanted);
    if (!found || this.turn !== turn) return undefined;
    // Later steps stay as they were when one before them is looked at.
    this.later = [...this.later, ...(this.found || [])].filter(([step, entries], index, all) => (
      step > place.step && entries[0].image === this.image && all.findIndex(([other]) => other === step) === index));
    this.found = [...found].map(([step, entries]) => [step, entries.map((entry) => ({ ...entry, image: this.image }))]);
    this.draw();
    const value = network.value(place.step, place.channel, place.row, place.column);
    fill(this.told, element('strong', {}, this.nameOf(place.step, place.channel)), ` at row ${place.row}, column ${place.column} = `, numberElement(value, 7, 'value'),
      '. The lines say how much of it comes from where; choose another value at any map.');
    return undefined;
  }

  draw() {
    const seen = this.network.fields(this.shown.step, { top: this.shown.row, left: this.shown.column, height: 1, width: 1 });
    const hadFocus = this.columns.contains(document.activeElement);
    this.nodes = new Map();
    this.sizeColumns();
    const columns = [...this.found].sort(([left], [right]) => left - right);
    fill(this.columns, columns.map(([step, entries]) => this.column(step, entries, seen.get(step), false)),
      this.later.sort(([left], [right]) => left - right).map(([step, entries]) => this.column(step, entries, null, true)));
    this.drawLines();
    const own = this.nodes.get(`${this.shown.step} ${this.shown.channel}`);
    own.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (hadFocus) own.focus();
  }

  /** As large as all maps of all columns have room, within bounds. */
  sizeColumns() {
    const columns = [...this.found, ...this.later];
    const most = Math.max(...columns.map(([, entries]) => entries.length));
    const size = Math.min((this.room.clientWidth - 24) / (columns.length + 0.5) - 42, (this.room.clientHeight - 60) / most - 30);
    this.columns.style.setProperty('--map', `${Math.floor(clamp(size, 60, 260))}px`);
  }

  column(step, entries, seen, isLater) {
    const shape = this.network.shape(step);
    const name = step < 0 ? 'input' : this.steps[step].name;
    return element('section', { class: `chain-column ${isLater ? 'later' : ''}`, 'aria-label': name },
      element('h3', { title: step < 0 ? null : this.steps[step].note }, name), element('p', { class: 'quiet' }, shapeText(shape)),
      entries.map((entry) => this.map(step, entry, shape, seen, isLater)));
  }

  /** One map of a column: its picture, the window, its share. */
  map(step, entry, [, rows, columns], seen, isLater) {
    const { network } = this;
    const canvas = element('canvas', { class: 'pixels' });
    const isOne = rows * columns === 1;
    if (step < 0) drawInput(canvas, network);
    else if (!isOne) drawPlane(canvas, network.plane(step, entry.channel), [1, rows, columns]);
    const value = network.value(step, entry.channel, entry.row, entry.column);
    const mark = element('span', { class: 'mark', hidden: !seen || isOne });
    if (seen) {
      Object.assign(mark.style, {
        top: `${(100 * seen.top) / rows}%`, left: `${(100 * seen.left) / columns}%`, height: `${(100 * seen.height) / rows}%`, width: `${(100 * seen.width) / columns}%`,
      });
    }
    const isShown = step === this.shown.step && entry.channel === this.shown.channel;
    const share = isLater || isShown || step < 0 ? '' : percentText(entry.share);
    const words = `${this.nameOf(step, entry.channel)} at row ${entry.row}, column ${entry.column}: ${numberText(value)}${share ? `, ${share}` : ''}`;
    const room = element('span', { class: 'chain-picture' }, isOne ? element('span', { class: 'chain-value' }, numberText(value, 3)) : [canvas, mark]);
    room.style.aspectRatio = isOne ? '2 / 1' : `${columns} / ${rows}`;
    const node = element('button', {
      type: 'button', class: 'chain-map', 'aria-current': isShown ? 'true' : null, title: words, 'aria-label': words, 'data-map': `${step} ${entry.channel}`,
      onclick: (event) => this.choose(step, entry, room, event, [rows, columns]),
    }, room, element('small', {}, element('span', {}, step < 0 ? '' : String(entry.channel)), element('span', {}, share)));
    this.nodes.set(`${step} ${step < 0 ? 0 : entry.channel}`, node);
    return node;
  }

  /** Goes on to a value: the one that is pointed at, or with keys the one that counts. Again on the one that is shown: its calculation. */
  choose(step, entry, room, event, [rows, columns]) {
    let { row, column } = entry;
    if (event.detail > 0) {
      const box = room.getBoundingClientRect();
      row = clamp(Math.floor(((event.clientY - box.top) / box.height) * rows), 0, rows - 1);
      column = clamp(Math.floor(((event.clientX - box.left) / box.width) * columns), 0, columns - 1);
    }
    const place = { step, channel: entry.channel, row, column };
    if (this.trail.isAt(place)) this.gallery.openValue(this.image, place);
    else if (step < 0) this.told.replaceChildren(`${this.gallery.viewer.mapName(-1, entry.channel)} at row ${row}, column ${column} = ${numberText(this.network.value(-1, entry.channel, row, column))}`);
    else this.trail.goOn(place);
  }

  /** Lines from each map to those that it goes into. */
  drawLines() {
    if (!this.nodes || !this.columns.firstChild) return;
    const origin = this.columns.getBoundingClientRect();
    this.lines.setAttribute('width', this.columns.scrollWidth);
    this.lines.setAttribute('height', this.columns.scrollHeight);
    const box = (node) => node.firstChild.getBoundingClientRect();
    const paths = this.found.flatMap(([step, entries]) => {
      const most = Math.max(...entries.flatMap((entry) => [...entry.links.values()]), 0) || 1;
      return entries.flatMap((entry) => [...entry.links].map(([target, size]) => this.line(step, entry, target, size / most, box, origin)));
    }).filter(Boolean);
    fill(this.lines, paths);
  }

  /** The line of a map to one that it goes into. */
  line(step, entry, target, share, box, origin) {
    const [from, to] = [this.nodes.get(`${step} ${step < 0 ? 0 : entry.channel}`), this.nodes.get(target)];
    if (!from || !to) return null;
    const [left, right] = [box(from), box(to)];
    const [x, y, toX, toY] = [left.right - origin.left, left.top + left.height / 2 - origin.top, right.left - origin.left, right.top + right.height / 2 - origin.top];
    const bend = Math.max(12, (toX - x) / 2);
    return drawn('path', { d: `M ${x} ${y} C ${x + bend} ${y} ${toX - bend} ${toY} ${toX} ${toY}`, 'stroke-width': clamp(9 * Math.sqrt(share), 0.8, 9) });
  }

  resized() {
    if (!this.found) {
      this.sizeWritten();
      return;
    }
    this.sizeColumns();
    this.drawLines();
  }

  /** Arrow keys go from map to map. */
  walk(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const own = event.target.closest('.chain-map');
    if (!step || !own || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    // Blocks that are folded have no maps.
    const columns = [...this.columns.children].filter((column) => column.querySelector('.chain-map'));
    const column = columns.indexOf(own.parentElement);
    const mapsOf = (at) => [...columns[at].querySelectorAll('.chain-map')];
    const next = columns[column + step[0]] && mapsOf(column + step[0]);
    if (!next) return;
    const row = clamp(mapsOf(column).indexOf(own) + step[1], 0, next.length - 1);
    next[row].focus();
    next[row].scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  key(event) {
    if (event.key === 'Escape') this.close();
    else if (event.key === 'f') this.trail.move(-1);
    else if (event.key === 'b' && this.found && !this.trail.move(1)) {
      const [best] = this.found.filter(([step]) => step >= 0 && step < this.shown.step).flatMap(([, entries]) => entries).sort((left, right) => right.step - left.step || right.share - left.share);
      if (best) this.trail.goOn({ step: best.step, channel: best.channel, row: best.row, column: best.column });
    }
  }
}
