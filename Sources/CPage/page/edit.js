'use strict';

// A learned filter changed by hand: mirrored, turned, negated, a channel silenced, mixed with its match.

/** What can be done with a filter: in words, where the weight of a place comes from, and how often it changes nothing. */
const filterMoves = {
  mirror: { title: 'Mirror', word: 'mirrored', cycle: 2, source: (row, column, rows, columns) => [row, columns - 1 - column] },
  turn: { title: 'Turn', word: 'turned', cycle: 4, source: (row, column, rows) => [rows - 1 - column, row] },
  negate: { title: 'Negate', word: 'negated', cycle: 2, source: null },
};

/** A filter as it was learned. */
const noEdit = () => ({ moves: [], silenced: [], part: 0 });

/** The weights of a filter after an edit; match: the weights that it may be mixed with. */
function editedWeights(weights, [, rows, columns], { moves, silenced, part }, match) {
  const area = rows * columns;
  const moved = moves.reduce((before, name) => {
    const { source } = filterMoves[name];
    if (!source) return before.map((weight) => 0 - weight);
    return before.map((_, index) => {
      const place = index % area;
      const [row, column] = source(Math.floor(place / columns), place % columns, rows, columns);
      return before[index - place + row * columns + column];
    });
  }, Float32Array.from(weights));
  return moved.map((weight, index) => {
    if (silenced.includes(Math.floor(index / area))) return 0;
    return match && part ? (1 - part / 100) * weight + (part / 100) * match[index] : weight;
  });
}

/** An edit in one word for an address, and back; null for what is none. */
const editText = ({ moves, silenced, part }) => [...moves, ...silenced.map((channel) => `without-${channel}`), part ? `mix-${part}` : null].filter(Boolean).join(',');

function editOfText(text) {
  const edit = noEdit();
  for (const word of text.split(',').filter(Boolean)) {
    const [name, number] = word.split('-');
    const isNumber = /^\d{1,4}$/.test(number || '');
    if (Object.hasOwn(filterMoves, word)) edit.moves.push(word);
    else if (name === 'without' && isNumber) edit.silenced.push(Number(number));
    else if (name === 'mix' && isNumber && Number(number) <= 100) edit.part = Number(number);
    else return null;
  }
  return edit;
}

/** An edit of a filter of some shape without what the filter has not. */
const fittingEdit = ({ moves, silenced, part }, [channels, rows, columns]) => ({
  moves: moves.filter((name) => name !== 'turn' || rows === columns), silenced: silenced.filter((channel) => channel < channels), part,
});

class FilterEdit {
  /** changed: called when the filter was edited; tell: called with what was done. */
  constructor({ changed, tell }) {
    Object.assign(this, { changed, tell });
    const button = (title, action, id) => element('button', { type: 'button', id, onclick: action }, title);
    this.edit = noEdit();
    const moves = Object.fromEntries(Object.entries(filterMoves).map(([name, { title }]) => [name, button(title, () => this.move(name))]));
    this.turn = moves.turn;
    this.channels = element('span', { class: 'field', role: 'group', 'aria-label': 'channels' });
    this.share = element('output', {}, '0 %');
    this.blend = element('input', {
      type: 'range', id: 'blend', min: 0, max: 100, value: 0, 'aria-label': 'share of the handcrafted match', oninput: () => this.apply({ part: Number(this.blend.value) }),
    });
    this.mix = element('label', { class: 'field' }, this.mixName = element('span', {}), this.blend, this.share);
    this.copying = button('Copy as .kernel', () => this.copy(), 'edit-copy');
    this.file = element('pre', { class: 'edit-file', hidden: true, tabindex: 0 });
    this.node = element('div', { class: 'edit', role: 'group', 'aria-label': 'edit the filter' },
      element('div', { class: 'controls' }, Object.values(moves), this.channels, this.mix, this.copying, this.reset = button('As learned', () => this.restore(), 'edit-reset')), this.file);
  }

  /** Begins with a filter: weights channel by channel, the names of its channels, its match, what was edited before; order: the channels red first, null where they are no colours. */
  begin({ name, shape, weights, names, match = null, order = null, edit = noEdit() }) {
    Object.assign(this, { name, shape, learned: weights, names, match, order, edit });
    this.turn.hidden = shape[1] !== shape[2];
    this.channels.hidden = names.length < 2 || names.length > 3;
    fill(this.channels, names.map((title, channel) => element('label', { class: 'field' }, element('input', {
      type: 'checkbox', 'data-channel': channel, onchange: () => this.apply({ silenced: this.unchecked }),
    }), title)));
    this.mix.hidden = match === null;
    this.mixName.textContent = match ? `mixed with ${match.name}` : '';
    this.copying.hidden = shape[0] !== 1 && order === null;
    this.showState();
  }

  restore() { this.apply(noEdit()); }

  /** Does something with the filter; what was done before and this together may change nothing. */
  move(name) {
    const { cycle } = filterMoves[name];
    const moves = [...this.edit.moves, name];
    const isWhole = moves.length >= cycle && moves.slice(-cycle).every((other) => other === name);
    this.apply({ moves: isWhole ? moves.slice(0, -cycle) : moves });
  }

  get unchecked() { return [...this.channels.querySelectorAll('input')].filter(({ checked }) => !checked).map(({ dataset }) => Number(dataset.channel)); }

  /** Whether nothing is changed. */
  get isAsLearned() { return editText(this.edit) === ''; }

  /** The weights as they are changed. */
  get weights() { return editedWeights(this.learned, this.shape, this.edit, this.match && this.match.weights); }

  /** What was done, in words. */
  get changes() {
    const { moves, silenced, part } = this.edit;
    return [
      ...moves.map((name) => filterMoves[name].word), ...silenced.map((channel) => `without ${this.names[channel]}`), part && this.match ? `${part} % ${this.match.name}` : null,
    ].filter(Boolean).join(', ');
  }

  showState() {
    const { edit } = this;
    this.blend.value = edit.part;
    this.share.textContent = `${edit.part} %`;
    this.channels.querySelectorAll('input').forEach((box) => { box.checked = !edit.silenced.includes(Number(box.dataset.channel)); });
    this.reset.disabled = this.isAsLearned;
    this.file.hidden = true;
  }

  apply(change) {
    this.edit = { ...this.edit, ...change };
    this.showState();
    this.changed();
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

/** A convolution with other weights for some of its maps, and without their bias where they have none. */
function editedStep(step, filters) {
  const all = Float32Array.from(numbersOf(step, 'weights'));
  const bias = step.bias ? Float32Array.from(numbersOf(step, 'bias')) : null;
  for (const { channel, weights, hasBias = true } of filters) {
    all.set(weights, channel * weights.length);
    if (bias && !hasBias) bias[channel] = 0;
  }
  return { ...step, 'decoded weights': all, ...(bias ? { 'decoded bias': bias } : {}) };
}

/** Whether a step has filters that can be edited. */
const hasFilters = (step) => ['convolution', 'standardisedConvolution'].includes(step.kind) && !step.missing && weightsShape(step).length === 4;

/** The weights of one map of a convolution. */
function filterOf(step, channel) {
  const [, count, rows, columns] = weightsShape(step);
  const size = count * rows * columns;
  return { shape: [count, rows, columns], weights: numbersOf(step, 'weights').subarray(channel * size, (channel + 1) * size) };
}

/** The edited filters of a page's network, which every picture is computed with. */
class NetworkEdits {
  constructor() { this.filters = []; }

  /** The edit of a filter. */
  editOf(step, channel) {
    const found = this.filters.find((filter) => filter.step === step && filter.channel === channel);
    return found ? found.edit : noEdit();
  }

  /** Edits a filter anew. */
  change(step, channel, edit) {
    this.filters = this.filters.filter((filter) => filter.step !== step || filter.channel !== channel);
    if (editText(edit)) this.filters.push({ step, channel, edit });
  }

  /** Puts the edited filters into a network; tells those that it does not have, and forgets them. */
  apply(network, names) {
    const isThere = ({ step, channel }) => hasFilters(network.learned[step]) && channel < weightsShape(network.learned[step])[0];
    for (const { step, channel } of this.filters.filter((filter) => !isThere(filter))) tellMissing(`The link edits filter ${channel} of ‘${names[step]}’, which is not here.`);
    this.filters = this.filters.filter(isThere);
    const texts = network.learned.map((_, number) => this.text(names, number));
    network.learned.forEach((learned, number) => {
      if (texts[number] === (network.edited || [])[number] || (!network.edited && !texts[number])) return;
      const own = this.filters.filter(({ step }) => step === number).map(({ channel, edit }) => {
        const { shape, weights } = filterOf(learned, channel);
        return { channel, weights: editedWeights(weights, shape, fittingEdit(edit, shape), null) };
      });
      network.replace(number, own.length ? editedStep(learned, own) : learned);
    });
    network.edited = texts;
  }

  /** Whether a step is computed with an edited filter. */
  affect(network, number) {
    if (!this.filters.length || !network) return false;
    const before = network.ancestors(number);
    return this.filters.some(({ step }) => before.has(step));
  }

  /** The edits in one line for an address, of one step or all. */
  text(names, number = null) {
    return this.filters.filter(({ step }) => number === null || step === number)
      .map(({ step, channel, edit }) => [encodeURIComponent(names[step]), channel, editText(edit)].join(':')).join(';');
  }

  /** Takes the edits of an address instead; says what of them is none. */
  take(text, names, missing) {
    this.filters = text.split(';').filter(Boolean).flatMap((part) => {
      const [name, channel, words = ''] = part.split(':');
      const [step, edit] = [names.indexOf(decodedText(name)), editOfText(words)];
      if (step >= 0 && /^\d{1,6}$/.test(channel || '') && edit) return [{ step, channel: Number(channel), edit }];
      missing.push(`The link has the edit ‘${part}’, which is not possible here.`);
      return [];
    });
  }
}
