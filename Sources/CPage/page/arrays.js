'use strict';

// Numbers from the data files that lie beside the page.

/** The numbers of an array as the run has written it; null where there is none. */
function decodeArray(array) {
  if (!array) return null;
  const text = atob(array.base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  if (array.form === 'bytes') return Float32Array.from(bytes);
  if (array.form === 'words') return Float32Array.from(new Uint16Array(bytes.buffer));
  return new Float32Array(bytes.buffer);
}

/** Bytes as a person counts them. */
function byteText(bytes) {
  if (bytes < 1e6) return `${numberText(bytes / 1e3, 3)} kB`;
  return bytes < 1e9 ? `${numberText(bytes / 1e6, 3)} MB` : `${numberText(bytes / 1e9, 3)} GB`;
}

/** One plane a channel, whatever the order in the file. */
function decodePlanes(input) {
  const [channels, height, width] = input.shape;
  const values = decodeArray(input.values);
  const area = height * width;
  const planes = [];
  for (let channel = 0; channel < channels; channel += 1) {
    if (!input.isInterleaved) {
      planes.push(values.subarray(channel * area, (channel + 1) * area));
      continue;
    }
    const plane = new Float32Array(area);
    for (let place = 0; place < area; place += 1) plane[place] = values[place * channels + channel];
    planes.push(plane);
  }
  return planes;
}

/** What each script hands over, by its address. */
const received = new Map();

/** The data files that are being run, by their addresses. */
const loading = new Map();

/** Called by data files, which are scripts because a page in a folder may read nothing else. */
function lensletReceive(value) {
  received.set(document.currentScript.getAttribute('src'), value);
}

/** Runs a data file and gives what it hands over. */
function loadData(address) {
  if (!address) return Promise.reject(new Error('no data'));
  if (!loading.has(address)) loading.set(address, loadScript(address).finally(() => loading.delete(address)));
  return loading.get(address);
}

function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = element('script', { src: address });
    script.nonce = 'lenslet';
    script.addEventListener('load', () => {
      script.remove();
      const value = received.get(address);
      received.delete(address);
      if (value === undefined) reject(new Error(`${address} holds no data`));
      else resolve(value);
    });
    script.addEventListener('error', () => {
      script.remove();
      reject(new Error(`${address} cannot be read`));
    });
    document.head.append(script);
  });
}
