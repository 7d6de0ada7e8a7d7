'use strict';

// Learned filters beside handcrafted ones: a table or cards to sort and filter, two filters side by side.

const comparisonColumns = [
  { key: 'number', title: 'Filter', text: (filter) => filter.name },
  { key: 'category', title: 'Class', text: (filter) => filter.category },
  { key: 'score', title: 'Best match', number: true, text: (filter) => (filter.match ? `${filter.match.name} ${numberText(filter.match.score, 3)}` : '–') },
  { key: 'explainedVariance', title: 'Explained', number: true, text: (filter) => percentText(filter.explainedVariance) },
  { key: 'luminance', title: 'Luminance', number: true, text: (filter) => percentText(filter.luminance) },
  { key: 'redGreen', title: 'Red–green', number: true, text: (filter) => percentText(filter.redGreen) },
  { key: 'blueYellow', title: 'Blue–yellow', number: true, text: (filter) => percentText(filter.blueYellow) },
  { key: 'orientation', title: 'Orientation', number: true, text: (filter) => orientationText(filter.orientation) },
  { key: 'frequency', title: 'Frequency', number: true, text: (filter) => withUnit(filter.frequency, ' c/px') },
  { key: 'gaborFit', title: 'Gabor R²', number: true, text: (filter) => numberText(filter.gabor && filter.gabor.rSquared, 3) },
  { key: 'group', title: 'Duplicates', number: true, text: (filter) => (filter.group === undefined ? '–' : `group ${filter.group}`) },
];

const withUnit = (value, unit) => (value === undefined || value === null ? '–' : numberText(value, 3) + unit);

/** An orientation, below 180 also where it is rounded. */
const orientationText = (value) => withUnit(Number(numberText(value ?? 0, 3)) === 180 ? 0 : value, '°');

/** The number that a column is sorted and filtered by; null where a filter has none. */
function comparisonValue(filter, key) {
  const value = { score: filter.match && filter.match.score, gaborFit: filter.gabor && filter.gabor.rSquared }[key] ?? filter[key];
  return value === undefined || value === '' ? null : value;
}

class Comparison {
  constructor(data, host) {
    Object.assign(this, { data, head: data.head, host, filters: data.filters });
    this.state = { category: '', sort: 'number', isDescending: false, isTable: false, isBeside: false, handcrafted: null };
    // Its filters are drawn of their weights: their pictures lie in its own folder.
    this.other = data.beside ? { ...data.beside, filters: data.beside.filters.map((filter) => ({ ...filter, pictures: undefined, isOther: true })) } : null;
    this.build();
    this.update();
    this.loadBank();
  }

  /** The handcrafted filters, once they are there. */
  async loadBank() {
    this.bank = this.data.bank ? await loadData(this.data.bank).then((record) => new Handcrafted(record)).catch(() => null) : null;
    if (!this.bank) return;
    this.nearest.append(...this.bank.options());
    this.nearest.parentElement.hidden = false;
    const wanted = this.bank.filters.findIndex(({ name }) => name === this.wanted);
    if (wanted >= 0) this.chooseHandcrafted(wanted);
    if (!this.detail.host.hidden) this.detail.again();
    this.host.dataset.bank = this.bank.filters.length;
  }

  /** Shows the learned filters that are most like a handcrafted one first; null for the order that is chosen. */
  chooseHandcrafted(number) {
    this.state.handcrafted = number;
    this.update();
  }

  build() {
    const { data } = this;
    const change = () => this.update();
    this.search = element('input', { type: 'search', id: 'search', placeholder: 'Search names, classes, matches', 'aria-label': 'Search names, classes, matches', oninput: change });
    this.categories = element('div', { class: 'layers', role: 'group', 'aria-label': 'class' });
    const options = comparisonColumns.map(({ key, title }) => element('option', { value: key }, title));
    this.sort = element('select', { id: 'sort', onchange: change }, options);
    this.order = element('button', {
      type: 'button', id: 'order', onclick: () => {
        this.state.isDescending = !this.state.isDescending;
        this.update();
      },
    });
    this.property = element('select', { id: 'property', 'aria-label': 'property to filter by', onchange: change },
      comparisonColumns.filter((column) => column.number).map(({ key, title }) => element('option', { value: key }, title)));
    this.low = element('input', { type: 'number', id: 'low', step: 'any', placeholder: 'from', 'aria-label': 'from', oninput: change });
    this.high = element('input', { type: 'number', id: 'high', step: 'any', placeholder: 'to', 'aria-label': 'to', oninput: change });
    this.form = element('button', {
      type: 'button', id: 'form', onclick: () => {
        this.state.isTable = !this.state.isTable;
        this.update();
      },
    });
    this.nearest = element('select', {
      id: 'nearest', onchange: (event) => this.chooseHandcrafted(event.target.value === '' ? null : Number(event.target.value)),
    }, element('option', { value: '' }, 'any'));
    this.chosen = element('p', { class: 'chosen', hidden: true });
    this.scatter = new Scatter({
      filters: this.filters, columns: comparisonColumns.filter((column) => column.number), valueOf: comparisonValue, chosen: change, open: (filter) => this.openFilter(filter),
    });
    this.besideView = this.other ? new Beside({ own: data, other: this.other, open: ({ own, other }) => this.openFilter(own, other) }) : null;
    this.besideButton = element('button', {
      type: 'button', id: 'beside-button', hidden: !this.other, onclick: () => {
        this.state.isBeside = !this.state.isBeside;
        this.update();
      },
    }, 'Beside the other');
    this.scatterButton = element('button', { type: 'button', id: 'scatter-button', onclick: () => this.toggleScatter() }, 'Scatter');
    this.count = element('p', { class: 'count', id: 'count', 'aria-live': 'polite' });
    const gridHost = element('div', { class: 'grid', id: 'grid' });
    this.table = new RowTable({
      id: 'table', titles: comparisonColumns.map(({ title }) => title), text: (index, column) => this.cellText(this.items[index], comparisonColumns[column]),
      picture: (index) => filterPicture(this.items[index], 'tiny'), open: (index) => this.openFilter(this.items[index]), sort: (column) => this.sortBy(comparisonColumns[column].key),
    });
    this.browser = element('div', { class: 'comparison' },
      element('aside', { class: 'side summary', 'aria-label': 'summary' }, this.search,
        element('dl', { class: 'figures' }, data.figures.map(({ name, value }) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))),
        data.pictures.map(({ title, file }) => element('figure', {}, element('a', { href: file },
          element('img', { src: file, alt: title, loading: 'lazy' })), element('figcaption', {}, title)))),
      element('section', { class: 'main', 'aria-label': 'filters' }, this.categories,
        element('div', { class: 'controls' }, element('label', { class: 'field' }, element('span', {}, 'Sort by'), this.sort), this.order,
          element('span', { class: 'field' }, element('span', {}, 'Show'), this.property, this.low, '…', this.high),
          element('label', { class: 'field', hidden: true }, element('span', {}, 'Nearest to'), this.nearest), this.form, this.scatterButton, this.besideButton, this.count), this.chosen,
        element('div', { class: 'shown' }, this.scatter.node, gridHost, this.table.host, this.besideView ? this.besideView.node : null)));
    const viewerHost = element('div', { class: 'viewer', id: 'viewer', hidden: true });
    fill(this.host, this.browser, viewerHost);
    this.detail = new FilterDetail({ page: this, host: viewerHost, close: () => this.closeDetail() });
    this.grid = new Grid({
      host: gridHost, width: 232, height: 246, label: 'filters', render: (index, cell) => this.renderCard(this.items[index], cell),
      open: (index) => this.openFilter(this.items[index]),
    });
    printWhole(this.grid);
    printWhole(this.table);
  }

  update() {
    const { state } = this;
    state.sort = this.sort.value;
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const [low, high] = [this.low, this.high].map((input, index) => (input.value === '' ? (index ? Infinity : -Infinity) : Number(input.value)));
    const isBounded = Number.isFinite(low) || Number.isFinite(high);
    this.items = this.filters.filter((filter) => {
      if (state.category && filter.category !== state.category) return false;
      if (!this.scatter.node.hidden && !this.scatter.holds(filter)) return false;
      const text = [filter.name, filter.category, filter.match ? filter.match.name : ''].join(' ').toLowerCase();
      if (!words.every((word) => text.includes(word))) return false;
      const value = comparisonValue(filter, this.property.value);
      return !isBounded || (value !== null && value >= low && value <= high);
    });
    const sign = state.isDescending ? -1 : 1;
    const nearness = (filter) => Math.abs(this.bank.score(filter.number, state.handcrafted)) || 0;
    this.items.sort((left, right) => {
      if (state.handcrafted !== null) return nearness(right) - nearness(left);
      const [a, b] = [comparisonValue(left, state.sort), comparisonValue(right, state.sort)];
      if (a === null || b === null) return (a === null) - (b === null);
      return sign * (typeof a === 'string' ? a.localeCompare(b) : a - b) || left.number - right.number;
    });
    this.showCategories();
    this.showChosen();
    this.scatter.show(this.items);
    this.order.textContent = state.isDescending ? 'Falling ↓' : 'Rising ↑';
    this.form.textContent = state.isTable ? 'Show as cards' : 'Show as table';
    this.count.textContent = `${this.items.length} ${this.items.length === 1 ? 'filter' : 'filters'}`;
    this.grid.host.hidden = state.isTable || state.isBeside;
    this.table.host.hidden = !state.isTable || state.isBeside;
    this.besideButton.setAttribute('aria-pressed', String(state.isBeside));
    if (this.besideView) this.besideView.node.hidden = !state.isBeside;
    // A table that is not shown is not kept.
    if (this.table.host.hidden) this.table.clear();
    if (state.isBeside) this.besideView.show(this.items);
    else if (state.isTable) this.table.showSorted(this.items.length, comparisonColumns.findIndex(({ key }) => key === state.sort), state.isDescending);
    else this.grid.show(this.items.length);
    this.host.dataset.items = this.items.length;
  }

  toggleScatter() {
    this.scatter.node.hidden = !this.scatter.node.hidden;
    this.nameScatter();
    this.update();
  }

  /** Shows the scatter as an address tells it, or hides it. */
  showScatter(axes, region) {
    const keys = (axes || '').split(',');
    const isKnown = keys.length === 2 && keys.every((key) => this.scatter.columns.some((column) => column.key === key));
    this.scatter.node.hidden = !isKnown;
    this.nameScatter();
    if (!isKnown) return;
    [this.scatter.x, this.scatter.y] = keys;
    const bounds = (region || '').split(',').map(Number);
    this.scatter.region = region && bounds.length === 4 && bounds.every(Number.isFinite) ? bounds : null;
  }

  nameScatter() {
    this.scatterButton.setAttribute('aria-pressed', String(!this.scatter.node.hidden));
    this.browser.classList.toggle('with-scatter', !this.scatter.node.hidden);
  }

  /** The handcrafted filter that is chosen, and what stands beside it. */
  showChosen() {
    const { handcrafted } = this.state;
    this.chosen.hidden = handcrafted === null;
    this.nearest.value = handcrafted === null ? '' : String(handcrafted);
    for (const control of [this.sort, this.order]) control.disabled = handcrafted !== null;
    if (handcrafted === null) return;
    const canvas = element('canvas', { class: 'tiny pixels' });
    drawWeights(canvas, this.bank.filters[handcrafted]);
    fill(this.chosen, canvas, element('strong', {}, this.bank.filters[handcrafted].name), ' the learned filters most like it first; below zero: like its negative. ',
      element('button', { type: 'button', onclick: () => this.chooseHandcrafted(null) }, 'Any'));
  }

  /** How like the handcrafted filter that is chosen a filter is, or what matches it best. */
  likeness(filter) {
    if (this.state.handcrafted !== null) return `${this.bank.filters[this.state.handcrafted].name}, ${numberText(this.bank.score(filter.number, this.state.handcrafted), 3)}`;
    return filter.match ? `${filter.match.name}, ${numberText(filter.match.score, 3)}` : 'no match';
  }

  showCategories() {
    const counts = new Map();
    for (const { category } of this.filters) counts.set(category, (counts.get(category) || 0) + 1);
    const button = (category, title) => element('button', {
      type: 'button', class: 'layer', 'aria-pressed': String(this.state.category === category), onclick: () => {
        this.state.category = category;
        this.update();
      },
    }, title);
    const hadFocus = this.categories.contains(document.activeElement);
    fill(this.categories, button('', 'All classes'), [...counts].sort((left, right) => right[1] - left[1])
      .map(([category, count]) => button(category, `${category} ${count}`)));
    if (hadFocus) this.categories.querySelector('[aria-pressed="true"]').focus();
  }

  /** What a cell of the table says. */
  cellText(filter, column) {
    return column.key === 'score' && this.state.handcrafted !== null ? this.likeness(filter) : column.text(filter);
  }

  /** Sorts by a column; by the one that it is sorted by already, the other way round. */
  sortBy(key) {
    const { state } = this;
    state.isDescending = state.sort === key ? !state.isDescending : false;
    this.sort.value = key;
    this.update();
  }

  renderCard(filter, cell) {
    const likeness = this.likeness(filter);
    cell.setAttribute('aria-label', `${filter.name}, ${filter.category}, ${this.state.handcrafted === null ? 'best match' : 'like'} ${likeness}`);
    const { pictures = {} } = filter;
    const others = [['match', 'match'], ['fit', 'fit'], ['residual', 'rest']].filter(([key]) => pictures[key]).map(([key, title]) => element('span', { class: 'card-other' },
      element('img', { src: pictures[key], alt: '', loading: 'lazy', class: 'pixels' }), title));
    cell.append(element('span', { class: 'card-pictures' }, filterPicture(filter, 'thumbnail'), others.length ? element('span', { class: 'card-others' }, others) : null), element('span', { class: 'caption' }, element('strong', {}, filter.name), element('span', {}, filter.category)),
      element('span', { class: 'of' }, likeness));
  }

  /** Opens a filter; beside: another one, of the other comparison. */
  openFilter(filter, beside = null) {
    this.browser.hidden = true;
    this.detail.host.hidden = false;
    this.detail.open(filter, beside);
    this.detail.title.focus();
  }

  closeDetail() {
    this.detail.host.hidden = true;
    this.browser.hidden = false;
    if (this.state.isBeside) {
      this.besideView.grid.focus();
      return;
    }
    if (this.state.isTable) {
      this.table.activate(Math.max(this.items.indexOf(this.detail.filters[0]), 0));
      this.table.focus();
      return;
    }
    this.grid.reveal(this.grid.active);
    this.grid.focus();
  }

  key(event) {
    if (!this.detail.host.hidden) this.detail.key(event);
    else if (event.key === 'Escape' && this.search.value) {
      this.search.value = '';
      this.update();
    }
  }

  resized() {
    if (!this.detail.host.hidden) this.detail.resized();
    else this.scatter.show(this.items);
  }

  focusSearch() {
    if (!this.detail.host.hidden) this.closeDetail();
    this.search.focus();
  }
}

/** The picture file of a filter, or its weights drawn. */
function filterPicture(filter, className) {
  const file = filter.pictures && filter.pictures.learned;
  if (file) return element('img', { src: file, alt: '', loading: 'lazy', class: className });
  const canvas = element('canvas', { class: `${className} pixels` });
  if (filter.weights) drawWeights(canvas, filter);
  return canvas;
}

/** Weights as a picture: zero is mid-grey, the greatest magnitude black or white. */
function drawWeights(canvas, filter) {
  const [channels, rows, columns] = filter.shape;
  const weights = numbersOf(filter, 'weights');
  Object.assign(canvas, { width: columns, height: rows });
  const reach = weights.reduce((most, weight) => (Number.isFinite(weight) ? Math.max(most, Math.abs(weight)) : most), 0) || 1;
  const context = canvas.getContext('2d');
  const image = context.createImageData(columns, rows);
  for (let place = 0; place < rows * columns; place += 1) {
    for (let colour = 0; colour < 3; colour += 1) {
      const weight = weights[(channels === 3 ? colour : 0) * rows * columns + place];
      image.data[4 * place + colour] = Number.isFinite(weight) ? 127.5 + (127.5 * weight) / reach : 128;
    }
    image.data[4 * place + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
