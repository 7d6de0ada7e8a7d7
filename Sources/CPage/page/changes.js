'use strict';

// What a viewer lets change: the filter of a map, and the input; everything shown follows.

class InputChanges {
  constructor(viewer) {
    this.viewer = viewer;
    this.painter = new Painter({ figure: viewer.input, network: () => viewer.network, painted: () => this.painted() });
    this.paintButton = element('button', { type: 'button', id: 'paint', 'aria-pressed': 'false', title: 'Paint on the input (I)', onclick: () => this.togglePaint() }, 'Paint');
    this.edits = new NetworkEdits();
    this.edit = new FilterEdit({ changed: () => this.edited(), tell: (text) => { viewer.status.textContent = text; } });
    this.editRoom = element('div', { class: 'edit-room', hidden: true }, this.edit.node);
    this.editButton = element('button', { type: 'button', id: 'edit', 'aria-pressed': 'false', title: 'Edit the filter (E)', hidden: true, onclick: () => this.toggleEdit() }, 'Edit');
    viewer.player.bar.append(this.editButton);
  }

  /** The names of the steps. */
  get names() { return this.viewer.steps.map(({ name }) => name); }

  /** Puts edited filters into the network of another input, and what an address says was painted. */
  apply(network) {
    this.edits.apply(network, this.names);
    this.begun = null;
    if (this.wanted === undefined) return;
    paintAnew(network, this.wanted);
    this.wanted = undefined;
  }

  /** What is changed, for an address; of the input only where one is looked at. */
  tell(network) {
    const strokes = network ? strokesText(network.strokes) : '';
    return [['edits', this.edits.text(this.names)], ['paint', strokes.length < longestPainting ? strokes : null]];
  }

  /** Takes what an address says is changed; the next network that is shown has it. */
  take(place, isOfInput, missing) {
    this.edits.take(place.get('edits') || '', this.names, missing);
    this.wanted = isOfInput ? wantedStrokes(place, missing) : undefined;
  }

  /** Whether a map is no longer what was written. */
  affect(step) {
    const { network } = this.viewer;
    return Boolean(network && network.unpainted) || this.edits.affect(network, step);
  }

  /** What the maps are of that are no longer what was written. */
  get words() { return this.viewer.network.unpainted ? 'of the painted input' : 'with the edited filter'; }

  /** Offers to edit the filter of a map, where there is one. */
  begin(step, channel) {
    const { network } = this.viewer;
    const isFilter = hasFilters(network.learned[step]);
    this.editButton.hidden = !isFilter;
    if (!isFilter) this.toggleEdit(false);
    const key = `${step} ${channel}`;
    if (!isFilter || this.begun === key) return;
    this.begun = key;
    const { from, groups } = network.steps[step];
    const { shape, weights } = filterOf(network.learned[step], channel);
    const first = Math.floor(channel / (network.shape(step)[0] / groups)) * shape[0];
    const names = Array.from({ length: shape[0] }, (_, index) => this.viewer.mapName(from, first + index));
    const places = ['red', 'green', 'blue'].map((name) => names.indexOf(name));
    this.edit.begin({
      name: this.viewer.mapName(step, channel), shape, weights, names, order: places.includes(-1) ? (shape[0] === 1 ? [0] : null) : places,
      edit: fittingEdit(this.edits.editOf(step, channel), shape),
    });
    // Who comes to an edited filter sees what was done with it.
    if (!this.edit.isAsLearned) this.toggleEdit(true);
  }

  /** Shows or hides what a filter is edited with. */
  toggleEdit(isShown = this.editRoom.hidden) {
    const { viewer } = this;
    if (this.editRoom.hidden === !isShown) return;
    this.editRoom.hidden = !isShown;
    this.editButton.setAttribute('aria-pressed', String(isShown));
    viewer.resized();
  }

  /** Shows everything with the filter as it is edited now. */
  edited() {
    const { viewer } = this;
    const { step, channel } = viewer.chosen.pane;
    this.edits.change(step, channel, this.edit.edit);
    this.edits.apply(viewer.network, this.names);
    viewer.showPanes();
    viewer.again();
  }

  togglePaint() {
    if (!this.viewer.network) return;
    this.painter.toggle();
    this.paintButton.setAttribute('aria-pressed', String(this.painter.isOn));
  }

  /** Shows everything of the input as it is painted now, the classes too. */
  async painted() {
    const { viewer } = this;
    const { network, image } = viewer;
    viewer.showInput();
    viewer.showPanes();
    viewer.again();
    const { scores } = viewer.gallery.head;
    if (scores === undefined || !network.canCompute(scores)) return;
    const turn = {};
    this.turn = turn;
    const values = await network.inSlices(() => network.tensor(scores), () => this.turn === turn && viewer.network === network);
    if (values && this.turn === turn && viewer.network === network) viewer.showClasses(network.unpainted ? classesOf(Array.from(values), viewer.gallery.images.flatMap(({ classes }) => classes || [])) : image.classes);
  }
}
