'use strict';

// The most probable classes of an input, with bars.

/** What a class is called, or its number. */
const className = ({ class: number, label }) => label || `class ${number}`;

/** A list of classes, the most probable first; open is called with the number of one, where it leads to its score. */
function classList(classes, open) {
  return element('ol', { class: 'class-list', 'aria-label': 'most probable classes' }, classes.map((entry) => {
    const bar = element('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.width = `${100 * entry.probability}%`;
    const name = open
      ? element('button', { type: 'button', title: 'where this score comes from', onclick: () => open(entry.class) }, className(entry))
      : element('span', {}, className(entry));
    return element('li', {}, element('span', { class: 'class-name' }, name), element('span', { class: 'bar-room' }, bar),
      element('data', { class: 'number', value: String(entry.probability) }, entry.probability < 1e-4 ? '< 0.01 %' : percentText(entry.probability)));
  }));
}
