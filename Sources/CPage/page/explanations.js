'use strict';

// Steps with windows: convolutions, pooling, normalisation over neighbouring maps.

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

/** The weights that make one map. */
function learned(step, channel) {
  const bias = step.bias ? numbersOf(step, 'bias') : null;
  const [channels, count, rows, columns] = weightsShape(step);
  return {
    first: Math.floor(channel / (channels / step.groups)) * count, count, area: rows * columns,
    weights: numbersOf(step, 'weights'), bias: bias ? bias[channel] : 0,
  };
}

/** A step whose windows are told for any number of dimensions, as one of two. */
function planar(step) {
  if (step.stride) return step;
  const padding = { same: undefined, lower: 'lower' };
  return {
    ...step, stride: step.strides || [1, 1], dilation: step.dilations || [1, 1],
    padding: typeof step.pads === 'string' ? padding[step.pads] : step.pads && step.pads.length ? step.pads : [0, 0, 0, 0],
  };
}

/** Pooling: a window of one map becomes one value. */
function poolingStep(reduce) {
  const kind = {
    axes: (step, shape) => layerWindows(planar(step), shape, step.shape[0], step.shape[1]),
    refuses: (step) => (step.shape.length === 2 ? null : 'its windows have more or fewer than two dimensions'),
    plane: (network, number, channel) => {
      const step = network.steps[number];
      const shape = network.shape(step.from);
      const axes = kind.axes(step, shape);
      const source = network.plane(step.from, channel);
      const result = new Float32Array(axes.y.outputs * axes.x.outputs);
      for (let row = 0; row < axes.y.outputs; row += 1) {
        for (let column = 0; column < axes.x.outputs; column += 1) {
          const places = placesUnder(axes, row, column, shape[2]);
          const values = Float64Array.from(places, (place) => (place < 0 ? NaN : source[place]));
          result[row * axes.x.outputs + column] = reduce(step, places, values, axes, row, column).value;
        }
      }
      return result;
    },
    explain: (network, number, channel, row, column) => {
      const step = network.steps[number];
      const shape = network.shape(step.from);
      const axes = kind.axes(step, shape);
      const places = placesUnder(axes, row, column, shape[2]);
      const made = block(network, step.from, channel, step.shape[0], step.shape[1], places, null, NaN);
      const { value, marked, note } = reduce(step, places, made.values, axes, row, column);
      made.marked = marked;
      const result = Math.fround(value);
      return {
        step: number, channel, row, column, value: result, note, window: windowRectangle(axes, row, column),
        parts: [{ title: null, start: 0, sum: made.sum, result, blocks: [made] }],
      };
    },
  };
  return kind;
}

StepKinds.max = poolingStep((step, places, values) => {
  let marked = -1;
  places.forEach((place, index) => {
    if (place < 0 || (marked >= 0 && Number.isNaN(values[marked]))) return;
    if (marked < 0 || values[index] > values[marked] || Number.isNaN(values[index])) marked = index;
  });
  const value = marked < 0 ? -Infinity : values[marked];
  return { value, marked, note: `the largest under the window is ${numberText(value)}` };
});

StepKinds.average = poolingStep((step, places, values, axes, row, column) => {
  let [sum, inside] = [0, 0];
  places.forEach((place, index) => {
    if (place < 0) return;
    sum += values[index];
    inside += 1;
  });
  const reach = (axis, index) => Math.min(
    axis.weights, Math.floor((axis.count + axis.after - 1 - (index * axis.stride - axis.before)) / axis.dilation) + 1);
  const cells = step.countsPadding ? reach(axes.y, row) * reach(axes.x, column) : inside;
  return { value: sum / cells, marked: -1, note: `the sum ${numberText(sum)} divided by ${cells} values` };
});

StepKinds.maxPool = StepKinds.max;
StepKinds.averagePool = StepKinds.average;

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
    const note = `the ${isLargest ? 'largest' : 'mean'} of all ${count} values of the map`;
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
