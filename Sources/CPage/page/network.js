'use strict';

// The steps of the run, computed again from the input: whole maps, kept once they are known.

/** What stands for numbers of the step itself among what goes into it, and for nothing. */
const [constantInput, noInput] = [-2, -3];

/** Thrown where the time of one slice is up before a map is known. */
class Unfinished extends Error {}

/** A tensor of any rank as maps: channels, rows, columns, in the same order. */
function mapsShape(extents) {
  const product = (list) => list.reduce((total, extent) => total * extent, 1);
  if (extents.length < 3) return [product(extents), 1, 1];
  return [extents[0] * extents[1], product(extents.slice(2, -1)), extents[extents.length - 1]];
}

/** The smallest rectangle that covers two; of one alone that one. */
function coverOf(left, right) {
  if (!left || !right) return left || right;
  const [top, start] = [Math.min(left.top, right.top), Math.min(left.left, right.left)];
  return {
    top, left: start, height: Math.max(left.top + left.height, right.top + right.height) - top,
    width: Math.max(left.left + left.width, right.left + right.width) - start,
  };
}

class Network {
  /** Steps with their numbers, as the file of steps tells them. */
  constructor(steps, input) {
    this.steps = steps;
    this.learned = steps;
    this.inputShape = input.shape;
    this.inputPlanes = decodePlanes(input);
    this.inputExtents = input.extents;
    this.inputTypes = input.types || {};
    this.inputConstants = input.constants || {};
    this.known = new Map();
    this.strokes = [];
    this.deadline = Infinity;
    this.reasons = [];
    steps.forEach((step, number) => {
      step.from = step.inputs.find((source) => source >= -1);
      // The largest of several inputs has the name of the largest under a window.
      if (step.kind === 'max' && !step.shape) step.kind = 'largest';
      this.reasons.push(this.reasonAgainst(step, number));
    });
  }

  /** Extents of a step, slowest first; -1 is the input. */
  extents(number) {
    if (number < 0) return [1, ...this.inputShape];
    return this.inputExtents ? this.inputExtents[number] : [1, ...this.shape(number)];
  }

  /** Gives the maps of the input to be painted on; what was computed from them is forgotten. */
  beginPainting() {
    if (!this.unpainted) {
      this.unpainted = this.inputPlanes;
      // What is black and white stays.
      inputRange(this, 0);
      this.inputPlanes = this.inputPlanes.map((plane) => Float32Array.from(plane));
    }
    this.forgetInput();
    return this.inputPlanes;
  }

  /** Brings back the input as it was. */
  endPainting() {
    if (this.unpainted) this.inputPlanes = this.unpainted;
    this.unpainted = null;
    this.forgetInput();
  }

  forgetInput() {
    this.known.clear();
    [this.padded, this.bordered] = [null, null];
  }

  /** Puts another step in the place of one; what was computed with that is forgotten. */
  replace(number, step) {
    this.steps = this.steps.map((old, place) => (place === number ? step : old));
    this.known.forEach((_, place) => { if (place >= number) this.known.delete(place); });
  }

  /** The type of what a step gives, as far as it is known. */
  typeOf(number) { return this.inputTypes[number] || 'float32'; }

  /** Channels, rows, columns of a step; -1 is the input. */
  shape(number) {
    if (number < 0) return this.inputShape;
    if (this.inputExtents) return mapsShape(this.inputExtents[number]);
    const step = this.steps[number];
    return StepKinds[step.kind].shape(step, this.shape(step.from));
  }

  /** The steps that go into a step; -1 is the input. */
  sources(number) {
    return this.steps[number].inputs.filter((source) => source >= -1);
  }

  /** Why a step cannot be computed; null if it can. */
  reasonAgainst(step, number) {
    for (const source of step.inputs) if (source >= 0 && this.reasons[source]) return this.reasons[source];
    const kind = StepKinds[step.kind];
    if (!kind) return `the page does not know how ${step.name} (${step.kind}) is computed`;
    if (step.missing) {
      const bytes = Object.values(step.missing).reduce((total, count) => total + count, 0);
      return `the weights of ${step.name}, ${byteText(bytes)}, are not on the page`;
    }
    const reason = kind.refuses ? kind.refuses(step, this, number) : null;
    return reason ? `${step.name}: ${reason}` : null;
  }

  /** Whether a step and all before it can be computed. */
  canCompute(number) { return number < 0 || !this.reasons[number]; }

  /** What is kept of a step: its numbers, and which of its maps are known. */
  kept(number) {
    let kept = this.known.get(number);
    if (!kept) {
      const [channels, rows, columns] = this.shape(number);
      kept = { values: new Float32Array(channels * rows * columns), area: rows * columns, isKnown: new Uint8Array(channels), count: 0 };
      this.known.set(number, kept);
    }
    return kept;
  }

  /** One map, row by row. */
  plane(number, channel) {
    if (number < 0) return this.inputPlanes[channel];
    const kept = this.kept(number);
    if (!kept.isKnown[channel]) {
      if (performance.now() > this.deadline) throw new Unfinished();
      kept.values.set(StepKinds[this.steps[number].kind].plane(this, number, channel), channel * kept.area);
      kept.isKnown[channel] = 1;
      kept.count += 1;
    }
    return kept.values.subarray(channel * kept.area, (channel + 1) * kept.area);
  }

  /** All maps of a step, one after the other. */
  tensor(number) {
    if (number < 0) {
      if (this.inputPlanes.length === 1) return this.inputPlanes[0];
      return Float32Array.from(this.inputPlanes.flatMap((plane) => Array.from(plane)));
    }
    const kept = this.kept(number);
    if (kept.count < kept.isKnown.length) kept.isKnown.forEach((_, channel) => this.plane(number, channel));
    return kept.values;
  }

  /** The maps that go into a convolution, with its padding around them; those of the last one are kept. */
  paddedPlanes(number, axes, first, count) {
    if (!this.padded || this.padded.number !== number) this.padded = { number, planes: [] };
    const { planes } = this.padded;
    return Array.from({ length: count }, (_, index) => {
      const channel = first + index;
      if (!planes[channel]) planes[channel] = padded(this.plane(this.steps[number].from, channel), axes);
      return planes[channel];
    });
  }

  /** What all values of a step have in common, made once. */
  sharedRow(number, make) {
    const kept = this.kept(number);
    if (!kept.row) kept.row = make();
    return kept.row;
  }

  /** The value at a place among all of a step. */
  at(number, place) {
    const shape = this.shape(number);
    const area = shape[1] * shape[2];
    return this.plane(number, Math.floor(place / area))[place % area];
  }

  /** The value of one place. */
  value(number, channel, row, column) {
    return this.plane(number, channel)[row * this.shape(number)[2] + column];
  }

  /** What goes into a step at a place among its inputs: a step, or numbers of its own; null if nothing. */
  operand(number, index) {
    const step = this.steps[number];
    const source = step.inputs[index];
    if (source === undefined || source === noInput) return null;
    if (source >= -1) return { from: source, extents: this.extents(source), at: (place) => this.at(source, place) };
    // Numbers of the step itself, or those that the extents of this input decide.
    const constants = [step.constants, this.inputConstants[number]].find((known) => known && known[index]);
    if (!constants) return null;
    const values = numbersOf(constants, String(index));
    return { from: null, extents: constants[index].shape, at: (place) => values[place] };
  }

  /** What the value of one place is made of. */
  explain(number, channel, row, column) {
    return StepKinds[this.steps[number].kind].explain(this, number, channel, row, column);
  }

  /** Does something that needs many maps, a little at a time; tells how far it is between. */
  async inSlices(work, tell) {
    for (;;) {
      this.deadline = performance.now() + 100;
      try {
        return work();
      } catch (error) {
        if (!(error instanceof Unfinished)) throw error;
      } finally {
        this.deadline = Infinity;
      }
      if (tell() === false) return null;
      await new Promise((resolve) => { setTimeout(resolve); });
    }
  }

  /** The share of the values before a step that are known. */
  progress(number) {
    let [all, known] = [1, 1];
    for (const step of this.ancestors(number)) {
      if (step < 0 || step === number) continue;
      const { values, count, area } = this.kept(step);
      all += values.length;
      known += count * area;
    }
    return known / all;
  }

  /** A step and all that it is computed from, the input as -1. */
  ancestors(number) {
    const found = new Set([number]);
    for (let step = number; step >= 0; step -= 1) {
      if (found.has(step)) this.sources(step).forEach((source) => found.add(source));
    }
    return found;
  }

  /** The rectangles of all steps before, and of the input, that a rectangle of a step sees. */
  fields(number, rectangle) {
    const seen = new Map([[number, rectangle]]);
    for (let step = number; step >= 0; step -= 1) {
      if (!seen.has(step)) continue;
      for (const source of this.sources(step)) seen.set(source, coverOf(seen.get(source), this.seenBy(step, source, seen.get(step))));
    }
    return seen;
  }

  /** The rectangle of the input that a rectangle of a step sees; null if it sees none of it. */
  field(number, rectangle) { return this.fields(number, rectangle).get(-1) || null; }

  /** The rectangle of a source of a step that a rectangle of the step sees. */
  seenBy(number, source, rectangle) {
    const step = this.steps[number];
    const kind = StepKinds[step.kind];
    const shape = this.shape(source);
    const whole = { top: 0, left: 0, height: shape[1], width: shape[2] };
    const axes = kind ? kind.axes(step, shape, this, number) : 'all';
    if (axes === 'all') return whole;
    if (axes === null) {
      const own = this.shape(number);
      return own[1] === shape[1] && own[2] === shape[2] ? rectangle : whole;
    }
    const first = windowRectangle(axes, rectangle.top, rectangle.left);
    const last = windowRectangle(axes, rectangle.top + rectangle.height - 1, rectangle.left + rectangle.width - 1);
    return { top: first.top, left: first.left, height: last.top + last.height - first.top, width: last.left + last.width - first.left };
  }
}

/** The numbers of a step, decoded once. */
function numbersOf(step, name) {
  const key = `decoded ${name}`;
  if (!(key in step)) Object.defineProperty(step, key, { value: decodeArray(step[name]), enumerable: false });
  return step[key];
}

/** The values under a window of one map, with their weights. */
function block(network, from, channel, rows, columns, places, weights, outside = 0) {
  const plane = network.plane(from, channel);
  const values = Float64Array.from(places, (place) => (place < 0 ? outside : plane[place]));
  const products = weights && values.map((value, index) => value * weights[index]);
  let sum = 0;
  for (const product of products || values) sum += product;
  return { from, channel, rows, columns, places, values, weights, products, sum, marked: -1 };
}

/** One value of an operand as a block of its own. */
function blockOf(network, operand, place) {
  if (operand.from === null) {
    const value = operand.at(place);
    return {
      from: null, channel: 0, rows: 1, columns: 1, places: [0], values: Float64Array.of(value), weights: null, products: null, sum: value,
      marked: -1, title: 'constant',
    };
  }
  const [, rows, columns] = network.shape(operand.from);
  return block(network, operand.from, Math.floor(place / (rows * columns)), 1, 1, [place % (rows * columns)], null);
}

/** How each kind of step is computed and explained. */
const StepKinds = {};

/** A kind that has several forms, of which the step itself tells which. */
function chosenStep(formOf) {
  const of = (network, number) => formOf(network.steps[number]);
  return {
    axes: (step, ...others) => formOf(step).axes(step, ...others),
    refuses: (step, ...others) => (formOf(step).refuses ? formOf(step).refuses(step, ...others) : null),
    plane: (network, number, ...place) => of(network, number).plane(network, number, ...place),
    explain: (network, number, ...place) => of(network, number).explain(network, number, ...place),
  };
}
