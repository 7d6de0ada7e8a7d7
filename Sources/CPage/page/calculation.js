'use strict';

// What one value is made of: the values under the window, the weights, the products and their sum.

/** What stands before a term of a sum. */
const signOf = (value) => (value < 0 ? ' − ' : ' + ');

/** The size of a term whose sign stands before it. */
function sizeElement(value, name) {
  const made = numberElement(value, 6, name);
  made.textContent = numberText(Math.abs(value), 6);
  return made;
}

class Calculation {
  /** names: gives the name of a step's map; follow: opens another value, null if there is no way to; isStacked: whether names stand above matrices. */
  constructor({ host, names, follow, isStacked }) {
    Object.assign(this, { host, names, follow, isStacked });
    this.isTableOpen = false;
  }

  /** Shows one value of a network. */
  show(network, explanation) {
    Object.assign(this, { network, explanation });
    const { step, channel, row, column, value } = explanation;
    const definition = network.steps[step];
    const head = element('p', { class: 'result' },
      element('strong', {}, this.names(step, channel)), ` at row ${row}, column ${column} = `,
      numberElement(value, 7, 'value'));
    const room = this.tileRoom(explanation);
    const parts = explanation.parts.map((part) => this.part(network, definition, part, explanation, room));
    const sentence = presenting.isOn ? presenting.sentence(explanation) : explanation.note;
    fill(this.host, head, sentence ? element('p', { class: 'formula' }, sentence) : null,
      parts, this.origins(network, explanation), this.table(network, definition, explanation));
  }

  /** Pixels for a matrix, so that all of a value's are seen at once. */
  tileRoom(explanation) {
    const around = this.host.parentElement;
    const blocks = explanation.parts.flatMap((part) => this.shownBlocks(part, explanation));
    if (!around || !around.clientWidth || !blocks.length) return { width: 156, height: 156 };
    // Above and below the matrices stand the result, the sum, the way back and the table.
    const bar = around.querySelector('.play-bar');
    const heightOf = (selector) => (around.querySelector(selector) ? around.querySelector(selector).offsetHeight + 6 : 0);
    const used = 186 + (presenting.isOn ? 150 : 0) + (explanation.note ? 24 : 0) + (around.querySelector('.trail:not([hidden])') ? 28 : 0) + heightOf('.edit-room:not([hidden])') + (bar && getComputedStyle(bar).position === 'static' ? bar.offsetHeight + 6 : 0);
    const height = (around.clientHeight - used) / blocks.length - (presenting.isOn ? 48 : 21);
    const figures = blocks.some((made) => made.products) ? 3 : 1;
    // On narrow screens the name stands above its matrices, and the page scrolls; presented, they have all of the width.
    const isNarrow = (this.isStacked && !presenting.isOn) || around.clientWidth < 600;
    const isNameAbove = isNarrow || presenting.isOn;
    // Presented, pictures may stand at the left.
    const roomWidth = presenting.isOn ? Math.min(around.clientWidth, this.host.clientWidth + 32) : around.clientWidth;
    const width = (roomWidth - (isNameAbove ? 36 : 180) - (isNarrow ? 26 : 44) * (figures - 1)) / figures;
    const most = presenting.isOn ? 700 : 420;
    return { width: clamp(width, 80, most), height: clamp(isNarrow ? width : height, 80, most) };
  }

  /** Says why nothing can be shown. */
  say(...text) {
    this.explanation = null;
    fill(this.host, element('p', { class: 'quiet' }, ...text));
  }

  /** One kernel: its matrices a channel, and the sum. */
  part(network, definition, part, explanation, room) {
    const shown = this.shownBlocks(part, explanation);
    const readout = element('p', { class: 'readout' });
    const rows = shown.map((made) => this.matrices(network, made, { room, readout }));
    return element('section', { class: 'part' },
      part.title ? element('h4', {}, part.title) : null,
      part.blocks.length > this.mostShown ? this.choice(network, definition, part, explanation) : null,
      this.sum(part), element('div', { class: 'blocks' }, rows), part.terms ? this.terms(part.terms) : null, readout);
  }

  /** The largest of many terms, and what the others come to. */
  terms(terms) {
    const count = 10;
    const order = Array.from(terms.products.keys()).sort((left, right) => Math.abs(terms.products[right]) - Math.abs(terms.products[left]));
    const shown = order.slice(0, count);
    const largest = Math.abs(terms.products[shown[0]]) || 1;
    const rest = order.slice(count).reduce((sum, index) => sum + terms.products[index], 0);
    const titles = ['value of', '', terms.weights ? 'value' : null, terms.weights ? 'weight' : null, terms.name || (terms.weights ? 'product' : 'value')];
    const row = (index) => {
      const { from, channel, row: line, column } = terms.addressOf(index);
      const bar = element('span', { class: `bar ${terms.products[index] < 0 ? 'negative' : ''}` });
      bar.style.width = `${(100 * Math.abs(terms.products[index])) / largest}%`;
      return element('tr', {},
        element('th', { scope: 'row' }, element('button', { type: 'button', class: 'term-source', onclick: () => this.follow(from, channel, line, column) },
          `${this.names(from, channel)} at ${line}, ${column}`)),
        element('td', { class: 'bar-room' }, bar),
        terms.weights ? element('td', {}, numberElement(terms.values[index], 6, 'input')) : null,
        terms.weights ? element('td', {}, numberElement(terms.weights[index], 6, 'weight')) : null,
        element('td', {}, numberElement(terms.products[index], 6, 'product')));
    };
    const others = order.length - shown.length;
    return element('div', { class: 'table-room', tabindex: 0, role: 'group', 'aria-label': 'the largest terms' },
      element('table', { class: 'terms' }, element('thead', {}, element('tr', {}, titles.filter((title) => title !== null).map((title) => element('th', { scope: 'col' }, title)))),
        element('tbody', {}, shown.map(row),
          others ? element('tr', {}, element('th', { scope: 'row' }, `the other ${others.toLocaleString('en')} together`),
            element('td', {}), terms.weights ? [element('td', {}), element('td', {})] : null, element('td', {}, numberElement(rest, 6, 'rest'))) : null)));
  }

  /** How many channels are shown at once. */
  get mostShown() { return presenting.isOn ? 1 : 3; }

  /** Some channels at once; of more, the one that is chosen or else the most important. */
  shownBlocks(part, explanation) {
    if (part.blocks.length <= this.mostShown) return part.blocks;
    const key = `${explanation.step}`;
    const chosen = part.blocks.find((made) => this.chosen && this.chosen.key === key && made.channel === this.chosen.channel);
    return [chosen || part.blocks.reduce((best, made) => (Math.abs(made.sum) > Math.abs(best.sum) ? made : best))];
  }

  choice(network, definition, part, explanation) {
    const shown = this.shownBlocks(part, explanation)[0];
    const sorted = [...part.blocks].sort((left, right) => Math.abs(right.sum) - Math.abs(left.sum));
    return element('label', { class: 'field' }, element('span', {}, `Input map (${part.blocks.length}, largest share first)`),
      element('select', {
        class: 'map-choice', onchange: (event) => {
          this.chosen = { key: `${explanation.step}`, channel: Number(event.target.value) };
          const place = [...this.host.querySelectorAll('.map-choice')].indexOf(event.target);
          this.show(network, explanation);
          this.host.querySelectorAll('.map-choice')[place].focus();
        },
      }, sorted.map((made) => element('option', { value: made.channel, selected: made === shown },
        `${this.names(made.from, made.channel)}: ${numberText(made.sum)}`))));
  }

  matrices(network, made, { room, readout }) {
    const title = made.title || this.names(made.from, made.channel);
    const hover = (index) => {
      readout.textContent = index < 0 ? '' : this.tileText(made, index);
    };
    const common = { room, rows: made.rows, columns: made.columns, marked: made.marked, isOutside: (index) => made.places[index] < 0, hover, chosen: (index) => this.chooseTile(network, made, index) };
    const figures = this.matricesOf(network, made).flatMap(({ sign, name, caption, ...matrix }) => {
      const canvas = tileMatrix({ ...common, ...matrix, label: `${name}, ${title}` });
      return [
        sign ? element('span', { class: 'sign', 'aria-hidden': 'true' }, sign) : null,
        element('figure', { class: name === 'input' ? null : 'of-kernel' }, canvas, element('figcaption', {}, captionIn(caption, Number(canvas.dataset.unit)))),
      ];
    });
    return element('div', { class: 'block' }, element('h4', {}, title), element('div', { class: 'matrices' }, figures));
  }

  /** The matrices of a block, each with the sign before it: values, weights, products. */
  matricesOf(network, made) {
    const isSigned = made.from !== null && made.from >= 0 && made.values.some((value) => value < 0);
    const values = { name: 'input', caption: made.isAcrossMaps ? 'values' : 'input', values: made.values, isSigned, range: isSigned ? undefined : this.range(network, made) };
    const inUnit = (name, values) => {
      const unit = values ? unitOf(values) : 1;
      return { name, values, unit };
    };
    const weights = { sign: '×', ...inUnit('weights', made.weights), caption: 'weights', isSigned: true };
    const products = {
      sign: made.isAcrossMaps ? '→' : '=', ...inUnit('products', made.products), isSigned: !made.isAcrossMaps,
      caption: `${made.isAcrossMaps ? 'squares' : 'products'}, sum ${numberText(made.sum, 5)}`,
    };
    return [values, made.weights && !made.isAcrossMaps ? weights : null, made.products ? products : null].filter(Boolean);
  }

  /** What is shown, to be taken along; null if nothing is. */
  get figure() {
    const { network, explanation } = this;
    if (!explanation) return null;
    const blocks = explanation.parts.flatMap((part) => this.shownBlocks(part, explanation));
    const sum = this.host.querySelector('.sum');
    const words = sum && [...sum.childNodes].map((node) => (node.firstChild ? node.firstChild.textContent : node.textContent)).join('');
    return {
      title: this.host.querySelector('.result').textContent, sum: words || explanation.note,
      blocks: blocks.map((made) => ({ made, name: made.title || this.names(made.from, made.channel), matrices: this.matricesOf(network, made) })),
    };
  }

  /** Follows the value of a tile. */
  chooseTile(network, made, index) {
    const place = made.places[made.isAcrossMaps ? 0 : index];
    if (!this.follow || made.from === null || place < 0) return;
    const width = network.shape(made.from)[2];
    const channel = made.isAcrossMaps ? made.firstChannel + index : made.channel;
    this.follow(made.from, channel, Math.floor(place / width), place % width);
  }

  /** What is black and white under a window: of the whole map, or of the samples of the picture. */
  range(network, made) {
    if (made.from === null || made.isAcrossMaps) return undefined;
    if (made.from >= 0) return rangeOf([...rangeEnds(network.plane(made.from, made.channel)), ...made.values]);
    return inputRange(network, made.channel);
  }

  tileText(made, index) {
    if (made.isAcrossMaps) return `${numberText(made.values[index], 6)} squared = ${numberText(made.products[index], 6)}`;
    const place = `row ${Math.floor(index / made.columns)}, column ${index % made.columns}: `;
    const outside = made.places[index] < 0 ? ' (outside)' : '';
    const origin = made.from === -1 && !outside ? sampleText(this.network, made.channel, made.values[index]) : null;
    const value = origin ? `(${origin})` : numberText(made.values[index], 6);
    if (!made.products) return `${place}${value}${outside}`;
    return `${place}${value}${outside} × ${numberText(made.weights[index], 6)} = ${numberText(made.products[index], 6)}`;
  }

  /** The sums of the channels, the bias, and what they come to. */
  sum(part) {
    const hasBlocks = part.blocks.length > 0 && part.blocks[0].products && !part.blocks[0].isAcrossMaps;
    if (!hasBlocks && !(part.terms && part.terms.weights)) return null;
    const terms = [];
    if (part.terms) terms.push(`${part.terms.products.length.toLocaleString('en')} products = `);
    else if (part.blocks.length > 1) {
      const few = part.blocks.length <= 3;
      terms.push(few
        ? part.blocks.map((made, index) => [index ? signOf(made.sum) : '', element('span', { class: 'term' }, index ? numberText(Math.abs(made.sum), 6) : numberText(made.sum, 6),
          element('small', {}, made.title || this.names(made.from, made.channel)))])
        : `${part.blocks.length} maps`);
      terms.push(' = ');
    }
    terms.push(element('span', { class: 'term' }, numberElement(part.sum, 7, 'sum'), element('small', {}, 'sum of products')));
    const hasScale = part.scale !== undefined && part.scale !== 1;
    const divisor = Math.round(1 / part.scale);
    const isDivided = hasScale && divisor > 1 && Math.abs(divisor * part.scale - 1) < 1e-9;
    if (isDivided) terms.push(' ÷ ', element('span', { class: 'term' }, numberElement(divisor, 6, 'divisor'), element('small', {}, 'divisor')));
    else if (hasScale) terms.push(' × ', element('span', { class: 'term' }, numberElement(part.scale, 6, 'scale'), element('small', {}, 'scale')));
    if (part.start) terms.push(signOf(part.start), element('span', { class: 'term' }, sizeElement(part.start, 'start'), element('small', {}, part.startName)));
    terms.push(' = ', element('span', { class: 'term total' }, numberElement(part.result, 7, 'result'), element('small', {}, 'result')));
    return element('p', { class: 'sum' }, terms.flat(3));
  }

  /** All numbers as a table, made when it is opened. */
  table(network, definition, explanation) {
    if (!explanation.parts.some((part) => part.blocks.length)) return null;
    const place = element('div', { class: 'table-room', tabindex: 0, role: 'group', 'aria-label': 'all numbers' });
    const details = element('details', {
      open: this.isTableOpen,
      ontoggle: () => {
        this.isTableOpen = details.open;
        if (details.open && !place.firstChild) place.append(this.tableOf(definition, explanation));
      },
    }, element('summary', {}, 'All numbers as a table'), place);
    if (this.isTableOpen) place.append(this.tableOf(definition, explanation));
    return details;
  }

  tableOf(definition, explanation) {
    const body = element('tbody');
    for (const part of explanation.parts) {
      const many = part.blocks.length > this.mostShown ? this.shownBlocks(part, explanation) : part.blocks;
      for (const made of many) {
        made.values.forEach((value, index) => body.append(element('tr', {},
          element('th', { scope: 'row' }, `${made.title || this.names(made.from, made.channel)}, ${Math.floor(index / made.columns)}, ${index % made.columns}`),
          element('td', {}, numberElement(value, 7, 'input')),
          element('td', {}, made.weights ? numberElement(made.weights[index], 7, 'weight') : '–'),
          element('td', {}, made.products ? numberElement(made.products[index], 7, 'product') : '–'))));
      }
    }
    return element('table', {}, element('thead', {}, element('tr', {},
      ['map, row, column', 'value', 'weight', 'product'].map((title) => element('th', { scope: 'col' }, title)))), body);
  }

  /** The way back: what this value comes from, the largest share first. */
  origins(network, explanation) {
    const found = this.follow ? originsOf(network, explanation).slice(0, 6) : [];
    if (!found.length) return null;
    return element('p', { class: 'origins' }, 'Back to ', found.map(({ from, channel, row, column }, index) => element('button', {
      type: 'button', class: 'follow', title: index ? null : 'B', onclick: () => this.follow(from, channel, row, column),
    }, `${this.names(from, channel)} at row ${row}, column ${column}`)),
    element('span', { class: 'legend', title: 'blue: below zero, red: above; grey: from the least to the greatest of the map; hatched: outside' },
      '−', element('i', { 'aria-hidden': 'true' }), '+'));
  }
}
