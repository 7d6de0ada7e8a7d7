'use strict';

// Steps with windows over rows and columns: convolutions, whole maps, normalisation over neighbours.

/** The extents of the weights of a convolution: maps out, maps in of a group, rows, columns. */
const weightsShape = ({ shape }) => (shape.length === 3 ? [shape[0], shape[1], 1, shape[2]] : shape);

StepKinds.convolution = {
  axes: (step, shape) => layerWindows(step, shape, weightsShape(step)[2], weightsShape(step)[3]),
  refuses: (step) => (step.weights ? null : 'its weights are computed'),
  plane: (network, number, channel) => {
    const step = network.steps[number];
    const axes = StepKinds.convolution.axes(step, network.shape(step.from));
    const { first, count, area, weights, bias } = learned(step, channel);
    const sums = new Float64Array(axes.y.outputs * axes.x.outputs).fill(bias);
    const start = channel * count * area;
    addPaddedProducts(sums, network.paddedPlanes(number, axes, first, count), axes, weights.subarray(start, start + count * area));
    return Float32Array.from(sums);
  },
  explain: (network, number, channel, row, column) => {
    const step = network.steps[number];
    const shape = network.shape(step.from);
    const axes = StepKinds.convolution.axes(step, shape);
    const { first, count, area, weights, bias } = learned(step, channel);
    const places = placesUnder(axes, row, column, shape[2]);
    const start = channel * count * area;
    const part = { title: null, start: bias, startName: 'bias', sum: 0, blocks: [] };
    if (area === 1 && count > 3 && places[0] >= 0) {
      const planes = Array.from({ length: count }, (_, index) => network.plane(step.from, first + index));
      part.terms = termsOf(network, step.from, count, {
        valueAt: (index) => planes[index][places[0]], weightAt: (index) => weights[start + index],
        placeOf: (index) => (first + index) * shape[1] * shape[2] + places[0],
      });
      part.sum = part.terms.sum;
    } else {
      const [, , rows, columns] = weightsShape(step);
      part.blocks = Array.from({ length: count }, (_, index) => block(
        network, step.from, first + index, rows, columns, places, weights.subarray(start + index * area, start + (index + 1) * area)));
      part.sum = part.blocks.reduce((sum, made) => sum + made.sum, 0);
    }
    part.result = Math.fround(part.sum + bias);
    return { step: number, channel, row, column, value: part.result, window: windowRectangle(axes, row, column), note: null, parts: [part] };
  },
};

// The weights are standardised first: those of each map less their mean, divided by their deviation.
StepKinds.standardisedConvolution = {
  ...StepKinds.convolution,
  explain: (...place) => ({
    ...StepKinds.convolution.explain(...place), note: 'the weights are standardised: those of a map less their mean, divided by their deviation',
  }),
};

/** The weights of a standardised convolution as they are used, made once. */
function standardisedWeights(step) {
  const key = 'standardised weights';
  if (!(key in step)) {
    const weights = Float32Array.from(numbersOf(step, 'weights'));
    const size = weights.length / step.shape[0];
    for (let first = 0; first < weights.length; first += size) {
      const own = weights.subarray(first, first + size);
      const { mean, deviation } = standardOf(own, step.epsilon);
      own.set(own.map((weight) => (weight - mean) / deviation));
    }
    Object.defineProperty(step, key, { value: weights, enumerable: false });
  }
  return step[key];
}

/** The weights that make one map. */
function learned(step, channel) {
  const bias = step.bias ? numbersOf(step, 'bias') : null;
  const [channels, count, rows, columns] = weightsShape(step);
  return {
    first: Math.floor(channel / (channels / step.groups)) * count, count, area: rows * columns,
    weights: step.kind === 'standardisedConvolution' ? standardisedWeights(step) : numbersOf(step, 'weights'),
    bias: bias ? bias[channel] : 0,
  };
}

StepKinds.globalAverage = {
  axes: () => 'all',
  plane: (network, number, channel) => {
    const source = network.plane(network.steps[number].from, channel);
    let sum = 0;
    for (const value of source) sum += value;
    return Float32Array.of(sum / source.length);
  },
  explain: (network, number, channel) => {
    const { from } = network.steps[number];
    const shape = network.shape(from);
    const count = shape[1] * shape[2];
    const value = network.plane(number, channel)[0];
    const parts = [];
    const isLargest = network.steps[number].kind === 'globalMaxPool';
    const name = { globalMaxPool: 'largest', globalLpPool: 'norm' }[network.steps[number].kind] || 'mean';
    const note = `the ${name} of all ${count} values of the map`;
    if (count <= 4096) {
      const made = block(network, from, channel, shape[1], shape[2], Int32Array.from({ length: count }, (_, place) => place), null);
      if (isLargest) made.marked = made.values.indexOf(value);
      parts.push({ title: null, start: 0, sum: made.sum, result: value, blocks: [made] });
    }
    return {
      step: number, channel, row: 0, column: 0, value, parts, note: parts.length ? note : `${note}, too many to show`,
      window: { top: 0, left: 0, height: shape[1], width: shape[2] },
    };
  },
};

StepKinds.globalLpPool = {
  ...StepKinds.globalAverage,
  plane: (network, number, channel) => {
    const step = network.steps[number];
    return Float32Array.of(normOf(network.plane(step.from, channel), step.power));
  },
};

StepKinds.globalMaxPool = {
  ...StepKinds.globalAverage,
  plane: (network, number, channel) => Float32Array.of(
    network.plane(network.steps[number].from, channel).reduce((left, right) => Math.max(left, right), -Infinity)),
};

StepKinds.lrn = {
  axes: () => null,
  neighbours: (step, channel, channels) => {
    const first = Math.max(0, channel - Math.floor((step.size - 1) / 2));
    const last = Math.min(channels - 1, channel + Math.floor(step.size / 2));
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  },
  plane: (network, number, channel) => {
    const step = network.steps[number];
    const values = network.plane(step.from, channel);
    const sums = new Float64Array(values.length);
    for (const neighbour of StepKinds.lrn.neighbours(step, channel, network.shape(step.from)[0])) {
      const plane = network.plane(step.from, neighbour);
      for (let place = 0; place < sums.length; place += 1) sums[place] += plane[place] * plane[place];
    }
    return values.map((value, place) => value / (step.k + (step.alpha / step.size) * sums[place]) ** step.beta);
  },
  explain: (network, number, channel, row, column) => {
    const step = network.steps[number];
    const shape = network.shape(step.from);
    const place = row * shape[2] + column;
    const neighbours = StepKinds.lrn.neighbours(step, channel, shape[0]);
    const values = Float64Array.from(neighbours, (neighbour) => network.plane(step.from, neighbour)[place]);
    const products = values.map((value) => value * value);
    const sum = products.reduce((total, product) => total + product, 0);
    const own = network.plane(step.from, channel)[place];
    const divisor = (step.k + (step.alpha / step.size) * sum) ** step.beta;
    const value = Math.fround(own / divisor);
    const made = {
      from: step.from, channel, rows: 1, columns: neighbours.length, places: neighbours.map(() => place), values, weights: values, products,
      sum, marked: neighbours.indexOf(channel), title: `maps ${neighbours[0]} to ${neighbours[neighbours.length - 1]} at this place`,
      firstChannel: neighbours[0], isAcrossMaps: true,
    };
    return {
      step: number, channel, row, column, value, window: { top: row, left: column, height: 1, width: 1 },
      note: `${numberText(own)} / (${numberText(step.k)} + ${numberText(step.alpha)} / ${step.size} × ${numberText(sum)})`
        + `^${numberText(step.beta)} = ${numberText(own)} / ${numberText(divisor, 6)}`,
      parts: [{ title: null, start: 0, sum, result: value, blocks: [made], sumName: 'sum of squares' }],
    };
  },
};
