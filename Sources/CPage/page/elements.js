'use strict';

// Elements, texts of numbers, and colours. Every text reaches the document as text, never as markup.

/** Makes an element: properties with '-' or named role are attributes, 'on…' functions listeners. */
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (name === 'class') made.className = value;
    else if (name in made && !name.includes('-') && name !== 'role') made[name] = value;
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Replaces what an element holds. */
function fill(parent, ...children) {
  parent.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
  return parent;
}

/** An element of the page's own markup. */
const byId = (id) => document.getElementById(id);

/** A number in few characters, with a true minus sign. */
function numberText(value, digits = 4) {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  let text;
  if (Number.isInteger(value) && size < 1e6) text = String(size);
  else if (size >= 1e-3 && size < 1e6) text = String(Number(size.toPrecision(digits)));
  else text = size.toExponential(digits - 1).replace(/\.?0+e/, 'e').replace('e-', 'e−').replace('e+', 'e');
  return (value < 0 ? '−' : '') + text;
}

/** A number as an element that keeps all its digits for machines. */
function numberElement(value, digits = 6, name = null) {
  return element('data', { value: String(value), class: 'number', 'data-name': name }, numberText(value, digits));
}

/** A share as percent. */
function percentText(share) {
  if (share === null || share === undefined) return '–';
  const text = numberText(100 * share, 3);
  // What is not all is not rounded to all.
  return share < 1 && text === '100' ? '> 99.9 %' : `${text} %`;
}

/** A shape, for example 96 × 55 × 55. */
const shapeText = (shape) => shape.join(' × ');

/** The nearest number inside bounds. */
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** A level of grey, 0 to 1. */
function greyColour(position) {
  const level = Math.round(255 * clamp(position, 0, 1));
  return [level, level, level];
}

/** Blue below zero, white at zero, red above; -1 to 1. */
function signedColour(position) {
  const [low, high] = [[33, 102, 172], [178, 24, 43]];
  const end = position < 0 ? low : high;
  const share = Math.sqrt(clamp(Math.abs(position), 0, 1));
  return end.map((level) => Math.round(248 + (level - 248) * share));
}

/** Black or white, whichever has the greater contrast on a colour: 4.5 or more. */
function inkOn(colour) {
  const [red, green, blue] = colour.map((level) => (level <= 10 ? level / 3294.6 : ((level / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}

/** The text of an address; what cannot be read stays as it is. */
function decodedText(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Says that what a link names is not there. */
const tellMissing = (text) => document.dispatchEvent(new CustomEvent('missing', { detail: text }));

/** Puts text into the clipboard; whether it could. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Older ways, where the page may not use the clipboard itself.
    const area = element('textarea', { value: text, class: 'sr-only' });
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    return isCopied;
  }
}
