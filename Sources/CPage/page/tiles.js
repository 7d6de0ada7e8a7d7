'use strict';

// Matrices of numbers as coloured tiles, with the numbers in them where there is room.

/** Whether numbers that can be read have room in a tile. */
const hasNumbers = ({ width, height }) => width >= 34 && height >= (presenting.isOn ? 22 : 14);

/** Width and height of a tile, so that a matrix is about as large as the room for it: wider than high where that gives numbers room. */
function tileSize(rows, columns, room) {
  const most = presenting.isOn ? 180 : 96;
  const height = clamp(Math.floor(Math.min(room.height / rows, room.width / columns)), 7, most);
  const width = clamp(Math.floor(room.width / columns), height, Math.min(most, Math.floor(1.7 * height)));
  return hasNumbers({ width, height }) ? { width, height } : { width: height, height };
}

/** The least and the greatest finite value. */
function rangeOf(values) {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return { least, greatest };
}

const knownRanges = new WeakMap();

/** The ends of the range of a whole map, found once. */
function rangeEnds(plane) {
  const key = plane.buffer;
  if (!knownRanges.has(key)) knownRanges.set(key, new Map());
  const known = knownRanges.get(key);
  if (!known.has(plane.byteOffset)) {
    const { least, greatest } = rangeOf(plane);
    known.set(plane.byteOffset, [least, greatest]);
  }
  return known.get(plane.byteOffset);
}

/** The colours of values from a least to a greatest one, or about zero; a constant is grey. */
function tileColours({ least, greatest }, isSigned) {
  const odd = [128, 128, 128];
  if (isSigned) {
    const reach = Math.max(Math.abs(least), Math.abs(greatest)) || 1;
    return (value) => (Number.isFinite(value) ? signedColour(value / reach) : odd);
  }
  if (!(greatest > least)) return () => odd;
  return (value) => (Number.isFinite(value) ? greyColour((value - least) / (greatest - least)) : odd);
}

/** Draws on a canvas at the resolution of the screen. */
function sharpCanvas(width, height, properties) {
  const scale = window.devicePixelRatio || 1;
  const canvas = element('canvas', { width: Math.round(width * scale), height: Math.round(height * scale), ...properties });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context.scale(scale, scale);
  return { canvas, context };
}

/**
 * One matrix. The marked tile has a frame, tiles outside the map are hatched.
 * hover is called with the index of a tile, or -1.
 */
function tileMatrix({ rows, columns, values, range = rangeOf(values), isSigned, isOutside, marked = -1, label, hover, chosen, unit = 1, room = { width: 230, height: 230 } }) {
  const { width, height } = tileSize(rows, columns, room);
  const { canvas, context } = sharpCanvas(columns * width, rows * height, { role: 'img', 'aria-label': label, class: 'tiles' });
  const colours = tileColours(range, isSigned);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const [smallest, largest] = presenting.isOn ? [18, 32] : [10, 20];
  context.font = `${clamp(Math.round(Math.min(width * 0.26, height * 0.6)), smallest, largest)}px ui-monospace, "DejaVu Sans Mono", monospace`;
  const written = hasNumbers({ width, height }) ? tileTexts(context, values, unit, width - 2) : null;
  canvas.dataset.unit = written ? written.unit : 1;
  values.forEach((value, index) => {
    const [left, top] = [(index % columns) * width, Math.floor(index / columns) * height];
    const colour = colours(value);
    context.fillStyle = `rgb(${colour})`;
    const gap = height > 12 ? 1 : 0;
    context.fillRect(left, top, width - gap, height - gap);
    if (isOutside && isOutside(index)) hatch(context, left, top, width, height);
    if (written) {
      context.fillStyle = inkOn(colour);
      context.fillText(written.texts[index], left + width / 2, top + height / 2);
    }
    if (index === marked) {
      context.strokeStyle = '#e8590c';
      context.lineWidth = 3;
      context.strokeRect(left + 1.5, top + 1.5, width - 4, height - 4);
    }
  });
  const tileAt = (event) => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / (box.width / columns));
    const row = Math.floor((event.clientY - box.top) / (box.height / rows));
    return row >= 0 && row < rows && column >= 0 && column < columns ? row * columns + column : -1;
  };
  if (chosen) canvas.addEventListener('click', (event) => { if (tileAt(event) >= 0) chosen(tileAt(event)); });
  if (hover) {
    canvas.addEventListener('mousemove', (event) => hover(tileAt(event)));
    canvas.addEventListener('mouseleave', () => hover(-1));
  }
  return canvas;
}

/** What numbers are told in, by the power of a thousand. */
const unitWords = { '-2': 'millionths', '-1': 'thousandths', 1: 'thousands', 2: 'millions', 3: 'billions' };

/** What stands below a matrix whose numbers are told in a unit. */
function captionIn(caption, unit) {
  const power = Math.round(Math.log10(unit) / 3);
  return power === 0 ? caption : caption.replace(/,|$/, (end) => ` in ${unitWords[power] || `units of 10^${3 * power}`}${end}`);
}

/** The greatest magnitude of finite values. */
function magnitudeOf(values) {
  const { least, greatest } = rangeOf(values);
  return Math.max(Math.abs(least), Math.abs(greatest));
}

/** What the numbers of a matrix are told in, so that few digits tell them: ones, thousandths, thousands or the like. */
function unitOf(values) {
  const largest = magnitudeOf(values);
  if (!Number.isFinite(largest) || largest === 0 || (largest >= 0.1 && largest < 1e5)) return 1;
  return largest >= 1e-4 && largest < 0.1 ? 1e-3 : 1000 ** Math.floor(Math.log10(largest) / 3);
}

/** The numbers of a matrix as texts that all fit a width, and the unit that they are in; null where there is none: a matrix with gaps says nothing. */
function tileTexts(context, values, wanted, width) {
  const largest = magnitudeOf(values);
  for (const unit of [wanted, wanted / 1000, wanted * 1000]) {
    const texts = Array.from(values, (value) => fittingText(context, value / unit, width, largest / unit));
    if (!texts.includes('')) return { texts, unit };
  }
  return null;
}

/** A number with so many digits, none of them before the point left out. */
const tileText = (value, digits) => numberText(value, Math.max(digits, Math.floor(Math.log10(Math.abs(value) || 1)) + 1));

/**
 * A number with as many digits as fit a width; empty if too few would. With fewer than two it is another number,
 * unless it is small beside the largest of its matrix, which is what it is seen beside.
 */
function fittingText(context, value, width, largest) {
  const share = Math.abs(value) / largest;
  const texts = [3, 2].map((digits) => tileText(value, digits));
  if (share < 0.01) texts.push(share < 0.001 ? '≈0' : tileText(value, 1));
  return texts.find((text) => context.measureText(text).width <= width) || '';
}

/** Lines across a tile that lies outside the map. */
function hatch(context, left, top, width, height) {
  context.save();
  context.beginPath();
  context.rect(left, top, width - 1, height - 1);
  context.clip();
  context.strokeStyle = 'rgba(128, 128, 128, 0.65)';
  context.lineWidth = 1;
  context.beginPath();
  for (let offset = -height; offset < width; offset += 6) {
    context.moveTo(left + offset, top + height);
    context.lineTo(left + offset + height, top);
  }
  context.stroke();
  context.restore();
}

/** Draws one map in grey, a pixel a value. */
function drawPlane(canvas, plane, shape) {
  canvas.width = shape[2];
  canvas.height = shape[1];
  const context = canvas.getContext('2d');
  const image = context.createImageData(shape[2], shape[1]);
  const colours = tileColours(rangeOf(plane), false);
  plane.forEach((value, place) => {
    const colour = Number.isFinite(value) ? colours(value) : [255, 0, 255];
    image.data.set([...colour, 255], 4 * place);
  });
  context.putImageData(image, 0, 0);
}

/** Draws an input as a picture: what was subtracted is added again, unknown ranges are stretched. */
function drawInput(canvas, network) {
  const { view } = network;
  const [channels, height, width] = network.inputShape;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  const order = channels === 3 ? (view && view.order === 'bgr' ? [2, 1, 0] : [0, 1, 2]) : [0, 0, 0];
  const levels = order.map((channel) => inputLevels(network, channel));
  for (let place = 0; place < width * height; place += 1) {
    for (let colour = 0; colour < 3; colour += 1) image.data[4 * place + colour] = levels[colour](place);
    image.data[4 * place + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/** The level, 0 to 255, of each place of a channel of the input. */
function inputLevels(network, channel) {
  const plane = network.inputPlanes[channel];
  const colours = tileColours(inputRange(network, channel), false);
  return (place) => colours(plane[place])[0];
}

/** What is black and white in a channel of the input: of samples their type's range, of tensors their own. */
function inputRange(network, channel) {
  if (!network.inputRanges) network.inputRanges = inputRanges(network);
  return network.inputRanges[channel];
}

function inputRanges(network) {
  const { view, sampleForm, inputPlanes } = network;
  const own = inputPlanes.map(rangeOf);
  if (!view) {
    const greatest = { bytes: 255, words: 65535 }[sampleForm];
    return greatest ? own.map(() => ({ least: 0, greatest })) : own;
  }
  const ends = own.flatMap(({ least, greatest }, channel) => [least, greatest].map((value) => stageOf(view, channel).sampleOf(value)));
  // A tensor skips the input stage: its numbers are no samples.
  const isPicture = Math.min(...ends) > -1 && Math.max(...ends) < 256 && !(Math.max(...ends) > 0 && Math.max(...ends) <= 1);
  if (!isPicture) return own;
  return own.map((_, channel) => ({ least: stageOf(view, channel).valueOf(0), greatest: stageOf(view, channel).valueOf(255) }));
}

/** What a channel's mean and scale are, and what they make of a sample, and back. */
function stageOf(view, channel) {
  const [mean, scale] = [view.mean ? view.mean[channel % view.mean.length] : 0, view.scale[channel % view.scale.length] || 1];
  return {
    mean, scale,
    sampleOf: (value) => (view.scalesFirst ? (value + mean) / scale : value / scale + mean),
    valueOf: (sample) => (view.scalesFirst ? sample * scale - mean : (sample - mean) * scale),
  };
}

/** How a value of the input was made of a sample, as 63 − 104 = −41; null if nothing was done or nobody knows. */
function sampleText({ view }, channel, value) {
  if (!view) return null;
  const { mean, scale, sampleOf } = stageOf(view, channel);
  const minus = mean ? ` − ${numberText(mean)}` : '';
  const times = scale === 1 ? '' : ` × ${numberText(scale)}`;
  if (!minus && !times) return null;
  const sample = numberText(sampleOf(value));
  const sum = view.scalesFirst || !times || !minus ? `${sample}${view.scalesFirst ? times + minus : minus + times}` : `(${sample}${minus})${times}`;
  return `${sum} = ${numberText(value)}`;
}
