'use strict';

// The way from a value back to the pixels: the places that were gone through, and those before each.

/** What a value is made of, largest share first: step, channel, row, column of each, and the share. */
function originsOf(network, explanation) {
  const found = [];
  for (const part of explanation.parts) {
    for (const made of part.blocks) {
      if (made.from === null || made.isAcrossMaps) continue;
      const width = network.shape(made.from)[2];
      let best = made.marked;
      if (best < 0) {
        (made.products || made.values).forEach((value, index) => {
          if (made.places[index] >= 0 && (best < 0 || Math.abs(value) > Math.abs((made.products || made.values)[best]))) best = index;
        });
      }
      if (best < 0 || made.places[best] < 0) continue;
      const place = made.places[best];
      found.push({
        from: made.from, channel: made.channel, row: Math.floor(place / width), column: place % width,
        share: Math.abs(made.products ? made.products[best] : made.values[best]),
      });
    }
    for (const made of part.blocks) {
      if (!made.isAcrossMaps) continue;
      const width = network.shape(made.from)[2];
      found.push({ from: made.from, channel: made.channel, row: Math.floor(made.places[0] / width), column: made.places[0] % width, share: Infinity });
    }
    if (part.terms && !part.blocks.length) {
      let best = 0;
      part.terms.products.forEach((product, index) => { if (Math.abs(product) > Math.abs(part.terms.products[best])) best = index; });
      found.push({ ...part.terms.addressOf(best), share: Math.abs(part.terms.products[best]) });
    }
  }
  return found.sort((left, right) => right.share - left.share);
}

/** The places that were looked at on the way back, of which one is shown. */
class Trail {
  /** names: gives the name of a step's map; open: shows a place. */
  constructor({ names, open }) {
    Object.assign(this, { names, open });
    this.places = [];
    this.position = 0;
    this.list = element('ol', { class: 'trail', 'aria-label': 'the way back to the pixels' });
  }

  /** Whether a place is the one that is shown. */
  isAt({ step, channel, row, column }) {
    const shown = this.places[this.position];
    return Boolean(shown) && shown.step === step && shown.channel === channel && shown.row === row && shown.column === column;
  }

  /** Begins at a place that was chosen; null for none. */
  begin(place) {
    this.places = place ? [place] : [];
    this.position = 0;
    this.show();
  }

  /** Goes on to a place that the one shown is made of. */
  goOn(place) {
    this.places = [...this.places.slice(0, this.position + 1), place];
    this.position += 1;
    this.show();
    this.open(place);
  }

  /** Shows another place of the trail; whether there is one. */
  move(distance) {
    const place = this.places[this.position + distance];
    if (!place) return false;
    this.position += distance;
    this.show();
    this.open(place);
    return true;
  }

  /** Puts the focus on the place that is shown. */
  focus() {
    const shown = this.list.children[this.position];
    if (shown) shown.firstChild.focus();
  }

  show() {
    this.list.hidden = this.places.length < 2;
    fill(this.list, this.places.map((place, index) => element('li', {}, element('button', {
      type: 'button', 'aria-current': index === this.position ? 'step' : null, title: `row ${place.row}, column ${place.column}`,
      onclick: () => this.move(index - this.position),
    }, this.names(place.step, place.channel)))));
    const shown = this.list.children[this.position];
    if (shown && !this.list.hidden) this.list.scrollLeft = shown.offsetLeft - this.list.clientWidth / 2;
  }
}
