'use strict';

// Dark and light, and the list of keys.

/** Follows the system unless the reader has chosen. */
const darkness = window.matchMedia('(prefers-color-scheme: dark)');
let chosenTheme = null;

function showTheme() {
  const theme = chosenTheme || (darkness.matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = theme;
  byId('theme').textContent = theme === 'dark' ? 'Light' : 'Dark';
}

function switchTheme() {
  chosenTheme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  showTheme();
  document.dispatchEvent(new Event('theme'));
}

darkness.addEventListener('change', showTheme);
byId('theme').addEventListener('click', switchTheme);
showTheme();

const help = byId('help');
byId('help-button').addEventListener('click', () => help.showModal());

/** Lists keys: names with spaces between them, what they do, and what else has to be held. */
function fillKeys(keys) {
  fill(byId('keys'), keys.map(([names, words, rest]) => element('div', {},
    element('dt', {}, names.split(' ').flatMap((name) => [element('kbd', {}, name), ' ']), rest || null), element('dd', {}, words))));
}
