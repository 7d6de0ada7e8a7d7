'use strict';

// One input, one or two of its maps, and what a pixel of them is made of.

class Viewer {
  /** gallery: what the maps are taken from; close: called when the grid is wanted again. */
  constructor({ gallery, host, close }) {
    Object.assign(this, { gallery, host, close });
    this.live = new LiveData(gallery.head.view);
    this.panes = [];
    this.input = new MapFigure({});
    this.calculation = new Calculation({
      host: element('div', { class: 'calculation', id: 'calculation' }),
      names: (step, channel) => this.mapName(step, channel),
      follow: (step, channel, row, column) => this.follow(step, channel, row, column),
    });
    this.player = new Player({ choose: (row, column) => this.choose(this.panes[0], row, column) });
    this.take = new TakeAlong({
      figure: () => this.calculation.figure, array: () => this.arrayWords(), tell: (text) => { this.status.textContent = text; },
    });
    this.player.bar.append(this.take.choice);
    this.changes = new InputChanges(this);
    this.trail = new Trail({ names: (step, channel) => this.mapName(step, channel), open: (place) => this.openPlace(place) });
    this.classes = element('div', { class: 'classes' });
    this.status = element('p', { class: 'sr-only', role: 'status' });
    this.title = element('h2', { id: 'viewer-title', tabindex: -1 });
    this.paneRoom = element('div', { class: 'panes' });
    this.beside = element('button', { type: 'button', id: 'beside', onclick: () => this.toggleBeside() });
    const move = (distance) => () => this.gallery.neighbourImage(this.image, distance, (image) => this.openImage(image));
    fill(host,
      element('div', { class: 'viewer-head' },
        element('button', { type: 'button', id: 'back', onclick: () => this.close() }, '← All pictures'),
        this.title, element('span', { class: 'push' }),
        gallery.isFilter ? null : element('button', { type: 'button', id: 'show-graph', title: 'The network (G)', onclick: () => gallery.showGraph() }, 'Network'),
        gallery.isFilter ? null : element('button', { type: 'button', id: 'show-chain', title: 'All steps as columns (C)', onclick: () => gallery.showChain() }, 'Chain'),
        this.changes.paintButton, element('button', { type: 'button', onclick: move(-1) }, 'Previous input'),
        element('button', { type: 'button', onclick: move(1) }, 'Next input'), this.beside),
      element('div', { class: 'viewer-body' },
        element('div', { class: 'stage' }, element('section', { class: 'pane', 'aria-label': 'input' },
          element('h3', {}, 'Input'), this.changes.painter.node, this.input.node, this.classes), this.paneRoom),
        element('section', { class: 'calculation-room', 'aria-labelledby': 'calculation-title' },
          element('h3', { id: 'calculation-title', class: 'sr-only' }, 'The window, live'), this.player.bar, this.trail.list, this.changes.editRoom, this.calculation.host, this.status)));
  }

  get steps() { return this.gallery.steps; }

  /** A short name of a map. */
  mapName(step, channel) {
    if (step === null) return 'constant';
    if (step >= 0) {
      const count = this.network ? this.network.shape(step)[0] : 2;
      if (count === 1) return this.steps[step].name;
      return `${this.steps[step].name} ${this.gallery.channelName(channel, count)}`;
    }
    const { view } = this.gallery.head;
    const count = this.network ? this.network.inputShape[0] : 1;
    if (count === 1) return 'input';
    const isPicture = view || this.gallery.head.kind === 'filter';
    const names = view && view.order === 'bgr' ? ['blue', 'green', 'red'] : ['red', 'green', 'blue'];
    return isPicture && count === 3 ? names[channel] : `input ${channel}`;
  }

  /** Opens a map of an image; the place stays where it was if there was one. */
  open(image, step, channel) {
    this.panes = [this.makePane(step, channel)];
    this.showBesideButton();
    return this.openImage(image);
  }

  async openImage(image) {
    this.image = image;
    this.network = null;
    this.explanation = null;
    this.hold(this.isHeld && Boolean(this.chosen) && this.panes.includes(this.chosen.pane));
    this.trail.places = [];
    this.trail.show();
    this.title.textContent = image.name;
    this.isLoading = true;
    this.showInput();
    this.showPanes();
    this.calculation.say('Loading the values …');
    try {
      const network = await this.live.network(image);
      if (this.image !== image) return;
      this.isLoading = false;
      this.network = network;
      this.changes.apply(network);
      if (network.unpainted) this.changes.painted();
      this.showInput();
      this.showPanes();
      this.calculation.say('Point at a pixel of the map, or go to the map with Tab and use the arrow keys. ',
        'A click or Enter holds the pixel.');
    } catch (error) {
      if (this.image === image) {
        this.isLoading = false;
        this.showPanes();
        this.calculation.say(`The window cannot be computed here: ${error.message}.`);
      }
    }
    if (this.image !== image) return;
    if (!this.network || !this.network.unpainted) this.showClasses();
    this.again();
    this.host.dataset.ready = image.name;
  }

  makePane(step, channel) {
    const pane = { step, channel };
    pane.figure = new MapFigure({
      moved: (row, column, isPointed) => {
        if (isPointed && (this.isHeld || this.player.isPlaying)) return;
        this.choose(pane, row, column);
      },
      held: () => {
        this.player.pause();
        this.hold(!this.isHeld);
      },
    });
    const change = (part) => (event) => {
      if (part === 'step') this.keepPlace(pane, Number(event.target.value));
      pane[part] = Number(event.target.value);
      this.showPanes();
      this.again();
    };
    pane.stepChoice = element('select', { 'aria-label': this.gallery.words.layer, onchange: change('step') });
    pane.channelChoice = element('select', { 'aria-label': 'channel', onchange: change('channel') });
    pane.node = element('section', { class: 'pane', 'aria-label': 'map' },
      element('div', { class: 'pane-head' }, pane.stepChoice, pane.channelChoice), pane.figure.node);
    return pane;
  }

  /** Holds the pixel, or lets it go. */
  hold(isHeld) {
    this.isHeld = isHeld;
    this.host.classList.toggle('held', isHeld);
  }

  /** The pixel that is looked at becomes the one at the same place of a step of another size. */
  keepPlace(pane, step) {
    if (!this.chosen || this.chosen.pane !== pane || !this.canShow(step)) return;
    const sizeOf = (number) => (this.network && this.network.canCompute(number) ? this.network.shape(number)
      : (this.image.maps.find((maps) => maps.step === number) || { shape: [] }).shape);
    const [from, to] = [sizeOf(pane.step), sizeOf(step)];
    if (from.length < 3 || to.length < 3) return;
    this.chosen.row = Math.floor(((this.chosen.row + 0.5) * to[1]) / from[1]);
    this.chosen.column = Math.floor(((this.chosen.column + 0.5) * to[2]) / from[2]);
  }

  toggleBeside() {
    if (this.panes.length > 1) this.panes.pop();
    else {
      const [first] = this.panes;
      const shown = this.steps.map((step, index) => index).filter((index) => this.canShow(index));
      const next = shown[(shown.indexOf(first.step) + 1) % shown.length];
      this.panes.push(this.makePane(next, first.channel));
    }
    this.showBesideButton();
    this.showPanes();
    this.again();
  }

  showBesideButton() {
    this.beside.textContent = this.panes.length > 1 ? 'One map' : 'Two maps side by side';
  }

  /** Whether a step has pictures or can be computed. */
  canShow(step) {
    return this.isLoading || this.image.maps.some((maps) => maps.step === step) || (this.network !== null && this.network.canCompute(step));
  }

  channelCount(step) {
    if (this.network && this.network.canCompute(step)) return this.network.shape(step)[0];
    const maps = this.image.maps.find((entry) => entry.step === step);
    return maps ? maps.shape[0] || 1 : 1;
  }

  showInput() {
    const { image, network } = this;
    if (network) {
      const canvas = element('canvas', { class: 'pixels' });
      drawInput(canvas, network);
      const [, rows, columns] = network.inputShape;
      this.input.show(canvas, rows, columns, 'the input');
      this.input.caption.title = this.gallery.head.input || '';
      fill(this.input.caption, `${shapeText(network.inputShape)}${this.gallery.head.input ? `: ${this.gallery.head.input}` : ''}`);
    } else if (image.picture) {
      const picture = element('img', {
        src: image.picture, alt: 'the input',
        onload: () => { if (picture.isConnected) this.input.show(picture, picture.naturalHeight, picture.naturalWidth, 'the input'); },
      });
      this.input.show(picture, 3, 4, 'the input');
      fill(this.input.caption, '');
    }
  }

  showPanes() {
    this.host.classList.toggle('two', this.panes.length > 1);
    for (const pane of this.panes) {
      if (!this.canShow(pane.step)) pane.step = (this.image.maps[0] || { step: pane.step }).step;
      const count = this.channelCount(pane.step);
      pane.channel = clamp(pane.channel, 0, count - 1);
      fill(pane.stepChoice, this.steps.map((step, index) => (this.canShow(index)
        ? element('option', { value: index, selected: index === pane.step }, step.name) : null)));
      fill(pane.channelChoice, Array.from({ length: count }, (_, index) => element('option', { value: index, selected: index === pane.channel },
        this.gallery.isFilter && count === 3 ? this.gallery.channelName(index, count) : `channel ${index}`)));
      pane.channelChoice.hidden = count === 1;
      this.showMap(pane);
    }
    // Nodes that are there stay, and with them the focus.
    const nodes = this.panes.map((pane) => pane.node);
    if (nodes.length !== this.paneRoom.children.length || nodes.some((node, index) => node !== this.paneRoom.children[index])) fill(this.paneRoom, nodes);
    this.player.attach(this.panes[0].figure);
    this.host.dataset.step = this.panes[0].step;
    this.host.dataset.channel = this.panes[0].channel;
  }

  showMap(pane) {
    const { figure, step, channel } = pane;
    const maps = this.image.maps.find((entry) => entry.step === step);
    const isEdited = this.changes.affect(step);
    const file = maps && !isEdited && this.gallery.pictureOf(this.image, maps, channel);
    const canCompute = this.network && this.network.canCompute(step);
    const shape = canCompute ? this.network.shape(step) : (maps && maps.shape.length ? maps.shape : [1, 3, 4]);
    let picture;
    if (file) {
      picture = element('img', { src: file, alt: '', class: shape[1] * shape[2] < 90000 ? 'pixels' : null, draggable: false });
    } else if (canCompute) {
      picture = element('canvas', { class: 'pixels' });
      this.drawMap(pane, picture, shape);
    } else picture = element('p', { class: 'quiet' }, this.isLoading ? 'loading …' : 'no picture was written of this map');
    figure.show(picture, shape[1], shape[2], `${this.mapName(step, channel)}: arrow keys choose a pixel`);
    const numbers = maps && !isEdited ? this.gallery.numbersOf(maps, channel) : [];
    fill(figure.caption, element('span', {}, `${[shapeText(shape), this.steps[step].note].filter(Boolean).join('. ')}. `),
      numbers.map(([name, value]) => element('span', { class: 'figure-number' }, `${name} ${value}`)),
      isEdited ? element('strong', {}, this.changes.words) : element('span', { class: 'links' }, this.gallery.linksOf(this.image, step)));
  }

  /** Computes a map, a little at a time, and draws it; unless another one is shown before it is there. */
  async drawMap(pane, canvas, shape) {
    const { network } = this;
    const { step, channel } = pane;
    const isWanted = () => this.network === network && pane.step === step && pane.channel === channel && canvas.isConnected;
    const plane = await network.inSlices(() => network.plane(step, channel), () => this.network === network && pane.step === step && pane.channel === channel);
    if (plane && (isWanted() || !canvas.isConnected)) drawPlane(canvas, plane, shape);
  }

  /** Marks a pixel everywhere and shows what it is made of. */
  choose(pane, row, column) {
    this.chosen = { pane, row, column };
    const place = { step: pane.step, channel: pane.channel, row, column };
    if (!this.trail.isAt(place)) this.trail.begin(place);
    pane.figure.markAt({ top: row, left: column, height: 1, width: 1 });
    if (!this.network) return;
    if (!this.network.canCompute(pane.step)) {
      this.calculation.say(`The window cannot be computed here: ${this.network.reasons[pane.step]}. `,
        'The pictures and arrays that were written are there, and the steps before can be followed: ',
        element('button', { type: 'button', onclick: () => this.gallery.showGraph() }, 'Network'));
      return;
    }
    if (this.isScheduled) return;
    this.isScheduled = true;
    requestAnimationFrame(() => {
      this.isScheduled = false;
      this.explain();
    });
  }

  async explain() {
    const { pane, row, column } = this.chosen;
    const { network } = this;
    if (!network || !network.canCompute(pane.step)) return;
    const { step, channel } = pane;
    const shape = network.shape(step);
    const [y, x] = [clamp(row, 0, shape[1] - 1), clamp(column, 0, shape[2] - 1)];
    this.markFields(pane, network.fields(step, { top: y, left: x, height: 1, width: 1 }), shape, y, x);
    const turn = {};
    this.turn = turn;
    const explanation = await network.inSlices(() => network.explain(step, channel, y, x), () => {
      if (this.turn !== turn || this.network !== network) return false;
      this.calculation.say(`Computing what goes in: ${percentText(network.progress(step))}`);
      return true;
    });
    if (!explanation || this.turn !== turn || this.network !== network) return;
    this.explanation = explanation;
    const maps = this.changes.affect(step) ? null : this.image.maps.find((entry) => entry.step === step);
    this.changes.begin(step, channel);
    const written = maps && writtenSample(network.steps[step], maps, explanation.value, network.sampleForm);
    if (written) {
      const sample = written.sample === null ? '' : `; sample ${written.sample} is written`;
      explanation.note = [explanation.note, written.text + sample].filter(Boolean).join('. ');
    }
    this.calculation.show(network, explanation);
    this.status.textContent = `${this.mapName(step, channel)}, row ${y}, column ${x}: ${numberText(explanation.value)}`;
  }

  /** Marks what a pixel sees of the input and of the other maps. */
  markFields(pane, seen, shape, y, x) {
    const whole = (rows, columns) => ({ top: 0, left: 0, height: rows, width: columns });
    const [, height, width] = this.network.inputShape;
    this.input.markAt(seen.get(-1) || whole(height, width));
    for (const other of this.panes) {
      if (other === pane || !this.network.canCompute(other.step)) continue;
      const [, rows, columns] = this.network.shape(other.step);
      const same = rows === shape[1] && columns === shape[2];
      other.figure.markAt(seen.get(other.step) || {
        top: same ? y : Math.floor(((y + 0.5) * rows) / shape[1]), left: same ? x : Math.floor(((x + 0.5) * columns) / shape[2]), height: 1, width: 1,
      });
    }
  }

  /** What NumPy reads the shown value with. */
  arrayWords() {
    const { step, channel, row, column } = this.calculation.explanation;
    const maps = this.image.maps.find((entry) => entry.step === step);
    const file = maps && maps.arrays.find((array) => array.endsWith('.npy'));
    return file ? `np.load('${decodedText(file).replaceAll("\\", "\\\\").replaceAll("'", "\\'")}')[${channel}, ${row}, ${column}]`
      : `# no .npy of ${this.steps[step].name} was written: --form npy`;
  }

  /** Sizes what is shown to the room anew. */
  resized() {
    if (this.explanation) this.calculation.show(this.network, this.explanation);
  }

  /** Shows the same place after another map was chosen. */
  again() {
    if (this.chosen && this.panes.includes(this.chosen.pane)) {
      const { pane, row, column } = this.chosen;
      this.choose(pane, clamp(row, 0, pane.figure.rows - 1), clamp(column, 0, pane.figure.columns - 1));
    }
  }

  /** Goes on to a value that the one shown is made of. */
  follow(step, channel, row, column) {
    this.trail.goOn({ step, channel, row, column });
  }

  /** Shows a place of the trail; the input's own values at its end. */
  openPlace({ step, channel, row, column }) {
    this.hold(true);
    if (step < 0) {
      this.turn = null;
      this.explanation = null;
      this.input.markAt({ top: row, left: column, height: 1, width: 1 });
      this.showPixel(channel, row, column);
      this.trail.focus();
      return;
    }
    const [pane] = this.panes;
    Object.assign(pane, { step, channel });
    this.showPanes();
    this.choose(pane, row, column);
    pane.figure.room.focus();
  }

  /** What a value of the input was before its mean was taken and it was scaled. */
  showPixel(channel, row, column) {
    const { network } = this;
    const value = network.value(-1, channel, row, column);
    const sum = sampleText(network, channel, value);
    const origin = sum ? `${sum}: the sample of the picture as it goes in` : null;
    fill(this.calculation.host, element('p', { class: 'result' }, element('strong', {}, this.mapName(-1, channel)),
      ` at row ${row}, column ${column} of the input = `, numberElement(value, 7, 'value')), origin ? element('p', { class: 'formula' }, origin) : null,
    element('p', { class: 'quiet' }, 'This is a pixel: nothing comes before it.'));
    this.status.textContent = `${this.mapName(-1, channel)}, row ${row}, column ${column}: ${numberText(value)}`;
  }

  /** The most probable classes, and the way to their scores. */
  showClasses(classes = this.image.classes) {
    const { scores } = this.gallery.head;
    fill(this.classes, classes && classes.length ? classList(classes, scores === undefined || !this.network ? null : (number) => {
      this.trail.begin({ step: scores, channel: number, row: 0, column: 0 });
      this.openPlace(this.trail.places[0]);
    }) : null);
  }

  key(event) {
    if (event.key === 'Escape') this.close();
    else if (event.key === ' ' && !event.target.closest('button, summary, select')) {
      event.preventDefault();
      this.player.toggle();
    } else if (event.key === '.') this.player.step();
    else if (event.key === 'b' && this.explanation) {
      if (this.trail.move(1)) return;
      const [first] = originsOf(this.network, this.explanation);
      if (first) this.follow(first.from, first.channel, first.row, first.column);
    } else if (event.key === 'f') this.trail.move(-1);
    else if (event.key === 'i') {
      event.preventDefault();
      this.changes.togglePaint();
    } else if (event.key === 'e' && !this.changes.editButton.hidden) this.changes.toggleEdit();
    else if (event.key === '[' || event.key === ']') {
      const [pane] = this.panes;
      pane.channel = clamp(pane.channel + (event.key === ']' ? 1 : -1), 0, this.channelCount(pane.step) - 1);
      this.showPanes();
      this.again();
    }
  }
}
