'use strict';

// A tour: views in the order of a lecture, a note each, kept by the browser for this page.

class Tour {
  /** name: what the browser keeps the tour under; show: called with the address of a stop; given: the tour that the page came with. */
  constructor({ name, show, given = [] }) {
    Object.assign(this, { name, show, given });
    this.place = -1;
    this.stops = this.kept();
    this.told = element('p', { class: 'tour-note', role: 'status' });
    this.list = element('ol', { class: 'tour-stops' });
    const button = (title, action, properties = {}) => element('button', { type: 'button', onclick: action, ...properties }, title);
    this.bar = element('aside', { class: 'tour', 'aria-label': 'tour', hidden: true, onkeydown: (event) => this.key(event) },
      element('div', { class: 'tour-walk' }, button('←', () => this.walk(-1), { 'aria-label': 'previous stop' }), this.told, button('→', () => this.walk(1), { 'aria-label': 'next stop' }),
        element('span', { class: 'push' }), button('Add this view', () => this.add(), { id: 'tour-add' }),
        button('Copy the tour', async () => { this.told.textContent = (await copyText(this.text)) ? 'Copied: all stops and notes.' : 'It cannot be copied here.'; }),
        button('Close', () => this.toggle())), this.list);
    byId('content').after(this.bar);
    this.update();
  }

  /** The tour as text, for another page or a file. */
  get text() { return `${JSON.stringify(this.stops, null, 2)}\n`; }

  /** What the browser has kept; the tour that the page came with where it keeps nothing, or of another one. */
  kept() {
    const given = this.given.map((stop) => ({ ...stop }));
    try {
      const { stops, of } = JSON.parse(localStorage.getItem(this.name));
      const isOfThis = of === JSON.stringify(this.given);
      return isOfThis && Array.isArray(stops) ? stops.filter(({ at, note }) => typeof at === 'string' && typeof note === 'string') : given;
    } catch {
      return given;
    }
  }

  keep() {
    try {
      localStorage.setItem(this.name, JSON.stringify({ stops: this.stops, of: JSON.stringify(this.given) }));
    } catch {
      this.told.textContent = 'This browser keeps nothing: copy the tour.';
    }
  }

  toggle() {
    this.bar.hidden = !this.bar.hidden;
    if (this.bar.hidden) return;
    const first = this.list.querySelector('button');
    (this.given.length && first ? first : this.bar.querySelector('#tour-add')).focus();
  }

  /** Adds what is shown behind the stop that was gone to last. */
  add() {
    this.place = Math.min(this.place + 1, this.stops.length);
    this.stops.splice(this.place, 0, { at: window.location.hash, note: '' });
    this.update();
    this.list.children[this.place].querySelector('input').focus();
  }

  remove(index) {
    this.stops.splice(index, 1);
    this.place = Math.min(this.place, this.stops.length - 1);
    this.update();
    const next = this.list.children[Math.min(index, this.stops.length - 1)];
    (next ? next.querySelector('button') : this.bar.querySelector('#tour-add')).focus();
  }

  /** Goes to the next stop, or back. */
  walk(distance) { this.go(clamp(this.place + distance, 0, this.stops.length - 1)); }

  go(index) {
    if (!this.stops[index]) return;
    this.place = index;
    this.tell();
    const { at } = this.stops[index];
    // Who walks with the arrow keys stays here.
    if (this.bar.contains(document.activeElement) && at !== window.location.hash) {
      window.addEventListener('hashchange', () => this.list.children[index].querySelector('button').focus(), { once: true });
    }
    this.show(at);
  }

  tell() {
    const stop = this.stops[this.place];
    this.told.textContent = stop ? `${this.place + 1} of ${this.stops.length}${stop.note ? `: ${stop.note}` : ''}` : `${this.stops.length} ${this.stops.length === 1 ? 'stop' : 'stops'}`;
    [...this.list.children].forEach((item, index) => item.setAttribute('aria-current', String(index === this.place)));
  }

  /** Shows the stops anew and keeps them. */
  update() {
    fill(this.list, this.stops.map((stop, index) => element('li', {},
      element('button', { type: 'button', onclick: () => this.go(index) }, `Go to ${index + 1}`),
      element('input', {
        value: stop.note, placeholder: 'What is to be seen here', 'aria-label': `note of stop ${index + 1}`,
        oninput: (event) => {
          stop.note = event.target.value;
          this.tell();
          this.keep();
        },
      }), element('button', { type: 'button', onclick: () => this.remove(index) }, 'Remove'))));
    this.tell();
    this.keep();
  }

  /** Arrow keys walk, as long as nothing is typed. */
  key(event) {
    const distance = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!distance || event.target.matches('input')) return;
    event.preventDefault();
    this.walk(distance);
  }
}
