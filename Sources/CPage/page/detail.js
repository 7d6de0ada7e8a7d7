'use strict';

// One learned filter, or two side by side: pictures, figures, weights, and the window on an image.

/** The parameters of a fitted Gabor function, with their units. */
function gaborFigures(gabor) {
  return [
    ['Gabor middle, column and row', `${numberText(gabor.x, 3)}, ${numberText(gabor.y, 3)}`],
    ['Gabor orientation', orientationText(gabor.orientation)],
    ['Gabor wavelength', withUnit(gabor.wavelength, ' px')],
    ['Gabor phase', withUnit(gabor.phase, '°')],
    ['Gabor envelope, along and across the stripes', `${numberText(gabor.sigmaAlong, 3)}, ${numberText(gabor.sigmaAcross, 3)} px`],
  ];
}

class FilterDetail {
  constructor({ page, host, close }) {
    Object.assign(this, { page, host, close });
    this.live = new LiveData(page.head.view);
    this.filters = [];
    this.title = element('h2', { tabindex: -1 });
    this.other = new Choice({ label: 'second filter', chosen: (value) => this.beside(value) });
    this.columns = element('div', { class: 'filters' });
    this.image = element('select', { 'aria-label': 'image', onchange: () => this.showImage() });
    const choose = (row, column, isPointed) => {
      if (isPointed && this.isHeld) return;
      this.choose(row, column);
    };
    this.figure = new MapFigure({ moved: choose, held: () => { this.isHeld = !this.isHeld; } });
    this.calculation = new Calculation({
      host: element('div', { class: 'calculation', id: 'calculation' }),
      names: (step, channel) => (step < 0 ? ['red', 'green', 'blue'][this.colours[channel]] || 'input' : this.begun ? this.begun.key : `filter ${channel}`), follow: null, isStacked: true,
    });
    this.picked = null;
    this.told = element('p', { class: 'quiet', role: 'status' });
    this.edit = new FilterEdit({ changed: () => this.edited(), tell: (text) => { this.told.textContent = text; } });
    this.player = new Player({ choose: (row, column) => this.chooseOutput(row, column) });
    this.take = new TakeAlong({
      figure: () => this.calculation.figure, array: () => this.edit.text, tell: (text) => { this.told.textContent = text; },
    });
    this.classicButton = element('button', {
      type: 'button', id: 'classic', title: 'The handcrafted filter in the place of the learned one (H)', onclick: () => this.showClassic(!this.isClassic),
    }, 'Handcrafted');
    this.player.bar.append(this.take.choice, this.classicButton);
    this.responses = new Responses({ choose: (row, column) => this.chooseOutput(row, column), pick: (number) => this.pick(number) });
    this.window = element('section', { class: 'calculation-room' }, element('h3', {}, 'The window, live'),
      element('label', { class: 'field' }, element('span', {}, 'Image'), this.image), this.player.bar, this.edit.node, this.told,
      element('div', { class: 'on-image' }, this.figure.node, this.responses.node, this.calculation.host), this.responses.list);
    fill(host, element('div', { class: 'viewer-head' },
      element('button', { type: 'button', id: 'back', onclick: close }, '← All filters'), this.title, element('span', { class: 'push' }),
      element('button', { type: 'button', onclick: () => this.step(-1) }, 'Previous'),
      element('button', { type: 'button', onclick: () => this.step(1) }, 'Next'),
      element('label', { class: 'field' }, element('span', {}, 'Beside'), this.other.node)),
    element('div', { class: 'detail-body', tabindex: 0, role: 'group', 'aria-label': 'what is known of the filter' }, this.columns, this.window));
  }

  open(filter, beside = null) {
    this.isClassic = false;
    this.player.end();
    this.filters = [filter, ...(beside ? [beside] : this.filters.slice(1))].filter((entry, index, all) => all.indexOf(entry) === index);
    this.picked = null;
    this.show();
  }

  /** The filters that may stand beside one, and what each is called in a list. */
  get others() {
    const { filters, other } = this.page;
    const text = ({ name, category }) => `${name}, ${category}`;
    const own = filters.filter((filter) => filter !== this.filters[0]).map((filter) => ({ filter, value: String(filter.number), text: text(filter), group: null }));
    return [...own, ...(other ? other.filters.map((filter) => ({ filter, value: `other ${filter.number}`, text: text(filter), group: other.subject })) : [])];
  }

  beside(value) {
    const other = (this.others.find((entry) => entry.value === value) || {}).filter;
    this.filters = other ? [this.filters[0], other] : [this.filters[0]];
    this.show();
  }

  /** The next filter in the order of the cards. */
  step(distance) {
    const { items } = this.page;
    const next = items[items.indexOf(this.filters[0]) + distance];
    if (next) this.open(next);
  }

  show() {
    const [first, second] = this.filters;
    this.title.textContent = this.filters.map((filter) => this.nameOf(filter)).join(' and ');
    const { others } = this;
    this.other.show(others, (others.find(({ filter }) => filter === second) || {}).value);
    fill(this.columns, this.filters.map((filter) => this.column(filter)));
    this.begun = this.begun && this.begun.filter === first ? { ...this.begun, network: null } : null;
    const images = this.page.data.images;
    this.window.hidden = images.length === 0;
    this.host.dataset.filter = first.number;
    if (!images.length) return;
    if (!this.image.options.length) fill(this.image, images.map((image, index) => element('option', { value: index }, image.name)));
    if (this.wantedImage !== undefined) this.image.value = this.wantedImage;
    this.wantedImage = undefined;
    if (this.network) this.again();
    else this.showImage();
  }

  /** What a filter is called; of the other comparison with its subject. */
  nameOf(filter) { return filter.isOther ? `${filter.name} of ${this.page.other.subject}` : filter.name; }

  column(filter) {
    const names = { learned: 'learned', match: 'best match', fit: 'Gabor fit', residual: 'residual', patches: 'strongest patches' };
    const files = Object.entries(names).filter(([key]) => filter.pictures && filter.pictures[key]);
    const pictures = files.map(([key, title]) => {
      const picture = element('img', { src: filter.pictures[key], alt: `${filter.name}: ${title}`, loading: 'lazy', class: `pixels ${key}` });
      return element('figure', {}, key === 'patches' && filter.places && !filter.isOther ? this.patches(filter, picture) : picture, element('figcaption', {}, title));
    });
    if (!pictures.length) pictures.push(element('figure', {}, filterPicture(filter, 'learned'), element('figcaption', {}, 'learned')));
    const figures = [
      ...comparisonColumns.slice(1).map((column) => [column.title, column.text(filter)]),
      ...(filter.gabor ? gaborFigures(filter.gabor) : []),
      ...(filter.notes || []).map(({ name, value }) => [name, value]),
    ];
    const section = element('section', { class: 'filter', 'aria-label': this.nameOf(filter) }, element('h3', {}, this.nameOf(filter)),
      element('div', { class: 'filter-pictures' }, pictures),
      element('dl', { class: 'figures' }, figures.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))));
    if (filter.weights) section.append(element('div', { 'data-weights': filter.isOther ? `other ${filter.number}` : filter.number }, this.weights(filter, numbersOf(filter, 'weights'))));
    return section;
  }

  /** The strongest patches, each a way to its place. */
  patches(filter, picture) {
    const { images } = this.page.data;
    return element('div', { class: 'patch-strip' }, picture, element('div', { class: 'patch-places' }, filter.places.map(({ image, rectangle, response }) => {
      const name = image === undefined ? 'in an image that is not on the page' : images[image].name;
      const words = `${name}, row ${rectangle[1]}, column ${rectangle[0]}: ${numberText(response)}`;
      return element('button', { type: 'button', class: 'patch', title: words, 'aria-label': words, disabled: image === undefined, onclick: () => this.goTo(filter, image, rectangle) });
    })));
  }

  /** Shows where a patch lies. */
  async goTo(filter, image, [left, top, width, height]) {
    if (filter !== this.filters[0]) this.open(filter);
    if (Number(this.image.value) !== image) {
      this.image.value = image;
      await this.showImage();
    }
    this.isHeld = true;
    this.choose(top + Math.floor((height - 1) / 2), left + Math.floor((width - 1) / 2));
    this.figure.room.focus();
  }

  /** Begins to edit the filter that is shown first. */
  beginEdit() {
    const [filter] = this.filters;
    const { network, page: { bank } } = this;
    this.edit.node.hidden = !filter.weights || !network;
    this.told.textContent = '';
    if (this.edit.node.hidden) return;
    // What is mixed in may come later than the picture.
    const classic = this.isClassic ? this.classicOf(filter) : null;
    this.classicButton.disabled = !this.classicOf(filter);
    this.classicButton.setAttribute('aria-pressed', String(Boolean(classic)));
    const key = classic ? classic.name : filter.name;
    const isSame = this.begun && this.begun.filter === filter && (this.begun.key === key || this.begun.bank !== bank);
    if (isSame && this.begun.network === network && this.begun.bank === bank && !this.wantedEdit) return;
    const edit = fittingEdit(this.wantedEdit || (isSame ? this.edit.edit : noEdit()), filter.shape);
    this.begun = { filter, network, bank, key };
    this.wantedEdit = null;
    const names = filter.shape[0] === 3 ? ['red', 'green', 'blue'] : ['the channel'];
    const placed = bank && bank.matches[filter.number];
    this.edit.begin({
      name: key, shape: filter.shape, weights: classic ? classic.weights : numbersOf(filter, 'weights'), names, order: [...names.keys()],
      match: placed && !classic ? { name: filter.match.name, weights: placed } : null, edit,
    });
    this.showEdit();
  }

  /** Puts the filter as it is edited now into the network and among the figures. */
  showEdit() {
    const { network, edit } = this;
    const [filter] = this.filters;
    network.replace(0, edit.isAsLearned && !this.isClassic ? network.learned[0]
      : editedStep(network.learned[0], [{ channel: filter.number, weights: edit.weights, hasBias: !this.isClassic }]));
    fill(this.columns.querySelector(`[data-weights="${filter.number}"]`), this.weights(filter, edit.weights));
  }

  edited() {
    this.showEdit();
    this.again();
  }

  /** The handcrafted filter that stands beside a learned one, as it lies on its window; null where there is none. */
  classicOf(filter) {
    const { bank } = this.page;
    if (!bank) return null;
    if (this.picked !== null) return { name: bank.filters[this.picked].name, weights: bank.centred(this.picked, filter.shape) };
    return bank.matches[filter.number] ? { name: filter.match.name, weights: bank.matches[filter.number] } : null;
  }

  /** Shows the calculation and the walk of the handcrafted filter, or of the learned one again. */
  showClassic(isClassic) {
    this.isClassic = isClassic && Boolean(this.classicOf(this.filters[0]));
    this.player.end();
    this.again();
  }

  /** Takes another handcrafted filter for the responses; null for the match. */
  pick(number) {
    this.picked = number;
    if (this.isClassic) this.again();
    else this.showResponses();
  }

  showResponses() {
    const { bank } = this.page;
    this.responses.node.hidden = !bank || !this.network;
    this.responses.list.hidden = this.responses.node.hidden;
    if (!bank || !this.network) return;
    this.responses.show(this.network, this.filters[0], bank, this.picked, this.isClassic ? this.edit.weights : null);
    if (!this.responses.node.hidden) this.player.attach(this.responses.figures[this.isClassic ? 1 : 0]);
    if (this.output) this.responses.mark(...this.output);
  }

  /** The weights as tiles, a matrix a channel. */
  weights(filter, values) {
    const [channels, rows, columns] = filter.shape;
    const readout = element('p', { class: 'readout' });
    const matrices = Array.from({ length: channels }, (_, channel) => {
      const name = channels === 3 ? ['red', 'green', 'blue'][channel] : 'weights';
      const part = values.subarray(channel * rows * columns, (channel + 1) * rows * columns);
      const hover = (index) => {
        readout.textContent = index < 0 ? '' : `${name}, row ${Math.floor(index / columns)}, column ${index % columns}: ${numberText(part[index], 6)}`;
      };
      const canvas = tileMatrix({ rows, columns, values: part, isSigned: true, label: `${filter.name}: ${name}`, hover, unit: unitOf(part), room: { width: 156, height: 156 } });
      return element('figure', {}, canvas, element('figcaption', {}, captionIn(name, Number(canvas.dataset.unit))));
    });
    return element('div', {}, element('div', { class: 'matrices' }, matrices), readout);
  }

  get colours() {
    const { view } = this.page.head;
    if (!this.network || this.network.inputShape[0] === 1) return [3];
    return view && view.order === 'bgr' ? [2, 1, 0] : [0, 1, 2];
  }

  async showImage() {
    const image = this.page.data.images[Number(this.image.value) || 0];
    this.calculation.say('Loading the values …');
    try {
      const network = await this.live.network(image);
      this.network = network;
      const canvas = element('canvas', { class: 'pixels' });
      drawInput(canvas, network);
      this.figure.show(canvas, network.inputShape[1], network.inputShape[2], `${image.name}: arrow keys choose a place`);
      this.calculation.say('Point at a place of the image, or use the arrow keys. A click or Enter holds the place.');
      this.again();
    } catch (error) {
      this.calculation.say(`The window cannot be computed here: ${error.message}.`);
    }
  }

  /** Chooses the window in the middle of which a place of the input lies, as near as the stride allows. */
  choose(row, column) {
    this.place = [row, column];
    const { network } = this;
    if (!network) return;
    const shape = network.shape(0);
    const { y, x } = StepKinds[network.steps[0].kind].axes(network.steps[0], network.inputShape);
    const nearest = (axis, place, count) => clamp(Math.round((place + axis.before - (axis.extent - 1) / 2) / axis.stride), 0, count - 1);
    this.output = [nearest(y, row, shape[1]), nearest(x, column, shape[2])];
    const [outputRow, outputColumn] = this.output;
    const explanation = network.explain(0, this.filters[0].number, outputRow, outputColumn);
    this.figure.markAt(network.field(0, { top: outputRow, left: outputColumn, height: 1, width: 1 }));
    this.figure.place = [row, column];
    this.responses.mark(outputRow, outputColumn);
    this.calculation.show(network, explanation);
  }

  /** Chooses a value of the response, and with it the middle of what it sees. */
  chooseOutput(row, column) {
    const { top, left, height, width } = this.network.field(0, { top: row, left: column, height: 1, width: 1 });
    this.choose(top + (height - 1) / 2, left + (width - 1) / 2);
  }

  resized() { this.again(); }

  /** Takes what an address says of the handcrafted filters, once they are there. */
  takeWanted() {
    const { bank } = this.page;
    if (!bank || this.wantedHandcrafted === undefined) return;
    const { name, isClassic } = this.wantedHandcrafted;
    this.wantedHandcrafted = undefined;
    const picked = bank.filters.findIndex((filter) => filter.name === name);
    if (name && picked < 0) tellMissing(`The link names the handcrafted filter ‘${name}’, which is not here: the match is shown.`);
    this.picked = picked >= 0 ? picked : null;
    this.isClassic = isClassic && this.classicOf(this.filters[0]) !== null;
  }

  again() {
    this.takeWanted();
    this.beginEdit();
    this.showResponses();
    if (this.place) this.choose(...this.place);
  }

  key(event) {
    if (event.key === 'Escape') {
      this.player.end();
      this.close();
    } else if (event.key === ' ' && this.network && !event.target.closest('button, summary, select')) {
      event.preventDefault();
      this.player.toggle();
    } else if (event.key === '.' && this.network) this.player.step();
    else if (event.key === 'h' && this.network) this.showClassic(!this.isClassic);
    else if (event.key === '[') this.step(-1);
    else if (event.key === ']') this.step(1);
  }
}
