'use strict';

// Where sliding windows lie, with the sizes and borders of the program that made the maps.

/** The windows along one axis: output o reads from o * stride - before on, every dilation-th place. */
function windowAxis({ count, weights, stride, dilation = 1, before = 0, after = 0, isSame = false, isLower = false, roundsUp = false }) {
  const extent = (weights - 1) * dilation + 1;
  if (isSame) {
    const total = Math.max(0, (Math.ceil(count / stride) - 1) * stride + extent - count);
    before = isLower ? Math.ceil(total / 2) : Math.floor(total / 2);
    after = total - before;
  }
  const room = count + before + after - extent;
  let outputs = 0;
  if (room >= 0) {
    const quotient = Math.floor(room / stride);
    const isHanging = roundsUp && room % stride > 0 && (quotient + 1) * stride < count + before;
    outputs = quotient + (isHanging ? 2 : 1);
  } else if (roundsUp && room > -stride) {
    outputs = 1;
  }
  return { count, weights, stride, dilation, before, after, extent, outputs };
}

/** Maps with their padding around them, so that every window lies inside. */
function padded(plane, { y, x }) {
  const columns = Math.max((x.outputs - 1) * x.stride + x.extent, x.before + x.count);
  const rows = Math.max((y.outputs - 1) * y.stride + y.extent, y.before + y.count);
  if (rows === y.count && columns === x.count && y.before === 0 && x.before === 0) return { values: plane, columns };
  const values = new Float32Array(rows * columns);
  const [skippedY, skippedX] = [Math.max(0, -y.before), Math.max(0, -x.before)];
  for (let row = skippedY; row < y.count; row += 1) {
    values.set(plane.subarray(row * x.count + skippedX, (row + 1) * x.count), (row + y.before) * columns + Math.max(0, x.before));
  }
  return { values, columns };
}

/** Adds the products of all maps under every window to sums, four weights at a time. */
function addPaddedProducts(sums, planes, { y, x }, weights) {
  const { columns } = planes[0];
  const taps = [];
  planes.forEach(({ values }, index) => {
    for (let i = 0; i < y.weights; i += 1) {
      for (let j = 0; j < x.weights; j += 1) {
        taps.push({
          values, offset: i * y.dilation * columns + j * x.dilation, weight: weights[(index * y.weights + i) * x.weights + j],
        });
      }
    }
  });
  const nothing = { values: taps.length % 4 ? new Float32Array(planes[0].values.length) : null, offset: 0, weight: 0 };
  while (taps.length % 4) taps.push(nothing);
  for (let tap = 0; tap < taps.length; tap += 4) {
    const [a, b, c, d] = [taps[tap], taps[tap + 1], taps[tap + 2], taps[tap + 3]];
    addFour(
      sums, y.outputs, x.outputs, y.stride * columns, x.stride, a.values, a.offset, a.weight, b.values, b.offset, b.weight,
      c.values, c.offset, c.weight, d.values, d.offset, d.weight);
  }
}

/** The loop of it, with everything in variables of its own: half as fast again. */
function addFour(sums, rows, columns, pitch, stride, a, offsetA, weightA, b, offsetB, weightB, c, offsetC, weightC, d, offsetD, weightD) {
  for (let row = 0, output = 0; row < rows; row += 1) {
    let place = row * pitch;
    for (let column = 0; column < columns; column += 1, output += 1, place += stride) {
      sums[output] += weightA * a[place + offsetA] + weightB * b[place + offsetB] + weightC * c[place + offsetC] + weightD * d[place + offsetD];
    }
  }
}

/** Rows and columns of a layer's windows. */
function layerWindows(step, shape, rows, columns) {
  const isLower = step.padding === 'lower';
  const isSame = isLower || !step.padding;
  const [top, left, bottom, right] = isSame ? [0, 0, 0, 0] : step.padding;
  const common = { isSame, isLower, roundsUp: step.roundsUp };
  const [strideY, strideX] = step.stride;
  const [dilationY, dilationX] = step.dilation || [1, 1];
  return {
    y: windowAxis({ ...common, count: shape[1], weights: rows, stride: strideY, dilation: dilationY, before: top, after: bottom }),
    x: windowAxis({ ...common, count: shape[2], weights: columns, stride: strideX, dilation: dilationX, before: left, after: right }),
  };
}

/** Rows and columns of a kernel's windows, which an anchor and a border decide. */
function kernelWindows(step, shape, kernel) {
  if (step.border === 'zeros') return layerWindows(step, shape, kernel.height, kernel.width);
  const axis = (index, weights) => {
    const dilation = step.dilation[index];
    const reach = (weights - 1) * dilation;
    const before = { same: kernel.anchor[index] * dilation, valid: 0, full: reach }[step.positions];
    const padding = { same: reach, valid: 0, full: 2 * reach }[step.positions];
    return windowAxis({
      count: shape[1 + index], weights, stride: step.stride[index], dilation, before, after: padding - before,
    });
  };
  return { y: axis(0, kernel.height), x: axis(1, kernel.width) };
}

/** The place inside that stands for one outside; -1 where a constant stands instead. */
function borderIndex(border, position, count) {
  if (position >= 0 && position < count) return position;
  const modulo = (divisor) => ((position % divisor) + divisor) % divisor;
  switch (border) {
    case 'replicate': return position < 0 ? 0 : count - 1;
    case 'wrap': return modulo(count);
    case 'symmetric': {
      const phase = modulo(2 * count);
      return Math.min(phase, 2 * count - 1 - phase);
    }
    case 'reflect101': {
      if (count === 1) return 0;
      const phase = modulo(2 * count - 2);
      return Math.min(phase, 2 * count - 2 - phase);
    }
    default: return -1;
  }
}

/** The places of the values under one window, row by row; -1 stands for a constant outside. */
function placesUnder(axes, row, column, width, border = 'zeros') {
  const { y, x } = axes;
  const places = new Int32Array(y.weights * x.weights);
  let index = 0;
  for (let i = 0; i < y.weights; i += 1) {
    const line = borderIndex(border, row * y.stride - y.before + i * y.dilation, y.count);
    for (let j = 0; j < x.weights; j += 1) {
      const place = borderIndex(border, column * x.stride - x.before + j * x.dilation, x.count);
      places[index] = line < 0 || place < 0 ? -1 : line * width + place;
      index += 1;
    }
  }
  return places;
}

/** The rectangle of one window, which may reach outside. */
function windowRectangle({ y, x }, row, column) {
  return {
    top: row * y.stride - y.before, left: column * x.stride - x.before, height: y.extent, width: x.extent,
  };
}
