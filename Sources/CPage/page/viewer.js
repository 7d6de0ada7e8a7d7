'use strict';

// One input, one or two of its maps, and what a pixel of them is made of.

class Viewer {
  /** gallery: what the maps are taken from; close: called when the grid is wanted again. */
  constructor({ gallery, host, close }) {
    Object.assign(this, { gallery, host, close });
    this.live = new LiveData();
    this.panes = [];
    this.input = new MapFigure({});
    this.calculation = new Calculation({
      host: element('div', { class: 'calculation', id: 'calculation' }),
      names: (step, channel) => this.mapName(step, channel),
      follow: (step, channel, row, column) => this.follow(step, channel, row, column),
    });
    this.title = element('h2', { id: 'viewer-title', tabindex: -1 });
    this.paneRoom = element('div', { class: 'panes' });
    this.beside = element('button', { type: 'button', id: 'beside', onclick: () => this.toggleBeside() });
    const move = (distance) => () => this.gallery.neighbourImage(this.image, distance, (image) => this.openImage(image));
    fill(host,
      element('div', { class: 'viewer-head' },
        element('button', { type: 'button', id: 'back', onclick: () => this.close() }, '← All pictures'),
        this.title, element('span', { class: 'push' }),
        element('button', { type: 'button', onclick: move(-1) }, 'Previous input'),
        element('button', { type: 'button', onclick: move(1) }, 'Next input'), this.beside),
      element('div', { class: 'viewer-body' },
        element('div', { class: 'stage' }, element('section', { class: 'pane', 'aria-label': 'input' },
          element('h3', {}, 'Input'), this.input.node), this.paneRoom),
        element('section', { class: 'calculation-room', 'aria-labelledby': 'calculation-title' },
          element('h3', { id: 'calculation-title' }, 'The window, live'), this.calculation.host)));
  }

  get steps() { return this.gallery.steps; }

  /** A short name of a map. */
  mapName(step, channel) {
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
    this.openImage(image);
  }

  async openImage(image) {
    this.image = image;
    this.network = null;
    this.isHeld = false;
    this.title.textContent = image.name;
    this.showInput();
    this.showPanes();
    this.calculation.say('Loading the values …');
    try {
      const network = await this.live.network(image);
      if (this.image !== image) return;
      this.network = network;
      this.showInput();
      this.showPanes();
      this.calculation.say('Point at a pixel of the map, or go to the map with Tab and use the arrow keys. ',
        'A click or Enter holds the pixel.');
    } catch (error) {
      if (this.image === image) this.calculation.say(`The window cannot be computed here: ${error.message}.`);
    }
    this.host.dataset.ready = image.name;
  }

  makePane(step, channel) {
    const pane = { step, channel };
    pane.figure = new MapFigure({
      moved: (row, column, isPointed) => {
        if (isPointed && this.isHeld) return;
        this.choose(pane, row, column);
      },
      held: () => {
        this.isHeld = !this.isHeld;
        this.host.classList.toggle('held', this.isHeld);
      },
    });
    const change = (part) => (event) => {
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
    return this.image.maps.some((maps) => maps.step === step) || (this.network !== null && this.network.canCompute(step));
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
      drawInput(canvas, network, this.gallery.head.view);
      const [, rows, columns] = network.inputShape;
      this.input.show(canvas, rows, columns, 'the input');
      fill(this.input.caption, `${shapeText(network.inputShape)}${this.gallery.head.input ? `: ${this.gallery.head.input}` : ''}`);
    } else if (image.picture) {
      this.input.show(element('img', { src: image.picture, alt: 'the input' }), 3, 4, 'the input');
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
    fill(this.paneRoom, this.panes.map((pane) => pane.node));
    this.host.dataset.step = this.panes[0].step;
    this.host.dataset.channel = this.panes[0].channel;
  }

  showMap(pane) {
    const { figure, step, channel } = pane;
    const maps = this.image.maps.find((entry) => entry.step === step);
    const file = maps && this.gallery.pictureOf(this.image, maps, channel);
    const canCompute = this.network && this.network.canCompute(step);
    const shape = canCompute ? this.network.shape(step) : (maps && maps.shape.length ? maps.shape : [1, 3, 4]);
    let picture;
    if (file) {
      picture = element('img', { src: file, alt: '', class: shape[1] * shape[2] < 90000 ? 'pixels' : null, draggable: false });
    } else if (canCompute) {
      picture = element('canvas', { class: 'pixels' });
      drawPlane(picture, this.network.plane(step, channel), shape);
    } else picture = element('p', { class: 'quiet' }, 'no picture was written of this map');
    figure.show(picture, shape[1], shape[2], `${this.mapName(step, channel)}: arrow keys choose a pixel`);
    const numbers = maps ? this.gallery.numbersOf(maps, channel) : [];
    fill(figure.caption, element('span', {}, `${shapeText(shape)}. ${this.steps[step].note || ''} `),
      numbers.map(([name, value]) => element('span', { class: 'figure-number' }, `${name} ${value}`)),
      element('span', { class: 'links' }, this.gallery.linksOf(this.image, step)));
  }

  /** Marks a pixel everywhere and shows what it is made of. */
  choose(pane, row, column) {
    this.chosen = { pane, row, column };
    pane.figure.markAt({ top: row, left: column, height: 1, width: 1 });
    if (!this.network) return;
    if (!this.network.canCompute(pane.step)) {
      this.calculation.say('The page does not know how this step is computed.');
      return;
    }
    if (this.isScheduled) return;
    this.isScheduled = true;
    requestAnimationFrame(() => {
      this.isScheduled = false;
      this.explain();
    });
  }

  explain() {
    const { pane, row, column } = this.chosen;
    const { network } = this;
    if (!network || !network.canCompute(pane.step)) return;
    const shape = network.shape(pane.step);
    const [y, x] = [clamp(row, 0, shape[1] - 1), clamp(column, 0, shape[2] - 1)];
    const explanation = network.explain(pane.step, pane.channel, y, x);
    this.input.markAt(network.field(pane.step, { top: y, left: x, height: 1, width: 1 }));
    for (const other of this.panes) {
      if (other === pane || !network.canCompute(other.step)) continue;
      const [, rows, columns] = network.shape(other.step);
      const same = rows === shape[1] && columns === shape[2];
      other.figure.markAt({
        top: same ? y : Math.floor(((y + 0.5) * rows) / shape[1]), left: same ? x : Math.floor(((x + 0.5) * columns) / shape[2]), height: 1, width: 1,
      });
    }
    const maps = this.image.maps.find((entry) => entry.step === pane.step);
    const written = maps && writtenSample(network.steps[pane.step], maps, explanation.value, network.sampleForm);
    if (written) {
      const sample = written.sample === null ? '' : `; sample ${written.sample} is written`;
      explanation.note = [explanation.note, written.text + sample].filter(Boolean).join('. ');
    }
    this.calculation.show(network, explanation);
  }

  /** Shows the same place after another map was chosen. */
  again() {
    if (this.chosen && this.panes.includes(this.chosen.pane)) {
      const { pane, row, column } = this.chosen;
      this.choose(pane, clamp(row, 0, pane.figure.rows - 1), clamp(column, 0, pane.figure.columns - 1));
    }
  }

  follow(step, channel, row, column) {
    const [pane] = this.panes;
    Object.assign(pane, { step, channel });
    this.isHeld = true;
    this.showPanes();
    this.choose(pane, row, column);
    pane.figure.room.focus();
  }

  key(event) {
    if (event.key === 'Escape') this.close();
    else if (event.key === '[' || event.key === ']') {
      const [pane] = this.panes;
      pane.channel = clamp(pane.channel + (event.key === ']' ? 1 : -1), 0, this.channelCount(pane.step) - 1);
      this.showPanes();
      this.again();
    }
  }
}
