'use strict';

// Steps that move values without changing them, and those that mix a few of them: sizes, margins, orders.

const countOf = (extents) => extents.reduce((total, extent) => total * extent, 1);

/** Values from one index to the next, along each axis. */
function stridesOf(extents) {
  const strides = new Array(extents.length);
  for (let axis = extents.length - 1, stride = 1; axis >= 0; axis -= 1) {
    strides[axis] = stride;
    stride *= extents[axis];
  }
  return strides;
}

const axisOf = (axis, extents) => (axis < 0 ? axis + extents.length : axis);

/** Calls back with each axis and the index along it of a place among all values. */
function sumOverAxes(place, extents, strides, term) {
  let sum = 0;
  for (let axis = 0; axis < extents.length; axis += 1) sum += term(axis, Math.floor(place / strides[axis]) % extents[axis]);
  return sum;
}

/**
 * A step whose every value is one of those that go in. origins: gives a function from a place among
 * its values to a place among those of its first input, or of the one that it sets as chosen.index;
 * below zero where the step fills in a value. change: gives a function of the value that is taken.
 */
function moveStep(origins, { axes = () => null, note = () => 'the value is taken over', fill = () => 0, change = () => (value) => value, refuses } = {}) {
  const look = (network, number) => {
    const chosen = { index: 0 };
    return { chosen, origin: origins(network, number, chosen) };
  };
  return {
    axes, refuses,
    plane: (network, number, channel) => {
      const { chosen, origin } = look(network, number);
      const [, rows, columns] = network.shape(number);
      const result = new Float32Array(rows * columns);
      const changed = change(network, number);
      const operands = network.steps[number].inputs.map((_, index) => network.operand(number, index));
      for (let place = 0; place < result.length; place += 1) {
        const from = origin(channel * result.length + place);
        result[place] = from < 0 ? fill(network, number) : changed(operands[chosen.index].at(from));
      }
      return result;
    },
    explain: (network, number, channel, row, column) => {
      const { chosen, origin } = look(network, number);
      const [, rows, columns] = network.shape(number);
      const from = origin((channel * rows + row) * columns + column);
      const operand = network.operand(number, chosen.index);
      const value = Math.fround(from < 0 ? fill(network, number) : change(network, number)(operand.at(from)));
      const blocks = from < 0 ? [] : [blockOf(network, operand, from)];
      return {
        step: number, channel, row, column, value, window: null,
        note: from < 0 ? `outside: ${numberText(value)} is filled in` : note(network, number, chosen.index),
        parts: [{ title: null, start: 0, sum: value, result: value, blocks }],
      };
    },
  };
}

const sameOrder = moveStep(() => (place) => place, { note: () => 'another shape: the order of the values stays' });
for (const kind of ['reshape', 'flatten', 'squeeze', 'unsqueeze']) StepKinds[kind] = sameOrder;

StepKinds.concat = moveStep((network, number, chosen) => {
  const step = network.steps[number];
  const extents = network.extents(number);
  const axis = axisOf(step.axis, extents);
  const inner = countOf(extents.slice(axis + 1));
  const lengths = step.inputs.map((_, index) => network.operand(number, index).extents[axis]);
  return (place) => {
    let along = Math.floor(place / inner) % extents[axis];
    chosen.index = 0;
    while (along >= lengths[chosen.index]) {
      along -= lengths[chosen.index];
      chosen.index += 1;
    }
    return (Math.floor(place / (inner * extents[axis])) * lengths[chosen.index] + along) * inner + (place % inner);
  };
}, {
  note: (network, number, index) => {
    const source = network.steps[number].inputs[index];
    const name = source >= 0 ? network.steps[source].name : 'the input';
    return `maps of ${network.steps[number].inputs.length} steps one after the other: this one is of ${name}`;
  },
});

StepKinds.transpose = moveStep((network, number) => {
  const { permutation } = network.steps[number];
  const [extents, input] = [network.extents(number), network.operand(number, 0).extents];
  const strides = stridesOf(input);
  const moved = extents.map((_, axis) => strides[permutation ? permutation[axis] : extents.length - 1 - axis]);
  const own = stridesOf(extents);
  return (place) => sumOverAxes(place, extents, own, (axis, index) => index * moved[axis]);
}, { axes: () => 'all', note: () => 'the axes change their order' });

/** Starts and steps along each axis: what slices, parts and crops have in common. */
function cutOrigins(network, number, spans) {
  const [extents, input] = [network.extents(number), network.operand(number, 0).extents];
  const [own, strides] = [stridesOf(extents), stridesOf(input)];
  return (place) => sumOverAxes(place, extents, own, (axis, index) => (spans[axis].start + index * spans[axis].step) * strides[axis]);
}

/** Rows and columns of a cut as windows of one value. */
function cutAxes(spans, shape) {
  const axis = (place, count) => {
    const span = spans[spans.length - place] || { start: 0, step: 1 };
    return { count, weights: 1, extent: 1, dilation: 1, stride: span.step, before: -span.start, after: 0, outputs: count };
  };
  if (spans.length !== 4 || spans.some((span) => span.step < 1)) return 'all';
  return { y: axis(2, shape[1]), x: axis(1, shape[2]) };
}

/** A step that cuts a part out. spans: gives start and step along each axis. */
function cutStep(spans, options) {
  return moveStep((network, number) => cutOrigins(network, number, spans(network, number)), {
    ...options, axes: (step, shape, network, number) => cutAxes(spans(network, number), shape), note: () => 'a part of the input',
  });
}

/** Whole numbers that go into a step; null where there are none. */
function integersOf(network, number, index) {
  const operand = network.operand(number, index);
  if (!operand || operand.from !== null) return null;
  return Array.from({ length: countOf(operand.extents) }, (_, place) => operand.at(place));
}

/** The reason where a step needs numbers that are computed. */
const needsNumbers = (...places) => (step, network, number) => {
  const isThere = (index) => step.inputs[index] === undefined || step.inputs[index] === noInput || integersOf(network, number, index);
  return places.every(isThere) ? null : 'its places are computed';
};

StepKinds.slice = cutStep((network, number) => {
  const { extents } = network.operand(number, 0);
  const starts = integersOf(network, number, 1);
  const axes = integersOf(network, number, 3) || starts.map((_, index) => index);
  const steps = integersOf(network, number, 4) || starts.map(() => 1);
  const spans = extents.map(() => ({ start: 0, step: 1 }));
  axes.forEach((axis, index) => {
    const at = axisOf(axis, extents);
    const start = starts[index] < 0 ? starts[index] + extents[at] : starts[index];
    spans[at] = { start: clamp(start, 0, steps[index] > 0 ? extents[at] : extents[at] - 1), step: steps[index] };
  });
  return spans;
}, { refuses: needsNumbers(1, 3, 4) });

StepKinds.split = cutStep((network, number) => {
  const step = network.steps[number];
  const { extents } = network.operand(number, 0);
  const axis = axisOf(step.axis, extents);
  const sizes = integersOf(network, number, 1);
  const output = step.output || 0;
  const start = sizes ? sizes.slice(0, output).reduce((total, size) => total + size, 0) : output * Math.ceil(extents[axis] / step.count);
  return extents.map((_, index) => ({ start: index === axis ? start : 0, step: 1 }));
}, { refuses: needsNumbers(1) });

StepKinds.crop = cutStep((network, number) => {
  const { axis, offsets } = network.steps[number];
  const { extents } = network.operand(number, 0);
  const first = axisOf(axis, extents);
  return extents.map((_, index) => ({ start: index < first ? 0 : offsets[offsets.length > 1 ? index - first : 0] || 0, step: 1 }));
});

/** Margins before each axis, and the extents within. */
function marginsOf(network, number) {
  const { extents } = network.operand(number, 0);
  const numbers = integersOf(network, number, 1);
  const axes = (integersOf(network, number, 3) || extents.map((_, axis) => axis)).map((axis) => axisOf(axis, extents));
  const margins = extents.map(() => ({ before: 0, after: 0 }));
  axes.forEach((axis, index) => { margins[axis] = { before: numbers[index], after: numbers[axes.length + index] }; });
  return margins;
}

StepKinds.pad = moveStep((network, number) => {
  const { mode } = network.steps[number];
  const margins = marginsOf(network, number);
  const [extents, input] = [network.extents(number), network.operand(number, 0).extents];
  const [own, strides] = [stridesOf(extents), stridesOf(input)];
  const border = { constant: 'zeros', edge: 'replicate', reflect: 'reflect101', wrap: 'wrap' }[mode];
  return (place) => {
    let isOutside = false;
    const from = sumOverAxes(place, extents, own, (axis, index) => {
      // Values that a negative margin cuts off are no part of what is reflected.
      const first = Math.max(0, -margins[axis].before);
      const count = input[axis] - first - Math.max(0, -margins[axis].after);
      const at = borderIndex(border, index - Math.max(0, margins[axis].before), count);
      if (at < 0) isOutside = true;
      return (first + at) * strides[axis];
    });
    return isOutside ? -1 : from;
  };
}, {
  axes: (step, shape, network, number) => cutAxes(marginsOf(network, number).map(({ before }) => ({ start: -before, step: 1 })), shape),
  fill: (network, number) => {
    const operand = network.operand(number, 2);
    return operand ? operand.at(0) : 0;
  },
  refuses: needsNumbers(1, 2, 3),
});

StepKinds.depthToSpace = moveStep((network, number) => {
  const { blockSize: size, mode } = network.steps[number];
  const [, channels, rows, columns] = network.extents(number);
  const [height, width] = [rows / size, columns / size];
  return (place) => {
    const [column, row, channel] = [place % columns, Math.floor(place / columns) % rows, Math.floor(place / (rows * columns))];
    const part = (row % size) * size + (column % size);
    const from = mode === 'crd' ? channel * size * size + part : part * channels + channel;
    return (from * height + Math.floor(row / size)) * width + Math.floor(column / size);
  };
}, { axes: () => 'all', note: () => 'maps become squares of neighbours' });

StepKinds.spaceToDepth = moveStep((network, number) => {
  const { blockSize: size } = network.steps[number];
  const [, , rows, columns] = network.extents(number);
  const channels = network.operand(number, 0).extents[1];
  return (place) => {
    const [column, row, channel] = [place % columns, Math.floor(place / columns) % rows, Math.floor(place / (rows * columns))];
    const part = Math.floor(channel / channels);
    return ((channel % channels) * rows * size + row * size + Math.floor(part / size)) * columns * size + column * size + (part % size);
  };
}, { axes: () => 'all', note: () => 'squares of neighbours become maps' });

/** The positions and weights that one value along an axis is mixed of, as ONNX has them. */
function resizeTaps(step, input, output, scale, index) {
  const length = scale * input;
  const place = {
    half_pixel: (index + 0.5) / scale - 0.5,
    half_pixel_symmetric: (input / 2) * (1 - output / length) + (index + 0.5) / scale - 0.5,
    pytorch_half_pixel: output === 1 ? -0.5 : (index + 0.5) / scale - 0.5,
    tf_half_pixel_for_nn: (index + 0.5) / scale,
    asymmetric: index / scale,
    align_corners: length === 1 ? 0 : (index * (input - 1)) / (length - 1),
  }[step.coordinates];
  const last = input - 1;
  if (step.mode === 'nearest') {
    const nearest = {
      preferFloor: Math.ceil(place - 0.5), preferCeil: Math.floor(place + 0.5), floor: Math.floor(place), ceil: Math.ceil(place),
      simple: scale < 1 ? Math.ceil(place) : Math.floor(place),
    }[step.rounding];
    return [{ position: clamp(nearest, 0, last), weight: 1 }];
  }
  const a = step.coefficient;
  const weightAt = step.mode === 'linear' ? (x) => Math.max(0, 1 - x)
    : (x) => (x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0);
  const support = step.mode === 'linear' ? 1 : 2;
  const taps = Array.from({ length: 2 * support }, (_, tap) => {
    const position = Math.floor(place) - support + 1 + tap;
    const isInside = position >= 0 && position <= last;
    return { position: clamp(position, 0, last), weight: isInside || !step.excludesOutside ? weightAt(Math.abs(position - place)) : 0 };
  });
  const sum = taps.reduce((total, { weight }) => total + weight, 0);
  if (step.excludesOutside && sum !== 0) taps.forEach((tap) => { tap.weight /= sum; });
  return taps;
}

/** The scale along rows or columns of a resize: axis 2 or 3. */
function resizeScale(network, number, axis) {
  const step = network.steps[number];
  const [input, output] = [network.operand(number, 0).extents[axis], network.extents(number)[axis]];
  const scales = network.operand(number, 2);
  const at = (step.axes || [0, 1, 2, 3]).map((own) => axisOf(own, [0, 0, 0, 0])).indexOf(axis);
  if (scales && countOf(scales.extents) > at && at >= 0) return scales.at(at);
  return output / input;
}

StepKinds.resize = {
  axes: (step, shape, network, number) => {
    const axis = (place) => {
      const scale = resizeScale(network, number, place);
      const reach = step.mode === 'cubic' ? 2 : 1;
      return { count: shape[place - 1], stride: 1 / scale, before: reach - 0.5 / scale, extent: 2 * reach };
    };
    return { y: axis(2), x: axis(3) };
  },
  refuses: (step, network, number) => {
    const [own, input] = [network.extents(number), network.operand(number, 0).extents];
    if (own.length !== 4 || own[0] !== input[0] || own[1] !== input[1]) return 'more than rows and columns changes';
    return step.antialiases || !step.stretches || step.coordinates === 'tf_crop_and_resize' ? 'this way to resize is not known here' : null;
  },
  taps: (network, number) => [2, 3].map((axis) => {
    const [input, output] = [network.operand(number, 0).extents[axis], network.extents(number)[axis]];
    const scale = resizeScale(network, number, axis);
    return Array.from({ length: output }, (_, index) => resizeTaps(network.steps[number], input, output, scale, index));
  }),
  plane: (network, number, channel) => {
    const { from } = network.steps[number];
    const [rows, columns] = StepKinds.resize.taps(network, number);
    const source = network.plane(from, channel);
    const width = network.shape(from)[2];
    const result = new Float32Array(rows.length * columns.length);
    rows.forEach((tapsY, row) => columns.forEach((tapsX, column) => {
      let sum = 0;
      for (const y of tapsY) for (const x of tapsX) sum += y.weight * x.weight * source[y.position * width + x.position];
      result[row * columns.length + column] = sum;
    }));
    return result;
  },
  explain: (network, number, channel, row, column) => {
    const { from } = network.steps[number];
    const [rows, columns] = StepKinds.resize.taps(network, number);
    const width = network.shape(from)[2];
    const pairs = rows[row].flatMap((y) => columns[column].map((x) => ({ place: y.position * width + x.position, weight: y.weight * x.weight })));
    const made = block(network, from, channel, rows[row].length, columns[column].length, Int32Array.from(pairs, ({ place }) => place),
      Float64Array.from(pairs, ({ weight }) => weight));
    const value = Math.fround(made.sum);
    return {
      step: number, channel, row, column, value, window: null, note: pairs.length === 1 ? 'the nearest value' : 'mixed by distance',
      parts: [{ title: null, start: 0, sum: made.sum, result: value, blocks: [made] }],
    };
  },
};
