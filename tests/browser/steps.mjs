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

// From the start page to an example's year, which is stored then.
export async function openExample(page, year = 2020) {
  await page.open();
  await page.then(() => page.press(`Öppna exemplet ${year}`));
  await isKept(page, `asn-${year}`);
}

export const YEARS = [2020, 2023, 2025];

// All examples, one after the other; the last one is on show.
export async function openExamples(page) {
  for (const year of YEARS) await openExample(page, year);
}

// Another one of the examples, as it is delivered.
export const exampleOf = (year) => readFileSync(path.join(DIST, `exempel/asn-${year}.tertial.json`));

// Goes to a follow-up page of a year, or to its overview, and waits until its panels are painted.
export async function goToView(page, year, view = '') {
  await page.go(`#/asn-${year}${view && `/sida.${view}`}`);
  await page.waitFor('.panels h2');
}

// Waits until the charts that stand open are drawn: those that were folded are drawn a moment after.
export async function areDrawn(page) {
  await page.until('the charts to be drawn', () => {
    const open = [...document.querySelectorAll('.drawing')].filter((e) => !e.closest('.history:not([open])'));
    return open.length > 0 && open.every((e) => e.querySelector('svg'));
  });
}

// The texts of cells, [element, field] each, once all are painted; any white space as one space.
export async function cells(page, places) {
  const find = (wanted) => {
    const found = wanted.map(([id, field]) => document.querySelector(`[id="${id}"] [data-f="${field}"]`));
    return found.every(Boolean) && found.map((cell) => cell.innerText.replace(/\s+/g, ' ').trim());
  };
  return page.until(`the cells ${JSON.stringify(places)}`, find, places);
}

// ---- Forms ------------------------------------------------------------------------------

// Chooses in a list, as a person does: the page is told of it.
export async function choose(page, css, value) {
  await page.waitFor(css);
  await page.run(
    (selector, wanted) => {
      const list = document.querySelector(selector);
      list.value = wanted;
      for (const kind of ['input', 'change']) list.dispatchEvent(new Event(kind, { bubbles: true }));
    },
    css,
    value,
  );
}

// Puts a text in a line in place of what stands there.
export async function write(page, css, text) {
  await page.waitFor(css);
  await page.run((selector) => { document.querySelector(selector).value = ''; }, css);
  await page.type(css, text);
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

// The years with their files as text, and the index as it stands. A year's latest generation is the
// last of its heads; its parts lie beside it. Years of the first layout are there as they were.
export function kept(page) {
  return page.run(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('tertial');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const answer = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
          const from = (name) => database.transaction(name).objectStore(name);
          const beginning = (prefix) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);
          const text = async (bytes) => new TextDecoder().decode(await new Blob(bytes).arrayBuffer());
          const read = async () => {
            const years = new Map();
            for (const year of await answer(from('years').getAll())) {
              years.set(year.id, { ...year, bytes: await text([year.bytes]) });
            }
            for (const key of await answer(from('records').getAllKeys(beginning('year/')))) {
              const head = JSON.parse((await text([await answer(from('records').get(key))])).slice(17));
              const parts = await answer(from('records').getAll(beginning(`part/${key}/`)));
              const { id, name, changed, size } = head;
              years.set(id, { id, name, changed, bytes: await text([new Blob(parts).slice(0, size)]) });
            }
            return { years: [...years.values()], index: localStorage.getItem('tertial.index') };
          };
          read().then(resolve, reject).finally(() => database.close());
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
