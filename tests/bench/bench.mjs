// Measures sizes, start, large pages, memory and reading in Chromium, and prints one table. Times
// depend on the machine, so nothing is asserted of them; only a measurement that does not measure
// what it says is an error.
//   DIST=folder       the built app, when not dist/
//   TERTIAL=program   the host program, when not target/release/tertial
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from '../browser/browsers.mjs';
import { Page } from '../browser/page.mjs';
import { serve } from '../browser/server.mjs';
import { inPage } from './in-page.mjs';
import { sizes } from './sizes.mjs';
import { Table, median } from './table.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DIST = path.resolve(process.env.DIST ?? path.join(ROOT, 'dist'));
const TERTIAL = path.resolve(process.env.TERTIAL ?? path.join(ROOT, 'target/release/tertial'));
for (const needed of [path.join(DIST, 'index.html'), TERTIAL]) {
  if (!existsSync(needed)) throw new Error(`${needed} is missing: run "make bench"`);
}
const tertial = (...words) => execFileSync(TERTIAL, words, { maxBuffer: 2 ** 28 });

const STARTS = 15;
const OPENINGS = 5;
const ROUNDS = 3;
const READINGS = 7;

// ---- The files --------------------------------------------------------------------------

const EXAMPLE = path.join(DIST, 'exempel/asn-2020.tertial.json');
const INDEX = readFileSync(path.join(DIST, 'index.html'), 'utf8');
const ZOD = path.join(ROOT, 'node_modules/zod');

// Two ids, so that one browser can keep both.
const LARGEST = year('largest', 1);
const USUAL = year('usual', 2);

function year(size, seed) {
  const bytes = tertial('generate', size, String(seed));
  const { content } = JSON.parse(bytes);
  return { name: size, bytes, content, id: content.id, reports: content.reports.map((report) => report.id) };
}

const megabytes = ({ bytes }) => `${(bytes.length / 1e6).toFixed(1)} MB`;

// Copies of the usual year, each with one fault near its end and without length and checksum, so
// that only the reading of that place can tell.
const FAULTS = {
  'an unknown field': (report) => { report.sections.at(-1).blocks.at(-1).series.at(-1).framtid = 1; },
  'a value outside its list': (report) => { report.sections.find((section) => section.id === 'riskhantering').blocks.at(-1).risks.at(-1).status.status = 'lila'; },
  'a number in place of text': (report) => { report.sections.at(-1).title = 7; },
};
const FAULTY = Object.keys(FAULTS).map((what, index) => {
  const content = structuredClone(USUAL.content);
  content.id = `fel-${index}`;
  FAULTS[what](content.reports.at(-1));
  const { format, version } = JSON.parse(USUAL.bytes);
  return { what, name: content.id, id: content.id, bytes: Buffer.from(JSON.stringify({ format, version, content })) };
});

// The app names its files relative to its own page.
const BASE = '<base href="/">';

// The document as it stands in the app, as a page without any script.
function plainPage() {
  const styles = INDEX.match(/<link[^>]*rel=["']?stylesheet[^>]*>/g);
  assert.ok(styles?.length > 1, 'the style sheets of the app are found');
  const body = tertial('html', EXAMPLE, 't2-2020');
  return `<!doctype html><html lang="sv"><meta charset="utf-8"><title>T2</title>${BASE}${styles.join('')}<body><div class="frame"><nav class="index"></nav><main class="paper doc"><div>${body}</div></main></div>`;
}

// zod compiles its checks when the page lets it. Ours does not, so for reading side by side the app
// is served without its policy: that is zod at its fastest.
function withoutPolicy() {
  const open = INDEX.replace(/<meta[^>]*http-equiv=["']?Content-Security-Policy[^>]*>/i, BASE);
  assert.notEqual(open, INDEX, 'the policy of the app is found');
  return open;
}

const json = (body) => ({ status: 200, headers: { 'content-type': 'application/json' }, body });
const html = (body) => ({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body });
const script = (body) => ({ status: 200, headers: { 'content-type': 'text/javascript' }, body });

const OWN = new Map([
  ...[LARGEST, USUAL, ...FAULTY].map(({ name, bytes }) => [`/bench/${name}`, json(bytes)]),
  ['/bench/schema', json(tertial('schema'))],
  ['/bench/plain.html', html(plainPage())],
  ['/bench/side-by-side.html', html(withoutPolicy())],
]);

function intercept(wanted) {
  if (wanted.startsWith('/zod/')) return script(readFileSync(path.join(ZOD, wanted.slice('/zod/'.length))));
  return OWN.get(wanted);
}

// ---- Measuring --------------------------------------------------------------------------

const browser = await start('chromium');

// A page with a server and so with a storage of its own.
async function withPage(step) {
  const server = await serve(DIST, { intercept });
  const page = new Page(browser, server.url());
  try {
    const answer = await step(page);
    await page.finish();
    return answer;
  } finally {
    await page.leave().catch(() => {});
    await server.close();
  }
}

const bench = (page, name, ...values) => page.run((fn, ...rest) => window.bench[fn](...rest), name, ...values);

async function times(count, step) {
  const answers = [];
  for (let n = 0; n < count; n += 1) answers.push(await step());
  return answers;
}

function size(table) {
  const files = sizes(DIST).filter(({ name }) => /^[^/]*\.(wasm|js)$/.test(name));
  const sum = files.reduce((total, { brotli }) => total + brotli, 0);
  table.value(`start page's wasm and JS, brotli 11`, sum / 1000, { unit: 'kB', digits: 1, limit: 250, note: `(${files.length} files)` });
}

// What tells whether two pages are set alike: text, width, font.
function look() {
  const main = document.querySelector('main');
  const { fontFamily } = getComputedStyle(main);
  return { words: main.innerText.split(/\s+/).length, width: main.clientWidth, fontFamily, fonts: document.fonts.size };
}

// Loads of the same address after another; the example is in the browser's storage. The server
// sends every file anew each time, so that the wasm is compiled each time.
async function startUp(table, page) {
  await page.open();
  await page.then(() => page.press('Öppna exemplet 2020'));
  await page.until('the example to be stored', () => (localStorage.getItem('tertial.index') ?? '').includes('asn-2020'));
  const [app, plain] = [[], []];
  let drawn;
  // By turns, so that other work on the computer slows both.
  for (let n = 0; n < STARTS; n += 1) {
    await page.load('#/asn-2020/t2-2020');
    app.push(await bench(page, 'since', 'tertial-first', 'tertial-done'));
    drawn = await page.run(look);
    await page.load('bench/plain.html');
    plain.push(...(await bench(page, 'since', 'parsed')));
  }
  const { words, ...set } = await page.run(look);
  assert.deepEqual({ words: drawn.words, ...set }, drawn, 'both pages are set alike');
  assert.ok(Math.abs(words / drawn.words - 1) < 0.05, `both pages show the same: ${words} words, ${drawn.words}`);
  const [first, done] = [0, 1].map((index) => app.map((one) => one[index]));
  table.values('start to T2 painted: first screenful', first, { unit: 'ms', limit: 1000 });
  table.values('start to T2 painted: all of it', done, { unit: 'ms' });
  table.values('the same document as plain static HTML', plain, { unit: 'ms' });
  table.value('first screenful against static HTML', median(first) / median(plain), { digits: 2 });
  table.value('all of it against static HTML', median(done) / median(plain), { digits: 2 });
}

async function openLargest(page) {
  await page.open();
  await bench(page, 'prepare', LARGEST.name);
  return bench(page, 'open', LARGEST.name, LARGEST.id, LARGEST.reports[0]);
}

// Every opening in a storage of its own; the pages in the last one.
async function largest(table) {
  const opened = await times(OPENINGS - 1, () => withPage(openLargest));
  await withPage(async (page) => {
    opened.push(await openLargest(page));
    // One list of visits for each report.
    const visits = LARGEST.reports.map(() => []);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, report] of LARGEST.reports.entries()) {
        visits[index].push(await bench(page, 'visit', `#/${LARGEST.id}/${report}`));
      }
    }
    const memory = await page.run(() => window.tertialMemory());
    const all = (key, list) => list.map((one) => one[key]);
    const slowest = Math.max(...visits.map((list) => median(all('first', list))));
    table.values(`${megabytes(LARGEST)} year dropped: its page painted`, all('shown', opened), { unit: 'ms', limit: 1000 });
    table.values('of that, reading (first time in the page)', all('read', opened), { unit: 'ms' });
    table.values('dropped until stored as well', all('kept', opened), { unit: 'ms' });
    table.value('any page of it: first screenful, the slowest report', slowest, { unit: 'ms', limit: 200, note: `(median of ${ROUNDS})` });
    table.values('every page of it: first screenful', all('first', visits.flat()), { unit: 'ms' });
    table.values('every page of it: all of it', all('done', visits.flat()), { unit: 'ms' });
    table.value('wasm memory after all pages', memory / 1e6, { unit: 'MB', limit: 150 });
  });
}

// The program's reading and zod's by turns in one page.
async function reading(table, page) {
  await page.load('bench/side-by-side.html');
  await page.ready();
  await bench(page, 'prepareTheirs');
  for (const file of [LARGEST, USUAL, ...FAULTY]) await bench(page, 'prepare', file.name);
  for (const file of [LARGEST, USUAL]) {
    const [ours, theirs] = [[], []];
    for (let n = 0; n < READINGS; n += 1) {
      ours.push(await bench(page, 'ours', file.name, file.id));
      const { time, success } = await bench(page, 'theirs', file.name);
      assert.ok(success, 'zod accepts what the program generated');
      theirs.push(time);
    }
    assert.deepEqual(await page.texts('.problems li'), [], 'the program accepts it');
    const what = `reading ${megabytes(file)}`;
    table.values(`${what}: the program, all validation`, ours, { unit: 'ms' });
    table.values(`${what}: JSON.parse and zod`, theirs, { unit: 'ms' });
    table.value(`${what}: program / zod`, median(ours) / median(theirs), { digits: 2, limit: 1 });
    // After this the browser has compiled both to its best.
    if (file === LARGEST) table.value(`${what}: the same, first time in the page`, ours[0] / theirs[0], { digits: 2 });
  }
  for (const { what, name, id } of FAULTY) {
    assert.equal((await bench(page, 'theirs', name)).success, false, `zod finds ${what}`);
    const problems = await bench(page, 'problems', name, id);
    // That the checksum is missing stands at the file's beginning.
    const within = problems.filter((text) => !text.startsWith('Rad 1, tecken 1 '));
    assert.equal(within.length, 1, `the program finds ${what} and no more: ${problems}`);
  }
}

// ---- The table --------------------------------------------------------------------------

try {
  // In every page from now on, before its own scripts.
  await browser.driver.sendDevToolsCommand('Page.addScriptToEvaluateOnNewDocument', { source: `(${inPage})()` });
  const version = (await browser.driver.getCapabilities()).getBrowserVersion();
  console.log(`${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.version}, Chromium ${version}\n`);
  const before = loadavg()[0];
  const table = new Table();
  size(table);
  await withPage((page) => startUp(table, page));
  await largest(table);
  await withPage((page) => reading(table, page));
  table.print();
  const load = [before, loadavg()[0]].map((one) => one.toFixed(1)).join(', at the end ');
  console.log(`\nLoad at the start ${load}: other work on the computer slows all of it down.`);
} finally {
  await browser.stop();
}
