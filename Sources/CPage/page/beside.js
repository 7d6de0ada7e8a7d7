'use strict';

// Two comparisons side by side: their figures, their classes, and their filters in pairs.

/** The cosine of two lists of weights; NaN where one is zero. */
function cosineOf(left, right) {
  let [both, ofLeft, ofRight] = [0, 0, 0];
  for (let place = 0; place < left.length; place += 1) {
    both += left[place] * right[place];
    ofLeft += left[place] * left[place];
    ofRight += right[place] * right[place];
  }
  return both / Math.sqrt(ofLeft * ofRight);
}

/** Names and their values in both, in the order of the first. */
function joinedFigures(own, other) {
  const names = [...new Set([...own, ...other].map(({ name }) => name))];
  const valueOf = (figures, name) => (figures.find((figure) => figure.name === name) || { value: '–' }).value;
  return names.map((name) => ({ name, own: valueOf(own, name), other: valueOf(other, name) }));
}

class Beside {
  /** own: the comparison of the page; other: the one that stands beside it; open: called with a filter of each. */
  constructor({ own, other, open }) {
    Object.assign(this, { own, other, open });
    const change = () => this.show(this.items);
    const options = [['alike', 'most alike, whatever its number'], ['number', 'the same number']];
    this.pairing = element('select', { id: 'pairing', onchange: change }, options.map(([value, title]) => element('option', { value }, title)));
    this.order = element('select', { id: 'pair-order', onchange: change },
      [['own', 'as the filters are sorted'], ['least', 'least alike first'], ['most', 'most alike first']].map(([value, title]) => element('option', { value }, title)));
    this.told = element('p', { class: 'quiet', role: 'status', id: 'pairs-told' });
    const gridHost = element('div', { class: 'grid', id: 'pairs' });
    this.node = element('section', { class: 'beside', 'aria-label': 'beside another comparison', hidden: true },
      element('div', { class: 'controls' }, element('label', { class: 'field' }, element('span', {}, 'Beside each filter'), this.pairing),
        element('label', { class: 'field' }, element('span', {}, 'Order'), this.order), this.told),
      element('details', { open: window.innerHeight > 800 }, element('summary', {}, 'Figures of both'), this.figures()), gridHost);
    this.grid = new Grid({ host: gridHost, width: 232, height: 178, label: 'pairs of filters', render: (index, cell) => this.render(this.pairs[index], cell), open: (index) => this.open(this.pairs[index]) });
  }

  /** Figures and classes of both as a table. */
  figures() {
    const { own, other } = this;
    const count = (filters, category) => filters.filter((filter) => filter.category === category).length;
    const classes = [...new Set([...own.filters, ...other.filters].map(({ category }) => category))].map((category) => ({
      name: `class: ${category}`, own: String(count(own.filters, category)), other: String(count(other.filters, category)),
    }));
    const rows = [...joinedFigures(own.figures, other.figures), ...classes];
    return element('div', { class: 'table-room', tabindex: 0, role: 'group', 'aria-label': 'figures of both comparisons' }, element('table', {}, element('thead', {}, element('tr', {},
      ['Figure', own.head.subject, other.subject].map((title) => element('th', { scope: 'col' }, title)))),
    element('tbody', {}, rows.map(({ name, own: left, other: right }) => element('tr', { class: left === right ? null : 'differs' }, element('th', { scope: 'row' }, name), element('td', {}, left), element('td', {}, right))))));
  }

  /** The weights of a filter that can be set against those of another; null where there are none. */
  weightsOf(filter) { return filter.weights ? numbersOf(filter, 'weights') : null; }

  likeness(left, right) {
    const [a, b] = [this.weightsOf(left), this.weightsOf(right)];
    return a && b && a.length === b.length && left.shape.join() === right.shape.join() ? cosineOf(a, b) : NaN;
  }

  /** The filter of the other comparison that is shown beside one. */
  pairOf(filter) {
    const others = this.other.filters;
    if (this.pairing.value === 'number') {
      const same = others.find(({ number }) => number === filter.number);
      return same ? { own: filter, other: same, score: this.likeness(filter, same) } : { own: filter, other: null, score: NaN };
    }
    let best = { own: filter, other: null, score: NaN };
    for (const other of others) {
      const score = this.likeness(filter, other);
      if (Number.isFinite(score) && !(Math.abs(score) <= Math.abs(best.score))) best = { own: filter, other, score };
    }
    return best;
  }

  /** Shows the pairs of some filters. */
  show(items) {
    this.items = items;
    if (this.node.hidden) return;
    this.pairs = items.map((filter) => this.pairOf(filter));
    const known = this.pairs.filter(({ score }) => Number.isFinite(score));
    const size = ({ score }) => (Number.isFinite(score) ? Math.abs(score) : -1);
    if (this.order.value !== 'own') this.pairs.sort((left, right) => (this.order.value === 'least' ? 1 : -1) * (size(left) - size(right)));
    const mean = known.reduce((sum, pair) => sum + Math.abs(pair.score), 0) / known.length;
    const taken = new Set(known.map(({ other }) => other)).size;
    this.told.textContent = known.length ? `mean |cosine| ${numberText(mean, 3)}; ${taken} of ${this.other.filters.length} of the other are beside one`
      : 'the filters are of other shapes: they are not alike in numbers';
    this.grid.show(this.pairs.length);
  }

  render({ own, other, score }, cell) {
    const words = other ? `${other.name}${Number.isFinite(score) ? `, cosine ${numberText(score, 3)}` : ''}` : 'none';
    cell.setAttribute('aria-label', `${own.name}, ${own.category}, beside ${words}`);
    const picture = (filter) => (filter ? filterPicture(filter, 'thumbnail') : element('span', { class: 'thumbnail empty' }, 'none'));
    cell.append(element('span', { class: 'pair' }, picture(own), picture(other)),
      element('span', { class: 'caption' }, element('strong', {}, own.name), element('span', {}, Number.isFinite(score) ? numberText(score, 3) : '–')), element('span', { class: 'of' }, other ? `${other.name}, ${other.category}` : 'no filter of its shape'));
  }
}
