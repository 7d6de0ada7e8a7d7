'use strict';

// The start of a page about what a network says: which view the data is for, and keys.

const data = JSON.parse(byId('data').textContent);
const View = { explain: Explanations, mislead: Misled, dream: Dreams }[data.kind];
document.body.className = 'explained';
const view = new View(data, byId('content'));
fillKeys([...View.keys, ['T', 'dark or light'], ['?', 'this help']]);

byId('title').textContent = `${view.title}: ${data.subject}`;
fill(byId('subtitle'), element('code', {}, data.command));

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || help.open) return;
  if (event.target.matches('select, input:not([type=range]), textarea')) return;
  if (event.key === '?') help.showModal();
  else if (event.key === 't' || event.key === 'T') switchTheme();
  else view.key(event);
});

new Address(view, { tell: () => view.tell(), show: (_, address, missing) => view.follow(address, missing) });

document.documentElement.dataset.loaded = 'yes';
