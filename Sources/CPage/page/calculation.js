'use strict';

// What one value is made of: the values under the window, the weights, the products and their sum.

class Calculation {
  /** names: gives the name of a step's map; follow: opens another value. */
  constructor({ host, names, follow }) {
    Object.assign(this, { host, names, follow });
    this.isTableOpen = false;
  }

  /** Shows one value of a network. */
  show(network, explanation) {
    const { step, channel, row, column, value } = explanation;
    const definition = network.steps[step];
    const head = element('p', { class: 'result' },
      element('strong', {}, this.names(step, channel)), ` at row ${row}, column ${column} = `,
      numberElement(value, 7, 'value'));
    const parts = explanation.parts.map((part) => this.part(network, definition, part, explanation));
    fill(this.host, head, explanation.note ? element('p', { class: 'formula' }, explanation.note) : null,
      parts, this.table(network, definition, explanation), this.path(network, explanation));
  }

  /** Says why nothing can be shown. */
  say(...text) {
    fill(this.host, element('p', { class: 'quiet' }, ...text));
  }

  /** One kernel: its matrices a channel, and the sum. */
  part(network, definition, part, explanation) {
    const shown = this.shownBlocks(part, explanation);
    const room = shown.length * explanation.parts.length > 1 ? 156 : 230;
    const readout = element('p', { class: 'readout' });
    const rows = shown.map((made) => this.matrices(definition, made, { room, readout }));
    return element('section', { class: 'part' },
      part.title ? element('h4', {}, part.title) : null,
      part.blocks.length > 3 ? this.choice(network, definition, part, explanation) : null,
      this.sum(definition, part), element('div', { class: 'blocks' }, rows), readout);
  }

  /** Up to three channels at once; of more, the one that is chosen or else the most important. */
  shownBlocks(part, explanation) {
    if (part.blocks.length <= 3) return part.blocks;
    const key = `${explanation.step}`;
    const chosen = part.blocks.find((made) => this.chosen && this.chosen.key === key && made.channel === this.chosen.channel);
    return [chosen || part.blocks.reduce((best, made) => (Math.abs(made.sum) > Math.abs(best.sum) ? made : best))];
  }

  choice(network, definition, part, explanation) {
    const shown = this.shownBlocks(part, explanation)[0];
    const sorted = [...part.blocks].sort((left, right) => Math.abs(right.sum) - Math.abs(left.sum));
    return element('label', { class: 'field' }, element('span', {}, `Input map (${part.blocks.length}, largest share first)`),
      element('select', {
        onchange: (event) => {
          this.chosen = { key: `${explanation.step}`, channel: Number(event.target.value) };
          this.show(network, explanation);
        },
      }, sorted.map((made) => element('option', { value: made.channel, selected: made === shown },
        `${this.names(definition.from, made.channel)}: ${numberText(made.sum)}`))));
  }

  matrices(definition, made, { room, readout }) {
    const title = made.title || this.names(definition.from, made.channel);
    const hover = (index) => {
      readout.textContent = index < 0 ? '' : this.tileText(made, index);
    };
    const common = { room, rows: made.rows, columns: made.columns, marked: made.marked, isOutside: (index) => made.places[index] < 0, hover };
    const isSigned = definition.from >= 0 && made.values.some((value) => value < 0);
    const values = tileMatrix({ ...common, values: made.values, isSigned, label: `values under the window, ${title}` });
    const figure = (canvas, caption) => element('figure', {}, canvas, element('figcaption', {}, caption));
    const figures = [figure(values, made.isAcrossMaps ? 'values' : 'input')];
    if (made.weights && !made.isAcrossMaps) {
      figures.push(element('span', { class: 'sign', 'aria-hidden': 'true' }, '×'));
      figures.push(figure(tileMatrix({ ...common, values: made.weights, isSigned: true, label: `weights, ${title}` }), 'weights'));
    }
    if (made.products) {
      figures.push(element('span', { class: 'sign', 'aria-hidden': 'true' }, made.isAcrossMaps ? '→' : '='));
      const caption = `${made.isAcrossMaps ? 'squares' : 'products'}, sum ${numberText(made.sum, 5)}`;
      figures.push(figure(tileMatrix({ ...common, values: made.products, isSigned: !made.isAcrossMaps, label: `products, ${title}` }), caption));
    }
    return element('div', { class: 'block' }, element('h5', {}, title), element('div', { class: 'matrices' }, figures));
  }

  tileText(made, index) {
    if (made.isAcrossMaps) return `${numberText(made.values[index], 6)} squared = ${numberText(made.products[index], 6)}`;
    const place = `row ${Math.floor(index / made.columns)}, column ${index % made.columns}: `;
    const outside = made.places[index] < 0 ? ' (outside)' : '';
    if (!made.products) return `${place}${numberText(made.values[index], 6)}${outside}`;
    return `${place}${numberText(made.values[index], 6)}${outside} × ${numberText(made.weights[index], 6)} = ${numberText(made.products[index], 6)}`;
  }

  /** The sums of the channels, the bias, and what they come to. */
  sum(definition, part) {
    const hasProducts = part.blocks.length > 0 && part.blocks[0].products && !part.blocks[0].isAcrossMaps;
    if (!hasProducts) return null;
    const terms = [];
    if (part.blocks.length > 1) {
      const few = part.blocks.length <= 3;
      terms.push(few
        ? part.blocks.map((made, index) => [index ? ' + ' : '', element('span', { class: 'term' }, numberText(made.sum, 6),
          element('small', {}, this.names(definition.from, made.channel)))])
        : `${part.blocks.length} maps`);
      terms.push(' = ');
    }
    terms.push(element('span', { class: 'term' }, numberElement(part.sum, 7, 'sum'), element('small', {}, 'sum of products')));
    const hasScale = part.scale !== undefined && part.scale !== 1;
    if (hasScale) terms.push(' × ', element('span', { class: 'term' }, numberElement(part.scale, 6, 'scale'), element('small', {}, 'scale')));
    if (part.start) terms.push(' + ', element('span', { class: 'term' }, numberElement(part.start, 6, 'start'), element('small', {}, part.startName)));
    terms.push(' = ', element('span', { class: 'term total' }, numberElement(part.result, 7, 'result'), element('small', {}, 'result')));
    return element('p', { class: 'sum' }, terms.flat(3));
  }

  /** All numbers as a table, made when it is opened. */
  table(network, definition, explanation) {
    if (!explanation.parts.length) return null;
    const place = element('div', { class: 'table-room' });
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
      const many = part.blocks.length > 3 ? this.shownBlocks(part, explanation) : part.blocks;
      for (const made of many) {
        made.values.forEach((value, index) => body.append(element('tr', {},
          element('th', { scope: 'row' }, `${this.names(definition.from, made.channel)}, ${Math.floor(index / made.columns)}, ${index % made.columns}`),
          element('td', {}, numberElement(value, 7, 'input')),
          element('td', {}, made.weights ? numberElement(made.weights[index], 7, 'weight') : '–'),
          element('td', {}, made.products ? numberElement(made.products[index], 7, 'product') : '–'))));
      }
    }
    return element('table', {}, element('thead', {}, element('tr', {},
      ['map, row, column', 'value', 'weight', 'product'].map((title) => element('th', { scope: 'col' }, title)))), body);
  }

  /** The way back: where this value comes from, step by step. */
  path(network, explanation) {
    const from = network.steps[explanation.step].from;
    if (from < 0 || !explanation.parts.length) return null;
    const made = this.shownBlocks(explanation.parts[0], explanation)[0];
    const width = network.shape(from)[2];
    let index = made.marked;
    if (index < 0 || made.isAcrossMaps) index = made.places.length >> 1;
    const place = made.places[made.isAcrossMaps ? 0 : index];
    if (place === undefined || place < 0) return null;
    const [row, column] = [Math.floor(place / width), place % width];
    return element('p', {}, element('button', {
      type: 'button', class: 'follow', onclick: () => this.follow(from, made.channel, row, column),
    }, `Where does it come from? ${this.names(from, made.channel)} at row ${row}, column ${column}`));
  }
}
