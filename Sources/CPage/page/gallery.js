'use strict';

// Browsing what a run has written: inputs at the left, layers above, thumbnails below.

class Gallery extends Rooms {
  constructor(data, host) {
    super();
    this.head = data.head;
    this.images = data.images;
    this.steps = data.head.steps;
    this.host = host;
    this.isFilter = this.head.kind === 'filter';
    this.collection = new MapItems(this);
    this.words = this.isFilter
      ? { layer: 'kernel', layers: 'All kernels', title: 'Filtered images', item: 'results' }
      : { layer: 'layer', layers: 'All layers', title: 'Feature maps', item: 'maps' };
    this.state = { image: this.images.length > 1 && this.isFilter ? -1 : 0, step: -1, sort: 'number', isDescending: false };
    const first = this.images.find((image) => image.maps.length);
    if (first) this.state.image = this.isFilter ? -1 : this.images.indexOf(first);
    if (first && !this.isFilter) this.state.step = first.maps[0].step;
    this.build();
    this.update();
  }

  build() {
    this.search = element('input', {
      type: 'search', id: 'search', placeholder: `Search inputs and ${this.words.layer}s`, 'aria-label': `Search inputs and ${this.words.layer}s`,
      oninput: () => this.update(), autocomplete: 'off',
    });
    this.layers = element('div', { class: 'layers', role: 'group', 'aria-label': this.words.layer });
    this.properties = this.isFilter
      ? [['number', 'order'], ['name', 'input name']]
      : [['number', 'channel'], ['mean', 'mean'], ['max', 'largest value'], ['min', 'least value'], ['zeros', 'share of zeros, %']];
    const options = (pairs) => pairs.map(([value, title]) => element('option', { value }, title));
    this.sort = element('select', { id: 'sort', onchange: () => this.update() }, options(this.properties));
    this.order = element('button', {
      type: 'button', id: 'order', 'aria-pressed': 'false', onclick: () => {
        this.state.isDescending = !this.state.isDescending;
        this.update();
      },
    });
    this.property = element('select', { id: 'property', 'aria-label': 'property to filter by', onchange: () => this.update() },
      options(this.properties));
    this.low = element('input', { type: 'number', id: 'low', step: 'any', placeholder: 'from', 'aria-label': 'from', oninput: () => this.update() });
    this.high = element('input', { type: 'number', id: 'high', step: 'any', placeholder: 'to', 'aria-label': 'to', oninput: () => this.update() });
    this.count = element('p', { class: 'count', id: 'count', 'aria-live': 'polite' });
    this.note = element('div', { class: 'layer-note' });
    const imageHost = element('div', { class: 'image-list', id: 'images' });
    const gridHost = element('div', { class: 'grid', id: 'grid' });
    this.browser = element('div', { class: 'browser' },
      element('nav', { class: 'side', 'aria-label': 'inputs' }, this.search, imageHost),
      element('section', { class: 'main', 'aria-label': this.words.title }, this.layers,
        element('div', { class: 'controls' },
          element('label', { class: 'field' }, element('span', {}, 'Sort by'), this.sort), this.order,
          this.isFilter ? element('button', { type: 'button', id: 'lab-button', title: 'The kernel lab (K)', onclick: () => this.showLab() }, 'Kernel lab')
            : [element('button', { type: 'button', id: 'graph-button', title: 'The network (G)', onclick: () => this.showGraph() }, 'Network'),
              element('button', { type: 'button', id: 'chain-button', title: 'All steps as columns (C)', onclick: () => this.showChain() }, 'Chain')],
          this.isFilter ? null : element('span', { class: 'field' }, element('span', {}, 'Show'), this.property, this.low, '…', this.high), this.count),
        this.note, gridHost));
    this.buildRooms();
    this.list = new Grid({
      host: imageHost, width: 0, height: 34, label: 'inputs', render: (index, cell) => this.renderName(index, cell),
      open: (index) => this.chooseImage(this.names[index]),
    });
    this.grid = new Grid({
      host: gridHost, width: this.isFilter ? 372 : 186, height: this.isFilter ? 216 : 224, label: this.words.title,
      render: (index, cell) => this.renderCell(this.items[index], cell), open: (index) => this.openItem(index),
    });
    printWhole(this.grid);
  }

  /** The words that are searched for. */
  get searchWords() { return this.search.value.toLowerCase().split(/\s+/).filter(Boolean); }

  update() {
    const { state } = this;
    const words = this.searchWords;
    state.sort = this.sort.value;
    const layerNames = this.steps.map((step) => step.name.toLowerCase());
    const nameWords = words.filter((word) => !layerNames.some((name) => name.includes(word)));
    this.names = [-1];
    this.images.forEach((image, index) => {
      const name = image.name.toLowerCase();
      if (nameWords.every((word) => name.includes(word))) this.names.push(index);
    });
    this.list.show(this.names.length, Math.max(0, this.names.indexOf(state.image)));
    const bound = (input, otherwise) => (input.value === '' ? otherwise : Number(input.value));
    const found = this.collection.matching({
      words, image: state.image, step: state.step, property: this.property.value, low: bound(this.low, -Infinity), high: bound(this.high, Infinity),
    });
    this.items = this.collection.sorted(found, state.sort, state.isDescending);
    this.showLayers();
    this.order.textContent = state.isDescending ? 'Falling ↓' : 'Rising ↑';
    this.order.setAttribute('aria-pressed', String(state.isDescending));
    const total = this.items.length;
    this.count.textContent = `${total.toLocaleString('en')} ${total === 1 ? this.words.item.slice(0, -1) : this.words.item}`;
    this.showNote();
    this.grid.show(total);
    this.host.dataset.items = total;
  }

  showLayers() {
    const used = new Set(this.images.flatMap((image) => image.maps.map((maps) => maps.step)));
    const button = (step, title, note) => element('button', {
      type: 'button', class: 'layer', 'aria-pressed': String(this.state.step === step), title: note,
      onclick: () => {
        this.state.step = step;
        this.update();
      },
    }, title);
    const hadFocus = this.layers.contains(document.activeElement);
    fill(this.layers, button(-1, this.words.layers), this.steps.map((step, index) => (used.has(index) ? button(index, step.name, step.note) : null)));
    if (hadFocus) this.layers.querySelector('[aria-pressed="true"]').focus();
  }

  showNote() {
    const image = this.images[this.state.image];
    const step = this.steps[this.state.step];
    const maps = image && image.maps.find((entry) => entry.step === this.state.step);
    fill(this.note,
      image && image.error ? element('p', { class: 'error' }, `Failed: ${image.error}`) : null,
      step ? element('p', {}, [step.note, maps && maps.shape.length ? shapeText(maps.shape) : null].filter(Boolean).join(' · ')) : null,
      image ? element('p', { class: 'links' }, this.linksOf(image, this.state.step)) : null,
      image && image.classes && image.classes.length ? classList(image.classes, null) : null);
  }

  /** Links to the sheets and arrays of an image. */
  linksOf(image, step = -1) {
    const links = [];
    for (const maps of image.maps) {
      if (step >= 0 && maps.step !== step) continue;
      const { name } = this.steps[maps.step];
      const title = (text) => (step >= 0 ? text : `${name}: ${text}`);
      if (maps.sheet) links.push(element('a', { href: maps.sheet }, title('contact sheet')));
      for (const array of maps.arrays) links.push(element('a', { href: array }, title(`.${array.split('.').pop()}`)));
      if (maps.file) links.push(element('a', { href: maps.file }, title('picture')));
    }
    return links.flatMap((link, index) => (index ? [' · ', link] : [link]));
  }

  /** The file of a map; null where there is none. */
  pictureOf(image, maps, channel) {
    if (maps.file) return maps.file;
    if (!maps.channels || !maps.channels.includes(channel)) return null;
    const digits = String(Math.max(maps.shape[0] - 1, 0)).length;
    const layer = this.steps[maps.step].name.split('/').map(encodeURIComponent).join('/');
    return `${image.folder}/${layer}/${String(channel).padStart(digits, '0')}.png`;
  }

  /** A channel's number, or its colour where it has one. */
  channelName(channel, count) {
    return this.isFilter && count === 3 ? ['red', 'green', 'blue'][channel] : String(channel);
  }

  /** What is known of a map, as names and texts. */
  numbersOf(maps, channel) {
    const position = maps.channels ? maps.channels.indexOf(channel) : -1;
    if (position < 0) return [];
    return [
      ['least', numberText(maps.min[position])], ['largest', numberText(maps.max[position])],
      ['mean', numberText(maps.mean[position])], ['zeros', percentText(maps.zeros[position])],
    ];
  }

  renderName(index, cell) {
    const number = this.names[index];
    const image = this.images[number];
    cell.classList.add('name');
    cell.setAttribute('aria-current', String(number === this.state.image));
    cell.append(element('span', { class: 'text' }, image ? image.name : this.images.length === 1 ? '1 input' : `All ${this.images.length.toLocaleString('en')} inputs`));
    if (image && image.classes && image.classes.length) cell.append(element('span', { class: 'text best-class' }, className(image.classes[0])));
    if (image) cell.title = image.name;
    if (image && image.error) cell.append(element('span', { class: 'failed' }, 'failed'));
  }

  renderCell(item, cell) {
    const { image, maps } = item;
    const channel = this.collection.channelOf(item);
    const step = this.steps[maps.step];
    const file = this.pictureOf(image, maps, channel);
    const thumbnail = (source) => (source
      ? element('img', { src: source, alt: '', loading: 'lazy', decoding: 'async', class: 'thumbnail' })
      : element('span', { class: 'thumbnail empty' }, 'no picture: open to compute it'));
    const hasMany = maps.shape.length === 0 || maps.shape[0] > 1;
    const title = this.isFilter ? step.name : hasMany ? `${step.name} ${channel}` : step.name;
    const property = this.state.sort === 'number' ? 'mean' : this.state.sort;
    const value = this.collection.valueOf(item, property);
    const numbers = this.isFilter ? null : property === 'zeros' ? `zeros ${numberText(value, 3)} %` : `${property} ${numberText(value, 3)}`;
    const pictures = this.isFilter
      ? element('span', { class: 'pair' }, this.inputThumbnail(image), thumbnail(file)) : thumbnail(file);
    const isOne = this.state.image >= 0 && this.searchWords.length === 0;
    cell.setAttribute('aria-label', [title, image.name, numbers].filter(Boolean).join(', '));
    const name = element('strong', {}, element('span', { class: 'name-part' }, step.name), title === step.name ? null : ` ${channel}`);
    cell.append(pictures, element('span', { class: 'caption' }, name,
      numbers ? element('span', {}, numbers) : null), isOne ? '' : element('span', { class: 'of' }, image.name));
  }

  /** The picture of an input; drawn of its values where its file is elsewhere now. */
  inputThumbnail(image) {
    const picture = element('img', {
      src: image.picture, alt: '', loading: 'lazy', decoding: 'async', class: 'thumbnail',
      onerror: async () => {
        const network = await this.viewer.live.network(image).catch(() => null);
        if (!network) {
          picture.replaceWith(element('span', { class: 'thumbnail empty' }, 'the input is elsewhere'));
          return;
        }
        const canvas = element('canvas', { class: 'thumbnail' });
        drawInput(canvas, network);
        picture.replaceWith(canvas);
      },
    });
    return picture;
  }

  chooseImage(number) {
    this.state.image = number;
    this.search.value = '';
    this.update();
    this.list.focus();
  }

  /** The next input that has maps. */
  neighbourImage(image, distance, open) {
    let index = this.images.indexOf(image) + distance;
    while (this.images[index] && !this.images[index].maps.length) index += distance;
    if (this.images[index]) open(this.images[index]);
  }
}
