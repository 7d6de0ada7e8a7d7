'use strict';

// The kernel lab: a kernel that can be edited, and the picture that follows at once.

const labRanges = [
  ['clamp', 'cut off at black and white'], ['abs', 'without sign'], ['offset', 'zero is mid-grey'], ['minmax', 'stretched'],
  ['symmetric', 'stretched about zero'],
];
const labBorders = ['reflect101', 'symmetric', 'replicate', 'wrap', 'constant'];

class Lab {
  /** data: head with the steps to start from, and images; close: called when the view before is wanted again, null if there is none. */
  constructor(data, host, close = null) {
    Object.assign(this, { head: data.head, images: data.images, host, close });
    this.words = { title: 'Kernel lab' };
    this.live = new LiveData(data.head.view);
    this.state = { image: Math.max(0, data.images.findIndex(({ values }) => values)), preset: 0, range: 'clamp', border: 'reflect101', kernel: 0 };
    this.build();
    this.openImage(this.state.image);
  }

  build() {
    const choice = (label, options, changed, properties = {}) => element('select', {
      'aria-label': label, ...properties, onchange: (event) => changed(event.target.value),
    }, options.map(([value, title]) => element('option', { value }, title)));
    const field = (title, control) => element('label', { class: 'field' }, element('span', {}, title), control);
    this.image = choice('picture', this.images.map(({ name }, index) => [index, name]), (value) => this.openImage(Number(value)), { id: 'lab-image' });
    this.preset = choice('kernel', this.head.steps.map(({ name }, index) => [index, name]), (value) => this.takePreset(Number(value)), { id: 'preset' });
    this.part = choice('kernel of several', [], (value) => {
      this.state.kernel = Number(value);
      this.showKernel();
    });
    this.size = choice('size', [1, 3, 5, 7, 9, 11].map((size) => [size, `${size} × ${size}`]), (value) => this.resize(Number(value)), { id: 'size' });
    const text = (name) => element('input', {
      id: name, class: 'factor', autocomplete: 'off', spellcheck: false, 'aria-label': name,
      oninput: (event) => {
        this.kernel[name] = event.target.value;
        this.changed();
      },
      onkeydown: (event) => this.turn(event, (by) => {
        event.target.value = shortText((cellNumber(event.target.value) || 0) + by);
        this.kernel[name] = event.target.value;
        this.changed();
      }),
    });
    [this.divisor, this.offset] = [text('divisor'), text('offset')];
    const set = (name) => (value) => {
      this.state[name] = value;
      this.changed();
    };
    this.range = choice('range', labRanges, set('range'), { id: 'range' });
    this.border = choice('border', labBorders.map((name) => [name, name]), set('border'), { id: 'border' });
    this.cells = element('div', { class: 'lab-cells', role: 'group', 'aria-label': 'weights' });
    this.sum = element('p', { class: 'quiet', id: 'lab-sum' });
    this.message = element('p', { class: 'error', role: 'alert', id: 'lab-error' });
    const button = (title, action) => element('button', { type: 'button', onclick: action }, title);
    const moved = (place) => () => this.rearrange(place);
    this.told = element('p', { class: 'quiet', role: 'status' });
    this.file = element('pre', { id: 'lab-file', tabindex: 0 });
    this.command = element('pre', { id: 'lab-command', tabindex: 0 });
    this.copies = [button('Copy as .kernel', () => this.copy(this.file.textContent, 'the kernel file')),
      button('Copy the command', () => this.copy(this.command.textContent, 'the command'))];
    this.split = element('input', { type: 'range', id: 'split', min: 0, max: 100, value: 0, 'aria-label': 'how much of the picture before', oninput: () => this.draw() });
    this.figure = new MapFigure({ moved: (row, column, isPointed) => this.choose(row, column, isPointed), held: () => this.hold(!this.isHeld) });
    this.calculation = new Calculation({
      host: element('div', { class: 'calculation', id: 'lab-calculation' }),
      names: (step, channel) => (this.network && this.network.inputShape[0] === 3 ? ['red', 'green', 'blue'][channel] : step < 0 ? 'picture' : 'result'), follow: null, isStacked: true,
    });
    this.take = new TakeAlong({
      figure: () => this.calculation.figure, array: () => this.file.textContent, tell: (text) => { this.told.textContent = text; },
    });
    this.channel = choice('channel', [['0', 'red'], ['1', 'green'], ['2', 'blue']], () => this.explain());
    this.painter = new Painter({ figure: this.figure, network: () => this.network, painted: () => this.painted() });
    this.paintButton = button('Paint', () => this.togglePaint());
    Object.assign(this.paintButton, { id: 'paint', title: 'Paint on the picture (I)', ariaPressed: 'false' });
    this.saving = button('Save the picture', () => this.savePicture());
    Object.assign(this.saving, { id: 'save-picture', hidden: true });
    fill(this.host, element('div', { class: 'lab' },
      element('section', { class: 'side lab-kernel', 'aria-label': 'kernel' }, element('h2', { class: 'sr-only' }, 'Kernel'),
        this.close ? element('button', { type: 'button', id: 'lab-back', onclick: () => this.close() }, '← Back') : null,
        element('div', { class: 'controls' }, field('Start from', this.preset), this.size, this.part), this.cells,
        element('div', { class: 'controls' }, button('Mirror', moved((row, column, { width }) => [row, width - 1 - column])),
          button('Turn', moved((row, column, { height }) => [height - 1 - column, row])), button('Negate', () => this.changeCells((value) => -value)),
          button('Clear', () => this.changeCells(() => 0))),
        element('div', { class: 'controls' }, field('÷', this.divisor), field('+', this.offset), button('÷ sum', () => this.divideBySum())), this.sum,
        element('div', { class: 'controls' }, field('Range', this.range), field('Border', this.border)), this.message,
        element('div', { class: 'controls' }, this.copies), this.told,
        element('details', {}, element('summary', {}, 'The file and the command'), this.file, this.command)),
      element('section', { class: 'lab-picture', 'aria-label': 'picture' }, element('h2', { class: 'sr-only' }, 'Picture'),
        element('div', { class: 'controls' }, this.images.length > 1 ? field('Picture', this.image) : null, field('before', this.split), element('span', { class: 'quiet' }, 'after'), this.paintButton, this.saving),
        this.painter.node, this.figure.node),
      element('section', { class: 'calculation-room', 'aria-label': 'one value' }, element('h3', { class: 'sr-only' }, 'One value'), element('div', { class: 'controls' }, this.channel, this.take.choice), this.calculation.host)));
  }

  get kernel() { return this.bank.kernels[this.state.kernel]; }

  async openImage(number) {
    const image = this.images[number];
    this.state.image = number;
    this.image.value = number;
    this.calculation.say('Loading the values …');
    try {
      const network = await this.live.network(image);
      if (this.state.image !== number) return;
      this.network = network;
      if (this.wantedStrokes) paintAnew(network, this.wantedStrokes);
      this.wantedStrokes = null;
      // Of several steps the kernels of one channel are offered.
      this.presets = this.presets || this.head.steps.map(({ name }) => network.steps.find((step) => step.name === name));
      this.channel.hidden = network.inputShape[0] === 1;
      this.canvas = element('canvas', { class: 'pixels' });
      this.figure.show(this.canvas, network.inputShape[1], network.inputShape[2], 'the picture: arrow keys choose a pixel');
      fill(this.figure.caption, `${image.name}, ${network.inputShape[2]} × ${network.inputShape[1]}`);
      this.showBefore();
      this.calculation.say('Point at a pixel of the picture, or use the arrow keys. A click or Enter holds it.');
      if (this.bank) {
        this.showKernel();
        this.changed();
      } else this.takePreset(this.state.preset);
      this.host.dataset.ready = image.name;
    } catch (error) {
      this.calculation.say(`The picture cannot be filtered here: ${error.message}.`);
    }
  }

  /** Keeps the picture as it is before the kernel, painted or not. */
  showBefore() {
    const { network } = this;
    this.before = pixelsOf(network.inputPlanes, network.inputShape[2], network.inputShape[1], this.largest);
    // A canvas gives files of 8 bits.
    this.saving.hidden = !network.unpainted || this.largest > 255;
  }

  painted() {
    this.showBefore();
    this.changed();
  }

  togglePaint() {
    if (!this.network) return;
    this.painter.toggle();
    this.paintButton.ariaPressed = String(this.painter.isOn);
  }

  /** The name of the file that the kernel is applied to. */
  get pictureName() {
    const { picture, name } = this.images[this.state.image];
    return this.network.unpainted ? 'painted.png' : decodedText(picture || name);
  }

  /** Saves the painted picture, sample for sample. */
  async savePicture() {
    const canvas = element('canvas', { width: this.before.width, height: this.before.height });
    canvas.getContext('2d').putImageData(this.before, 0, 0);
    saveFile('painted.png', await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); }), 'image/png');
  }

  /** The largest sample of the picture. */
  get largest() { return this.network.sampleForm === 'words' ? 65535 : 255; }

  takePreset(number) {
    this.state.preset = number;
    this.preset.value = number;
    const step = this.presets[number];
    if (step.kernels.every(({ channels }) => channels === 1)) this.setBank({ kernels: step.kernels.map(typedKernel), combination: step.combination || null });
    else {
      this.setBank({ kernels: [identityKernel()], combination: null });
      this.told.textContent = `${step.name} sees all colours at once: the lab has kernels of one channel.`;
    }
  }

  /** Takes other kernels; shown: the number of the one whose cells are shown. */
  setBank(bank, shown = 0) {
    this.bank = bank;
    this.state.kernel = bank.kernels[shown] ? shown : 0;
    this.showKernel();
    this.changed();
  }

  /** Shows the cells of the kernel anew. */
  showKernel() {
    const { bank, kernel, state } = this;
    this.part.hidden = bank.kernels.length === 1;
    fill(this.part, bank.kernels.map((_, index) => element('option', { value: index, selected: index === state.kernel }, `${index + 1} of ${bank.kernels.length}, ${bank.combination || 'apart'}`)));
    if (![...this.size.options].some(({ value }) => Number(value) === kernel.width) || kernel.width !== kernel.height) this.size.selectedIndex = -1;
    else this.size.value = kernel.width;
    [this.divisor.value, this.offset.value, this.range.value, this.border.value] = [kernel.divisor, kernel.offset, state.range, state.border];
    this.cells.style.gridTemplateColumns = `repeat(${kernel.width}, minmax(0, 1fr))`;
    this.cells.classList.toggle('small', kernel.width > 5);
    fill(this.cells, kernel.cells.map((text, index) => element('input', {
      class: 'weight', value: text, autocomplete: 'off', spellcheck: false, inputMode: 'decimal',
      'aria-label': `row ${Math.floor(index / kernel.width)}, column ${index % kernel.width}`,
      oninput: (event) => this.type(index, event.target.value), onkeydown: (event) => this.turn(event, (by) => this.add(index, by)),
      onwheel: (event) => {
        if (document.activeElement !== event.target) return;
        event.preventDefault();
        this.add(index, (event.deltaY < 0 ? 1 : -1) * (event.shiftKey ? 0.1 : 1));
      },
      onpointerdown: () => { this.dragged = index; },
      onpointerenter: (event) => {
        if (!(event.buttons & 1) || this.dragged === undefined) return;
        this.type(index, kernel.cells[this.dragged]);
        event.target.value = kernel.cells[index];
      },
    })));
  }

  /** The up and down keys count. */
  turn(event, add) {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    add(event.shiftKey ? by / 10 : by);
  }

  type(index, text) {
    this.kernel.cells[index] = text;
    this.changed();
  }

  add(index, by) {
    this.cells.children[index].value = shortText(Math.round(((cellNumber(this.kernel.cells[index]) || 0) + by) * 1e6) / 1e6);
    this.type(index, this.cells.children[index].value);
  }

  resize(size) {
    this.bank.kernels = this.bank.kernels.map((kernel) => resizedKernel(kernel, size, size));
    this.showKernel();
    this.changed();
  }

  changeCells(change) {
    this.kernel.cells = this.kernel.cells.map((text) => shortText(change(cellNumber(text) || 0) + 0));
    this.showKernel();
    this.changed();
  }

  /** Puts the cells elsewhere; source: gives row and column of what comes to a place. */
  rearrange(source) {
    const { kernel } = this;
    if (kernel.width !== kernel.height) return;
    const cells = kernel.cells.map((_, index) => {
      const [row, column] = source(Math.floor(index / kernel.width), index % kernel.width, kernel);
      return kernel.cells[row * kernel.width + column];
    });
    Object.assign(kernel, { cells });
    this.showKernel();
    this.changed();
  }

  get weightSum() { return this.kernel.cells.reduce((sum, text) => sum + (cellNumber(text) || 0), 0); }

  divideBySum() {
    this.kernel.divisor = shortText(this.weightSum || 1);
    this.divisor.value = this.kernel.divisor;
    this.changed();
  }

  /** Says what is wrong, or computes the picture; the last good one stays. */
  changed() {
    if (!this.network || !this.bank) return;
    const { kernel, state } = this;
    const { cells, fields } = wrongIn(kernel);
    [...this.cells.children].forEach((node, index) => node.setAttribute('aria-invalid', String(cells.includes(index))));
    for (const [name, node] of [['divisor', this.divisor], ['offset', this.offset]]) node.setAttribute('aria-invalid', String(fields.includes(name)));
    const wrong = cells.length ? `‘${kernel.cells[cells[0]]}’ in row ${Math.floor(cells[0] / kernel.width)}, column ${cells[0] % kernel.width} is no number`
      : fields.length ? `the ${fields[0]} ‘${kernel[fields[0]]}’ is no number${fields[0] === 'divisor' ? ' above or below 0' : ''}` : '';
    const others = this.bank.kernels.some((other) => other !== kernel && wrongIn(other).cells.length + wrongIn(other).fields.length);
    this.message.textContent = wrong || (others ? 'a kernel of the others has a cell that is no number' : '');
    for (const node of this.copies) node.disabled = Boolean(this.message.textContent);
    if (this.message.textContent) return;
    const sum = this.weightSum;
    this.sum.textContent = `sum of weights ${numberText(sum)}, ÷ ${kernel.divisor} = ${numberText(sum / cellNumber(kernel.divisor))}`;
    this.step = {
      name: 'lab', kind: 'bank', inputs: [-1], from: -1, note: '', kernels: this.bank.kernels.map(computedKernel), combination: this.bank.combination,
      stride: [1, 1], dilation: [1, 1], positions: 'same', border: state.border, range: state.range,
    };
    this.file.textContent = kernelFile(this.bank);
    this.command.textContent = ['lenslet filter', shellWord(this.pictureName), '-k ./lab.kernel', state.range === 'clamp' ? null : `--range ${state.range}`,
      state.border === 'reflect101' ? null : `--border ${state.border}`, '-o filtered'].filter(Boolean).join(' ');
    if (this.isScheduled) return;
    this.isScheduled = true;
    requestAnimationFrame(() => {
      this.isScheduled = false;
      this.compute();
    });
  }

  compute() {
    const { network, step } = this;
    const start = performance.now();
    this.samples = filteredSamples(network, step, this.largest);
    this.after = pixelsOf(this.samples, network.inputShape[2], network.inputShape[1], this.largest);
    this.host.dataset.milliseconds = Math.round(performance.now() - start);
    network.replace(0, step);
    this.draw();
    this.explain();
    this.host.dataset.computed = this.file.textContent;
  }

  /** Draws the result, and at the left of the split the picture before. */
  draw() {
    if (!this.after) return;
    const { width, height } = this.after;
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    const context = this.canvas.getContext('2d');
    context.putImageData(this.after, 0, 0);
    const edge = Math.round((width * this.split.value) / 100);
    if (!edge) return;
    context.putImageData(this.before, 0, 0, 0, 0, edge, height);
    context.fillStyle = '#e8590c';
    context.fillRect(edge - 1, 0, Math.max(1, width / 400), height);
  }

  hold(isHeld) {
    this.isHeld = isHeld;
    this.host.classList.toggle('held', isHeld);
  }

  choose(row, column, isPointed) {
    if (isPointed && this.isHeld) return;
    this.place = [row, column];
    this.explain();
  }

  explain() {
    if (!this.place || !this.step) return;
    const { network } = this;
    const [row, column] = this.place.map((at, axis) => clamp(at, 0, network.inputShape[1 + axis] - 1));
    const channel = network.inputShape[0] === 1 ? 0 : Number(this.channel.value);
    const explanation = network.explain(0, channel, row, column);
    explanation.note = [explanation.note, `sample ${this.samples[channel][row * network.inputShape[2] + column]} is written`].filter(Boolean).join('; ');
    this.figure.markAt({ top: row, left: column, height: 1, width: 1 });
    this.calculation.show(network, explanation);
  }

  async copy(text, name) {
    this.told.textContent = (await copyText(text)) ? `Copied: ${name}.` : 'It cannot be copied here: it stands below.';
  }

  resized() { this.explain(); }

  key(event) {
    if (event.key === 'i') {
      event.preventDefault();
      this.togglePaint();
    }
    if (event.key !== 'Escape') return;
    if (this.painter.isOn) this.togglePaint();
    else if (this.isHeld || !this.close) this.hold(false);
    else this.close();
  }

  focusSearch() { this.preset.focus(); }
}
