'use strict';

// The handcrafted filters of a comparison: how alike each learned one is, and what both respond.

class Handcrafted {
  /** The record of the script: filters, scores row by row, matches that are placed. */
  constructor({ filters, scores, matches }) {
    this.filters = filters;
    this.scores = decodeArray(scores);
    this.matches = matches.map(decodeArray);
  }

  score(learned, handcrafted) { return this.scores[learned * this.filters.length + handcrafted]; }

  /** Numbers of the handcrafted filters, those most like a learned one first, whatever their sign. */
  nearest(learned, count) {
    const size = (number) => Math.abs(this.score(learned, number)) || 0;
    return [...this.filters.keys()].sort((left, right) => size(right) - size(left)).slice(0, count);
  }

  /** The choices of a list, by family. */
  options() {
    const families = new Map();
    this.filters.forEach(({ family, name }, number) => {
      if (!families.has(family)) families.set(family, []);
      families.get(family).push(element('option', { value: number }, name));
    });
    return [...families].map(([family, options]) => element('optgroup', { label: family.replaceAll('-', ' ') }, options));
  }

  /** The weights of a handcrafted filter over the middle of another shape; one channel sees every colour alike. */
  centred(number, [channels, rows, columns]) {
    const { shape } = this.filters[number];
    const [own, height, width] = shape;
    const weights = numbersOf(this.filters[number], 'weights');
    const [down, right] = [Math.floor((rows - height) / 2), Math.floor((columns - width) / 2)];
    const made = new Float32Array(channels * rows * columns);
    for (let channel = 0; channel < channels; channel += 1) {
      for (let row = Math.max(0, -down); row < height && row + down < rows; row += 1) {
        for (let column = Math.max(0, -right); column < width && column + right < columns; column += 1) {
          const at = (source) => weights[(source * height + row) * width + column];
          const value = own === channels || own === 1 ? at(own === 1 ? 0 : channel) : (at(0) + at(1) + at(2)) / 3;
          made[(channel * rows + row + down) * columns + column + right] = value;
        }
      }
    }
    return made;
  }
}

/** What a filter with the stride and padding of a layer responds, without a bias. */
function responseOf(network, number, weights) {
  const step = network.steps[number];
  const axes = StepKinds[step.kind].axes(step, network.shape(step.from));
  const count = weightsShape(step)[1];
  const sums = new Float64Array(axes.y.outputs * axes.x.outputs);
  addPaddedProducts(sums, network.paddedPlanes(number, axes, 0, count), axes, weights);
  return Float32Array.from(sums);
}

/** Pearson's correlation of two maps; NaN where one is constant. */
function correlationOf(left, right) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanLeft, meanRight] = [mean(left), mean(right)];
  let [both, ofLeft, ofRight] = [0, 0, 0];
  left.forEach((value, place) => {
    const [a, b] = [value - meanLeft, right[place] - meanRight];
    both += a * b;
    ofLeft += a * a;
    ofRight += b * b;
  });
  return both / Math.sqrt(ofLeft * ofRight);
}

/** What a learned filter and a handcrafted one respond on a picture, side by side. */
class Responses {
  /** choose: called with row and column of a value of the maps; pick: with the number of the handcrafted filter that is wanted. */
  constructor({ choose, pick }) {
    Object.assign(this, { choose, pick });
    const moved = (row, column, isPointed) => { if (!isPointed || !this.isHeld) this.choose(row, column); };
    this.figures = [0, 1].map(() => new MapFigure({ moved, held: () => { this.isHeld = !this.isHeld; } }));
    this.told = element('p', { class: 'result', id: 'correlation' });
    this.list = element('div', { class: 'nearest', role: 'group', 'aria-label': 'nearest handcrafted filters' });
    this.node = element('section', { class: 'responses', 'aria-label': 'responses' }, element('h4', {}, 'Responses on the picture'),
      element('div', { class: 'response-maps' }, this.figures.map(({ node }) => node)), this.told);
  }

  /** picked: the number of a handcrafted filter; null for the match where it was placed; edited: its weights where they are edited in the place of the learned ones. */
  show(network, filter, bank, picked, edited = null) {
    const weights = picked === null ? bank.matches[filter.number] : bank.centred(picked, filter.shape);
    this.node.hidden = !weights;
    this.showNearest(filter, bank, picked);
    if (!weights) return;
    const [, rows, columns] = network.shape(0);
    const maps = edited ? [responseOf(network, 0, numbersOf(filter, 'weights')), responseOf(network, 0, edited)]
      : [network.plane(0, filter.number), responseOf(network, 0, weights)];
    const name = picked === null ? `${filter.match.name}, placed and scaled as it matches` : `${bank.filters[picked].name}, over the middle`;
    this.figures.forEach((figure, index) => {
      const canvas = element('canvas', { class: 'pixels' });
      drawPlane(canvas, maps[index], [1, rows, columns]);
      // A walk that is under way goes on over the new map.
      const cover = figure.room.querySelector('.cover');
      figure.show(canvas, rows, columns, `${index ? 'response of the handcrafted filter' : 'response of the learned filter'}: arrow keys choose a place`);
      if (cover && cover.width === columns && cover.height === rows) figure.mark.before(cover);
      const { least, greatest } = rangeOf(maps[index]);
      fill(figure.caption, `${index ? name : filter.name}: ${numberText(least)} … ${numberText(greatest)}`);
    });
    const correlation = correlationOf(...maps);
    fill(this.told, 'correlation ', numberElement(correlation, 3, 'correlation'));
  }

  showNearest(filter, bank, picked) {
    const hadFocus = this.list.contains(document.activeElement);
    const choice = (number, title, picture, note) => element('button', {
      type: 'button', class: 'nearest-choice', 'aria-pressed': String(number === picked), onclick: () => this.pick(number),
    }, picture, element('span', {}, title), element('small', {}, note));
    const drawnPicture = (entry) => {
      const canvas = element('canvas', { class: 'tiny pixels' });
      drawWeights(canvas, entry);
      return canvas;
    };
    const numbers = bank.nearest(filter.number, 6);
    if (picked !== null && !numbers.includes(picked)) numbers.push(picked);
    fill(this.list, filter.match ? choice(null, 'best match', filterPicture({ ...filter, pictures: { learned: filter.pictures && filter.pictures.match } }, 'tiny'), 'placed') : null,
      numbers.map((number) => choice(number, bank.filters[number].name, drawnPicture(bank.filters[number]), numberText(bank.score(filter.number, number), 3))));
    const pressed = this.list.querySelector('[aria-pressed="true"]');
    if (hadFocus && pressed) pressed.focus();
  }

  /** Marks a value of both maps. */
  mark(row, column) {
    if (!this.node.hidden) this.figures.forEach((figure) => { if (figure.rows) figure.markAt({ top: row, left: column, height: 1, width: 1 }); });
  }
}
