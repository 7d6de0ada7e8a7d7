'use strict';

// A picture, what was changed about it, and the result, with a slider from one to the other.

class Misled extends PicturePage {
  static keys = [['[ ]', 'previous or next picture'], ...pixelKeys, ['← →', 'the next step, on the slider']];

  constructor(data, host) {
    super(data, host);
    this.step = null;
    this.title = 'What misleads it';
    this.emptyWords = 'No picture could be changed.';
    this.open(0);
  }

  nameOf({ record }) { return record.input; }

  choose(number) {
    this.step = null;
    super.choose(number);
  }

  say(words) { fill(this.host, element('p', {}, words)); }

  take(values) {
    this.original = decodeArray(values.original);
    this.result = decodeArray(values.result);
  }

  show() {
    const { record, width, height } = this.picture;
    this.canvases = [];
    const read = (column, row) => this.read(column, row);
    const pane = (title, text, ...more) => {
      const canvas = new PixelCanvas(width, height, title, read);
      const reading = element('p', { class: 'reading' });
      this.canvases.push({ canvas, reading, text });
      return [canvas, element('section', { class: 'map-pane' }, element('h2', {}, title), canvas.element, reading, ...more)];
    };
    const levels = (samples) => (place) => [0, 1, 2].map((channel) => samples[3 * place + channel]);
    const [before, beforePane] = pane('the picture', (place) => levels(this.original)(place).join(' '), classBars(record.before));
    const [difference, differencePane] = pane(`the difference, × ${record.differenceFactor}`,
      (place) => [0, 1, 2].map((channel) => this.change(3 * place + channel)).join(' '), this.facts());
    const bars = element('div', { 'aria-live': 'polite' });
    const [after, afterPane] = pane('what is shown to the network', (place) => levels(this.current)(place).join(' '), bars);
    const label = element('output', {});
    const last = record.way.length - 1;
    const slider = element('input', {
      type: 'range', min: 0, max: last, value: this.step ?? last, 'aria-label': 'Levels of change', oninput: () => step(Number(slider.value)),
    });
    const step = (place) => {
      this.step = place === last ? null : place;
      const { levels: most, classes } = record.way[place];
      this.current = this.original.map((sample, index) => sample + clamp(this.result[index] - sample, -most, most));
      after.draw(levels(this.current));
      const wanted = record.target ? record.target.class : null;
      fill(bars, classBars(classes, wanted));
      label.textContent = `${most} of 255 levels: ${className(classes[0])} ${percentText(classes[0].probability)}`;
      this.readAgain();
    };
    before.draw(levels(this.original));
    difference.draw((place) => [0, 1, 2].map((channel) => clamp(128 + record.differenceFactor * this.change(3 * place + channel), 0, 255)));
    this.current = this.result;
    fill(this.host, this.controls(), this.verdict(), element('div', { class: 'maps' }, beforePane, differencePane, afterPane),
      element('div', { class: 'slider' }, element('span', {}, 'picture'), slider, element('span', {}, 'result'), label), this.survival());
    step(this.step ?? last);
    this.host.dataset.ready = record.input;
  }

  change(index) { return this.result[index] - this.original[index]; }

  controls() {
    const names = ['original', 'difference', 'result', 'sheet'];
    return element('div', { class: 'controls' }, this.choice(),
      element('span', { class: 'links' }, this.picture.files.flatMap((file, place) => [element('a', { href: file }, names[place]), ' '])));
  }

  verdict() {
    const { record } = this.picture;
    const [first, last] = [record.before[0], record.after[0]];
    const words = record.isMisled ? ' becomes ' : record.target ? ` does not become ${className(record.target)}: ` : ' stays ';
    return element('p', { class: 'verdict' }, element('strong', {}, className(first)), ` ${percentText(first.probability)}`, words,
      element('strong', {}, className(last)), ` ${percentText(last.probability)}`, ', read from the PNG.');
  }

  facts() {
    const { record } = this.picture;
    const smallest = record.smallestRadius ? `${record.smallestRadius}/255` : `none up to ${record.largestRadius}/255`;
    return element('ul', { class: 'notes' },
      element('li', {}, `${record.method}, radius ${record.radius}/255, ${record.steps} step${record.steps === 1 ? '' : 's'}`),
      element('li', {}, `smallest radius that succeeds: ${smallest}`),
      element('li', {}, `${percentText(record.changedShare)} of the samples are changed, by at most ${record.largestChange}`),
      element('li', {}, 'grey is no change'));
  }

  survival() {
    const { record } = this.picture;
    const answer = (one) => `${className(one)} ${percentText(one.probability)}`;
    const rows = record.jpeg.map((one) => element('tr', {}, element('th', { scope: 'row' }, String(one.quality)),
      element('td', { class: one.isMisled ? 'bad' : null }, answer(one.answer)), element('td', {}, answer(one.original))));
    return element('section', { class: 'checks' }, element('h2', {}, 'As JPEG'), element('table', {},
      element('thead', {}, element('tr', {}, ['quality', 'the result', 'the picture itself'].map((name) => element('th', { scope: 'col' }, name)))),
      element('tbody', {}, rows)));
  }

  tell() {
    const { steps, details } = super.tell();
    return { steps, details: [...details, ['levels', this.step === null ? null : this.picture.record.way[this.step].levels]] };
  }

  /** The step of as many levels as an address names, or the nearest; the result where it names none. */
  followDetails(address, missing) {
    const { way } = this.picture.record;
    const wanted = wholeOf(address.get('levels'));
    this.step = null;
    if (!address.has('levels')) return;
    const distance = ({ levels }) => Math.abs(levels - wanted);
    const nearest = Number.isNaN(wanted) ? way.length - 1 : way.reduce((best, one, place) => (distance(one) < distance(way[best]) ? place : best), 0);
    if (way[nearest].levels !== wanted) missing.push(`The link names ${address.get('levels')} levels of change, which are not here: ${way[nearest].levels} are shown.`);
    this.step = nearest === way.length - 1 ? null : nearest;
  }
}
