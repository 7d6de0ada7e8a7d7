'use strict';

// A calculation to take along: a drawing with its text as text, a picture, numbers, formulas.

/** A file that the browser saves. */
function saveFile(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = element('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** An element of a drawing. */
function drawn(tag, properties, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(properties)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const figureText = (x, y, text, properties = {}) => drawn('text', { x, y, fill: '#1c2126', 'font-size': 14, 'text-anchor': 'middle', ...properties }, text);

/** One matrix with its number in each tile where there is room. */
function drawnMatrix(left, top, side, { rows, columns }, { values, range, isSigned, unit = 1, caption }) {
  const colours = tileColours(range || rangeOf(values), isSigned);
  const group = drawn('g', {});
  const size = Math.min(15, side * 0.3);
  values.forEach((value, index) => {
    const [x, y] = [left + (index % columns) * side, top + Math.floor(index / columns) * side];
    const colour = colours(value);
    group.append(drawn('rect', { x, y, width: side, height: side, fill: `rgb(${colour.join(' ')})`, stroke: '#fff', 'stroke-width': 0.5 }));
    if (side >= 34) group.append(figureText(x + side / 2, y + side / 2 + size * 0.36, tileText(value / unit, 3), { fill: inkOn(colour), 'font-size': size, 'font-family': 'monospace' }));
  });
  group.append(figureText(left + (columns * side) / 2, top - 7, captionIn(caption, side >= 34 ? unit : 1), { fill: '#596068', 'font-size': 12 }));
  return { group, width: columns * side, height: rows * side };
}

/** A calculation as a drawing, in light colours whatever the page has. */
function calculationDrawing({ title, sum, blocks }) {
  const root = drawn('svg', { xmlns: 'http://www.w3.org/2000/svg', 'font-family': 'Helvetica, Arial, DejaVu Sans, sans-serif' });
  root.append(drawn('title', {}, title));
  const ground = drawn('rect', { x: 0, y: 0, fill: '#fff' });
  root.append(ground, figureText(16, 30, title, { 'text-anchor': 'start', 'font-size': 18, 'font-weight': 'bold' }));
  if (sum) root.append(figureText(16, 56, sum, { 'text-anchor': 'start', 'font-size': 15 }));
  let [top, width] = [92, Math.max(9.8 * title.length, 8.4 * (sum || '').length) + 32];
  for (const { made, name, matrices } of blocks) {
    const side = clamp(Math.floor(260 / Math.max(made.rows, made.columns)), 8, 52);
    let left = 16;
    root.append(figureText(left, top + (made.rows * side) / 2 + 5, name, { 'text-anchor': 'start', 'font-weight': 'bold' }));
    left += Math.max(60, 9 * name.length);
    matrices.forEach((matrix, index) => {
      if (index) {
        root.append(figureText(left + 15, top + (made.rows * side) / 2 + 7, matrix.sign, { 'font-size': 20, fill: '#596068' }));
        left += 30;
      }
      const { group, width: own } = drawnMatrix(left, top, side, made, matrix);
      root.append(group);
      left += own;
    });
    width = Math.max(width, left + 16);
    top += made.rows * side + 36;
  }
  const size = { width: Math.ceil(width), height: top - 8 };
  for (const [name, value] of Object.entries(size)) {
    root.setAttribute(name, value);
    ground.setAttribute(name, value);
  }
  root.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
  return root;
}

/** A drawing as a file. */
const drawingText = (root) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;

/** A drawing as a picture of twice its size. */
async function drawingPicture(root) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawingText(root))}`;
  await picture.decode();
  const canvas = element('canvas', { width: 2 * picture.naturalWidth, height: 2 * picture.naturalHeight });
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
}

/** A field of a table as text: in quotation marks where it has to be. */
const tableField = (text) => (/[",\n]/.test(String(text)) ? `"${String(text).replaceAll('"', '""')}"` : String(text));

/** All numbers of a calculation, a line each. */
function calculationTable({ blocks }) {
  const lines = [['map', 'row', 'column', 'value', 'weight', 'product']];
  for (const { made, name } of blocks) {
    made.values.forEach((value, index) => lines.push([
      name, Math.floor(index / made.columns), index % made.columns, value, made.weights ? made.weights[index] : '', made.products ? made.products[index] : '',
    ]));
  }
  return `${lines.map((line) => line.map(tableField).join(',')).join('\n')}\n`;
}

/** The characters that mean something to TeX. */
const texText = (text) => text.replace(/[\\{}$&#^_%~]/g, (character) => ({ '\\': '\\textbackslash{}', '^': '\\^{}', '~': '\\~{}' }[character] || `\\${character}`));
const texNumber = (value) => numberText(value, 4).replace('−', '-').replace(/e(-?\d+)/, ' \\cdot 10^{$1}');

/** A calculation as formulas. */
function calculationFormulas({ title, sum, blocks }) {
  const matrix = ({ columns }, values) => {
    const rows = [];
    for (let start = 0; start < values.length; start += columns) rows.push(Array.from(values.slice(start, start + columns), texNumber).join(' & '));
    return `\\begin{bmatrix}\n${rows.join(' \\\\\n')}\n\\end{bmatrix}`;
  };
  const products = blocks.map(({ made, name }) => {
    const factors = made.products && made.weights ? ` \\circ ${matrix(made, made.weights)} = ${matrix(made, made.products)}` : '';
    return `% ${name.replace(/\s+/g, ' ')}\n\\[\n${matrix(made, made.values)}${factors}\n\\]`;
  });
  return `${[`% ${title.replace(/\s+/g, ' ')}`, ...products, sum ? `\\[\n\\textrm{${texText(sum.replaceAll('−', '-').replaceAll('÷', '/').replaceAll('×', 'x'))}}\n\\]` : null].filter(Boolean).join('\n')}\n`;
}

/** The choice of what is taken along; figure: gives the calculation that is shown, array: the words for NumPy. */
class TakeAlong {
  constructor({ figure, array, tell }) {
    const name = () => figure().title.replace(/ = .*/, '').replace(/[^\w-]+/g, '-');
    const forms = {
      svg: ['Drawing (SVG)', () => saveFile(`${name()}.svg`, drawingText(calculationDrawing(figure())), 'image/svg+xml')],
      png: ['Picture (PNG)', async () => saveFile(`${name()}.png`, await drawingPicture(calculationDrawing(figure())), 'image/png')],
      csv: ['Numbers (CSV)', () => saveFile(`${name()}.csv`, calculationTable(figure()), 'text/csv')],
      tex: ['Formulas (LaTeX), copied', () => this.copy(calculationFormulas(figure()))],
      array: ['For NumPy, copied', () => this.copy(array())],
      link: ['Link, copied', () => this.copy(window.location.href)],
    };
    this.tell = tell;
    this.choice = element('select', {
      id: 'take', 'aria-label': 'take along', onchange: (event) => {
        const [, take] = forms[event.target.value];
        event.target.value = '';
        if (figure()) take();
        else tell('There is nothing to take along yet: choose a pixel.');
      },
    }, element('option', { value: '' }, 'Take along …'), Object.entries(forms).map(([value, [title]]) => element('option', { value }, title)));
  }

  async copy(text) {
    this.tell((await copyText(text)) ? `Copied: ${text.split('\n')[0]}` : 'It cannot be copied here.');
  }
}
