'use strict';

// Kernels from kernel files: each map alone or all together, joined to one result where the bank says so.

StepKinds.bank = {
  shape: (step, shape) => {
    const { y, x } = kernelWindows(step, shape, step.kernels[0]);
    const results = step.combination ? 1 : step.kernels.length;
    return [results * (step.kernels[0].channels === 1 ? shape[0] : 1), y.outputs, x.outputs];
  },
  axes: (step, shape) => {
    // The window that covers those of all kernels.
    const all = step.kernels.map((kernel) => kernelWindows(step, shape, kernel));
    const cover = (axes) => {
      const before = Math.max(...axes.map((axis) => axis.before));
      const extent = Math.max(...axes.map((axis) => axis.extent - axis.before)) + before;
      return { ...axes[0], before, extent };
    };
    return { y: cover(all.map(({ y }) => y)), x: cover(all.map(({ x }) => x)) };
  },
  /** The kernels that make a map, and the map that each is applied to. */
  applied: (step, shape, channel) => {
    const isSingle = step.kernels[0].channels === 1;
    const maps = isSingle ? shape[0] : 1;
    const kernels = step.combination ? step.kernels : [step.kernels[Math.floor(channel / maps)]];
    return { kernels, first: isSingle ? channel % maps : 0 };
  },
  combine: (step, results) => {
    switch (step.combination) {
      case 'magnitude': return Math.sqrt(results.reduce((sum, result) => sum + result * result, 0));
      case 'max': return Math.max(...results);
      case 'sum': return results.reduce((sum, result) => sum + result, 0);
      default: return results[0];
    }
  },
  plane: (network, number, channel) => {
    const step = network.steps[number];
    const shape = network.shape(step.from);
    const { kernels, first } = StepKinds.bank.applied(step, shape, channel);
    const unit = sampleUnit(network);
    const planes = kernels.map((kernel) => {
      const axes = kernelWindows(step, shape, kernel);
      const weights = numbersOf(kernel, 'weights');
      const sums = new Float64Array(axes.y.outputs * axes.x.outputs);
      for (let index = 0; index < kernel.channels; index += 1) {
        const source = network.plane(step.from, first + index);
        if (step.border === 'zeros') addProducts(sums, source, shape[2], axes, weights, index * kernel.height * kernel.width);
        else addBordered(sums, source, shape[2], axes, step, unit, weights, index * kernel.height * kernel.width);
      }
      return Float32Array.from(sums, (sum) => sum * kernel.scale + kernel.offset * unit);
    });
    if (!step.combination) return planes[0];
    return planes[0].map((_, place) => StepKinds.bank.combine(step, planes.map((plane) => plane[place])));
  },
  explain: (network, number, channel, row, column) => {
    const step = network.steps[number];
    const shape = network.shape(step.from);
    const { kernels, first } = StepKinds.bank.applied(step, shape, channel);
    const unit = sampleUnit(network);
    const parts = kernels.map((kernel, order) => {
      const axes = kernelWindows(step, shape, kernel);
      const area = kernel.height * kernel.width;
      const places = placesUnder(axes, row, column, shape[2], step.border);
      const weights = numbersOf(kernel, 'weights');
      const blocks = Array.from({ length: kernel.channels }, (_, index) => block(
        network, step.from, first + index, kernel.height, kernel.width, places,
        weights.subarray(index * area, (index + 1) * area), (step.borderValue || 0) * unit));
      const sum = blocks.reduce((total, made) => total + made.sum, 0);
      const [scale, start] = [kernel.scale, kernel.offset * unit];
      return {
        title: kernels.length > 1 ? `kernel ${order + 1} of ${kernels.length}` : null,
        blocks, sum, scale, start, startName: 'offset', result: Math.fround(sum * scale + start),
      };
    });
    const value = Math.fround(StepKinds.bank.combine(step, parts.map(({ result }) => result)));
    const names = { magnitude: 'the root of the sum of squares', max: 'the largest', sum: 'the sum' };
    const results = parts.map(({ result }) => numberText(result)).join(', ');
    return {
      step: number, channel, row, column, value, parts,
      note: step.combination ? `${names[step.combination]} of ${results} = ${numberText(value)}` : null,
      window: windowRectangle(StepKinds.bank.axes(step, shape), row, column),
    };
  },
};

/** What a unit of an 8-bit sample is worth in the samples of the input. */
const sampleUnit = (network) => (network.sampleForm === 'words' ? 257 : 1);

/** Adds the products of one channel under every window to sums. */
function addProducts(sums, source, width, axes, weights, first) {
  const { y, x } = axes;
  const columns = x.outputs;
  for (let i = 0; i < y.weights; i += 1) {
    for (let j = 0; j < x.weights; j += 1) {
      const weight = weights[first + i * x.weights + j];
      if (weight === 0) continue;
      for (let row = 0; row < y.outputs; row += 1) {
        const line = row * y.stride - y.before + i * y.dilation;
        if (line < 0 || line >= y.count) continue;
        const base = line * width - x.before + j * x.dilation;
        const start = Math.max(0, Math.ceil((x.before - j * x.dilation) / x.stride));
        for (let column = start; column < columns; column += 1) {
          const place = column * x.stride - x.before + j * x.dilation;
          if (place >= x.count) break;
          sums[row * columns + column] += weight * source[base + column * x.stride];
        }
      }
    }
  }
}

/** Adds the products of one map under every window, with a border around the map. */
function addBordered(sums, source, width, { y, x }, step, unit, weights, first) {
  const outside = (step.borderValue || 0) * unit;
  const columns = Array.from({ length: x.weights }, (_, j) => Int32Array.from({ length: x.outputs },
    (_unused, column) => borderIndex(step.border, column * x.stride - x.before + j * x.dilation, x.count)));
  for (let row = 0; row < y.outputs; row += 1) {
    for (let i = 0; i < y.weights; i += 1) {
      const line = borderIndex(step.border, row * y.stride - y.before + i * y.dilation, y.count);
      for (let j = 0; j < x.weights; j += 1) {
        const weight = weights[first + i * x.weights + j];
        if (weight === 0) continue;
        const places = columns[j];
        for (let column = 0; column < x.outputs; column += 1) {
          const place = places[column];
          sums[row * x.outputs + column] += weight * (line < 0 || place < 0 ? outside : source[line * width + place]);
        }
      }
    }
  }
}

/** How a result becomes a sample of the picture that was written: the mapping, and the sample. */
function writtenSample(step, maps, value, form) {
  if (!step.range || maps.black === undefined || maps.black === null) return null;
  const largest = form === 'words' ? 65535 : 255;
  const [black, white] = [Number(maps.black), Number(maps.white)];
  const magnitude = step.range === 'abs' ? Math.abs(value) : value;
  const position = white > black ? ((magnitude - black) / (white - black)) * largest : 0;
  const names = {
    abs: 'without sign', offset: 'zero becomes mid-grey', minmax: 'stretched', symmetric: 'stretched about zero',
  };
  if (step.isLinear) return { text: [names[step.range], 'then encoded again'].filter(Boolean).join(', '), sample: null };
  const floor = Math.floor(position);
  const rest = position - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
  const end = rounded < 0 ? 'cut off at black' : rounded > largest ? 'cut off at white' : 'rounded';
  const name = names[step.range] ? `${names[step.range]}: ` : '';
  return { text: `${name}${numberText(position, 6)}, ${end}`, sample: clamp(rounded, 0, largest) };
}
