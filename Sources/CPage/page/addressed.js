'use strict';

// How the views of pages of maps, filters and comparisons stand in the address.

/** A property with its bounds as text; null where there are none. */
const boundsText = ({ property, low, high }) => (low.value === '' && high.value === '' ? null : [property.value, low.value, high.value].join(','));

/** Shows the bounds of an address; none where it has none. */
function showBounds({ property, low, high }, text) {
  const [name, least, most] = (text || '').split(',');
  const isKnown = [...property.options].some(({ value }) => value === name);
  const number = (bound) => (isKnown && bound && Number.isFinite(Number(bound)) ? bound : '');
  if (isKnown) property.value = name;
  [low.value, high.value] = [number(least), number(most)];
}

/** Says where the map or the value that a link names is beyond those that there are. */
function tellNearest(viewer, place, missing) {
  const { network, chosen, panes: [pane] } = viewer;
  if (!network || !network.canCompute(pane.step)) return;
  const name = viewer.steps[pane.step].name;
  if (Number(place.get('channel')) !== pane.channel) missing(`The link names channel ${place.get('channel')} of ‘${name}’, which has ${network.shape(pane.step)[0]}: ${pane.channel} is shown.`);
  const at = pairOf(place.get('at'));
  if (at && chosen && (at[0] !== chosen.row || at[1] !== chosen.column)) missing(`The link names row ${at[0]}, column ${at[1]}, which is not here: row ${chosen.row}, column ${chosen.column} is shown.`);
}

/** The address of the chain and the value that it shows. */
function addressOfChain({ chain, steps, viewer }) {
  const { image, shown } = chain;
  return {
    steps: [['chain', 'shown'], ['input', image ? image.name : null], ...(shown ? [['layer', steps[shown.step].name], ['channel', shown.channel]] : [])],
    details: [['at', shown ? `${shown.row},${shown.column}` : null], ['unfolded', chain.isUnfolded ? 'yes' : null], ...viewer.changes.tell(chain.network)],
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
      if (gallery.room === 'graph') return { steps: [['network', 'shown']], details: viewer.changes.tell(null) };
      if (gallery.room === 'chain') return addressOfChain(gallery);
      if (viewer.host.hidden) {
        const image = gallery.images[state.image];
        return {
          steps: [], details: [
            ['input', image && gallery.images.length > 1 ? image.name : null], ['layer', state.step >= 0 ? steps[state.step].name : 'all'],
            ['search', gallery.search.value], ['sort', state.sort === 'number' ? null : state.sort], ['order', state.isDescending ? 'falling' : null],
            ['only', boundsText(gallery)], ...viewer.changes.tell(null),
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
          ...viewer.changes.tell(viewer.network),
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
      viewer.changes.take(place, isOpen || place.has('chain'), missing);
      if (place.get('lab') && gallery.isFilter) {
        gallery.showLab();
        addressed.lab.show(gallery.lab, place, missing);
      } else if (place.get('network') && gallery.graph) {
        gallery.showGraph();
      } else if (place.get('chain') && gallery.chain) {
        const at = pairOf(place.get('at'));
        if (image !== null) state.image = image;
        gallery.chain.isUnfolded = place.has('unfolded');
        gallery.showChain(at && layer !== null ? { step: layer, channel: Number(place.get('channel')) || 0, row: at[0], column: at[1] } : null);
      } else if (isOpen) {
        const shown = gallery.images[image ?? 0];
        viewer.panes = [];
        viewer.chosen = null;
        const opened = viewer.open(shown, layer ?? (shown.maps[0] || { step: 0 }).step, Number(place.get('channel')) || 0);
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
        opened.then(() => { if (viewer.image === shown) tellNearest(viewer, place, tellMissing); });
      } else {
        if (image !== null) state.image = image;
        else if (place.has('layer') && names.length > 1) state.image = -1;
        if (place.has('layer')) state.step = layer ?? -1;
        gallery.search.value = place.get('search') || '';
        const sorts = gallery.properties.map(([name]) => name);
        gallery.sort.value = sorts.includes(place.get('sort')) ? place.get('sort') : 'number';
        state.isDescending = place.get('order') === 'falling';
        showBounds(gallery, place.get('only'));
        gallery.update();
      }
    },
  },
  comparison: {
    tell: (comparison) => {
      const { detail, state, search, scatter, bank } = comparison;
      if (!detail.host.hidden) {
        const [first, second] = detail.filters;
        return {
          steps: [['filter', first.name], ['beside', second && !second.isOther ? second.name : null], ['other', second && second.isOther ? second.name : null]],
          details: [['at', detail.place ? detail.place.join(',') : null], ['handcrafted', detail.picked === null || !detail.page.bank ? null : detail.page.bank.filters[detail.picked].name], ['image', detail.image.selectedIndex > 0 ? detail.page.data.images[detail.image.selectedIndex].name : null], ['edit', detail.begun ? editText(detail.edit.edit) : null], ['calculation', detail.isClassic ? 'handcrafted' : null]],
        };
      }
      return {
        steps: [], details: [
          ['class', state.category], ['search', search.value], ['sort', state.sort === 'number' ? null : state.sort], ['order', state.isDescending ? 'falling' : null],
          ['only', boundsText(comparison)], ['as', state.isBeside ? 'beside' : state.isTable ? 'table' : null], ['nearest', state.handcrafted === null ? null : bank.filters[state.handcrafted].name],
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
        detail.wantedHandcrafted = { name: place.get('handcrafted'), isClassic: place.get('calculation') === 'handcrafted' };
        detail.wantedEdit = editOfText(place.get('edit') || '');
        if (!detail.wantedEdit) missing.push(`The link has the edit ‘${place.get('edit')}’, which is none: the filter is as it was learned.`);
        detail.wantedEdit = detail.wantedEdit || noEdit();
        detail.filters = [filters[placeOfName(names, place.get('filter'), 'filter', missing)]];
        if (place.has('beside')) detail.filters.push(filters[placeOfName(names, place.get('beside'), 'filter', missing)]);
        if (place.has('other') && comparison.other) detail.filters.push(comparison.other.filters[placeOfName(comparison.other.filters.map(({ name }) => name), place.get('other'), 'other filter', missing)]);
        detail.show();
        detail.title.focus();
        return;
      }
      state.category = place.get('class') || '';
      comparison.search.value = place.get('search') || '';
      comparison.sort.value = comparisonColumns.some(({ key }) => key === place.get('sort')) ? place.get('sort') : 'number';
      Object.assign(state, { isDescending: place.get('order') === 'falling', isTable: place.get('as') === 'table', isBeside: place.get('as') === 'beside' && comparison.other !== null });
      showBounds(comparison, place.get('only'));
      comparison.showScatter(place.get('scatter'), place.get('region'));
      comparison.wanted = place.get('nearest');
      const nearest = comparison.bank ? comparison.bank.filters.findIndex(({ name }) => name === comparison.wanted) : -1;
      state.handcrafted = nearest >= 0 ? nearest : null;
      comparison.update();
    },
  },
  lab: {
    tell: ({ images, state, bank, head, network, place, split, channel, isHeld }) => ({
      steps: [['picture', images.length > 1 ? images[state.image].name : null], ['from', head.steps[state.preset].name]],
      details: bank ? [
        ['kernel', bank.kernels.map(kernelText).join('|')], ['combine', bank.combination], ['range', state.range === 'clamp' ? null : state.range],
        ['border', state.border === 'reflect101' ? null : state.border], ['part', state.kernel || null], ['split', Number(split.value) || null],
        ['at', place ? place.join(',') : null], ['colour', channel.selectedIndex > 0 ? channel.selectedOptions[0].textContent : null], ['held', isHeld ? 'yes' : null],
        ['paint', network && strokesText(network.strokes).length < longestPainting ? strokesText(network.strokes) : null],
      ] : [],
    }),
    show: (lab, place, missing) => {
      const kernels = (place.get('kernel') || '').split('|').filter(Boolean).map(kernelOfText);
      const isBank = kernels.length > 0 && !kernels.includes(null);
      if (place.has('from')) lab.state.preset = placeOfName(lab.head.steps.map(({ name }) => name), place.get('from'), 'kernel', missing);
      lab.preset.value = lab.state.preset;
      if (labRanges.some(([name]) => name === place.get('range'))) lab.state.range = place.get('range');
      if (labBorders.includes(place.get('border'))) lab.state.border = place.get('border');
      const combination = ['magnitude', 'max', 'sum'].includes(place.get('combine')) ? place.get('combine') : null;
      if (kernels.includes(null)) missing.push(`The link has a kernel that is none: ‘${lab.head.steps[lab.state.preset].name}’ is shown.`);
      if (isBank) lab.setBank({ kernels, combination }, Number(place.get('part')) || 0);
      else if (lab.presets) lab.takePreset(lab.state.preset);
      lab.wantedStrokes = wantedStrokes(place, missing);
      lab.split.value = Number(place.get('split')) || 0;
      lab.place = pairOf(place.get('at'));
      lab.channel.selectedIndex = Math.max(0, [...lab.channel.options].findIndex(({ textContent }) => textContent === place.get('colour')));
      lab.hold(Boolean(lab.place) && place.has('held'));
      if (!place.has('picture')) lab.openImage(lab.state.image);
      else lab.openImage(placeOfName(lab.images.map(({ name }) => name), place.get('picture'), 'picture', missing));
    },
  },
};
