'use strict';

// What methods say about a picture, side by side: all are read at the same pixel.

/** What is to be known of each method, in a sentence. */
const methodWords = {
  gradient: 'How the score changes with each value of the input.',
  'gradient-x-input': 'The gradient times the input, value by value.',
  smoothgrad: 'The mean gradient of pictures with noise.',
  'integrated-gradients': 'Gradients on the way from the baseline, times the way: the sum is the difference of the scores.',
  'grad-cam': 'The maps of a layer, weighted by their mean gradients; what is below 0 is cut off.',
  guided: 'Gradients without what is below 0 behind a rectifier: the gradient of nothing.',
  sobel: 'The strength of edges, whatever the network says: a control.',
  occlusion: 'What the score loses when a window is hidden: exact, of any network.',
};

class Explanations extends PicturePage {
  static keys = [
    ['[ ]', 'previous or next picture'],
    ['C', 'next class'],
    ...pixelKeys,
    ['O', 'the picture beneath the colours, or the colours alone'],
  ];

  constructor(data, host) {
    super(data, host);
    this.classNumber = null;
    this.isOverlaid = true;
    this.emptyWords = 'No picture could be explained.';
    this.title = `Where a ${data.score} comes from`;
    this.controls = element('div', { class: 'controls' });
    this.room = element('div', { class: 'maps' });
    this.tables = element('div', {});
    this.said = element('p', { class: 'verdict', 'aria-live': 'polite' });
    fill(host, this.controls, this.said, this.room, this.tables);
    this.open(0);
  }

  nameOf({ image }) { return image; }

  open(number) {
    this.number = number;
    const classes = this.picture ? this.classes : [];
    if (classes.length && !classes.some((one) => one.number === this.classNumber)) this.classNumber = classes[0].number;
    super.open(number);
  }

  say(words) { fill(this.said, words); }

  take(values) {
    this.colours = decodeArray(values.colours);
    this.planes = values.maps.map((map) => {
      const words = decodeArray(map.words);
      return words.map((word) => map.least + (word * (map.largest - map.least)) / 65535);
    });
  }

  /** The classes of a picture, in their order. */
  get classes() {
    const found = [];
    for (const map of this.picture.maps) {
      if (!found.some((one) => one.number === map.record.class)) found.push({ number: map.record.class, name: map.className });
    }
    return found;
  }

  show() {
    const { width, height } = this.picture;
    const maps = this.picture.maps.map((map, place) => ({ ...map, plane: this.planes[place] }))
      .filter((map) => map.record.class === this.classNumber);
    const first = maps[0].record;
    this.showControls();
    fill(this.said, element('strong', {}, maps[0].className), `: ${first.score} `, numberElement(first.value),
      ', probability ', numberElement(first.probability));
    this.canvases = [];
    const read = (column, row) => this.read(column, row);
    const shown = new PixelCanvas(width, height, 'The picture as the network takes it', read);
    shown.draw((place) => [0, 1, 2].map((channel) => this.colours[3 * place + channel]));
    const original = this.pane('the picture', 'As it goes into the network, after it was resized and cut.', shown,
      (place) => `red ${this.colours[3 * place]}, green ${this.colours[3 * place + 1]}, blue ${this.colours[3 * place + 2]}`);
    const panes = maps.map((map) => this.mapPane(map, read));
    fill(this.room, original, ...panes);
    this.showTables(maps);
    this.readAgain();
    this.host.dataset.ready = `${this.picture.image} ${this.classNumber}`;
  }

  showControls() {
    const classes = this.classes.map((one) => element('button', {
      type: 'button', 'aria-pressed': String(one.number === this.classNumber), onclick: () => this.chooseClass(one.number),
    }, one.name));
    const overlay = element('button', {
      type: 'button', 'aria-pressed': String(this.isOverlaid), title: 'The picture beneath (O)', onclick: () => this.overlay(),
    }, 'over the picture');
    fill(this.controls, this.choice(),
      classes.length > 1 ? element('span', { class: 'field' }, 'Class', ...classes) : null, overlay);
  }

  chooseClass(number) {
    this.classNumber = number;
    this.open(this.number);
  }

  overlay() {
    this.isOverlaid = !this.isOverlaid;
    this.open(this.number);
  }

  /** A picture with what is read at a pixel. */
  pane(title, words, canvas, text, ...more) {
    const reading = element('p', { class: 'reading' });
    this.canvases.push({ canvas, reading, text });
    return element('section', { class: 'map-pane' }, element('h2', {}, title), canvas.element, reading, ...more,
      element('p', { class: 'quiet' }, words));
  }

  mapPane(map, read) {
    const { record, plane } = map;
    const limit = record.colourLimit;
    const isNothing = plane.every((value) => value === 0);
    const canvas = new PixelCanvas(this.picture.width, this.picture.height, `${record.method}, ${record.unit}`, read);
    canvas.draw((place) => this.colour(place, isNothing || !limit ? 0 : clamp(plane[place] / limit, -1, 1)));
    const notes = [record.layer && `Of ${record.layer}.`, record.baseline && `Baseline: ${record.baseline}.`,
      record.window && `Windows of ${record.window} pixels, ${record.stride} apart.`,
      record.steps && `${record.steps} computations.`,
      record.completeness !== undefined && `The sum is within ${percentText(record.completeness)} of the difference of the scores.`]
      .filter(Boolean).map((text) => element('li', {}, text));
    notes.push(...record.notes.map((text) => element('li', { class: 'warning' }, text)));
    const channels = record.shape[1] > 1 ? `, sum of ${record.shape[1]} channels` : '';
    return this.pane(record.method, methodWords[record.method] || '', canvas,
      (place) => `${numberText(plane[place])} ${record.unit}${channels}`,
      isNothing ? null : this.scale(record), element('ul', { class: 'notes' }, notes),
      element('p', { class: 'links' }, element('a', { href: map.file }, 'numbers'), ' ', element('a', { href: map.picture }, 'picture')));
  }

  /** What the colours mean. */
  scale(record) {
    const isSigned = record.method !== 'grad-cam' && record.method !== 'sobel';
    const bar = element('canvas', { width: 128, height: 1, 'aria-hidden': 'true' });
    const context = bar.getContext('2d');
    for (let column = 0; column < 128; column += 1) {
      const share = isSigned ? column / 63.5 - 1 : column / 127;
      context.fillStyle = `rgb(${divergingColour(share).join(',')})`;
      context.fillRect(column, 0, 1, 1);
    }
    const end = numberText(record.colourLimit, 3);
    return element('div', { class: 'scale', title: '99 % of the pixels of all pictures of this method lie within' },
      isSigned ? `−${end}` : '0', bar, end);
  }

  /** A share of the limit, over the grey of the picture or alone. */
  colour(place, share) {
    if (!this.isOverlaid) return divergingColour(share);
    const [red, green, blue] = [0, 1, 2].map((channel) => this.colours[3 * place + channel]);
    const ground = 96 + 0.62 * (0.299 * red + 0.587 * green + 0.114 * blue);
    const end = divergingColour(share < 0 ? Math.min(share, -0.5) : Math.max(share, 0.5));
    const density = Math.sqrt(Math.abs(share));
    return end.map((level) => Math.round(ground + (level - ground) * density));
  }

  showTables(maps) {
    const checked = maps.filter((map) => map.record.checks);
    const compared = maps.filter((map) => map.record.kernels);
    fill(this.tables, checked.length ? this.checkTable(checked) : null, compared.length ? this.kernelTable(compared) : null);
  }

  checkTable(maps) {
    const area = (curves, name) => (curves ? numberText(curves[name].area, 3) : '–');
    const stages = (maps[0].record.checks.randomised || []).map((stage) => stage.layers);
    const head = element('tr', {}, element('th', { scope: 'col' }, 'method'),
      stages.map((layers) => element('th', { scope: 'col' }, `${layers} of ${maps[0].record.checks.layers} random`)),
      element('th', { scope: 'col' }, 'deletion'), element('th', { scope: 'col' }, 'insertion'), element('th', { scope: 'col' }, 'moves by'));
    const rows = maps.map(({ record }) => {
      const { checks } = record;
      return element('tr', {}, element('th', { scope: 'row' }, record.method),
        (checks.randomised || []).map((stage, place) => element('td', {
          class: place === checks.randomised.length - 1 && checks.dependsOnWeights === false ? 'bad' : null,
        }, numberText(stage.correlation, 2))),
        element('td', {}, area(checks.curves, 'deletion')), element('td', {}, area(checks.curves, 'insertion')),
        element('td', {}, percentText(checks.sensitivity)));
    });
    for (const [name, key] of [['in random order', 'random'], ['by edges (sobel)', 'sobel']]) {
      const curves = maps[0].record.checks[key];
      rows.push(element('tr', {}, element('th', { scope: 'row' }, name), stages.map(() => element('td', {}, '–')),
        element('td', {}, area(curves, 'deletion')), element('td', {}, area(curves, 'insertion')), element('td', {}, '–')));
    }
    return element('section', { class: 'checks' }, element('h2', {}, 'Checks'),
      element('table', {}, element('thead', {}, head), element('tbody', {}, rows)),
      element('p', { class: 'quiet' }, 'Random: rank correlation of the map with that of a network whose layers, from the scores down, '
        + 'have random weights; near 0 is good, near 1 says that the map does not depend on them. Deletion: mean probability while '
        + 'pixels are hidden in the order of the map; less is better. Insertion: while they are shown; more is better. '
        + 'Moves by: how far the map moves, as a share of its length, when the input does by up to 2 %.'));
  }

  kernelTable(maps) {
    const names = [...new Set(maps.flatMap(({ record }) => record.kernels.map((one) => one.kernel)))].sort();
    const head = element('tr', {}, element('th', { scope: 'col' }, 'kernel'),
      maps.map(({ record }) => element('th', { scope: 'col' }, record.method)));
    const rows = names.map((name) => element('tr', {}, element('th', { scope: 'row' }, name),
      maps.map(({ record }) => {
        const found = record.kernels.find((one) => one.kernel === name);
        return element('td', { class: found && found.correlation > 0.5 ? 'bad' : null }, found ? numberText(found.correlation, 2) : '–');
      })));
    return element('section', { class: 'checks' }, element('h2', {}, 'Against kernels'),
      element('p', { class: 'quiet' }, 'Rank correlation of magnitudes: is it just an edge detector?'),
      element('table', {}, element('thead', {}, head), element('tbody', {}, rows)));
  }

  key(event) {
    if (event.key === 'o') this.overlay();
    else if (event.key === 'c' && this.picture) {
      const numbers = this.classes.map((one) => one.number);
      this.chooseClass(numbers[(numbers.indexOf(this.classNumber) + 1) % numbers.length]);
    } else super.key(event);
  }

  tell() {
    const { steps, details } = super.tell();
    return {
      steps: [...steps, ['class', this.picture ? this.classNumber : null]], details: [...details, ['over', this.isOverlaid ? null : 'no']],
    };
  }

  followDetails(address, missing) {
    this.isOverlaid = address.get('over') !== 'no';
    const [first] = this.classes;
    const named = this.classes.find((one) => one.number === wholeOf(address.get('class')));
    this.classNumber = (named || first).number;
    if (!named && address.has('class')) missing.push(`The link names class ${address.get('class')}, which is not here: ‘${first.name}’ is shown.`);
  }
}
