'use strict';

// The pictures that channels of layers look for, layer by layer, and one of them beside photographs.

class Dreams {
  static keys = [
    ['← → ↑ ↓', 'the next picture'],
    ['Home End', 'the first or the last picture of a layer'],
    ['[ ]', 'previous or next layer'],
  ];

  constructor(data, host) {
    this.data = data;
    this.host = host;
    this.title = 'What channels look for';
    this.cells = [];
    this.detail = element('section', { class: 'dream-detail', 'aria-live': 'polite', 'aria-label': 'The chosen picture' });
    const sheets = element('div', { class: 'dream-sheets' }, data.layers.map((layer, number) => this.sheet(layer, number)));
    fill(host, element('div', { class: 'dream-browser' }, sheets, this.detail));
    this.choose(0, false);
    host.dataset.ready = 'yes';
  }

  /** The pictures of a layer. */
  sheet(layer, number) {
    const cells = layer.units.map((unit) => {
      const place = this.cells.length;
      const cell = element('button', { type: 'button', class: 'dream-cell', tabIndex: -1, onclick: () => this.choose(place), onfocus: () => this.choose(place, false) },
        element('img', { src: unit.picture, alt: `${layer.name}, ${this.name(unit)}`, width: layer.size, height: layer.size, loading: 'lazy' }),
        unit.patches.length ? element('span', { class: 'dream-patches', 'aria-hidden': 'true' }, unit.patches.map((patch) => this.patch(patch, ''))) : null,
        element('span', { class: 'caption' }, element('strong', {}, this.name(unit)), element('span', {}, numberText(unit.record.value, 3))));
      this.cells.push({ cell, unit, layer, number });
      return cell;
    });
    const words = layer.units.length === layer.channels ? `all ${layer.channels}` : `${layer.units.length} of ${layer.channels}`;
    return element('section', {}, element('h2', {}, layer.name),
      element('p', { class: 'quiet' }, `${words} channel${layer.channels === 1 ? '' : 's'}, ${layer.size} × ${layer.size} pixels, ${layer.steps} steps; `,
        element('a', { href: layer.sheet }, 'the sheet as a picture')),
      element('div', { class: 'dream-grid' }, cells));
  }

  /** A class by its name, other units by their numbers. */
  name(unit) {
    const { record } = unit;
    const place = record.column === undefined || record.column === null ? '' : ` at ${record.column},${record.row}`;
    return (record.label || `channel ${record.channel}`) + place;
  }

  patch(patch, alt) { return element('img', { src: patch.picture, alt, loading: 'lazy' }); }

  /** Shows one picture large. */
  choose(place, isFocused = true) {
    const chosen = this.cells[place];
    if (!chosen) return;
    if (place !== this.place) {
      if (this.place !== undefined) {
        this.cells[this.place].cell.removeAttribute('aria-current');
        this.cells[this.place].cell.tabIndex = -1;
      }
      this.place = place;
      chosen.cell.setAttribute('aria-current', 'true');
      chosen.cell.tabIndex = 0;
      this.show(chosen);
    }
    if (isFocused) chosen.cell.focus();
  }

  show({ unit, layer }) {
    const { record } = unit;
    const facts = [
      element('li', {}, 'value ', numberElement(record.value), ', of the grey noise of the start ', numberElement(record.start)),
      element('li', {}, record.column === undefined || record.column === null ? 'the mean of its map was made large' : 'that place of its map was made large'),
      element('li', {}, `${record.steps} steps, seed ${record.seed}`),
      ...record.notes.map((note) => element('li', { class: 'warning' }, note)),
    ];
    fill(this.detail, element('h2', {}, this.name(unit)), element('p', { class: 'quiet' }, layer.name),
      element('img', { class: 'dream-large', src: unit.picture, alt: `What ${this.name(unit)} looks for` }),
      element('ul', { class: 'notes' }, facts),
      element('p', { class: 'links' }, element('a', { href: unit.picture }, 'picture'), unit.array ? ' ' : null,
        unit.array ? element('a', { href: unit.array }, 'numbers') : null),
      this.photographs(unit));
  }

  /** The parts of photographs that make the channel largest. */
  photographs(unit) {
    if (!unit.patches.length) {
      return this.data.photographs ? element('p', { class: 'quiet' }, 'No photograph could be looked at.') : null;
    }
    return element('div', {}, element('h3', {}, 'What makes it largest in photographs'), element('div', { class: 'dream-parts' },
      unit.patches.map((patch) => element('figure', {}, this.patch(patch, `A part of ${patch.part.image}`),
        element('figcaption', {}, numberText(patch.part.value, 3), element('br', {}), patch.part.image,
          element('br', {}), `${patch.part.width} × ${patch.part.height} at ${patch.part.x},${patch.part.y}`)))));
  }

  /** What is looked at, for the address. */
  tell() {
    const chosen = this.cells[this.place];
    if (!chosen) return { steps: [], details: [] };
    const { channel, column, row } = chosen.unit.record;
    const isPlace = column !== undefined && column !== null;
    return { steps: [['layer', chosen.layer.name], ['channel', channel], ['at', isPlace ? `${row},${column}` : null]], details: [] };
  }

  /** Shows the picture that an address names, or the nearest of its layer. */
  follow(address, missing) {
    if (!this.cells.length) return;
    const { layers } = this.data;
    const number = address.has('layer') ? placeOfName(layers.map(({ name }) => name), address.get('layer'), 'layer', missing) : 0;
    const own = this.cells.map((one, place) => ({ ...one, place })).filter((one) => one.number === number);
    if (!own.length) return;
    const wanted = wholeOf(address.get('channel'));
    const at = pairOf(address.get('at'));
    const isThere = ({ unit: { record } }) => record.channel === wanted && (at ? record.row === at[0] && record.column === at[1] : record.column === undefined || record.column === null);
    const distance = ({ unit }) => (Number.isNaN(wanted) ? 0 : Math.abs(unit.record.channel - wanted));
    const nearest = own.find(isThere) || own.reduce((best, one) => (distance(one) < distance(best) ? one : best));
    if ((address.has('channel') || address.has('at')) && !isThere(nearest)) {
      const place = address.has('at') ? ` at ${address.get('at')}` : '';
      missing.push(`The link names channel ${address.get('channel') || ''}${place} of ‘${layers[number].name}’, which is not here: ‘${this.name(nearest.unit)}’ is shown.`);
    }
    this.choose(nearest.place, false);
    nearest.cell.scrollIntoView({ block: 'nearest' });
  }

  key(event) {
    const place = this.next(event.key);
    if (place === null) return;
    event.preventDefault();
    this.choose(place);
  }

  /** The picture that a key leads to; null for other keys. */
  next(key) {
    if (!this.cells.length) return null;
    const { number } = this.cells[this.place];
    const own = this.cells.flatMap((one, place) => (one.number === number ? [place] : []));
    const last = this.cells.length - 1;
    if (key === 'ArrowLeft') return Math.max(0, this.place - 1);
    if (key === 'ArrowRight') return Math.min(last, this.place + 1);
    if (key === 'Home') return own[0];
    if (key === 'End') return own[own.length - 1];
    if (key === '[' || key === ']') {
      const other = clamp(number + (key === ']' ? 1 : -1), 0, this.data.layers.length - 1);
      return this.cells.findIndex((one) => one.number === other);
    }
    if (key === 'ArrowUp' || key === 'ArrowDown') return this.across(key === 'ArrowDown' ? 1 : -1);
    return null;
  }

  /** The nearest picture of the next row of pictures, of this layer or another. */
  across(direction) {
    const middle = ({ cell }) => {
      const box = cell.getBoundingClientRect();
      return [(box.left + box.right) / 2, box.top];
    };
    const [x, y] = middle(this.cells[this.place]);
    const others = this.cells.map((one, place) => ({ place, at: middle(one) })).filter(({ at }) => direction * (at[1] - y) > 1);
    if (!others.length) return this.place;
    const row = others.reduce((best, { at }) => (direction * (at[1] - best) < 0 ? at[1] : best), others[0].at[1]);
    const there = others.filter(({ at }) => Math.abs(at[1] - row) <= 1);
    return there.reduce((best, one) => (Math.abs(one.at[0] - x) < Math.abs(best.at[0] - x) ? one : best)).place;
  }
}
