'use strict';

// The network drawn: a column of steps, branches side by side, long nets folded into blocks.

/** Steps in order, cut where a single value leads on: single steps, and blocks in which paths branch. */
function graphSections(steps) {
  const lastUse = new Map();
  steps.forEach((step, number) => step.inputs.forEach((source) => { if (source >= -1) lastUse.set(source, number); }));
  const sections = [];
  let [members, reach] = [[], lastUse.get(-1) ?? -1];
  steps.forEach((step, number) => {
    members.push(number);
    // What is used later than here, but for this step itself, keeps a branch open.
    if (reach <= number) {
      sections.push(members);
      members = [];
    }
    reach = Math.max(reach, lastUse.get(number) ?? number);
  });
  if (members.length) sections.push(members);
  return sections;
}

/** What the names of steps have in common, up to a separator. */
function commonName(names) {
  let common = names[0];
  for (const name of names) while (!name.startsWith(common)) common = common.slice(0, -1);
  return common.replace(/[/._-][^/._-]*$/, '') || `${names[0]} … ${names[names.length - 1]}`;
}

/**
 * Rows and lanes of a block: a row per step of the longest path, values that pass rows by on lanes of
 * their own. Gives the places of the steps, and the lines as lists of places.
 */
function graphLayout(members, steps) {
  const inside = new Set(members);
  const entrance = Math.min(...members) - 1;
  const rows = new Map([[entrance, -1]]);
  const sourcesOf = (number) => [...new Set(steps[number].inputs.filter((source) => source >= -1).map((source) => (inside.has(source) ? source : entrance)))];
  for (const number of members) rows.set(number, 1 + Math.max(...sourcesOf(number).map((source) => rows.get(source))));
  const last = Math.max(...members.map((number) => rows.get(number)));
  const ends = new Map();
  for (const number of members) for (const source of sourcesOf(number)) ends.set(source, Math.max(ends.get(source) ?? -1, rows.get(number)));
  const lanes = new Map();
  const passing = new Map();
  for (let row = 0; row <= last; row += 1) {
    const taken = new Set();
    const place = (wanted) => {
      let lane = wanted;
      for (let distance = 0; taken.has(lane); distance += 1) {
        lane = [wanted + distance, wanted - distance].find((other) => other >= 0 && !taken.has(other)) ?? lane;
      }
      taken.add(lane);
      return lane;
    };
    const laneAbove = (source) => passing.get(`${source} ${row - 1}`) ?? lanes.get(source) ?? 0;
    members.filter((number) => rows.get(number) === row).forEach((number) => lanes.set(number, place(laneAbove(sourcesOf(number)[0]))));
    for (const [source, end] of ends) {
      if (rows.get(source) < row && end > row) passing.set(`${source} ${row}`, place(laneAbove(source)));
    }
  }
  const lines = members.flatMap((number) => sourcesOf(number).map((source) => {
    const points = [[rows.get(source), lanes.get(source) ?? 0]];
    for (let row = rows.get(source) + 1; row < rows.get(number); row += 1) points.push([row, passing.get(`${source} ${row}`)]);
    return { source, number, points: [...points, [rows.get(number), lanes.get(number)]] };
  }));
  const stepLanes = new Set(lanes.values());
  const count = 1 + Math.max(...lanes.values(), ...passing.values(), 0);
  return { rows, lanes, lines, rowCount: last + 1, laneCount: count, isWide: Array.from({ length: count }, (_, lane) => stepLanes.has(lane)) };
}

/** Steps that are drawn in unfolded blocks at most, so that the document stays small. */
const mostUnfolded = 400;

class GraphView {
  /** open: called with the step that is chosen; close: called when the view before is wanted again. */
  constructor({ gallery, host, open, close }) {
    Object.assign(this, { gallery, host, open, close });
    this.sections = graphSections(gallery.steps);
    this.unfolded = new Set();
    if (gallery.steps.length <= 48) this.sections.forEach((_, index) => this.unfolded.add(index));
    this.title = element('h2', { id: 'graph-title', tabindex: -1 }, 'Network');
    this.legend = element('p', { class: 'quiet graph-legend' });
    this.room = element('div', { class: 'graph', role: 'group', 'aria-labelledby': 'graph-title', onkeydown: (event) => this.key(event) });
    fill(host, element('div', { class: 'viewer-head' },
      element('button', { type: 'button', id: 'graph-back', onclick: () => this.close() }, '← Back'), this.title, this.legend,
      element('span', { class: 'push' }),
      gallery.steps.length > mostUnfolded ? null : element('button', { type: 'button', onclick: () => this.foldAll(false) }, 'Unfold all'),
      element('button', { type: 'button', onclick: () => this.foldAll(true) }, 'Fold all')), this.room);
  }

  /** Shows the network, with the path to a step lit up; -1 for none. network gives shapes once it is there. */
  show(current, network) {
    Object.assign(this, { current, network });
    this.written = new Set(this.gallery.images.flatMap((image) => image.maps.map((maps) => maps.step)));
    this.lit = current >= 0 ? this.ancestors(current) : new Set();
    this.sections.forEach((members, index) => { if (members.includes(current)) this.unfolded.add(index); });
    this.draw();
  }

  ancestors(number) {
    const found = new Set([number]);
    for (let step = number; step >= 0; step -= 1) {
      if (found.has(step)) this.gallery.steps[step].inputs.forEach((source) => { if (source >= -1) found.add(source); });
    }
    return found;
  }

  foldAll(isFolded) {
    this.unfolded.clear();
    if (!isFolded) this.sections.forEach((_, index) => this.unfolded.add(index));
    this.draw();
  }

  draw() {
    const { steps } = this.gallery;
    const sections = this.sections.length < steps.length ? ` in ${this.sections.length} sections` : '';
    fill(this.legend, `${steps.length} steps${sections}; dashed: computed here, without files`);
    const input = element('div', { class: `graph-item ${this.lit.has(-1) ? 'lit' : ''}` }, element('span', { class: 'graph-node graph-input' },
      element('strong', {}, 'input'), element('small', {}, this.network ? shapeText(this.network.inputShape) : '')));
    fill(this.room, input, this.sections.map((members, index) => this.section(members, index)));
  }

  section(members, index) {
    const isLit = this.lit.has(members[members.length - 1]) || members.includes(this.current);
    const item = element('div', { class: `graph-item ${isLit ? 'lit' : ''}` });
    if (members.length === 1) {
      item.append(this.node(members[0]));
      return item;
    }
    const isOpen = this.unfolded.has(index);
    const names = members.map((number) => this.gallery.steps[number].name);
    item.append(element('button', {
      type: 'button', class: 'graph-node graph-block', 'aria-expanded': String(isOpen), 'data-section': index, title: 'fold or unfold',
      onclick: () => this.toggle(index),
    }, element('strong', {}, `${isOpen ? '▾' : '▸'} ${commonName(names)}`), element('small', {}, `${members.length} steps`),
    element('small', {}, this.shapeOf(members[members.length - 1]))));
    if (isOpen) item.append(this.block(members));
    return item;
  }

  toggle(index) {
    if (!this.unfolded.delete(index)) this.unfolded.add(index);
    // Those that were unfolded first are folded again where there are too many.
    const count = () => [...this.unfolded].reduce((sum, open) => sum + this.sections[open].length, 0);
    while (this.unfolded.size > 1 && count() > mostUnfolded) this.unfolded.delete(this.unfolded.values().next().value);
    this.draw();
    this.room.querySelector(`[data-section="${index}"]`).focus();
  }

  /** The drawing of a block: lines behind its steps. */
  block(members) {
    const layout = graphLayout(members, this.gallery.steps);
    const [height, width, narrow] = [44, 172, 16];
    const lefts = [];
    let left = 0;
    for (const isWide of layout.isWide) {
      lefts.push(left);
      left += isWide ? width : narrow;
    }
    const middle = (lane) => lefts[lane] + (layout.isWide[lane] ? (width - 8) / 2 : narrow / 2);
    const room = element('div', { class: 'graph-branches' });
    Object.assign(room.style, { width: `${left}px`, height: `${layout.rowCount * height + 12}px` });
    const path = (lines) => lines.map(({ points }) => points.slice(1).map(([row, lane], index) => {
      const [above, laneAbove] = points[index];
      const [x, y] = [middle(laneAbove), above < 0 ? 0 : above * height + 40];
      const [toX, toY] = [middle(lane), row * height + 12];
      const through = index < points.length - 2 ? `V ${row * height + 40}` : '';
      return `M ${x} ${y} C ${x} ${y + 9} ${toX} ${toY - 9} ${toX} ${toY} ${through}`;
    }).join(' ')).join(' ');
    const isLit = ({ source, number }) => this.lit.has(number) && (this.lit.has(source) || !members.includes(source));
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    for (const [name, value] of Object.entries({ width: left, height: layout.rowCount * height + 12, 'aria-hidden': 'true' })) svg.setAttribute(name, value);
    for (const [kind, lines] of [['line', layout.lines.filter((line) => !isLit(line))], ['line lit', layout.lines.filter(isLit)]]) {
      const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'path');
      drawn.setAttribute('d', path(lines));
      drawn.setAttribute('class', kind);
      svg.append(drawn);
    }
    room.append(svg);
    for (const number of members) {
      const node = this.node(number);
      Object.assign(node.style, {
        position: 'absolute', left: `${lefts[layout.lanes.get(number)]}px`, top: `${layout.rows.get(number) * height + 12}px`, width: `${width - 8}px`,
      });
      room.append(node);
    }
    return room;
  }

  shapeOf(number) {
    if (this.network) return shapeText(this.network.shape(number));
    const maps = this.gallery.images.flatMap((image) => image.maps).find((entry) => entry.step === number);
    return maps && maps.shape.length ? shapeText(maps.shape) : '';
  }

  node(number) {
    const step = this.gallery.steps[number];
    const reason = this.network && !this.network.canCompute(number) ? this.network.reasons[number] : null;
    const classes = [
      'graph-node', this.written.has(number) ? '' : 'computed', reason ? 'unknown' : '', this.lit.has(number) ? 'lit' : '', number === this.current ? 'current' : '',
    ];
    return element('button', {
      type: 'button', class: classes.filter(Boolean).join(' '), 'data-step': number, title: [step.name, step.kind, step.note, reason].filter(Boolean).join(' · '),
      'aria-current': number === this.current ? 'step' : null, onclick: () => this.open(number),
    }, element('strong', {}, step.name), element('small', {}, step.kind), element('small', {}, this.shapeOf(number)));
  }

  focus() {
    const current = this.room.querySelector('.current') || this.room.querySelector('button');
    if (!current) return;
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: 'nearest', inline: 'center' });
  }

  /** Arrow keys go to the nearest step in their direction. */
  key(event) {
    const directions = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const direction = directions[event.key];
    if (!direction || event.altKey || event.ctrlKey || event.metaKey || !event.target.closest('button')) return;
    event.preventDefault();
    const buttons = [...this.room.querySelectorAll('button')];
    const middle = (node) => {
      const box = node.getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];
    };
    const own = event.target.closest('button');
    const [x, y] = middle(own);
    let [best, least] = [null, Infinity];
    for (const other of buttons) {
      const [dx, dy] = middle(other).map((at, axis) => at - [x, y][axis]);
      const ahead = dx * direction[0] + dy * direction[1];
      const beside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
      if (ahead > 4 && ahead + 3 * beside < least) [best, least] = [other, ahead + 3 * beside];
    }
    // At the end of a column the next step heads another one.
    const isFar = direction[1] && best && Math.abs(middle(best)[0] - x) > 150;
    if (!best || isFar) best = direction[1] ? buttons[buttons.indexOf(own) + direction[1]] : best;
    if (!best) return;
    best.focus({ preventScroll: true });
    best.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}
