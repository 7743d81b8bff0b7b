// Steps and files that several tests share.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { drop } from './files.mjs';
import { DIST } from './harness.mjs';

// ---- The example ------------------------------------------------------------------------

// As it is delivered.
export const EXAMPLE = readFileSync(path.join(DIST, 'exempel/asn-2020.tertial.json'));
export const NAME = 'asn-2020.tertial.json';
const { version: VERSION, content: CONTENT } = JSON.parse(EXAMPLE);
export { VERSION };

// From the start page to the example's year, which is stored then.
export async function openExample(page) {
  await page.open();
  await page.then(() => page.press('Öppna exemplet 2020'));
  await isKept(page, 'asn-2020');
}

// The texts of cells, [element, field] each, once all are painted; any white space as one space.
export async function cells(page, places) {
  const find = (wanted) => {
    const found = wanted.map(([id, field]) => document.querySelector(`[id="${id}"] [data-f="${field}"]`));
    return found.every(Boolean) && found.map((cell) => cell.innerText.replace(/\s+/g, ' ').trim());
  };
  return page.until(`the cells ${JSON.stringify(places)}`, find, places);
}

// ---- Files ------------------------------------------------------------------------------

// A file with the example's content. `change` may change it as data, `rewrite` as JSON text;
// `envelope` replaces members of the envelope.
export function yearFile({ change = () => {}, rewrite = (text) => text, envelope = {} } = {}) {
  const content = structuredClone(CONTENT);
  change(content);
  const text = rewrite(JSON.stringify(content));
  const bytes = Buffer.from(text);
  const head = { format: 'tertial', version: VERSION, year: 2020, length: bytes.length, checksum: `crc32:${crc32(bytes)}` };
  return Buffer.from(`${JSON.stringify({ ...head, ...envelope }).slice(0, -1)},"content":${text}}\n`);
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (~crc >>> 0).toString(16).padStart(8, '0');
}

// Drops a file and waits for the page or the message that comes of it.
export async function give(page, bytes, name = NAME) {
  await page.then(() => drop(page, bytes, name));
}

// Drops a file that brings up a question.
export async function giveAndAsk(page, bytes, name = NAME) {
  await drop(page, bytes, name);
  await page.waitFor('dialog[open]');
}

// ---- What the browser keeps -------------------------------------------------------------

// The years with their files as text, and the index as it stands.
export function kept(page) {
  return page.run(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('tertial');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const years = database.transaction('years').objectStore('years').getAll();
          years.onsuccess = () => {
            database.close();
            const text = (bytes) => new TextDecoder().decode(bytes);
            const list = years.result.map((year) => ({ ...year, bytes: text(year.bytes) }));
            resolve({ years: list, index: localStorage.getItem('tertial.index') });
          };
        };
      }),
  );
}

// Waits until a year is stored: it is shown before it is.
export async function isKept(page, id) {
  const find = (wanted) => JSON.parse(localStorage.getItem('tertial.index') ?? '[]').some((entry) => entry.id === wanted);
  await page.until(`${id} to be stored`, find, id);
}
