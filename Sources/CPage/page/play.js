'use strict';

// The window walks over the input, and the output appears value by value.

/** Values a second, and what a reader is told of it. */
const playSpeeds = [[2, 'slow'], [8, '8 a second'], [60, 'fast'], [1200, 'very fast']];

class Player {
  /** choose: called with row and column of the value that the walk has come to. */
  constructor({ choose }) {
    Object.assign(this, { choose });
    this.place = -1;
    this.speed = element('select', { 'aria-label': 'speed', id: 'speed', onchange: () => this.pace() },
      playSpeeds.map(([value, title]) => element('option', { value, selected: value === 8 }, title)));
    this.button = element('button', { type: 'button', id: 'play', title: 'Space', onclick: () => this.toggle() });
    this.bar = element('div', { class: 'play-bar' }, this.button,
      element('button', { type: 'button', title: '.', id: 'play-step', onclick: () => this.step() }, 'Step'), this.speed,
      this.all = element('button', { type: 'button', hidden: true, onclick: () => this.end() }, 'Show all'));
    this.name();
  }

  get isPlaying() { return this.timer !== undefined; }

  name() {
    this.button.textContent = this.isPlaying ? 'Pause' : 'Play';
    this.button.setAttribute('aria-pressed', String(this.isPlaying));
    this.all.hidden = this.place < 0;
  }

  /** Walks over the map of a figure; over another one from its beginning. */
  attach(figure) {
    if (this.figure === figure && this.cover && this.cover.isConnected) return;
    this.pause();
    Object.assign(this, { figure, place: -1 });
    this.name();
  }

  /** Goes on or stops; where motion is not wanted, goes one step. */
  toggle() {
    if (this.isPlaying) this.pause();
    else if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) this.step();
    else {
      this.started = performance.now();
      this.timer = 0;
      this.pace();
      this.step();
    }
    this.name();
  }

  pace() {
    if (!this.isPlaying) return;
    clearInterval(this.timer);
    const speed = Number(this.speed.value);
    // Faster than a screen shows, several values a turn.
    this.count = Math.max(1, Math.round(speed / 60));
    this.timer = setInterval(() => this.step(this.count), 1000 / Math.min(speed, 60));
  }

  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.name();
  }

  /** Goes on by some values; at the end the walk is over. */
  step(count = 1) {
    const { figure } = this;
    if (!figure) return;
    const { rows, columns } = figure;
    if (this.place < 0) this.hide();
    const context = this.cover.getContext('2d');
    for (let index = 0; index < count; index += 1) {
      this.place += 1;
      context.clearRect(this.place % columns, Math.floor(this.place / columns), 1, 1);
      if (this.place >= rows * columns - 1) break;
    }
    this.choose(Math.floor(this.place / columns), this.place % columns);
    if (this.place >= rows * columns - 1) this.end();
    this.name();
  }

  /** Covers the map. */
  hide() {
    const { figure } = this;
    this.cover = element('canvas', { class: 'cover', width: figure.columns, height: figure.rows, 'aria-hidden': 'true' });
    const context = this.cover.getContext('2d');
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--raised');
    context.fillRect(0, 0, figure.columns, figure.rows);
    figure.mark.before(this.cover);
  }

  /** Shows the whole map again. */
  end() {
    this.pause();
    if (this.cover) this.cover.remove();
    this.place = -1;
    this.name();
  }
}
