'use strict';

// The maps of a run as items to search, to filter and to sort.

class MapItems {
  constructor({ images, steps, isFilter }) {
    Object.assign(this, { images, steps, isFilter });
  }

  /**
   * The items that match.
   * - words: what is searched for in names of inputs and layers; image, step: of which alone, -1 for all.
   * - property, low, high: the range of a property.
   */
  matching({ words, image: only, step, property, low, high }) {
    const isBounded = low !== -Infinity || high !== Infinity;
    const items = [];
    // A word that finds an image or a layer is searched for in all of them.
    const isSearching = words.length > 0;
    this.images.forEach((image, index) => {
      if (!isSearching && only >= 0 && only !== index) return;
      const name = image.name.toLowerCase();
      for (const maps of image.maps) {
        if (step >= 0 && maps.step !== step) continue;
        const layer = this.steps[maps.step].name.toLowerCase();
        if (!words.every((word) => name.includes(word) || layer.includes(word))) continue;
        const count = this.isFilter ? 1 : (maps.channels ? maps.channels.length : maps.shape[0]);
        for (let position = 0; position < count; position += 1) {
          const item = { image, maps, position };
          if (isBounded) {
            const value = this.valueOf(item, property);
            if (value === null || value === undefined || value < low || value > high) continue;
          }
          items.push(item);
        }
      }
    });
    return items;
  }

  /** Items in the order of a property. */
  sorted(items, property, isDescending) {
    const sign = isDescending ? -1 : 1;
    if (property === 'number' && !this.isFilter) {
      // By channel within a layer: pictures of the most active maps come in the order of their activity.
      const places = new Map(items.map((item, index) => [item.maps, index]));
      return items.sort((left, right) => sign * ((left.maps === right.maps ? 0 : places.get(left.maps) - places.get(right.maps))
        || this.channelOf(left) - this.channelOf(right)));
    }
    if (property === 'number') return isDescending ? items.reverse() : items;
    if (property === 'name') return items.sort((left, right) => sign * left.image.name.localeCompare(right.image.name));
    // What has no value comes last, whatever the direction.
    const key = (item) => {
      const value = this.valueOf(item, property);
      return value === null || value === undefined ? Infinity : sign * value;
    };
    return items.map((item) => [key(item), item]).sort((left, right) => left[0] - right[0]).map(([, item]) => item);
  }

  channelOf({ maps, position }) { return maps.channels ? maps.channels[position] : position; }

  valueOf(item, property) {
    const { maps, position } = item;
    if (property === 'number') return this.channelOf(item);
    if (property === 'zeros') return maps.zeros[position] === undefined ? null : 100 * maps.zeros[position];
    return maps[property] ? maps[property][position] : null;
  }
}
