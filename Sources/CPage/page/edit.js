'use strict';

// A learned filter changed by hand: mirrored, turned, negated, a channel silenced, mixed with its match.

class FilterEdit {
  /**
   * changed: called with the weights of the filter; tell: called with what was done.
   */
  constructor({ changed, tell }) {
    Object.assign(this, { changed, tell });
    const button = (title, action, id) => element('button', { type: 'button', id, onclick: action }, title);
    const moved = (title, place) => button(title, () => this.rearrange(title, place));
    this.turn = moved('Turn', (row, column, rows) => [rows - 1 - column, row]);
    this.channels = element('span', { class: 'field', role: 'group', 'aria-label': 'channels' });
    this.share = element('output', {}, '0 %');
    this.blend = element('input', {
      type: 'range', id: 'blend', min: 0, max: 100, value: 0, 'aria-label': 'share of the handcrafted match', oninput: () => this.apply(),
    });
    this.mix = element('label', { class: 'field' }, this.mixName = element('span', {}), this.blend, this.share);
    this.copying = button('Copy as .kernel', () => this.copy(), 'edit-copy');
    this.file = element('pre', { class: 'edit-file', hidden: true, tabindex: 0 });
    this.node = element('div', { class: 'edit', role: 'group', 'aria-label': 'edit the filter' },
      element('div', { class: 'controls' }, moved('Mirror', (row, column, rows, columns) => [row, columns - 1 - column]), this.turn,
        button('Negate', () => this.negate()), this.channels, this.mix, this.copying, this.reset = button('As learned', () => this.restore(), 'edit-reset')), this.file);
  }

  /** Begins with a filter: weights channel by channel, the names of its channels, its match; order: the channels red first, null where they are no colours. */
  begin({ name, shape, weights, names, match = null, order = null }) {
    Object.assign(this, { name, shape, learned: weights, names, match, order });
    this.turn.hidden = shape[1] !== shape[2];
    this.channels.hidden = names.length < 2 || names.length > 3;
    fill(this.channels, names.map((title, channel) => element('label', { class: 'field' }, element('input', {
      type: 'checkbox', checked: true, 'data-channel': channel, onchange: () => this.apply(),
    }), title)));
    this.mix.hidden = match === null;
    this.mixName.textContent = match ? `mixed with ${match.name}` : '';
    this.copying.hidden = shape[0] !== 1 && order === null;
    this.clear();
  }

  clear() {
    Object.assign(this, { turned: this.learned, words: [] });
    this.blend.value = 0;
    this.channels.querySelectorAll('input').forEach((box) => { box.checked = true; });
    this.showState();
  }

  /** Goes on from weights that were changed before. */
  takeOver(weights) {
    Object.assign(this, { turned: Float32Array.from(weights), words: ['edited'] });
    this.showState();
  }

  restore() {
    this.clear();
    this.changed(null);
  }

  /** Puts the weights of each channel elsewhere; source: gives row and column of what comes to a place. */
  rearrange(title, source) {
    const [, rows, columns] = this.shape;
    this.turned = this.turned.map((_, index) => {
      const place = index % (rows * columns);
      const [row, column] = source(Math.floor(place / columns), place % columns, rows, columns);
      return this.turned[index - place + row * columns + column];
    });
    this.note(title === 'Turn' ? 'turned' : 'mirrored');
  }

  negate() {
    this.turned = this.turned.map((weight) => 0 - weight);
    this.note('negated');
  }

  note(word) {
    this.words.push(word);
    this.apply();
  }

  get silenced() { return [...this.channels.querySelectorAll('input')].filter(({ checked }) => !checked).map(({ dataset }) => Number(dataset.channel)); }

  /** The weights as they are changed. */
  get weights() {
    const area = this.shape[1] * this.shape[2];
    const part = Number(this.blend.value) / 100;
    const { silenced, match } = this;
    return this.turned.map((weight, index) => {
      if (silenced.includes(Math.floor(index / area))) return 0;
      return match && part ? (1 - part) * weight + part * match.weights[index] : weight;
    });
  }

  /** What was done, in words. */
  get changes() {
    const part = Number(this.blend.value);
    return [
      ...this.words, ...this.silenced.map((channel) => `without ${this.names[channel]}`), part ? `${part} % ${this.match.name}` : null,
    ].filter(Boolean).join(', ');
  }

  showState() {
    this.share.textContent = `${this.blend.value} %`;
    this.reset.disabled = !this.changes;
    this.file.hidden = true;
  }

  apply() {
    this.showState();
    this.changed(this.changes ? this.weights : null);
  }

  /** The text of a kernel file, red first. */
  get text() {
    const [channels, rows, columns] = this.shape;
    const { weights } = this;
    const matrices = (this.order || [...Array(channels).keys()]).map((channel) => Array.from({ length: rows },
      (_, row) => Array.from(weights.subarray((channel * rows + row) * columns, (channel * rows + row + 1) * columns), shortText).join(' ')).join('\n'));
    return `# ${[this.name, this.changes].filter(Boolean).join(', ').replace(/\s+/g, ' ')}\n\n${matrices.join('\n\n')}\n`;
  }

  async copy() {
    const { text } = this;
    const isCopied = await copyText(text);
    this.tell(isCopied ? 'Copied: the kernel file.' : 'It cannot be copied here: it stands below.');
    this.file.textContent = text;
    this.file.hidden = isCopied;
  }
}

/** A convolution with other weights for one of its maps. */
function editedStep(step, channel, weights) {
  const all = Float32Array.from(numbersOf(step, 'weights'));
  all.set(weights, channel * weights.length);
  return { ...step, 'decoded weights': all };
}

/** The weights of one map of a convolution. */
function filterOf(step, channel) {
  const [, count, rows, columns] = weightsShape(step);
  const size = count * rows * columns;
  return { shape: [count, rows, columns], weights: numbersOf(step, 'weights').subarray(channel * size, (channel + 1) * size) };
}

/** The changed steps of a page's network, which every picture is computed with. */
class NetworkEdits {
  constructor() { this.steps = new Map(); }

  /** Puts the changed steps into a network. */
  apply(network) { for (const [number, step] of this.steps) network.replace(number, step); }

  /** Changes the weights of one map; null brings back what was learned. */
  change(network, number, channel, weights) {
    const original = network.learned[number];
    const step = editedStep(this.steps.get(number) || original, channel, weights || filterOf(original, channel).weights);
    const isAsLearned = step['decoded weights'].every((weight, index) => weight === numbersOf(original, 'weights')[index]);
    if (isAsLearned) this.steps.delete(number);
    else this.steps.set(number, step);
    network.replace(number, isAsLearned ? original : step);
  }

  /** Whether a step is computed with changed weights. */
  affect(network, number) {
    if (!this.steps.size || !network) return false;
    const before = network.ancestors(number);
    return [...this.steps.keys()].some((changed) => before.has(changed));
  }
}
