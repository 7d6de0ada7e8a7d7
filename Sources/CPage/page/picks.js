'use strict';

// Steps that pick values by numbers, repeat them, or compare them; and those of whole numbers.

/** A place that may be counted from the end. */
const wrapped = (place, extent) => (place < 0 ? place + extent : place);

StepKinds.gather = moveStep((network, number) => {
  const [{ extents }, places] = [network.operand(number, 0), network.operand(number, 1)];
  const axis = axisOf(network.steps[number].axis, extents);
  const [count, inner] = [countOf(places.extents), countOf(extents.slice(axis + 1))];
  return (place) => {
    const at = wrapped(places.at(Math.floor(place / inner) % count), extents[axis]);
    return (Math.floor(place / (count * inner)) * extents[axis] + at) * inner + (place % inner);
  };
}, { axes: () => 'all', note: () => 'the value that a number picks' });

StepKinds.gatherElements = moveStep((network, number) => {
  const [{ extents }, places] = [network.operand(number, 0), network.operand(number, 1)];
  const picked = axisOf(network.steps[number].axis, extents);
  const [strides, own] = [stridesOf(extents), stridesOf(places.extents)];
  return (place) => sumOverAxes(place, places.extents, own, (axis, index) => (
    (axis === picked ? wrapped(places.at(place), extents[axis]) : index) * strides[axis]));
}, { axes: () => 'all', note: () => 'the value that a number picks' });

StepKinds.gatherND = moveStep((network, number) => {
  const [{ extents }, places] = [network.operand(number, 0), network.operand(number, 1)];
  const { batchAxes } = network.steps[number];
  const named = places.extents[places.extents.length - 1];
  const axes = extents.slice(batchAxes, batchAxes + named);
  const inner = countOf(extents.slice(batchAxes + named));
  const perBatch = countOf(places.extents.slice(batchAxes, -1));
  return (place) => {
    const index = Math.floor(place / inner);
    const part = axes.reduce((sum, extent, axis) => sum * extent + wrapped(places.at(index * named + axis), extent), 0);
    return (Math.floor(index / perBatch) * countOf(axes) + part) * inner + (place % inner);
  };
}, { axes: () => 'all', note: () => 'the value that numbers pick' });

StepKinds.expand = moveStep((network, number) => broadcastPlaces(network.extents(number), network.operand(number, 0)),
  { note: () => 'the value is repeated' });

StepKinds.tile = moveStep((network, number) => {
  const [extents, input] = [network.extents(number), network.operand(number, 0).extents];
  const [own, strides] = [stridesOf(extents), stridesOf(input)];
  return (place) => sumOverAxes(place, extents, own, (axis, index) => (index % input[axis]) * strides[axis]);
}, { axes: () => 'all', note: () => 'the value is repeated' });

StepKinds.trilu = moveStep((network, number) => {
  const extents = network.extents(number);
  const [rows, columns] = extents.slice(-2);
  const diagonal = network.operand(number, 1) ? network.operand(number, 1).at(0) : 0;
  return (place) => {
    const distance = (place % columns) - (Math.floor(place / columns) % rows);
    return (network.steps[number].isUpper ? distance >= diagonal : distance <= diagonal) ? place : -1;
  };
}, { note: () => 'the value lies in the triangle that is kept' });

StepKinds.oneHot = moveStep((network, number, chosen) => {
  const extents = network.extents(number);
  const axis = axisOf(network.steps[number].axis, extents);
  const [depth, inner] = [extents[axis], countOf(extents.slice(axis + 1))];
  const places = network.operand(number, 0);
  chosen.index = 2;
  return (place) => {
    const own = Math.trunc(places.at(Math.floor(place / (depth * inner)) * inner + (place % inner)));
    return wrapped(own, depth) === Math.floor(place / inner) % depth ? 1 : 0;
  };
}, { axes: () => 'all', note: () => 'on where the number names the place, off elsewhere' });

const truth = (value) => (value ? 1 : 0);

/** A step that compares two values. */
const relationStep = (compare, sign) => joinStep(([first, second]) => truth(compare(first, second)),
  ([first, second], result) => `${first} ${sign} ${second}: ${result === '1' ? 'true, 1' : 'false, 0'}`);

Object.assign(StepKinds, {
  equal: relationStep((first, second) => first === second, '='),
  less: relationStep((first, second) => first < second, '<'),
  lessOrEqual: relationStep((first, second) => first <= second, '≤'),
  greater: relationStep((first, second) => first > second, '>'),
  greaterOrEqual: relationStep((first, second) => first >= second, '≥'),
  and: relationStep((first, second) => first && second, 'and'),
  or: relationStep((first, second) => first || second, 'or'),
  xor: relationStep((first, second) => truth(first) !== truth(second), 'either or'),
  where: joinStep(([condition, first, second]) => (condition ? first : second),
    ([condition], result) => `the condition is ${condition}: ${condition === '0' ? 'the second' : 'the first'} value, ${result}`),
  not: functionStep(() => (x) => 1 - x, 'not x'),
  isNaN: functionStep(() => (x) => truth(Number.isNaN(x)), 'x is no number'),
  isInf: functionStep(({ detectsNegative, detectsPositive }) => (x) => truth((x === Infinity && detectsPositive) || (x === -Infinity && detectsNegative)), 'x is infinite'),
});

/** The rest of a division, with the sign of the dividend or of the divisor. */
const restOf = (keepsSign, [value, divisor]) => {
  const rest = value % divisor;
  return !keepsSign && rest !== 0 && rest < 0 !== divisor < 0 ? rest + divisor : rest;
};
const modulo = (keepsSign) => joinStep((values) => restOf(keepsSign, values), joined('mod'));
const [modOfDividend, modOfDivisor] = [modulo(true), modulo(false)];
StepKinds.mod = chosenStep((step) => (step.hasSignOfDividend ? modOfDividend : modOfDivisor));

/** The place of the largest or the least along an axis. */
const extremeStep = (isBetter, words) => reduceStep((values, step) => {
  let best = 0;
  for (let index = 1; index < values.length; index += 1) {
    if (Number.isNaN(values[best])) break;
    if (Number.isNaN(values[index]) || isBetter(values[index], values[best]) || (step.takesLast && values[index] === values[best])) best = index;
  }
  return best;
}, words, (step) => [step.axis]);

StepKinds.argMax = extremeStep((value, best) => value > best, 'the place of the largest');
StepKinds.argMin = extremeStep((value, best) => value < best, 'the place of the least');

StepKinds.cumSum = {
  axes: () => 'all',
  refuses: needsNumbers(1),
  placesOf: (network, number, place) => {
    const { isExclusive, isReversed } = network.steps[number];
    const extents = network.extents(number);
    const axis = axisOf(network.operand(number, 1).at(0), extents);
    const { count, placeOf } = rowOf(extents, [axis], place);
    const own = Math.floor(place / stridesOf(extents)[axis]) % extents[axis];
    return Array.from({ length: count }, (_, index) => index)
      .filter((index) => (isReversed ? index >= own : index <= own) && !(isExclusive && index === own)).map(placeOf);
  },
  plane: (network, number, channel) => {
    const values = network.tensor(network.steps[number].from);
    const [, rows, columns] = network.shape(number);
    return Float32Array.from({ length: rows * columns }, (_, inside) => (
      StepKinds.cumSum.placesOf(network, number, channel * rows * columns + inside).reduce((sum, place) => sum + values[place], 0)));
  },
  explain: (network, number, channel, row, column) => {
    const { from } = network.steps[number];
    const [, rows, columns] = network.shape(number);
    const places = StepKinds.cumSum.placesOf(network, number, (channel * rows + row) * columns + column);
    const values = network.tensor(from);
    const terms = termsOf(network, from, places.length, { valueAt: (index) => values[places[index]], placeOf: (index) => places[index] });
    const result = Math.fround(terms.sum);
    return {
      step: number, channel, row, column, value: result, window: null, note: `the sum of ${places.length} values = ${numberText(result)}`,
      parts: [{ title: null, start: 0, sum: terms.sum, result, blocks: [], terms: places.length ? terms : undefined }],
    };
  },
};

/** The least and the greatest number of a type of whole numbers. */
const wholeRanges = { int8: [-128, 127], uint8: [0, 255], int16: [-32768, 32767], uint16: [0, 65535] };

/** Scale and zero of a value, which may differ along an axis, or by blocks along it. */
function quantisation(network, number, place) {
  const step = network.steps[number];
  const scales = numbersOf(step, 'scale');
  const zeros = step.zero ? numbersOf(step, 'zero') : null;
  let index = 0;
  if (scales.length > 1 || step.blockSize) {
    const extents = network.extents(number);
    const axis = axisOf(step.axis, extents);
    const [extent, inner] = [extents[axis], countOf(extents.slice(axis + 1))];
    index = Math.floor(place / inner) % extent;
    if (step.blockSize) {
      index = (Math.floor(place / (inner * extent)) * Math.ceil(extent / step.blockSize) + Math.floor(index / step.blockSize)) * inner + (place % inner);
    }
  }
  return { scale: scales[index], zero: zeros ? zeros[index] : 0 };
}

/** A step that changes each value by the scale and zero of its place. */
function quantisationStep(change, words) {
  const step = normalStep({
    rowOf: (network, number, place) => ({ key: 0, count: 0, placeOf: () => place }), common: () => null,
    change: (network, number, value, place) => change(network.steps[number], value, quantisation(network, number, place)),
    formula: (network, number, value, place) => words(value, quantisation(network, number, place)),
    refuses: ({ scale, zero, inputs }) => (scale && (zero || inputs[2] === undefined || inputs[2] === noInput) ? null : 'its scale is computed'),
  });
  return { ...step, axes: () => null };
}

StepKinds.quantizeLinear = quantisationStep((step, value, { scale, zero }) => {
  const [least, greatest] = wholeRanges[step.zeroType || step.type];
  return clamp(roundEven(Math.fround(value / scale)) + zero, least, greatest);
}, (value, { scale, zero }) => `${numberText(value)} / ${numberText(scale)}, rounded, + ${numberText(zero)}`);

StepKinds.dequantizeLinear = quantisationStep((step, value, { scale, zero }) => Math.fround(value - zero) * scale,
  (value, { scale, zero }) => `(${numberText(value)} − ${numberText(zero)}) × ${numberText(scale)}`);

/** What 256 steps over the range of values are; zero lies among them. */
function dynamicSteps(values) {
  let [least, greatest] = [0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  const scale = Math.fround((least === greatest ? 1 : Math.fround(greatest - least)) / 255);
  return { scale, zero: clamp(roundEven(Math.fround(-least / scale)), 0, 255) };
}

const dynamicStepsOf = (network, number) => network.sharedRow(number, () => dynamicSteps(network.tensor(network.steps[number].from)));
const dynamicValues = {
  ...valueStep((step, channel, network, number) => {
    const { scale, zero } = dynamicStepsOf(network, number);
    return (value) => clamp(roundEven(Math.fround(value / scale)) + zero, 0, 255);
  }, (step, channel, value, result, network, number) => {
    const { scale, zero } = dynamicStepsOf(network, number);
    return `${numberText(value)} / ${numberText(scale)}, rounded, + ${numberText(zero)} = ${numberText(result)}`;
  }),
  axes: () => 'all',
};
const allAxes = (step, network, number, extents) => extents.map((_, axis) => axis);
const dynamicScale = reduceStep((values) => dynamicSteps(values).scale, 'a 255th of the range', allAxes);
const dynamicZero = reduceStep((values) => dynamicSteps(values).zero, 'the step that is zero', allAxes);
StepKinds.dynamicQuantizeLinear = chosenStep(({ output }) => [dynamicValues, dynamicScale, dynamicZero][output || 0]);

/** A number of another type: whole numbers lose what stands behind the point. */
const castTo = (type) => (x) => {
  if (type === 'bool') return truth(x);
  return type.startsWith('int') || type.startsWith('uint') ? Math.trunc(x) : x;
};
StepKinds.cast = functionStep(({ type }) => castTo(type), ({ type }) => `x as ${type}`);
StepKinds.castLike = moveStep(() => (place) => place, {
  change: (network, number) => castTo(network.typeOf(number)), note: (network, number) => `as ${network.typeOf(number)}, the type of the other input`,
});
