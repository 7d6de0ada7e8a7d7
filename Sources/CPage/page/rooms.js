'use strict';

// The views of a page of results, of which one is shown at a time: pictures, a picture, the network, the chain, the lab.

class Rooms {
  /** Makes the views beside the pictures, which stand in this.browser. */
  buildRooms() {
    const room = (id, kind = 'viewer') => element('div', { class: kind, id, hidden: true });
    this.hosts = { browser: this.browser, viewer: room('viewer'), graph: room('graph'), chain: room('chain'), lab: room('lab', 'viewer-lab') };
    this.labHost = this.hosts.lab;
    fill(this.host, Object.values(this.hosts));
    this.room = 'browser';
    this.viewer = new Viewer({ gallery: this, host: this.hosts.viewer, close: () => this.closeViewer() });
    if (this.isFilter) return;
    this.graph = new GraphView({ gallery: this, host: this.hosts.graph, open: (step) => this.openStep(step), close: () => this.leave() });
    this.chain = new Chain({ gallery: this, host: this.hosts.chain, close: () => this.leave() });
  }

  /** Shows one view. */
  enter(name) {
    // Back leads to the pictures or to the one that was looked at.
    if (['browser', 'viewer'].includes(this.room)) this.cameFrom = this.room;
    this.room = name;
    for (const [key, host] of Object.entries(this.hosts)) host.hidden = key !== name;
  }

  /** Shows what was looked at before. */
  leave() {
    this.enter(this.cameFrom || 'browser');
    if (this.room === 'browser') this.grid.focus();
    else this.viewer.title.focus();
  }

  /** The image and the step that are looked at. */
  get looked() {
    const isViewing = this.room === 'viewer' || (this.room !== 'browser' && this.cameFrom === 'viewer');
    return {
      image: isViewing ? this.viewer.image : this.images[this.state.image] || this.images.find((entry) => entry.maps.length),
      step: isViewing ? this.viewer.panes[0].step : this.state.step, isViewing,
    };
  }

  openItem(index) {
    const item = this.items[index];
    this.enter('viewer');
    this.viewer.open(item.image, item.maps.step, this.isFilter ? 0 : this.collection.channelOf(item));
    this.viewer.title.focus();
    window.scrollTo(0, 0);
  }

  get isLabShown() { return this.room === 'lab'; }

  /** Shows the lab, with the kernels of this run to start from. */
  showLab() {
    if (!this.isFilter || this.isLabShown) return;
    const { isViewing } = this.looked;
    this.enter('lab');
    if (!this.lab) this.lab = new Lab({ head: this.head, images: this.images }, this.labHost, () => this.leave());
    if (isViewing) {
      this.lab.openImage(this.images.indexOf(this.viewer.image));
      this.lab.state.preset = this.viewer.panes[0].step;
      if (this.lab.presets) this.lab.takePreset(this.lab.state.preset);
    }
    this.lab.preset.focus();
  }

  /** Shows the network with the path to what is looked at. */
  async showGraph() {
    if (this.isFilter) return;
    const { image, step, isViewing } = this.looked;
    this.enter('graph');
    this.graph.show(step, isViewing ? this.viewer.network : null);
    this.graph.focus();
    if (!image || this.graph.network) return;
    const network = await this.viewer.live.network(image).catch(() => null);
    if (network && this.room === 'graph') {
      this.graph.show(step, network);
      this.graph.focus();
    }
  }

  /** Shows what a value is made of through all steps; of the one that is looked at, or the largest of the last step. */
  showChain(place = null) {
    if (this.isFilter) return;
    const { image, isViewing } = this.looked;
    const { chosen } = this.viewer;
    const looked = isViewing && chosen && this.viewer.panes.includes(chosen.pane)
      ? { step: chosen.pane.step, channel: chosen.pane.channel, row: chosen.row, column: chosen.column } : null;
    this.enter('chain');
    this.chain.open(image, place || looked);
    this.chain.title.focus();
  }

  /** Opens a step of the network at the picture that is looked at, at the marked place if it is on the trail. */
  openStep(step) {
    const { image, isViewing } = this.looked;
    this.enter('viewer');
    if (isViewing) {
      const [pane] = this.viewer.panes;
      pane.step = step;
      this.viewer.showPanes();
      this.viewer.again();
    } else this.viewer.open(image, step, 0);
    this.viewer.title.focus();
  }

  /** Opens the calculation of a value. */
  openValue(image, { step, channel, row, column }) {
    this.enter('viewer');
    this.viewer.open(image, step, channel);
    this.viewer.chosen = { pane: this.viewer.panes[0], row, column };
    this.viewer.hold(true);
    this.viewer.title.focus();
  }

  closeViewer() {
    this.viewer.player.end();
    this.enter('browser');
    // The maps of the input that was looked at last are shown.
    const shown = this.images.indexOf(this.viewer.image);
    if (this.state.image >= 0 && this.state.image !== shown && !this.searchWords.length) {
      this.state.image = shown;
      this.update();
    }
    this.grid.reveal(this.grid.active);
    this.grid.focus();
  }

  key(event) {
    const { key } = event;
    const toggles = { g: ['graph', () => this.showGraph()], c: ['chain', () => this.showChain()], k: ['lab', () => this.showLab()] };
    if (toggles[key]) {
      if (this.room === toggles[key][0]) this.leave();
      else toggles[key][1]();
    } else if (this.room === 'graph') {
      if (key === 'Escape') this.leave();
    } else if (this.room !== 'browser') this[this.room].key(event);
    else if (key === 'Escape' && this.search.value) {
      this.search.value = '';
      this.update();
    }
  }

  resized() {
    if (this.room === 'browser' || this.room === 'graph') return;
    this[this.room].resized();
  }

  focusSearch() {
    if (this.room === 'viewer') this.closeViewer();
    else this.enter('browser');
    this.search.focus();
    this.search.select();
  }
}
