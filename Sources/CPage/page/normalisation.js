'use strict';

// Steps that take the mean of many values and divide by their deviation, or by their norm.

/** Mean and deviation of values, in double precision. */
function standardOf(values, epsilon) {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / Math.max(values.length, 1);
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const variance = squares / Math.max(values.length, 1);
  return { mean, variance, deviation: Math.sqrt(variance + epsilon) };
}

/**
 * A step that changes a value by what it has in common with others. rowOf: gives the key, the count
 * and the places of those that go together; common: what they have in common; change: the value
 * from the old one, and formula the words for it.
 */
function normalStep({ rowOf, common, change, formula, refuses }) {
  const sharedBy = (network, number, place) => {
    const row = rowOf(network, number, place);
    const kept = network.sharedRow(number, () => new Map());
    if (!kept.has(row.key)) {
      const values = network.tensor(network.steps[number].from);
      kept.set(row.key, common(network.steps[number], Float64Array.from({ length: row.count }, (_, index) => values[row.placeOf(index)])));
    }
    return { row, shared: kept.get(row.key) };
  };
  return {
    axes: () => 'all', refuses,
    plane: (network, number, channel) => {
      const [, rows, columns] = network.shape(number);
      const first = channel * rows * columns;
      const values = network.plane(network.steps[number].from, channel);
      return values.map((value, place) => change(network, number, value, first + place, sharedBy(network, number, first + place).shared));
    },
    explain: (network, number, channel, row, column) => {
      const { from } = network.steps[number];
      const [, rows, columns] = network.shape(number);
      const inside = row * columns + column;
      const place = channel * rows * columns + inside;
      const found = sharedBy(network, number, place);
      const made = block(network, from, channel, 1, 1, [inside], null);
      const result = Math.fround(change(network, number, made.values[0], place, found.shared));
      return {
        step: number, channel, row, column, value: result, window: null,
        note: `${formula(network, number, made.values[0], place, found.shared, found.row.count)} = ${numberText(result)}`,
        parts: [{ title: null, start: 0, sum: made.sum, result, blocks: [made] }],
      };
    },
  };
}

/** Values that stand one after the other. */
const stretchOf = (place, count) => {
  const first = place - (place % count);
  return { key: first, count, placeOf: (index) => first + index };
};

/** Scale and shift as words that follow a formula. */
const scaledText = (scale, shift) => `${scale === 1 ? '' : ` × ${numberText(scale)}`}${shift === 0 ? '' : `${signOf(shift)}${numberText(Math.abs(shift))}`}`;

const distanceText = (value, { mean, deviation }, words, count) => (
  `(${numberText(value)} − mean ${numberText(mean)}) / ${numberText(deviation)}, the mean and deviation of ${count.toLocaleString('en')} values ${words}`);

const isLearned = (step) => (step.scale && (step.shift || step.inputs[2] === undefined || step.inputs[2] === noInput) ? null : 'its scale is computed');

/** The number of a map, or of its group. */
function groupFactor(network, number, name, place) {
  const step = network.steps[number];
  const numbers = numbersOf(step, name);
  const [channels, rows, columns] = network.shape(number);
  const channel = Math.floor(place / (rows * columns));
  return numbers[numbers.length === channels ? channel : Math.floor(channel / (channels / numbers.length))];
}

StepKinds.groupNormalization = normalStep({
  rowOf: (network, number, place) => {
    const [channels, rows, columns] = network.shape(number);
    return stretchOf(place, (channels / (network.steps[number].groups || channels)) * rows * columns);
  },
  common: (step, values) => standardOf(values, step.epsilon),
  change: (network, number, value, place, { mean, deviation }) => (
    ((value - mean) / deviation) * groupFactor(network, number, 'scale', place) + groupFactor(network, number, 'shift', place)),
  formula: (network, number, value, place, shared, count) => (
    `${distanceText(value, shared, network.steps[number].groups ? 'of its group of maps' : 'of its map', count)}`
    + `${scaledText(groupFactor(network, number, 'scale', place), groupFactor(network, number, 'shift', place))}`),
  refuses: isLearned,
});
StepKinds.instanceNormalization = StepKinds.groupNormalization;

/** The number of a place among those that are normalised, which may stretch over them. */
function layerFactor(network, number, name, place, otherwise) {
  const step = network.steps[number];
  if (!step[name]) return otherwise;
  const extents = network.extents(number);
  const normalised = extents.slice(axisOf(step.axis, extents));
  return numbersOf(step, name)[broadcastPlaces(normalised, { extents: step[name].shape })(place % countOf(normalised))];
}

const layerStep = normalStep({
  rowOf: (network, number, place) => {
    const { extents } = network.operand(number, 0);
    return stretchOf(place, countOf(extents.slice(axisOf(network.steps[number].axis, extents))));
  },
  common: (step, values) => standardOf(values, step.epsilon),
  change: (network, number, value, place, { mean, deviation }) => (
    ((value - mean) / deviation) * layerFactor(network, number, 'scale', place, 1) + layerFactor(network, number, 'shift', place, 0)),
  formula: (network, number, value, place, shared, count) => (
    distanceText(value, shared, 'of the last axes', count) + scaledText(layerFactor(network, number, 'scale', place, 1), layerFactor(network, number, 'shift', place, 0))),
});

const layerAxes = (step, network, number, extents) => extents.map((_, axis) => axis).slice(axisOf(step.axis, extents));
const layerMean = reduceStep((values) => standardOf(values, 0).mean, 'the mean', layerAxes);
const layerFactors = reduceStep((values, step) => 1 / standardOf(values, step.epsilon).deviation, 'one by the deviation', layerAxes);
StepKinds.layerNormalization = chosenStep(({ output }) => [{ ...layerStep, refuses: isLearned }, layerMean, layerFactors][output || 0]);

/** The values that differ along some axes alone. */
function axesRow(axesOf) {
  return (network, number, place) => {
    const extents = network.extents(number);
    const row = rowOf(extents, axesOf(network.steps[number]).map((axis) => axisOf(axis, extents)), place);
    return { key: row.placeOf(0), ...row };
  };
}

StepKinds.meanVarianceNormalization = normalStep({
  rowOf: axesRow(({ axes }) => axes),
  common: (step, values) => {
    const { mean, variance } = standardOf(values, 0);
    return { mean, deviation: Math.sqrt(variance) + 1e-9 };
  },
  change: (network, number, value, place, { mean, deviation }) => (value - mean) / deviation,
  formula: (network, number, value, place, shared, count) => distanceText(value, shared, 'along its axes', count),
});

StepKinds.lpNormalization = normalStep({
  rowOf: axesRow(({ axis }) => [axis]),
  common: (step, values) => normOf(values, step.power),
  change: (network, number, value, place, norm) => (norm === 0 ? 0 : value / norm),
  formula: (network, number, value, place, norm, count) => `${numberText(value)} / ${numberText(norm)}, the norm of ${count} values along the axis`,
});
