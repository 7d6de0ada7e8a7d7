'use strict';

// For a room: the whole screen, large numbers, one channel at a time, one sentence; and a quiz.

const presenting = {
  get isOn() { return document.documentElement.classList.contains('presenting'); },

  toggle() {
    const isOn = document.documentElement.classList.toggle('presenting');
    const screen = isOn ? document.documentElement.requestFullscreen : document.fullscreenElement && document.exitFullscreen;
    // A browser that gives no full screen gives the window.
    if (screen) screen.call(isOn ? document.documentElement : document).catch(() => {});
    if (!isOn) this.ask('');
  },

  /** Hides the result, then the kernel, then nothing. */
  quiz() {
    const { quiz } = document.documentElement.dataset;
    this.ask({ '': 'result', result: 'kernel' }[quiz || ''] || '');
  },

  ask(what) {
    document.documentElement.dataset.quiz = what;
  },

  /** What happens, in one sentence. */
  sentence({ parts, note }) {
    if (note) return `${note[0].toUpperCase()}${note.slice(1)}.`;
    const [part] = parts;
    if (!part) return '';
    const count = part.terms ? part.terms.products.length : part.blocks.reduce((sum, made) => sum + (made.products ? made.products.length : 0), 0);
    if (!count) return '';
    return `${count.toLocaleString('en')} values are multiplied with ${count.toLocaleString('en')} weights and summed${part.start ? `, and the ${part.startName} is added` : ''}.`;
  },
};

document.documentElement.dataset.quiz = '';
