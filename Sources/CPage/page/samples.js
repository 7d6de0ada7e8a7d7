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

/** Adds the products of four weights to a row of sums: a loop with everything in variables of its own. */
function addFourToRow(sums, values, a, weightA, b, weightB, c, weightC, d, weightD) {
  for (let column = 0; column < sums.length; column += 1) {
    sums[column] += weightA * values[a + column] + weightB * values[b + column] + weightC * values[c + column] + weightD * values[d + column];
  }
}

/** The same for eight: a third less time for large kernels. */
function addEightToRow(sums, values, a, weightA, b, weightB, c, weightC, d, weightD, e, weightE, f, weightF, g, weightG, h, weightH) {
  for (let column = 0; column < sums.length; column += 1) {
    sums[column] += weightA * values[a + column] + weightB * values[b + column] + weightC * values[c + column] + weightD * values[d + column]
      + weightE * values[e + column] + weightF * values[f + column] + weightG * values[g + column] + weightH * values[h + column];
  }
}

/** The weights of a kernel that are not zero, four at a time, with their places in a bordered map. */
function kernelTaps(kernel, columns) {
  const weights = numbersOf(kernel, 'weights');
  const taps = [...weights.keys()].filter((index) => weights[index] !== 0).map((index) => ({
    weight: weights[index], offset: Math.floor(index / kernel.width) * columns + (index % kernel.width),
  }));
  while (taps.length % 4) taps.push({ weight: 0, offset: 0 });
  return Array.from({ length: taps.length / 4 }, (_, group) => taps.slice(4 * group, 4 * group + 4));
}

/** Gives each row of results of a bank on a channel, before they become samples; a row is good until the next one. */
function eachFilteredRow(network, step, channel, take) {
  const shape = network.inputShape;
  const unit = sampleUnit(network);
  const [, rows, columns] = shape;
  const kernels = step.kernels.map((kernel) => {
    const bordered = borderedPlanes(network, kernelWindows(step, shape, kernel), step.border, (step.borderValue || 0) * unit)[channel];
    return { ...bordered, taps: kernelTaps(kernel, bordered.columns), scale: kernel.scale, offset: kernel.offset * unit, result: new Float32Array(columns) };
  });
  const sums = new Float64Array(columns);
  for (let row = 0; row < rows; row += 1) {
    for (const { values, columns: pitch, taps, scale, offset, result } of kernels) {
      sums.fill(0);
      const base = row * pitch;
      let index = 0;
      for (; index + 1 < taps.length; index += 2) {
        const [[a, b, c, d], [e, f, g, h]] = [taps[index], taps[index + 1]];
        addEightToRow(
          sums, values, base + a.offset, a.weight, base + b.offset, b.weight, base + c.offset, c.weight, base + d.offset, d.weight,
          base + e.offset, e.weight, base + f.offset, f.weight, base + g.offset, g.weight, base + h.offset, h.weight);
      }
      if (index < taps.length) {
        const [a, b, c, d] = taps[index];
        addFourToRow(sums, values, base + a.offset, a.weight, base + b.offset, b.weight, base + c.offset, c.weight, base + d.offset, d.weight);
      }
      for (let column = 0; column < columns; column += 1) result[column] = sums[column] * scale + offset;
    }
    take(kernels.length === 1 ? kernels[0].result : combinedRow(step, kernels.map(({ result }) => result)), row);
  }
}

/** Rows of several kernels as the bank joins them. */
function combinedRow(step, rows) {
  return rows[0].map((_, column) => StepKinds.bank.combine(step, rows.map((row) => row[column])));
}

/** Whether what becomes black depends on all results. */
const isStretched = (range) => range === 'minmax' || range === 'symmetric';

/** The samples that a bank makes of a picture. */
function filteredSamples(network, step, largest) {
  const [, rows, columns] = network.inputShape;
  const samples = network.inputPlanes.map(() => new Uint16Array(rows * columns));
  if (isStretched(step.range)) {
    const planes = samples.map((_, channel) => {
      const plane = new Float32Array(rows * columns);
      eachFilteredRow(network, step, channel, (result, row) => plane.set(result, row * columns));
      return plane;
    });
    const ends = blackAndWhite(step.range, planes, largest);
    samples.forEach((made, channel) => addSamples(made, 0, planes[channel], ends, step.range, largest));
  } else {
    const ends = blackAndWhite(step.range, [], largest);
    samples.forEach((made, channel) => eachFilteredRow(network, step, channel, (result, row) => addSamples(made, row * columns, result, ends, step.range, largest)));
  }
  return samples;
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

/** Results as samples from a place on: rounded, halves to the even one, and cut off. */
function addSamples(samples, start, results, { black, factor }, range, largest) {
  const isMagnitude = range === 'abs';
  for (let place = 0; place < results.length; place += 1) {
    const value = isMagnitude ? Math.abs(results[place]) : results[place];
    const position = Math.fround(Math.fround(value - black) * factor);
    // What is cut off is not rounded.
    if (!(position > 0)) continue;
    if (position >= largest) {
      samples[start + place] = largest;
      continue;
    }
    const floor = Math.floor(position);
    const rest = position - floor;
    samples[start + place] = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
  }
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
