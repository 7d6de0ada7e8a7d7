'use strict';

// The first sight of a long chain: a column a block, with the maps of it that were written.

/** The maps of a step that were written, the strongest first. */
function strongestWritten(maps) {
  const channels = maps.channels || [];
  return channels.map((channel, place) => ({ channel, most: maps.max[place] ?? -Infinity })).sort((left, right) => right.most - left.most).slice(0, mostFollowed);
}

/** The columns of a chain: the input, blocks of which something was written, folded ones between, the classes. */
function writtenColumns(chain) {
  const { image, sections, steps } = chain;
  const columns = [element('section', { class: 'chain-column', 'aria-label': 'input' }, element('h3', {}, 'input'), writtenInput(chain))];
  let folded = [];
  const fold = () => {
    if (folded.length) columns.push(foldedColumn(folded, steps));
    folded = [];
  };
  for (const members of sections) {
    const written = image.maps.filter(({ step }) => members.includes(step));
    if (!written.length) folded.push(...members);
    else {
      fold();
      columns.push(blockColumn(chain, members, written.at(-1)));
    }
  }
  fold();
  if (image.classes && image.classes.length) {
    const { scores } = chain.gallery.head;
    columns.push(element('section', { class: 'chain-column chain-classes', 'aria-label': 'classes' }, element('h3', {}, 'classes'), classList(image.classes, scores === undefined ? null
      : (number) => chain.follow(image, () => ({ step: scores, channel: number, row: 0, column: 0 })))));
  }
  return columns;
}

/** The input, of its values alone: what the steps have learned is not waited for. */
function writtenInput({ image, gallery }) {
  const canvas = element('canvas', { class: 'pixels', role: 'img', 'aria-label': 'the input' });
  const room = element('span', { class: 'chain-map chain-input' }, element('span', { class: 'chain-picture' }, canvas));
  if (!image.values) return element('span', { class: 'quiet' }, image.name);
  loadData(image.values).then((input) => {
    const [, rows, columns] = input.shape;
    room.firstChild.style.aspectRatio = `${columns} / ${rows}`;
    drawInput(canvas, networkOf([], input, gallery.head.view));
  }).catch(() => room.replaceWith(element('span', { class: 'quiet' }, image.name)));
  return room;
}

/** Blocks of which nothing was written. */
function foldedColumn(members, steps) {
  const names = members.map((step) => steps[step].name);
  const count = `${members.length} ${members.length === 1 ? 'step' : 'steps'}`;
  return element('section', { class: 'chain-column folded', 'aria-label': count }, element('details', {}, element('summary', {}, count), element('ul', {}, names.map((name) => element('li', {}, name)))));
}

/** A block: the maps of the last of its steps that was written. */
function blockColumn(chain, members, maps) {
  const { gallery, image, steps } = chain;
  const { step, shape } = maps;
  const names = members.map((member) => steps[member].name);
  const title = members.length > 1 ? `${members.length} steps: ${names.join(', ')}` : steps[step].note;
  const strongest = strongestWritten(maps);
  return element('section', { class: 'chain-column written', 'aria-label': steps[step].name },
    element('h3', { title }, steps[step].name), element('p', { class: 'quiet' }, shapeText(shape)),
    strongest.map(({ channel, most }) => writtenMap(chain, { step, channel, most, shape, file: gallery.pictureOf(image, maps, channel) })),
    strongest.length ? null : element('button', { type: 'button', class: 'chain-map', onclick: () => chain.followMap(step, 0, null) }, 'no pictures: compute'));
}

/** One map of it, at which a value can be chosen. */
function writtenMap(chain, { step, channel, most, shape, file }) {
  const [, rows, columns] = shape;
  const words = `${chain.steps[step].name} ${channel}, largest value ${numberText(most, 3)}`;
  const isOne = rows * columns === 1;
  const room = element('span', { class: 'chain-picture' }, isOne ? element('span', { class: 'chain-value' }, numberText(most, 3))
    : element('img', { src: file, alt: '', loading: 'lazy', class: rows * columns < 90000 ? 'pixels' : null }));
  room.style.aspectRatio = isOne ? '2 / 1' : `${columns} / ${rows}`;
  return element('button', {
    type: 'button', class: 'chain-map', title: words, 'aria-label': words, 'data-map': `${step} ${channel}`,
    onclick: (event) => {
      const box = room.getBoundingClientRect();
      const at = event.detail > 0 ? [
        clamp(Math.floor(((event.clientY - box.top) / box.height) * rows), 0, rows - 1), clamp(Math.floor(((event.clientX - box.left) / box.width) * columns), 0, columns - 1),
      ] : null;
      chain.followMap(step, channel, at);
    },
  }, room, element('small', {}, element('span', {}, String(channel)), element('span', {}, isOne ? '' : numberText(most, 3))));
}
