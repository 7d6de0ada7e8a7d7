'use strict';

// One of several pictures, drawn in several ways that are read at one pixel; what is looked at stands in the address.

/** A whole number of an address; NaN for anything else. */
const wholeOf = (text) => (/^\d+$/.test(text || '') ? Number(text) : NaN);

/** Makes a part of the page anew; what had the focus in it has it again, by its place. */
function keepingFocus(host, make) {
  const usable = () => [...host.querySelectorAll('a[href], button, input, select, [tabindex]')];
  const place = usable().indexOf(document.activeElement);
  make();
  const same = place >= 0 ? usable()[place] : null;
  if (same) same.focus({ preventScroll: true });
}

class PicturePage {
  constructor(data, host) {
    Object.assign(this, { data, host, number: 0, place: null, canvases: [] });
  }

  get picture() { return this.data.pictures[this.number]; }

  /** Shows another picture from its beginning. */
  choose(number) {
    this.place = null;
    this.open(number);
  }

  /** Shows a picture once its values are there: take is called with them, then show; say where there are none. */
  open(number) {
    this.number = number;
    const { picture } = this;
    if (!picture) {
      this.say(element('span', {}, this.emptyWords));
      return;
    }
    if (picture === this.taken) {
      keepingFocus(this.host, () => this.show());
      return;
    }
    loadData(picture.values).then((values) => {
      // Another one may have been chosen meanwhile.
      if (picture !== this.picture) return;
      this.taken = picture;
      this.take(values);
      keepingFocus(this.host, () => this.show());
    }, (error) => { if (picture === this.picture) this.say(element('span', { class: 'error' }, error.message)); });
  }

  /** The list of pictures. */
  choice() {
    const pictures = element('select', { onchange: (event) => this.choose(Number(event.target.value)) },
      this.data.pictures.map((picture, number) => element('option', { value: number, selected: number === this.number }, this.nameOf(picture))));
    return element('label', { class: 'field' }, 'Picture', pictures);
  }

  /** Reads every way of drawing the picture at one place. */
  read(column, row) {
    this.place = [column, row];
    this.readAgain();
  }

  /** Reads at the place that was chosen, or in the middle. */
  readAgain() {
    const { width, height } = this.picture;
    const [column, row] = this.place || [Math.floor(width / 2), Math.floor(height / 2)];
    for (const { canvas, reading, text } of this.canvases) {
      canvas.show(column, row);
      reading.textContent = `${column},${row}: ${text(row * canvas.width + column)}`;
    }
  }

  key(event) {
    const count = this.data.pictures.length;
    if (count && (event.key === '[' || event.key === ']')) this.choose((this.number + (event.key === ']' ? 1 : count - 1)) % count);
  }

  /** What is looked at, for the address. */
  tell() {
    const { picture, place } = this;
    if (!picture) return { steps: [], details: [] };
    return { steps: [['picture', this.nameOf(picture)]], details: [['at', place ? `${place[1]},${place[0]}` : null]] };
  }

  /** Shows what an address names. */
  follow(address, missing) {
    const names = this.data.pictures.map((picture) => this.nameOf(picture));
    if (!names.length) return;
    this.number = address.has('picture') ? placeOfName(names, address.get('picture'), 'picture', missing) : 0;
    this.place = this.placeIn(address, missing);
    this.followDetails(address, missing);
    this.open(this.number);
  }

  /** The pixel that an address names, or the nearest; null where it names none. */
  placeIn(address, missing) {
    if (!address.has('at')) return null;
    const { width, height } = this.picture;
    const named = pairOf(address.get('at'));
    const place = named ? [clamp(named[1], 0, width - 1), clamp(named[0], 0, height - 1)] : null;
    if (!named) missing.push(`The link names the pixel ‘${address.get('at')}’, which is none: the middle is read.`);
    else if (place[1] !== named[0] || place[0] !== named[1]) missing.push(`The link names row ${named[0]}, column ${named[1]}, which is not here: row ${place[1]}, column ${place[0]} is read.`);
    return place;
  }
}
