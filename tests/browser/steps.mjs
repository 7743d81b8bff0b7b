// Steps and files that several tests share.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { drop, exported } from './files.mjs';
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

// A file with the example's content, without length and checksum. `change` may change the content
// as data, `rewrite` as JSON text; `envelope` adds or replaces members around it.
export function yearFile({ change = () => {}, rewrite = (text) => text, envelope = {} } = {}) {
  const content = structuredClone(CONTENT);
  change(content);
  const head = JSON.stringify({ format: 'tertial', version: VERSION, ...envelope });
  return Buffer.from(`${head.slice(0, -1)},"content":${rewrite(JSON.stringify(content))}}\n`);
}

// Another version of the example.
export function changedYear() {
  return yearFile({ change: (year) => { year.committee.municipality = 'En annan kommun'; } });
}

// Drops a file and waits for the page or the message that comes of it.
export async function give(page, bytes, name = NAME) {
  await page.then(() => drop(page, bytes, name));
}

// The file of the open year.
export function exportOpen(page) {
  return exported(page, () => page.press('Hämta fil'));
}

// Takes the one stored year away.
export async function removeOnly(page) {
  await page.go('#/');
  await page.click('.acts button:last-child');
  await page.press('Ta bort');
  await page.waitForText('main', 'Inget år är sparat');
  await page.waitForText('[role="status"]', 'är borttaget');
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
  const find = (wanted) => {
    const index = JSON.parse(localStorage.getItem('tertial.index') ?? '[]');
    return index.some((entry) => entry.id === wanted);
  };
  await page.until(`${id} to be stored`, find, id);
}
