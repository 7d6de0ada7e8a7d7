'use strict';

// Steps of several inputs, and steps that see every value: sums, products, dense layers, softmax.

/**
 * Many numbers that one value is made of, with their addresses. addressOf gives step, channel, row
 * and column of the number of an index.
 */
function termsOf(network, from, count, { valueAt, weightAt, productAt, placeOf }) {
  const values = Float64Array.from({ length: count }, (_, index) => valueAt(index));
  const weights = weightAt ? Float64Array.from({ length: count }, (_, index) => weightAt(index)) : null;
  const products = values.map((value, index) => (productAt ? productAt(value, index) : weights ? value * weights[index] : value));
  let sum = 0;
  for (const product of products) sum += product;
  const addressOf = (index) => {
    const [, rows, columns] = network.shape(from);
    const place = placeOf(index);
    const inside = place % (rows * columns);
    return { from, channel: Math.floor(place / (rows * columns)), row: Math.floor(inside / columns), column: inside % columns };
  };
  return { values, weights, products, sum, addressOf };
}

/** Where the values of an operand lie that stretches to the extents of a result. */
function broadcastPlaces(extents, operand, along) {
  let own = operand.extents;
  if (along !== undefined && own.length < extents.length) {
    own = [...own, ...Array(extents.length - own.length - axisOf(along, extents)).fill(1)];
  }
  if (own.length === extents.length && own.every((extent, axis) => extent === extents[axis])) return (place) => place;
  if (countOf(own) === 1) return () => 0;
  const shift = extents.length - own.length;
  const strides = stridesOf(own);
  const all = stridesOf(extents);
  const steps = extents.map((_, axis) => (axis < shift || own[axis - shift] === 1 ? 0 : strides[axis - shift]));
  return (place) => sumOverAxes(place, extents, all, (axis, index) => index * steps[axis]);
}

/** A step that joins several inputs value by value. */
function joinStep(join, words) {
  const operandsOf = (network, number) => network.steps[number].inputs.map((_, index) => {
    const operand = network.operand(number, index);
    const { along } = network.steps[number];
    return { ...operand, placeOf: broadcastPlaces(network.extents(number), operand, index === 1 ? along : undefined) };
  });
  return {
    axes: () => null,
    refuses: (step, network, number) => (step.inputs.every((_, index) => network.operand(number, index)) ? null : 'what goes in is not on the page'),
    plane: (network, number, channel) => {
      const operands = operandsOf(network, number);
      const [, rows, columns] = network.shape(number);
      const first = channel * rows * columns;
      return Float32Array.from({ length: rows * columns }, (_, place) => join(operands.map(({ at, placeOf }) => at(placeOf(first + place)))));
    },
    explain: (network, number, channel, row, column) => {
      const operands = operandsOf(network, number);
      const [, rows, columns] = network.shape(number);
      const place = (channel * rows + row) * columns + column;
      const blocks = operands.map((operand) => blockOf(network, operand, operand.placeOf(place)));
      const value = Math.fround(join(blocks.map((made) => made.values[0])));
      return {
        step: number, channel, row, column, value, note: words(blocks.map((made) => numberText(made.values[0])), numberText(value)),
        window: { top: row, left: column, height: 1, width: 1 }, parts: [{ title: null, start: 0, sum: value, result: value, blocks }],
      };
    },
  };
}

const joined = (sign) => (texts, result) => `${texts.map((text, index) => (index && text.startsWith('−') ? `(${text})` : text)).join(` ${sign} `)} = ${result}`;
const total = (values) => values.reduce((sum, value) => sum + value, 0);
Object.assign(StepKinds, {
  add: joinStep(total, joined('+')),
  sum: joinStep(total, joined('+')),
  sub: joinStep(([first, second]) => first - second, joined('−')),
  mul: joinStep(([first, second]) => first * second, joined('×')),
  div: joinStep(([first, second]) => first / second, joined('÷')),
  pow: joinStep(([first, second]) => first ** second, joined('^')),
  mean: joinStep((values) => total(values) / values.length, (texts, result) => `the mean of ${texts.join(', ')} = ${result}`),
  min: joinStep((values) => Math.min(...values), (texts, result) => `the least of ${texts.join(', ')} = ${result}`),
  largest: joinStep((values) => Math.max(...values), (texts, result) => `the largest of ${texts.join(', ')} = ${result}`),
});

/** What a dense step multiplies: the places of a row of the input, and of its weights. */
function denseRow(network, number, channel) {
  const step = network.steps[number];
  const extents = network.extents(number);
  const name = step.kind === 'radialBasis' ? 'centres' : 'weights';
  const stored = step[name];
  const weights = numbersOf(step, name);
  const isTurned = step.kind === 'radialBasis' || step.transposesSecond;
  const [count, columns] = isTurned ? [stored.shape[1], stored.shape[0]] : stored.shape;
  const [row, column] = [Math.floor(channel / columns), channel % columns];
  const rows = countOf(extents) / columns;
  const alpha = step.alpha === undefined ? 1 : step.alpha;
  let start = 0;
  if (step.bias) {
    const bias = numbersOf(step, 'bias');
    const isOneRow = step.bias.shape.length < 2 || step.bias.shape[0] === 1;
    const width = step.bias.shape[step.bias.shape.length - 1];
    start = (step.beta === undefined ? 1 : step.beta) * bias[(isOneRow ? 0 : row * width) + (width === 1 ? 0 : column)];
  }
  return {
    count, start, alpha, placeOf: step.transposesFirst ? (index) => index * rows + row : (index) => row * count + index,
    weightAt: isTurned ? (index) => weights[column * count + index] : (index) => weights[index * columns + column],
  };
}

/** A step that multiplies all values with a row of weights. */
function denseStep(needs) {
  return {
    axes: () => 'all',
    refuses: needs,
    plane: (network, number, channel) => {
      const step = network.steps[number];
      const [, rows, columns] = network.shape(number);
      const values = network.tensor(step.from);
      return Float32Array.from({ length: rows * columns }, (_, place) => {
        const { count, start, alpha, placeOf, weightAt } = denseRow(network, number, channel * rows * columns + place);
        let sum = 0;
        if (step.kind === 'radialBasis') for (let index = 0; index < count; index += 1) sum += (values[placeOf(index)] - weightAt(index)) ** 2;
        else for (let index = 0; index < count; index += 1) sum += values[placeOf(index)] * weightAt(index);
        return alpha * sum + start;
      });
    },
    explain: (network, number, channel, row, column) => {
      const step = network.steps[number];
      const [, rows, columns] = network.shape(number);
      const values = network.tensor(step.from);
      const { count, start, alpha, placeOf, weightAt } = denseRow(network, number, (channel * rows + row) * columns + column);
      const isDistance = step.kind === 'radialBasis';
      const terms = termsOf(network, step.from, count, {
        valueAt: (index) => values[placeOf(index)], weightAt, placeOf,
        productAt: isDistance ? (value, index) => (value - weightAt(index)) ** 2 : null,
      });
      const value = Math.fround(alpha * terms.sum + start);
      return {
        step: number, channel, row, column, value, window: null,
        note: isDistance ? 'the sum of the squared distances from the centres' : null,
        parts: [{ title: null, start, startName: 'bias', scale: alpha, sum: terms.sum, result: value, blocks: [], terms }],
      };
    },
  };
}

StepKinds.gemm = denseStep((step) => (step.weights && (step.bias || step.inputs[2] === undefined || step.inputs[2] === noInput) ? null : 'its weights are computed'));
StepKinds.innerProduct = StepKinds.gemm;
StepKinds.radialBasis = denseStep((step) => (step.centres ? null : 'its centres are computed'));
StepKinds.matMul = denseStep((step) => (step.weights && step.weights.shape.length === 2 ? null : 'both of its inputs are computed'));

/** The places that share one result, where some axes are summed over or normalised. */
function rowOf(extents, axes, place) {
  const strides = stridesOf(extents);
  const start = sumOverAxes(place, extents, strides, (axis, index) => (axes.includes(axis) ? 0 : index * strides[axis]));
  const inner = axes.map((axis) => extents[axis]);
  const steps = stridesOf(inner);
  return {
    count: countOf(inner),
    placeOf: (index) => start + sumOverAxes(index, inner, steps, (axis, at) => at * strides[axes[axis]]),
  };
}

/** A softmax, whose logarithm may be taken. */
function softmaxStep(isLogarithmic) {
  const powersOf = (network, number, place) => {
    const step = network.steps[number];
    const { extents, at } = network.operand(number, 0);
    const first = axisOf(step.axis, extents);
    const axes = step.isFlattening ? extents.map((_, axis) => axis).filter((axis) => axis >= first) : [first];
    const { count, placeOf } = rowOf(extents, axes, place);
    let largest = -Infinity;
    for (let index = 0; index < count; index += 1) largest = Math.max(largest, at(placeOf(index)));
    let sum = 0;
    for (let index = 0; index < count; index += 1) sum += Math.exp(at(placeOf(index)) - largest);
    return { at, count, placeOf, largest, sum };
  };
  const shareOf = (value, { largest, sum }) => (isLogarithmic ? value - largest - Math.log(sum) : Math.exp(value - largest) / sum);
  return {
    axes: () => null,
    plane: (network, number, channel) => {
      const step = network.steps[number];
      const [channels, rows, columns] = network.shape(number);
      const area = rows * columns;
      const values = network.tensor(step.from);
      // One row for all where there is but one place.
      const shared = area === 1 && countOf(network.extents(number)) === channels && axisOf(step.axis, network.extents(number)) === 1
        ? network.sharedRow(number, () => powersOf(network, number, 0)) : null;
      return Float32Array.from({ length: area }, (_, place) => {
        const at = channel * area + place;
        return shareOf(values[at], shared || powersOf(network, number, at));
      });
    },
    explain: (network, number, channel, row, column) => {
      const { from } = network.steps[number];
      const [, rows, columns] = network.shape(number);
      const place = (channel * rows + row) * columns + column;
      const powers = powersOf(network, number, place);
      const own = powers.at(place);
      const terms = termsOf(network, from, powers.count, {
        valueAt: (index) => powers.at(powers.placeOf(index)), placeOf: powers.placeOf, productAt: (value) => Math.exp(value - powers.largest),
      });
      const value = Math.fround(shareOf(own, powers));
      const share = `e^(${numberText(own)} − ${numberText(powers.largest)}) / ${numberText(powers.sum, 6)}`;
      terms.name = 'power';
      return {
        step: number, channel, row, column, value, window: null,
        note: `${isLogarithmic ? `log(${share})` : share} = ${numberText(value)}: the power of this value over the sum of the powers of all ${powers.count}, each less the largest`,
        parts: [{ title: null, start: 0, sum: powers.sum, result: value, blocks: [blockOf(network, network.operand(number, 0), place)], terms }],
      };
    },
  };
}

StepKinds.softmax = softmaxStep(false);
StepKinds.logSoftmax = softmaxStep(true);

/** The axes that go into a step as numbers; all where there are none. */
function givenAxes(step, network, number, extents) {
  const given = integersOf(network, number, 1) || [];
  return given.length || step.isIdentityWithoutAxes ? given : extents.map((_, axis) => axis);
}

/** A step that makes one number of all along some axes. */
function reduceStep(reduce, name, axesFor = givenAxes) {
  const rowsOf = (network, number, place) => {
    const { extents, at } = network.operand(number, 0);
    const axes = axesFor(network.steps[number], network, number, extents).map((axis) => axisOf(axis, extents)).sort((left, right) => left - right);
    // The place in the input: the reduced axes are 0 there.
    const kept = extents.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
    const [own, strides] = [stridesOf(kept.map((axis) => extents[axis])), stridesOf(extents)];
    const start = kept.reduce((sum, axis, index) => sum + (Math.floor(place / own[index]) % extents[axis]) * strides[axis], 0);
    return { ...rowOf(extents, axes, start), at };
  };
  return {
    axes: (step, shape, network, number) => {
      const own = network.shape(number);
      return own[1] === shape[1] && own[2] === shape[2] ? null : 'all';
    },
    refuses: axesFor === givenAxes ? needsNumbers(1) : undefined,
    plane: (network, number, channel) => {
      const [, rows, columns] = network.shape(number);
      return Float32Array.from({ length: rows * columns }, (_, inside) => {
        const { count, placeOf, at } = rowsOf(network, number, channel * rows * columns + inside);
        return reduce(Float64Array.from({ length: count }, (_unused, index) => at(placeOf(index))), network.steps[number]);
      });
    },
    explain: (network, number, channel, row, column) => {
      const [, rows, columns] = network.shape(number);
      const { count, placeOf, at } = rowsOf(network, number, (channel * rows + row) * columns + column);
      const terms = termsOf(network, network.steps[number].from, count, { valueAt: (index) => at(placeOf(index)), placeOf });
      const value = Math.fround(reduce(terms.values, network.steps[number]));
      return {
        step: number, channel, row, column, value, window: null, note: `${name} of ${count} values = ${numberText(value)}`,
        parts: [{ title: null, start: 0, sum: terms.sum, result: value, blocks: [], terms }],
      };
    },
  };
}

Object.assign(StepKinds, {
  reduceMean: reduceStep((values) => total(values) / values.length, 'the mean'),
  reduceSum: reduceStep(total, 'the sum'),
  reduceMax: reduceStep((values) => values.reduce((left, right) => Math.max(left, right), -Infinity), 'the largest'),
  reduceMin: reduceStep((values) => values.reduce((left, right) => Math.min(left, right), Infinity), 'the least'),
  reduceL1: reduceStep((values) => values.reduce((sum, value) => sum + Math.abs(value), 0), 'the sum of the magnitudes'),
  reduceL2: reduceStep((values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)), 'the root of the sum of the squares'),
  reduceProd: reduceStep((values) => values.reduce((product, value) => product * value, 1), 'the product'),
  reduceLogSum: reduceStep((values) => Math.log(total(values)), 'the logarithm of the sum'),
  reduceLogSumExp: reduceStep((values) => {
    const largest = values.reduce((left, right) => Math.max(left, right), -Infinity);
    return Number.isFinite(largest) ? largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0)) : largest;
  }, 'the logarithm of the sum of the powers of e'),
  reduceSumSquare: reduceStep((values) => values.reduce((sum, value) => sum + value * value, 0), 'the sum of the squares'),
});
