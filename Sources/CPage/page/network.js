'use strict';

// The steps of the run, computed again from the input: whole maps, kept once they are known.

class Network {
  /** Steps with their numbers, as the file of steps tells them. */
  constructor(steps, input) {
    this.steps = steps;
    this.inputShape = input.shape;
    this.inputPlanes = decodePlanes(input);
    this.known = new Map();
    this.shapes = steps.map(() => null);
  }

  /** Channels, rows, columns of a step; -1 is the input. */
  shape(number) {
    if (number < 0) return this.inputShape;
    if (!this.shapes[number]) {
      const step = this.steps[number];
      this.shapes[number] = StepKinds[step.kind].shape(step, this.shape(step.from));
    }
    return this.shapes[number];
  }

  /** Whether a step and all before it can be computed. */
  canCompute(number) {
    if (number < 0) return true;
    const step = this.steps[number];
    return step.kind in StepKinds && this.canCompute(step.from);
  }

  /** One map, row by row. */
  plane(number, channel) {
    if (number < 0) return this.inputPlanes[channel];
    const key = number * 65536 + channel;
    let plane = this.known.get(key);
    if (!plane) {
      plane = StepKinds[this.steps[number].kind].plane(this, number, channel);
      this.known.set(key, plane);
    }
    return plane;
  }

  /** The value of one place. */
  value(number, channel, row, column) {
    return this.plane(number, channel)[row * this.shape(number)[2] + column];
  }

  /** What the value of one place is made of. */
  explain(number, channel, row, column) {
    const kind = StepKinds[this.steps[number].kind];
    return kind.explain(this, number, channel, row, column);
  }

  /** The rectangle of the input that a rectangle of a step sees. */
  field(number, rectangle) {
    if (number < 0) return rectangle;
    const step = this.steps[number];
    const shape = this.shape(step.from);
    const axes = StepKinds[step.kind].axes(step, shape);
    if (axes === null) return this.field(step.from, rectangle);
    if (axes === 'all') return this.field(step.from, { top: 0, left: 0, height: shape[1], width: shape[2] });
    const [first, last] = [
      windowRectangle(axes, rectangle.top, rectangle.left),
      windowRectangle(axes, rectangle.top + rectangle.height - 1, rectangle.left + rectangle.width - 1),
    ];
    return this.field(step.from, {
      top: first.top, left: first.left, height: last.top + last.height - first.top, width: last.left + last.width - first.left,
    });
  }
}

/** The numbers of a step, decoded once. */
function numbersOf(step, name) {
  const key = `decoded ${name}`;
  if (!(key in step)) Object.defineProperty(step, key, { value: decodeArray(step[name]), enumerable: false });
  return step[key];
}

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

/** A step that changes value by value. */
function valueStep(change, formula) {
  return {
    shape: (step, shape) => shape,
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

/** The values under a window of one map, with their weights. */
function block(network, from, channel, rows, columns, places, weights, outside = 0) {
  const plane = network.plane(from, channel);
  const values = Float64Array.from(places, (place) => (place < 0 ? outside : plane[place]));
  const products = weights && values.map((value, index) => value * weights[index]);
  let sum = 0;
  for (const product of products || values) sum += product;
  return { channel, rows, columns, places, values, weights, products, sum, marked: -1 };
}

/** How each kind of step is computed and explained. */
const StepKinds = {
  relu: valueStep(
    (step) => (value) => (value < 0 ? step.slope * value + 0 : value),
    (step, channel, value) => (value < 0
      ? `${numberText(value)} is below zero${step.slope ? `, times ${numberText(step.slope)}` : ': it becomes 0'}`
      : `${numberText(value)} is not below zero: it stays`)),
  sigmoid: valueStep(
    () => (value) => 1 / (1 + Math.exp(-value)),
    (step, channel, value, result) => `1 / (1 + exp(−(${numberText(value)}))) = ${numberText(result)}`),
  tanh: valueStep(
    () => (value) => Math.tanh(value),
    (step, channel, value, result) => `tanh(${numberText(value)}) = ${numberText(result)}`),
  meanScale: valueStep(
    (step, channel) => {
      const [mean, scale] = [numbersOf(step, 'mean'), numbersOf(step, 'scale')];
      return (value) => (value - mean[channel % mean.length]) * scale[channel % scale.length];
    },
    (step, channel, value) => {
      const [mean, scale] = [numbersOf(step, 'mean'), numbersOf(step, 'scale')];
      return `(${numberText(value)} − ${numberText(mean[channel % mean.length])}) × ${numberText(scale[channel % scale.length])}`;
    }),
  batchnorm: valueStep(
    (step, channel) => {
      const { mean, factor, offset } = normalisation(step, channel);
      return (value) => (value - mean) * factor + offset;
    },
    (step, channel, value) => {
      const { mean, factor, offset } = normalisation(step, channel);
      return `(${numberText(value)} − mean ${numberText(mean)}) × ${numberText(factor)} + ${numberText(offset)}`;
    }),
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
};

function normalisation(step, channel) {
  const gamma = numbersOf(step, 'gamma');
  const offsets = numbersOf(step, 'offsets');
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
