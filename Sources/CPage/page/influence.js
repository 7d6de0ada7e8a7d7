'use strict';

// How much each map before a step has to do with a value, and so on down to the pixels.

/** The maps that a value is made of, largest share of all magnitudes first: step, channel, the place that counts most, and the share. */
function influencesOf(network, explanation) {
  const found = new Map();
  const add = (from, channel, row, column, size, own = size) => {
    const key = `${from} ${channel}`;
    const known = found.get(key) || { from, channel, row, column, size: 0, own: -1 };
    if (own > known.own) Object.assign(known, { row, column, own });
    known.size += size;
    found.set(key, known);
  };
  for (const { blocks, terms } of explanation.parts) {
    for (const made of blocks) {
      if (made.from === null) continue;
      const numbers = made.products || made.values;
      const inside = [...numbers.keys()].filter((index) => made.places[index] >= 0);
      if (!inside.length) continue;
      const width = network.shape(made.from)[2];
      const best = made.marked >= 0 ? made.marked : inside.reduce((left, right) => (Math.abs(numbers[right]) > Math.abs(numbers[left]) ? right : left));
      const channel = made.isAcrossMaps ? made.firstChannel + best : made.channel;
      const size = made.isAcrossMaps ? 1 : Math.abs(made.marked >= 0 ? made.values[best] : made.sum);
      add(made.from, channel, Math.floor(made.places[best] / width), made.places[best] % width, size, Math.abs(numbers[best]));
    }
    if (!terms) continue;
    const sums = new Map();
    terms.products.forEach((product, index) => {
      const place = terms.addressOf(index);
      const key = `${place.from} ${place.channel}`;
      const known = sums.get(key) || { ...place, sum: 0, own: -1 };
      known.sum += product;
      if (Math.abs(product) > known.own) Object.assign(known, { row: place.row, column: place.column, own: Math.abs(product) });
      sums.set(key, known);
    });
    for (const { from, channel, row, column, sum, own } of sums.values()) add(from, channel, row, column, Math.abs(sum), own);
  }
  const all = [...found.values()];
  const total = all.reduce((sum, { size }) => sum + size, 0);
  return all.map((entry) => ({ ...entry, share: total ? entry.size / total : 1 / all.length })).sort((left, right) => right.share - left.share);
}

/** Maps that are followed of each step. */
const mostFollowed = 5;

/**
 * The way of a value down to the input: for each step on it the maps that have most to do with the
 * value, with their links to those that are shown. isShown: whether a step is; isWanted: whether to go on.
 */
async function chainOf(network, root, isShown, isWanted) {
  const steps = new Map([[root.step, new Map([[root.channel, { ...root, share: 1, links: new Map() }]])]]);
  const columns = new Map();
  for (let step = root.step; step >= 0; step -= 1) {
    if (!steps.has(step)) continue;
    const entries = [...steps.get(step).values()].sort((left, right) => right.share - left.share).slice(0, mostFollowed);
    if (isShown(step)) columns.set(step, entries);
    for (const entry of entries) {
      const explanation = await network.inSlices(() => network.explain(step, entry.channel, entry.row, entry.column), isWanted);
      if (!explanation || isWanted() === false) return null;
      for (const { from, channel, row, column, share } of influencesOf(network, explanation).slice(0, 2 * mostFollowed)) {
        const maps = steps.get(from) || new Map();
        steps.set(from, maps);
        // The input is one picture, whatever its channels.
        const key = from < 0 ? 0 : channel;
        const known = maps.get(key) || { step: from, channel, row, column, share: 0, best: 0, links: new Map() };
        const weight = entry.share * share;
        known.share += weight;
        if (weight > known.best) Object.assign(known, { channel, row, column, best: weight });
        const links = isShown(step) ? [[`${step} ${entry.channel}`, weight]] : [...entry.links].map(([target, size]) => [target, size * share]);
        for (const [target, size] of links) known.links.set(target, (known.links.get(target) || 0) + size);
        maps.set(key, known);
      }
    }
  }
  columns.set(-1, [...(steps.get(-1) || new Map()).values()]);
  return columns;
}
