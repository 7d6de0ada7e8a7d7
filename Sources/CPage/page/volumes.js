'use strict';

// Windows of one to three dimensions: pooling, convolutions of volumes, convolutions backwards.

const singleAxis = windowAxis({ count: 1, weights: 1, stride: 1 });

/** Three axes where there are one to three: planes, rows, columns. */
const threeAxes = (axes) => [...Array(3 - axes.length).fill(singleAxis), ...axes];

/** The number of a list that may be left out. */
const entryOf = (list, index, otherwise) => (list && list.length ? list[index] : otherwise);

/** The windows of a step that tells them for any number of dimensions. */
function spatialAxes(network, number, taps) {
  const { strides, dilations, pads, roundsUp } = network.steps[number];
  const counts = network.operand(number, 0).extents.slice(2);
  const isLower = pads === 'lower';
  const isSame = isLower || pads === 'same';
  const margin = (index) => (isSame ? 0 : entryOf(pads, index, 0));
  return threeAxes(counts.map((count, axis) => windowAxis({
    count, weights: taps[axis], stride: entryOf(strides, axis, 1), dilation: entryOf(dilations, axis, 1),
    before: margin(axis), after: margin(axis + counts.length), isSame, isLower, roundsUp,
  })));
}

/** Rows and columns of windows; of volumes, whose planes stand one below the other, everything. */
const planeAxes = ([z, y, x]) => (z.count === 1 ? { y, x } : 'all');

/** Where the window of a value lies; of volumes nowhere on a map. */
function volumeRectangle(axes, row, column) {
  return axes[0].count === 1 ? windowRectangle(planeAxes(axes), row, column) : null;
}

/** The place of each output of three axes: plane, row, column. */
const outputPlace = ([, y], row, column) => [Math.floor(row / y.outputs), row % y.outputs, column];

/** The places under a window, plane by plane, row by row; -1 stands for what lies outside. */
function placesInVolume(axes, row, column) {
  const starts = outputPlace(axes, row, column).map((output, index) => output * axes[index].stride - axes[index].before);
  const [z, y, x] = axes;
  const places = new Int32Array(z.weights * y.weights * x.weights);
  let index = 0;
  for (let k = 0; k < z.weights; k += 1) {
    for (let i = 0; i < y.weights; i += 1) {
      for (let j = 0; j < x.weights; j += 1, index += 1) {
        const at = [starts[0] + k * z.dilation, starts[1] + i * y.dilation, starts[2] + j * x.dilation];
        places[index] = at.every((place, axis) => place >= 0 && place < axes[axis].count) ? (at[0] * y.count + at[1]) * x.count + at[2] : -1;
      }
    }
  }
  return places;
}

/** The root of a sum of powers of magnitudes. */
function normOf(values, power) {
  let sum = 0;
  for (const value of values) sum += Math.abs(value) ** power;
  return sum ** (1 / power);
}

/**
 * Pooling: a window of one map becomes one value. reduce: gives value, the marked one and a note
 * from the places and values under the window; cells is how many of them lie in the padded map.
 */
function poolingStep(reduce) {
  const windowsOf = (network, number) => {
    const step = network.steps[number];
    if (!step.stride) return spatialAxes(network, number, step.shape);
    const { y, x } = layerWindows(step, network.shape(step.from), step.shape[0], step.shape[1]);
    return threeAxes([y, x]);
  };
  const reduced = (step, axes, places, values, row, column) => {
    const cells = outputPlace(axes, row, column).reduce((product, output, index) => {
      const axis = axes[index];
      const reach = Math.floor((axis.count + axis.after - 1 - (output * axis.stride - axis.before)) / axis.dilation) + 1;
      return product * Math.min(axis.weights, reach);
    }, 1);
    return reduce(step, places, values, cells);
  };
  // The second output of the largest tells where it lies.
  const resultOf = (step, channel, area, places, { value, marked }) => (step.output ? channel * area + places[marked] : value);
  return {
    axes: (step, shape, network, number) => planeAxes(windowsOf(network, number)),
    plane: (network, number, channel) => {
      const step = network.steps[number];
      const axes = windowsOf(network, number);
      const [, rows, columns] = network.shape(number);
      const source = network.plane(step.from, channel);
      const result = new Float32Array(rows * columns);
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1) {
          const places = placesInVolume(axes, row, column);
          const values = Float64Array.from(places, (place) => (place < 0 ? NaN : source[place]));
          result[row * columns + column] = resultOf(step, channel, source.length, places, reduced(step, axes, places, values, row, column));
        }
      }
      return result;
    },
    explain: (network, number, channel, row, column) => {
      const step = network.steps[number];
      const axes = windowsOf(network, number);
      const places = placesInVolume(axes, row, column);
      const made = block(network, step.from, channel, axes[0].weights * axes[1].weights, axes[2].weights, places, null, NaN);
      const found = reduced(step, axes, places, made.values, row, column);
      made.marked = found.marked;
      const [, rows, columns] = network.shape(step.from);
      const result = Math.fround(resultOf(step, channel, rows * columns, places, found));
      return {
        step: number, channel, row, column, value: result, note: step.output ? 'the place of the largest among all values' : found.note,
        window: volumeRectangle(axes, row, column), parts: [{ title: null, start: 0, sum: made.sum, result, blocks: [made] }],
      };
    },
  };
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

StepKinds.average = poolingStep((step, places, values, cells) => {
  let [sum, inside] = [0, 0];
  places.forEach((place, index) => {
    if (place < 0) return;
    sum += values[index];
    inside += 1;
  });
  const count = step.countsPadding ? cells : inside;
  return { value: sum / count, marked: -1, note: `the sum ${numberText(sum)} divided by ${count} values` };
});

StepKinds.lpPool = poolingStep((step, places, values) => {
  const value = normOf(values.filter((_, index) => places[index] >= 0), step.power);
  return { value, marked: -1, note: `the norm of power ${step.power} of the values under the window is ${numberText(value)}` };
});

StepKinds.maxPool = StepKinds.max;
StepKinds.averagePool = StepKinds.average;

/** The input maps of a group that make an output map. */
function groupOf(channel, outputs, groups, inputs) {
  const count = inputs / groups;
  return { first: Math.floor(channel / (outputs / groups)) * count, count };
}

StepKinds.volumeConvolution = {
  axes: () => 'all',
  refuses: (step) => (step.weights ? null : 'its weights are computed'),
  plane: (network, number, channel) => {
    const step = network.steps[number];
    const [z, y, x] = spatialAxes(network, number, step.shape.slice(2));
    const [outputs, count] = step.shape;
    const { first } = groupOf(channel, outputs, step.groups, count * step.groups);
    const weights = numbersOf(step, 'weights');
    const [area, taps] = [y.outputs * x.outputs, y.weights * x.weights];
    const sums = new Float64Array(z.outputs * area).fill(step.bias ? numbersOf(step, 'bias')[channel] : 0);
    for (let index = 0; index < count; index += 1) {
      const source = network.plane(step.from, first + index);
      for (let output = 0; output < z.outputs; output += 1) {
        for (let k = 0; k < z.weights; k += 1) {
          const plane = output * z.stride - z.before + k * z.dilation;
          if (plane < 0 || plane >= z.count) continue;
          addProducts(sums.subarray(output * area, (output + 1) * area), source.subarray(plane * y.count * x.count, (plane + 1) * y.count * x.count), x.count,
            { y, x }, weights, ((channel * count + index) * z.weights + k) * taps);
        }
      }
    }
    return Float32Array.from(sums);
  },
  explain: (network, number, channel, row, column) => {
    const step = network.steps[number];
    const axes = spatialAxes(network, number, step.shape.slice(2));
    const [outputs, count] = step.shape;
    const { first } = groupOf(channel, outputs, step.groups, count * step.groups);
    const places = placesInVolume(axes, row, column);
    const weights = numbersOf(step, 'weights');
    const blocks = Array.from({ length: count }, (_, index) => {
      const start = (channel * count + index) * places.length;
      return block(network, step.from, first + index, axes[0].weights * axes[1].weights, axes[2].weights, places, weights.subarray(start, start + places.length));
    });
    return weighted(step, number, channel, row, column, blocks, null);
  },
};

/** A value that is a sum of products and a bias. */
function weighted(step, number, channel, row, column, blocks, note) {
  const start = step.bias ? numbersOf(step, 'bias')[channel] : 0;
  const sum = blocks.reduce((total, made) => total + made.sum, 0);
  const result = Math.fround(sum + start);
  return { step: number, channel, row, column, value: result, window: null, note, parts: [{ title: null, start, startName: 'bias', sum, result, blocks }] };
}

/** Along each axis how the values that go in spread: what is cut off before, stride and taps. */
function spreadAxes(network, number) {
  const { strides, dilations, pads, outputPadding, outputShape, shape } = network.steps[number];
  const counts = network.operand(number, 0).extents.slice(2);
  const outputs = network.extents(number).slice(2);
  return threeAxes(counts.map((count, axis) => {
    const [stride, dilation, weights] = [entryOf(strides, axis, 1), entryOf(dilations, axis, 1), shape[2 + axis]];
    const whole = (count - 1) * stride + (weights - 1) * dilation + 1 + entryOf(outputPadding, axis, 0);
    const total = Math.max(0, whole - outputs[axis]);
    const half = pads === 'same' ? Math.floor(total / 2) : Math.ceil(total / 2);
    const before = typeof pads !== 'string' && !outputShape ? entryOf(pads, axis, 0) : half;
    return { count, weights, stride, dilation, before, extent: (weights - 1) * dilation + 1, outputs: outputs[axis] };
  }));
}

/** The taps that reach an output along an axis, and the values that go in there. */
function tapsThatReach({ count, weights, stride, dilation, before }, output) {
  const found = [];
  for (let tap = weights - 1; tap >= 0; tap -= 1) {
    const place = (output + before - tap * dilation) / stride;
    if (Number.isInteger(place) && place >= 0 && place < count) found.push({ tap, place });
  }
  return found;
}

StepKinds.convTranspose = {
  axes: (step, shape, network, number) => {
    const [z, y, x] = spreadAxes(network, number);
    // As windows over what goes in: those of neighbours overlap where the stride is above 1.
    const seen = ({ count, stride, before, extent }) => ({
      count, stride: 1 / stride, before: (extent - 1 - before) / stride, extent: (extent - 1) / stride + 1,
    });
    return z.count === 1 && z.outputs === 1 ? { y: seen(y), x: seen(x) } : 'all';
  },
  refuses: (step) => (step.weights ? null : 'its weights are computed'),
  plane: (network, number, channel) => {
    const step = network.steps[number];
    const [z, y, x] = spreadAxes(network, number);
    const [inputs, outputs] = step.shape;
    const { first, count } = groupOf(channel, outputs * step.groups, step.groups, inputs);
    const weights = numbersOf(step, 'weights');
    const taps = z.weights * y.weights * x.weights;
    const sums = new Float64Array(z.outputs * y.outputs * x.outputs).fill(step.bias ? numbersOf(step, 'bias')[channel] : 0);
    const reached = [z, y, x].map((axis) => Array.from({ length: axis.outputs }, (_, output) => tapsThatReach(axis, output)));
    for (let index = 0; index < count; index += 1) {
      const source = network.plane(step.from, first + index);
      const start = ((first + index) * outputs + (channel % outputs)) * taps;
      let place = 0;
      for (const planes of reached[0]) {
        for (const rows of reached[1]) {
          for (const columns of reached[2]) {
            let sum = 0;
            for (const k of planes) {
              for (const i of rows) {
                const [line, base] = [(k.place * y.count + i.place) * x.count, start + (k.tap * y.weights + i.tap) * x.weights];
                for (const j of columns) sum += source[line + j.place] * weights[base + j.tap];
              }
            }
            sums[place] += sum;
            place += 1;
          }
        }
      }
    }
    return Float32Array.from(sums);
  },
  explain: (network, number, channel, row, column) => {
    const step = network.steps[number];
    const axes = spreadAxes(network, number);
    const [inputs, outputs] = step.shape;
    const { first, count } = groupOf(channel, outputs * step.groups, step.groups, inputs);
    const weights = numbersOf(step, 'weights');
    const [, y, x] = axes;
    const taps = axes[0].weights * y.weights * x.weights;
    const [planes, rows, columns] = outputPlace(axes, row, column).map((output, index) => tapsThatReach(axes[index], output));
    const pairs = planes.flatMap((k) => rows.flatMap((i) => columns.map((j) => ({
      place: (k.place * y.count + i.place) * x.count + j.place, tap: (k.tap * y.weights + i.tap) * x.weights + j.tap,
    }))));
    const places = Int32Array.from(pairs, ({ place }) => place);
    const blocks = pairs.length ? Array.from({ length: count }, (_, index) => {
      const start = ((first + index) * outputs + (channel % outputs)) * taps;
      return block(network, step.from, first + index, planes.length * rows.length, columns.length, places, Float32Array.from(pairs, ({ tap }) => weights[start + tap]));
    }) : [];
    const note = pairs.length ? 'every value that goes in spreads over a window: these reach the place' : 'no window reaches this place: the bias alone';
    return weighted(step, number, channel, row, column, blocks, note);
  },
};
