'use strict';

// The start of the page: which view the data is for, keys, dark and light.

const data = JSON.parse(byId('data').textContent);
const isComparison = data.head.kind === 'compare';
const View = { compare: Comparison, lab: Lab }[data.head.kind] || Gallery;
const view = new View(data, byId('content'));

byId('title').textContent = `${isComparison ? 'Learned and handcrafted filters' : view.words.title}: ${data.head.subject}`;
fill(byId('subtitle'), element('code', {}, data.head.command),
  data.head.input ? element('span', {}, data.head.kind === 'maps' ? `Input: ${data.head.input}` : data.head.input) : null);

document.addEventListener('theme', () => view.resized());

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || help.open) return;
  const isTyping = event.target.matches('input, select, textarea');
  if (isTyping) {
    if (event.key === 'Escape') {
      event.target.blur();
      view.key(event);
    }
    return;
  }
  if (event.key === '/') {
    event.preventDefault();
    view.focusSearch();
  } else if (event.key === '?') help.showModal();
  else if (event.key === 't' || event.key === 'T') switchTheme();
  else if (event.key === 'p' || (event.key === 'Escape' && presenting.isOn)) {
    presenting.toggle();
    view.resized();
  } else if (event.key === 'q') presenting.quiz();
  else if (event.key === 'l') tour.toggle();
  else if (tour.place >= 0 && (event.key === 'PageDown' || event.key === 'PageUp')) {
    event.preventDefault();
    tour.walk(event.key === 'PageDown' ? 1 : -1);
  }
  else view.key(event);
});

let resizing = null;
window.addEventListener('resize', () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => view.resized(), 100);
});
// Who leaves the full screen has done with presenting.
document.addEventListener('fullscreenchange', () => { if (!document.fullscreenElement && presenting.isOn) presenting.toggle(); });

const address = new Address(view, addressed[{ compare: 'comparison', lab: 'lab' }[data.head.kind] || 'gallery']);

// A run begins with the chain of its steps, and so do the maps of a network of several layers.
const learnedKinds = ['convolution', 'standardisedConvolution', 'convTranspose', 'gemm', 'innerProduct', 'matMul'];
const isNetwork = data.head.kind === 'maps' && data.head.steps.filter(({ kind }) => learnedKinds.includes(kind)).length > 1;
if ((data.head.beginsWithChain || isNetwork) && !window.location.hash && data.images.some(({ values, maps }) => values && maps.length)) {
  view.showChain();
  address.replace();
}

const tour = new Tour({
  name: `lenslet tour ${window.location.pathname}`, show: (at) => { window.location.hash = at; }, given: data.head.tour,
});
// A page that was given a tour shows it.
if (data.head.tour) tour.bar.hidden = false;
byId('theme').before(element('button', { type: 'button', id: 'tour-button', title: 'Tour (L)', onclick: () => tour.toggle() }, 'Tour'));

document.documentElement.dataset.loaded = 'yes';
