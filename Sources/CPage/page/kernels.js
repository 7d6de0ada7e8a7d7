'use strict';

// Kernels as they are typed: cells of text, their numbers, and the text of a kernel file.

/** The number of a cell: a decimal or a fraction of whole numbers; null if it is none. */
function cellNumber(text) {
  const typed = text.trim().replace('−', '-');
  const fraction = /^([-+]?\d+)\/(\d+)$/.exec(typed);
  if (fraction) return Number(fraction[2]) > 0 ? Number(fraction[1]) / Number(fraction[2]) : null;
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(typed) && Number.isFinite(Math.fround(Number(typed))) ? Number(typed) : null;
}

/** A 32-bit number in as few digits as give it back. */
function shortText(value) {
  for (let digits = 1; digits < 10; digits += 1) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === Math.fround(value)) return String(text);
  }
  return String(value);
}

/** What a factor divides by. */
function divisorText(scale) {
  const divisor = 1 / scale;
  return String(Math.abs(divisor - Math.round(divisor)) < 1e-9 * Math.abs(divisor) ? Math.round(divisor) : Number(divisor.toPrecision(12)));
}

/** The cell that lies over the pixel where no anchor is told. */
const middleOf = (extent) => Math.floor(extent / 2);

/** A kernel of the program as cells. */
function typedKernel({ width, height, scale, offset, anchor, ...kernel }) {
  return {
    width, height, cells: Array.from(numbersOf(kernel, 'weights'), shortText), divisor: divisorText(scale), offset: String(offset),
    anchor: [...anchor],
  };
}

/** A kernel that changes nothing. */
const identityKernel = () => ({ width: 3, height: 3, cells: ['0', '0', '0', '0', '1', '0', '0', '0', '0'], divisor: '1', offset: '0', anchor: [1, 1] });

/** A kernel of another size about the same middle. */
function resizedKernel(kernel, width, height) {
  const cells = Array.from({ length: width * height }, (_, index) => {
    const row = Math.floor(index / width) - middleOf(height) + kernel.anchor[0];
    const column = (index % width) - middleOf(width) + kernel.anchor[1];
    return row >= 0 && row < kernel.height && column >= 0 && column < kernel.width ? kernel.cells[row * kernel.width + column] : '0';
  });
  return { ...kernel, width, height, cells, anchor: [middleOf(height), middleOf(width)] };
}

/** What is wrong with a kernel as it is typed: the cells, and the names of fields. */
function wrongIn(kernel) {
  return {
    cells: kernel.cells.flatMap((text, index) => (cellNumber(text) === null ? [index] : [])),
    fields: [['divisor', (number) => number === null || number === 0], ['offset', (number) => number === null]]
      .filter(([name, isWrong]) => isWrong(cellNumber(kernel[name]))).map(([name]) => name),
  };
}

/** A typed kernel as a step's; it has no errors. */
function computedKernel(kernel) {
  return {
    channels: 1, width: kernel.width, height: kernel.height, anchor: kernel.anchor, scale: 1 / cellNumber(kernel.divisor), offset: cellNumber(kernel.offset),
    'decoded weights': Float32Array.from(kernel.cells, cellNumber),
  };
}

/** A number as a kernel file takes it. */
const fileNumber = (text) => {
  const typed = text.trim().replace('−', '-').replace(/^\+/, '');
  return typed.includes('/') ? typed : String(Number(typed));
};

/** The text of a kernel file. */
function kernelFile({ kernels, combination }) {
  const blocks = kernels.map((kernel, index) => {
    const isMiddle = kernel.anchor[0] === middleOf(kernel.height) && kernel.anchor[1] === middleOf(kernel.width);
    const rows = Array.from({ length: kernel.height }, (_, row) => kernel.cells.slice(row * kernel.width, (row + 1) * kernel.width).map(fileNumber).join(' '));
    return [
      index === 0 && combination ? `combine: ${combination}` : null, fileNumber(kernel.divisor) === '1' ? null : `divisor: ${fileNumber(kernel.divisor)}`,
      fileNumber(kernel.offset) === '0' ? null : `offset: ${fileNumber(kernel.offset)}`, isMiddle ? null : `anchor: ${kernel.anchor[1]},${kernel.anchor[0]}`,
      ...rows,
    ].filter((line) => line !== null).join('\n');
  });
  return `# Made in the kernel lab.\n\n${blocks.join('\n---\n')}\n`;
}

/** A word as a shell would have to be given it. */
const shellWord = (text) => (/^[\w./:=,+@%-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** What is typed, without the characters that part the texts of a kernel in an address. */
const partText = (text) => text.replace(/[,;:|%]/g, encodeURIComponent);

/** A kernel in one line for an address, and back; null for what is none. */
function kernelText(kernel) {
  const rows = Array.from({ length: kernel.height }, (_, row) => kernel.cells.slice(row * kernel.width, (row + 1) * kernel.width).map(partText).join(','));
  return [rows.join(';'), partText(kernel.divisor), partText(kernel.offset), kernel.anchor.join(',')].join(':');
}

function kernelOfText(text) {
  const [matrix = '', divisor = '1', offset = '0', anchor = ''] = text.split(':');
  const rows = matrix.split(';').map((row) => row.split(','));
  const [height, width] = [rows.length, rows[0].length];
  const place = anchor.split(',').map(Number);
  const isPlace = place.length === 2 && place.every((at, axis) => Number.isInteger(at) && at >= 0 && at < [height, width][axis]);
  if (height > 31 || width > 31 || rows.some((row) => row.length !== width)) return null;
  return { width, height, cells: rows.flat().map(decodedText), divisor: decodedText(divisor), offset: decodedText(offset), anchor: isPlace ? place : [middleOf(height), middleOf(width)] };
}
