'use strict';

// A picture filtered as 'lenslet filter' does it, sample for sample.

/** A map with its border around it, so that every window of a kernel lies inside. */
function borderedPlane(plane, { y, x }, border, outside) {
  const [rows, columns] = [y.outputs + y.extent - 1, x.outputs + x.extent - 1];
  const across = Int32Array.from({ length: columns }, (_, column) => borderIndex(border, column - x.before, x.count));
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const line = borderIndex(border, row - y.before, y.count);
    for (let column = 0; column < columns; column += 1) {
      values[row * columns + column] = line < 0 || across[column] < 0 ? outside : plane[line * x.count + across[column]];
    }
  }
  return { values, columns };
}

/** The maps of a picture with their border; those of the last kernels are kept. */
function borderedPlanes(network, axes, border, outside) {
  const key = [border, outside, axes.y.extent, axes.y.before, axes.x.extent, axes.x.before].join(' ');
  if (!network.bordered) network.bordered = new Map();
  if (!network.bordered.has(key)) {
    if (network.bordered.size >= 4) network.bordered.clear();
    network.bordered.set(key, network.inputPlanes.map((plane) => borderedPlane(plane, axes, border, outside)));
  }
  return network.bordered.get(key);
}

/** The results of a bank on each channel, before they become samples. */
function filteredPlanes(network, step) {
  const shape = network.inputShape;
  const unit = sampleUnit(network);
  return network.inputPlanes.map((_, channel) => {
    const results = step.kernels.map((kernel) => {
      const axes = kernelWindows(step, shape, kernel);
      const sums = new Float64Array(axes.y.outputs * axes.x.outputs);
      addPaddedProducts(sums, [borderedPlanes(network, axes, step.border, (step.borderValue || 0) * unit)[channel]], axes, numbersOf(kernel, 'weights'));
      const [result, offset] = [new Float32Array(sums.length), kernel.offset * unit];
      for (let place = 0; place < result.length; place += 1) result[place] = sums[place] * kernel.scale + offset;
      return result;
    });
    return results.length === 1 ? results[0]
      : results[0].map((_unused, place) => StepKinds.bank.combine(step, results.map((result) => result[place])));
  });
}

/** What becomes black and white: of whole samples, or of all results. */
function blackAndWhite(range, planes, largest) {
  const middle = largest === 255 ? 128 : 32768;
  if (range === 'offset') return { black: -middle, factor: 1 };
  if (range === 'clamp' || range === 'abs') return { black: 0, factor: 1 };
  let [least, greatest] = [Infinity, -Infinity];
  for (const plane of planes) {
    const own = rangeOf(plane);
    [least, greatest] = [Math.min(least, own.least), Math.max(greatest, own.greatest)];
  }
  if (range === 'minmax') return { black: least, factor: greatest > least ? Math.fround(largest / Math.fround(greatest - least)) : 0 };
  const reach = Math.max(Math.abs(least), Math.abs(greatest));
  if (reach === 0) return { black: -largest / 2, factor: 1 };
  const factor = new Float32Array([largest / Math.fround(2 * reach)]);
  // The quotient may be rounded down; zero is still to be mid-grey, which is rounded up.
  if (Math.fround(reach * factor[0]) < largest / 2) new Uint32Array(factor.buffer)[0] += 1;
  return { black: -reach, factor: factor[0] };
}

/** Results as samples: rounded, halves to the even one, and cut off. */
function samplesOf(planes, range, largest) {
  const { black, factor } = blackAndWhite(range, planes, largest);
  const isMagnitude = range === 'abs';
  return planes.map((plane) => {
    const samples = new Uint16Array(plane.length);
    for (let place = 0; place < plane.length; place += 1) {
      const value = isMagnitude ? Math.abs(plane[place]) : plane[place];
      const position = Math.fround(Math.fround(value - black) * factor);
      const floor = Math.floor(position);
      const rest = position - floor;
      const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
      samples[place] = rounded < 0 ? 0 : rounded > largest ? largest : rounded;
    }
    return samples;
  });
}

/** One or three planes of samples as the pixels of a canvas. */
function pixelsOf(planes, width, height, largest) {
  const image = new ImageData(width, height);
  const { data } = image;
  const step = largest === 255 ? 1 : 257;
  const colours = planes.length === 3 ? planes : [planes[0], planes[0], planes[0]];
  for (let place = 0, at = 0; place < width * height; place += 1, at += 4) {
    data[at] = colours[0][place] / step;
    data[at + 1] = colours[1][place] / step;
    data[at + 2] = colours[2][place] / step;
    data[at + 3] = 255;
  }
  return image;
}
