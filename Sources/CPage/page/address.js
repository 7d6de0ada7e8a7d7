'use strict';

// What is looked at, in the address: Back, reload and copied links lead there again.

/** Names and texts as they stand behind the # of an address. */
function addressText(entries) {
  const readable = (text) => encodeURIComponent(text).replace(/%(2F|3A|2C|3B)/g, decodeURIComponent);
  return entries.filter(([, text]) => text !== null && text !== undefined && text !== '').map(([name, text]) => `${name}=${readable(text)}`).join('&');
}

/** The names and texts of an address. */
function addressEntries(hash) {
  return new Map(hash.replace(/^#/, '').split('&').filter(Boolean).map((part) => {
    const [name, ...text] = part.split('=');
    return [decodedText(name), decodedText(text.join('='))];
  }));
}

/** The place of a name in a list: its own, or the nearest, of which is told. */
function placeOfName(names, name, kind, missing) {
  const own = names.indexOf(name);
  if (own >= 0) return own;
  const words = name.toLowerCase();
  const near = names.findIndex((other) => other.toLowerCase().includes(words) || words.includes(other.toLowerCase()));
  const shown = Math.max(near, 0);
  missing.push(`The link names the ${kind} ‘${name}’, which is not here: ‘${names[shown]}’ is shown.`);
  return shown;
}

/** Two whole numbers with a comma between; null for anything else. */
function pairOf(text) {
  const pair = (text || '').split(',').map(Number);
  return pair.length === 2 && pair.every((number) => Number.isInteger(number) && number >= 0) ? pair : null;
}

/** The address of the chain and the value that it shows. */
function addressOfChain({ chain, steps }) {
  const { image, shown } = chain;
  return {
    steps: [['chain', 'shown'], ['input', image ? image.name : null], ...(shown ? [['layer', steps[shown.step].name], ['channel', shown.channel]] : [])],
    details: [['at', shown ? `${shown.row},${shown.column}` : null]],
  };
}

/** How each view is told, and shown again: steps that Back goes through, details that it does not. */
const addressed = {
  gallery: {
    tell: (gallery) => {
      const { state, viewer, steps } = gallery;
      if (gallery.isLabShown) {
        const told = addressed.lab.tell(gallery.lab);
        return { ...told, steps: [['lab', 'shown'], ...told.steps] };
      }
      if (gallery.room === 'graph') return { steps: [['network', 'shown']], details: [] };
      if (gallery.room === 'chain') return addressOfChain(gallery);
      if (viewer.host.hidden) {
        const image = gallery.images[state.image];
        return {
          steps: [], details: [
            ['input', image && gallery.images.length > 1 ? image.name : null], ['layer', state.step >= 0 ? steps[state.step].name : 'all'],
            ['search', gallery.search.value], ['sort', state.sort === 'number' ? null : state.sort], ['order', state.isDescending ? 'falling' : null],
          ],
        };
      }
      const [first, second] = viewer.panes;
      const { chosen } = viewer;
      return {
        steps: [['input', viewer.image.name], ['layer', steps[first.step].name], ['channel', first.channel]],
        details: [
          ['at', chosen && chosen.pane === first ? `${chosen.row},${chosen.column}` : null],
          ['beside', second ? steps[second.step].name : null], ['besideChannel', second ? second.channel : null], ['held', viewer.isHeld ? 'yes' : null],
        ],
      };
    },
    show: (gallery, place, missing) => {
      const { viewer, state } = gallery;
      const names = gallery.images.map(({ name }) => name);
      const layers = gallery.steps.map(({ name }) => name);
      const image = place.has('input') ? placeOfName(names, place.get('input'), 'input', missing) : null;
      const layer = place.has('layer') && place.get('layer') !== 'all' ? placeOfName(layers, place.get('layer'), gallery.words.layer, missing) : null;
      const isOpen = place.has('channel') && !place.has('chain');
      gallery.enter(isOpen ? 'viewer' : 'browser');
      if (place.get('lab') && gallery.isFilter) {
        gallery.showLab();
        addressed.lab.show(gallery.lab, place, missing);
      } else if (place.get('network') && gallery.graph) {
        gallery.showGraph();
      } else if (place.get('chain') && gallery.chain) {
        const at = pairOf(place.get('at'));
        if (image !== null) state.image = image;
        gallery.showChain(at && layer !== null ? { step: layer, channel: Number(place.get('channel')) || 0, row: at[0], column: at[1] } : null);
      } else if (isOpen) {
        const shown = gallery.images[image ?? 0];
        viewer.panes = [];
        viewer.chosen = null;
        viewer.open(shown, layer ?? (shown.maps[0] || { step: 0 }).step, Number(place.get('channel')) || 0);
        if (place.has('beside')) {
          viewer.toggleBeside();
          viewer.panes[1].step = placeOfName(layers, place.get('beside'), gallery.words.layer, missing);
          viewer.panes[1].channel = Number(place.get('besideChannel')) || 0;
          viewer.showPanes();
        }
        const at = pairOf(place.get('at'));
        if (at) viewer.chosen = { pane: viewer.panes[0], row: at[0], column: at[1] };
        viewer.hold(Boolean(at) && place.has('held'));
        viewer.title.focus();
      } else {
        if (image !== null) state.image = image;
        else if (place.has('layer') && names.length > 1) state.image = -1;
        if (place.has('layer')) state.step = layer ?? -1;
        gallery.search.value = place.get('search') || '';
        const sorts = gallery.properties.map(([name]) => name);
        gallery.sort.value = sorts.includes(place.get('sort')) ? place.get('sort') : 'number';
        state.isDescending = place.get('order') === 'falling';
        gallery.update();
      }
    },
  },
  comparison: {
    tell: ({ detail, filters, state, search, scatter, bank }) => {
      if (!detail.host.hidden) {
        const [first, second] = detail.filters;
        return {
          steps: [['filter', first.name], ['beside', second ? second.name : null]],
          details: [['at', detail.place ? detail.place.join(',') : null], ['handcrafted', detail.picked === null || !detail.page.bank ? null : detail.page.bank.filters[detail.picked].name], ['image', detail.image.selectedIndex > 0 ? detail.page.data.images[detail.image.selectedIndex].name : null]],
        };
      }
      return {
        steps: [], details: [
          ['class', state.category], ['search', search.value], ['sort', state.sort === 'number' ? null : state.sort], ['order', state.isDescending ? 'falling' : null],
          ['as', state.isTable ? 'table' : null], ['nearest', state.handcrafted === null ? null : bank.filters[state.handcrafted].name],
          ['scatter', scatter.node.hidden ? null : `${scatter.x},${scatter.y}`], ['region', scatter.node.hidden || !scatter.region ? null : scatter.region.join(',')],
        ],
      };
    },
    show: (comparison, place, missing) => {
      const { detail, filters, state } = comparison;
      const names = filters.map(({ name }) => name);
      const isOpen = place.has('filter') && names.length > 0;
      comparison.browser.hidden = isOpen;
      detail.host.hidden = !isOpen;
      if (isOpen) {
        detail.place = pairOf(place.get('at')) || detail.place;
        const image = place.has('image') ? placeOfName(comparison.data.images.map(({ name }) => name), place.get('image'), 'image', missing) : 0;
        if (image !== detail.image.selectedIndex) detail.network = null;
        detail.wantedImage = image;
        detail.filters = [filters[placeOfName(names, place.get('filter'), 'filter', missing)]];
        if (place.has('beside')) detail.filters.push(filters[placeOfName(names, place.get('beside'), 'filter', missing)]);
        detail.show();
        detail.title.focus();
        return;
      }
      state.category = place.get('class') || '';
      comparison.search.value = place.get('search') || '';
      comparison.sort.value = comparisonColumns.some(({ key }) => key === place.get('sort')) ? place.get('sort') : 'number';
      Object.assign(state, { isDescending: place.get('order') === 'falling', isTable: place.get('as') === 'table' });
      comparison.showScatter(place.get('scatter'), place.get('region'));
      comparison.wanted = place.get('nearest');
      const nearest = comparison.bank ? comparison.bank.filters.findIndex(({ name }) => name === comparison.wanted) : -1;
      state.handcrafted = nearest >= 0 ? nearest : null;
      comparison.update();
    },
  },
  lab: {
    tell: ({ images, state, bank, head }) => ({
      steps: [['picture', images.length > 1 ? images[state.image].name : null], ['from', head.steps[state.preset].name]],
      details: bank ? [
        ['kernel', bank.kernels.map(kernelText).join('|')], ['combine', bank.combination], ['range', state.range === 'clamp' ? null : state.range],
        ['border', state.border === 'reflect101' ? null : state.border],
      ] : [],
    }),
    show: (lab, place, missing) => {
      const kernels = (place.get('kernel') || '').split('|').filter(Boolean).map(kernelOfText);
      if (place.has('from')) lab.state.preset = placeOfName(lab.head.steps.map(({ name }) => name), place.get('from'), 'kernel', missing);
      lab.preset.value = lab.state.preset;
      if (labRanges.some(([name]) => name === place.get('range'))) lab.state.range = place.get('range');
      if (labBorders.includes(place.get('border'))) lab.state.border = place.get('border');
      const combination = ['magnitude', 'max', 'sum'].includes(place.get('combine')) ? place.get('combine') : null;
      if (kernels.length && !kernels.includes(null)) lab.setBank({ kernels, combination });
      else if (lab.presets) lab.takePreset(lab.state.preset);
      if (place.has('picture')) lab.openImage(placeOfName(lab.images.map(({ name }) => name), place.get('picture'), 'picture', missing));
    },
  },
};

/** Keeps the address and what is shown the same. */
class Address {
  constructor(view, kind) {
    Object.assign(this, { view, kind: addressed[kind] });
    this.notice = element('p', { class: 'notice', role: 'alert', hidden: true });
    byId('content').before(this.notice);
    for (const name of ['click', 'keyup', 'change', 'input']) document.addEventListener(name, () => this.schedule());
    window.addEventListener('popstate', () => this.read());
    if (window.location.hash) this.read();
    this.steps = addressText(this.kind.tell(view).steps);
  }

  schedule() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), 150);
  }

  /** Writes what is shown; Back leads to the step before. */
  write() {
    const { steps, details } = this.kind.tell(this.view);
    const text = `#${addressText([...steps, ...details])}`;
    if (text === window.location.hash) return;
    const own = addressText(steps);
    if (own === this.steps) window.history.replaceState(null, '', text);
    else window.history.pushState(null, '', text);
    this.steps = own;
    this.notice.hidden = true;
  }

  /** Shows what the address names, and says what of it is not there. */
  read() {
    const missing = [];
    clearTimeout(this.timer);
    this.kind.show(this.view, addressEntries(window.location.hash), missing);
    this.steps = addressText(this.kind.tell(this.view).steps);
    this.notice.hidden = missing.length === 0;
    this.notice.textContent = missing.join(' ');
  }
}
