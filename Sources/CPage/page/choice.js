'use strict';

// One of several by its name: a list, or where that would be long, a field that finds what is typed.

/** Entries that a list has at most. */
const longestList = 300;

/** Names that a field proposes at most. */
const mostProposed = 50;

class Choice {
  /** label: what is chosen; chosen: called with the value of an entry, or '' for none. */
  constructor({ label, chosen }) {
    Object.assign(this, { label, chosen, entries: [] });
    this.node = element('span', { class: 'choice' });
  }

  /** Offers entries, each with a value, a text and perhaps a group that it belongs to; one may be chosen already. */
  show(entries, value) {
    const current = entries.find((entry) => entry.value === value);
    const isField = entries.length > longestList;
    if (!this.control || isField !== this.isField) {
      this.isField = isField;
      this.control = isField ? this.field() : element('select', { 'aria-label': this.label, onchange: (event) => this.chosen(event.target.value) });
      fill(this.node, this.control, isField ? this.proposed : null);
    }
    this.entries = entries;
    if (isField) {
      this.control.value = current ? this.textOf(current) : '';
      this.propose();
      return;
    }
    const option = (entry) => element('option', { value: entry.value, selected: entry === current }, entry.text);
    const groups = [...new Set(entries.map(({ group }) => group))];
    fill(this.control, element('option', { value: '' }, 'nothing'), groups.flatMap((group) => {
      const options = entries.filter((entry) => entry.group === group).map(option);
      return group ? element('optgroup', { label: group }, options) : options;
    }));
  }

  field() {
    this.proposed = element('datalist', { id: 'proposed' });
    const control = element('input', {
      type: 'text', 'aria-label': this.label, placeholder: 'type a name', autocomplete: 'off', oninput: () => this.propose(), onchange: () => this.take(),
    });
    // As a property it cannot be set.
    control.setAttribute('list', this.proposed.id);
    return control;
  }

  /** What an entry is called in a field, where there are no groups. */
  textOf({ text, group }) { return group ? `${text}, of ${group}` : text; }

  get typed() { return this.control.value.trim().toLowerCase(); }

  /** The entries that what is typed is a part of, those that begin with it first. */
  found() {
    const { typed } = this;
    const place = (entry) => this.textOf(entry).toLowerCase().indexOf(typed);
    return this.entries.map((entry) => ({ entry, at: place(entry) })).filter(({ at }) => at >= 0)
      .sort((left, right) => Math.sign(left.at) - Math.sign(right.at)).map(({ entry }) => entry);
  }

  propose() {
    fill(this.proposed, this.found().slice(0, mostProposed).map((entry) => element('option', { value: this.textOf(entry) })));
  }

  /** Takes what is typed, or the first entry that it is a part of; nothing for nothing. */
  take() {
    const { typed } = this;
    const found = typed ? this.found() : [];
    const own = found.find((entry) => this.textOf(entry).toLowerCase() === typed) || found[0];
    this.chosen(own ? own.value : '');
  }
}
