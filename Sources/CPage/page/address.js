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

/** Keeps the address and what is shown the same. */
class Address {
  /** kind: how the view is told, as steps that Back goes through and details that it does not, and shown again. */
  constructor(view, kind) {
    Object.assign(this, { view, kind });
    this.notice = element('p', { class: 'notice', role: 'alert', hidden: true });
    byId('content').before(this.notice);
    document.addEventListener('settled', () => this.replace());
    document.addEventListener('missing', ({ detail }) => this.tell([detail]));
    for (const name of ['click', 'keyup', 'change', 'input', 'pointerup']) document.addEventListener(name, () => this.schedule());
    window.addEventListener('popstate', () => this.read());
    if (window.location.hash) this.read();
    this.steps = addressText(this.kind.tell(view).steps);
  }

  /** Takes what is shown now for what was asked for; nothing new to go back from. */
  replace() {
    if (this.timer) return;
    const { steps, details } = this.kind.tell(this.view);
    this.steps = addressText(steps);
    window.history.replaceState(null, '', `#${addressText([...steps, ...details])}`);
  }

  schedule() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), 150);
  }

  /** Writes what is shown; Back leads to the step before. */
  write() {
    this.timer = null;
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
    this.timer = null;
    this.kind.show(this.view, addressEntries(window.location.hash), missing);
    this.steps = addressText(this.kind.tell(this.view).steps);
    this.notice.hidden = true;
    this.notice.textContent = '';
    this.tell(missing);
  }

  /** Says what is missing, beside what was said of this address. */
  tell(missing) {
    if (!missing.length) return;
    this.notice.textContent = [this.notice.textContent, ...missing].filter(Boolean).join(' ');
    this.notice.hidden = false;
  }
}
