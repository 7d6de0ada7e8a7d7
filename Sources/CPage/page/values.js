'use strict';

// Steps that change value by value.

/** A step that changes value by value: change gives the function, formula what it did, in words. */
function valueStep(change, formula) {
  return {
    axes: () => null,
    plane: (network, number, channel) => {
      const step = network.steps[number];
      const apply = change(step, channel, network, number);
      return network.plane(step.from, channel).map((value) => apply(value));
    },
    explain: (network, number, channel, row, column) => {
      const step = network.steps[number];
      const shape = network.shape(step.from);
      const value = network.value(step.from, channel, row, column);
      const result = Math.fround(change(step, channel, network, number)(value));
      const place = row * shape[2] + column;
      return {
        step: number, channel, row, column, value: result, note: formula(step, channel, value, result, network, number),
        window: { top: row, left: column, height: 1, width: 1 },
        parts: [{ title: null, start: 0, result, sum: value, blocks: [block(network, step.from, channel, 1, 1, [place], null)] }],
      };
    },
  };
}

/** A function of one number, with its formula, in which x stands for the number. */
function functionStep(change, formula) {
  return valueStep(change, (step, channel, value, result) => {
    const text = typeof formula === 'function' ? formula(step) : formula;
    return `${text.replaceAll('x', numberText(value))} = ${numberText(result)}`;
  });
}

const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const unit = (x) => clamp(x, 0, 1);
const roundEven = (x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));

/** The error function, by its series, or its continued fraction where that is as good. */
function erf(x) {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size < 2.5) {
    let [term, sum] = [x, x];
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
    }
    return (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = size;
  for (let n = 60; n >= 1; n -= 1) fraction = size + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-size * size) / Math.sqrt(Math.PI) / fraction);
}

const positiveOr = (negative) => (step, channel, value) => (value < 0
  ? `${numberText(value)} is below zero${negative(step, channel)}` : `${numberText(value)} is not below zero: it stays`);

/** The slope of negative values of a map. */
function slopeOf(step, channel) {
  const slopes = numbersOf(step, 'slope');
  return slopes[slopes.length === 1 ? 0 : channel];
}

/** The least and the largest value that a clip lets pass. */
function clipBounds(network, number) {
  const bound = (index, otherwise) => {
    const operand = network.operand(number, index);
    return operand ? operand.at(0) : otherwise;
  };
  return [bound(1, -Infinity), bound(2, Infinity)];
}

Object.assign(StepKinds, {
  relu: valueStep(
    (step) => (value) => (value < 0 ? step.slope * value + 0 : value),
    positiveOr((step) => (step.slope ? `, times ${numberText(step.slope)}` : ': it becomes 0'))),
  pRelu: {
    ...valueStep(
      (step, channel) => {
        const slope = slopeOf(step, channel);
        return (value) => (value < 0 ? slope * value + 0 : value);
      },
      positiveOr((step, channel) => `, times ${numberText(slopeOf(step, channel))}, the slope that its map has learned`)),
    refuses: (step, network, number) => {
      if (!step.slope) return 'its slopes are computed';
      const count = step.slope.shape.reduce((total, extent) => total * extent, 1);
      return count === 1 || count === network.shape(number)[0] ? null : 'its slopes differ within a map';
    },
  },
  clip: valueStep(
    (step, channel, network, number) => {
      const [low, high] = clipBounds(network, number);
      return (value) => Math.min(Math.max(value, low), high);
    },
    (step, channel, value, result, network, number) => {
      const [low, high] = clipBounds(network, number);
      const range = `${numberText(low)} … ${numberText(high)}`;
      return value === result ? `${numberText(value)} lies in ${range}: it stays` : `${numberText(value)} is cut to ${range}`;
    }),
  sigmoid: functionStep(() => (x) => 1 / (1 + Math.exp(-x)), '1 / (1 + e^−(x))'),
  tanh: functionStep(() => Math.tanh, 'tanh(x)'),
  elu: functionStep(({ alpha }) => (x) => (x <= 0 ? alpha * Math.expm1(x) : x), ({ alpha }) => `elu(x), α ${numberText(alpha)}`),
  selu: functionStep(({ alpha, gamma }) => (x) => gamma * (x <= 0 ? alpha * Math.expm1(x) : x), 'selu(x)'),
  celu: functionStep(({ alpha }) => (x) => (x <= 0 ? alpha * Math.expm1(x / alpha) : x), 'celu(x)'),
  gelu: functionStep(
    ({ note }) => (note.includes('tanh')
      ? (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))
      : (x) => 0.5 * x * (1 + erf(x * Math.SQRT1_2))), 'gelu(x)'),
  hardSigmoid: functionStep(({ alpha, beta }) => (x) => unit(alpha * x + beta), ({ alpha, beta }) => `${numberText(alpha)} × x + ${numberText(beta)}, cut to 0 … 1`),
  hardSwish: functionStep(() => (x) => x * unit(x / 6 + 0.5), 'x × (x / 6 + 0.5, cut to 0 … 1)'),
  mish: functionStep(() => (x) => x * Math.tanh(softplus(x)), 'x × tanh(log(1 + e^(x)))'),
  scaledTanh: functionStep(({ alpha, beta }) => (x) => alpha * Math.tanh(beta * x), ({ alpha, beta }) => `${numberText(alpha)} × tanh(${numberText(beta)} × x)`),
  softplus: functionStep(() => softplus, 'log(1 + e^(x))'),
  softsign: functionStep(() => (x) => x / (1 + Math.abs(x)), 'x / (1 + |x|)'),
  thresholdedRelu: functionStep(({ alpha }) => (x) => (x <= alpha ? 0 : x), ({ alpha }) => `x, if above ${numberText(alpha)},`),
  abs: functionStep(() => Math.abs, '|x|'),
  neg: functionStep(() => (x) => -x, '−(x)'),
  sign: functionStep(() => Math.sign, 'sign of x'),
  sqrt: functionStep(() => Math.sqrt, '√x'),
  reciprocal: functionStep(() => (x) => 1 / x, '1 / x'),
  floor: functionStep(() => Math.floor, 'x rounded down'),
  ceil: functionStep(() => Math.ceil, 'x rounded up'),
  round: functionStep(() => roundEven, 'x rounded'),
  erf: functionStep(() => erf, 'erf(x)'),
  sin: functionStep(() => Math.sin, 'sin(x)'),
  cos: functionStep(() => Math.cos, 'cos(x)'),
  exp: functionStep(
    ({ scale = 1, shift = 0, base }) => (x) => (base && Math.abs(base - Math.E) > 1e-6 ? base ** (shift + scale * x) : Math.exp(shift + scale * x)),
    'e to the power of x'),
  log: functionStep(({ scale = 1, shift = 0, base }) => (x) => Math.log(shift + scale * x) / (base ? Math.log(base) : 1), 'logarithm of x'),
  power: functionStep(
    ({ power, scale, shift }) => (power === 1 ? (x) => shift + scale * x : (x) => (shift + scale * x) ** power),
    ({ power, scale, shift }) => `(${numberText(shift)} + ${numberText(scale)} × x)${power === 1 ? '' : ` ^ ${numberText(power)}`}`),
  identity: valueStep(() => (value) => value, () => 'nothing changes'),
  dropout: valueStep(() => (value) => value, () => 'nothing is dropped outside learning'),
  meanScale: valueStep(
    (step, channel) => {
      const [mean, scale] = [numbersOf(step, 'mean'), numbersOf(step, 'scale')];
      return (value) => (value - mean[channel % mean.length]) * scale[channel % scale.length];
    },
    (step, channel, value) => {
      const [mean, scale] = [numbersOf(step, 'mean'), numbersOf(step, 'scale')];
      return `(${numberText(value)} − ${numberText(mean[channel % mean.length])}) × ${numberText(scale[channel % scale.length])}`;
    }),
  batchnorm: {
    ...valueStep(
      (step, channel) => {
        const { mean, factor, offset } = normalisation(step, channel);
        return (value) => (value - mean) * factor + offset;
      },
      (step, channel, value) => {
        const { mean, factor, offset } = normalisation(step, channel);
        return `(${numberText(value)} − mean ${numberText(mean)}) × ${numberText(factor)} + ${numberText(offset)}`;
      }),
    refuses: (step) => (step.mean && step.variance ? null : 'its mean is computed'),
  },
  minmax: valueStep(
    (step, channel, network, number) => {
      const { least, greatest } = extremesOf(network, number, channel);
      return (value) => (greatest > least ? (value - least) / (greatest - least) : 0);
    },
    (step, channel, value, result, network, number) => {
      const { least, greatest } = extremesOf(network, number, channel);
      const of = step.isWhole ? 'all maps' : 'the map';
      return `least of ${of} ${numberText(least)}, greatest ${numberText(greatest)}: `
        + `(${numberText(value)} − ${numberText(least)}) / ${numberText(greatest - least)}`;
    }),
});

function normalisation(step, channel) {
  const gamma = step.gamma ? numbersOf(step, 'gamma') : null;
  const offsets = step.offsets ? numbersOf(step, 'offsets') : null;
  const deviation = Math.sqrt(numbersOf(step, 'variance')[channel] + step.epsilon);
  return {
    mean: numbersOf(step, 'mean')[channel],
    factor: Math.fround((gamma ? gamma[channel] : 1) / deviation),
    offset: offsets ? offsets[channel] : 0,
  };
}

/** The least and greatest finite value of a map, or of all maps where they share a range. */
function extremesOf(network, number, channel) {
  const step = network.steps[number];
  const channels = step.isWhole ? [...Array(network.shape(step.from)[0]).keys()] : [channel];
  let [least, greatest] = [Infinity, -Infinity];
  for (const index of channels) {
    for (const value of network.plane(step.from, index)) {
      if (!Number.isFinite(value)) continue;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
  }
  return { least, greatest };
}
