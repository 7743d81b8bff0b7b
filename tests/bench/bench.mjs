// Measures sizes, start, large pages, memory, search, charts, reading and writing in Chromium, and
// prints one table. Times depend on the machine, so nothing is asserted of them; only a measurement
// that does not measure what it says is an error.
//   ONLY=parts        some of it: size,start,largest,search,charts,reading,checks,writing
//   DIST=folder       the built app, when not dist/
//   TERTIAL=program   the host program, when not target/release/tertial
//   TRACES=folder     keeps detailed traces of typing there; it is slower then
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { start } from '../browser/browsers.mjs';
import { Page } from '../browser/page.mjs';
import { serve } from '../browser/server.mjs';
import { inPage } from './in-page.mjs';
import { inWorker } from './in-worker.mjs';
import { sizes } from './sizes.mjs';
import { Table, median } from './table.mjs';
import { DevTools } from './trace.mjs';
import { gridTable, writing, writingYear } from './write.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DIST = path.resolve(process.env.DIST ?? path.join(ROOT, 'dist'));
const TERTIAL = path.resolve(process.env.TERTIAL ?? path.join(ROOT, 'target/release/tertial'));
for (const needed of [path.join(DIST, 'index.html'), TERTIAL]) {
  if (!existsSync(needed)) throw new Error(`${needed} is missing: run "make bench"`);
}
const tertial = (...words) => execFileSync(TERTIAL, words, { maxBuffer: 2 ** 28 });

const STARTS = 15;
const OPENINGS = 5;
const ROUNDS = 5;
const READINGS = 7;
const TYPINGS = 5;
const DRAWINGS = 7;
const REVIEWS = 9;
// Of a report's charts, so that a drawing takes long enough to be measured.
const TIMES = 10;

// ---- The files --------------------------------------------------------------------------

const EXAMPLE = path.join(DIST, 'exempel/asn-2020.tertial.json');
const INDEX = readFileSync(path.join(DIST, 'index.html'), 'utf8');
const ZOD = path.join(ROOT, 'node_modules/zod');

// Every seed has an id of its own. The largest and the usual one are open in one browser.
const LARGEST = year('largest', 1);
const FIVE = [1, 2, 3, 4, 5].map((seed) => year('usual', seed));
const USUAL = FIVE[1];
const WRITING = writingYear(LARGEST);

function year(size, seed) {
  const bytes = tertial('generate', size, String(seed));
  const { content } = JSON.parse(bytes);
  return { name: `${size}-${seed}`, bytes, content, id: content.id, reports: content.reports.map((report) => report.id) };
}

// The overview, then the others as menus list them. They are gone through in this order, so that
// each also takes the one before it away.
const FOLLOW = ['', 'mal', 'risker', 'ekonomi', 'volymer', 'personal', 'uppdrag', 'arshjul', 'styrdokument'];
const followed = (name) => `#/${LARGEST.id}${name && `/sida.${name}`}`;

// Words of the generated years: whole, begun, misspelt, two, and with a number.
const QUERIES = ['rekrytering', 'placer', 'uppföjlning', 'indikator budget', 'verksamhet 17'];

const megabytes = ({ bytes }) => `${(bytes.length / 1e6).toFixed(1)} MB`;

// Copies of the usual year, each with one fault near its end and without length and checksum, so
// that only the reading of that place can tell.
const lastBlock = (report, id) => report.sections.find((section) => section.id === id).blocks.at(-1);
const FAULTS = {
  'an unknown field': (report) => { lastBlock(report, 'volymer').series.at(-1).framtid = 1; },
  'a value outside its list': (report) => { lastBlock(report, 'riskhantering').risks.at(-1).status.status = 'lila'; },
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

// The program's worker, which answers a few questions besides.
const WORKER = `(${inWorker})();${readFileSync(path.join(DIST, 'worker.js'), 'utf8')}`;

function bundled(name) {
  const entryPoints = [path.join(ROOT, 'tests/bench', name)];
  const options = { bundle: true, minify: true, format: 'esm', loader: { '.css': 'text' }, write: false };
  return buildSync({ entryPoints, ...options }).outputFiles[0].contents;
}

const HEAD = '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Bredvid</title>';
const FIELD = `${HEAD}<textarea rows="20" cols="80"></textarea>`;
const grid = (isPlain) => `${HEAD}<div id="grid"></div><script type="module">
  import { build } from './grid.js';
  build(document.getElementById('grid'), ${JSON.stringify(gridTable(WRITING))}, ${isPlain});
</script>`;

const OWN = new Map([
  ...[LARGEST, ...FIVE, ...FAULTY, WRITING].map(({ name, bytes }) => [`/bench/${name}`, json(bytes)]),
  ['/worker.js', script(WORKER)],
  ['/bench/charts.js', script(bundled('charts.mjs'))],
  ['/bench/field.html', html(FIELD)],
  ['/bench/grid.html', html(grid(false))],
  ['/bench/plain-grid.html', html(grid(true))],
  ['/bench/grid.js', script(bundled('grid.mjs'))],
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

const all = (key, list) => list.map((one) => one[key]);

async function times(count, step) {
  const answers = [];
  for (let n = 0; n < count; n += 1) answers.push(await step());
  return answers;
}

// Of several lists, the one whose median is highest.
function slowest(table, figure, lists, options) {
  const medians = lists.map(median);
  table.values(figure, lists[medians.indexOf(Math.max(...medians))], options);
}

function size(table) {
  const programs = sizes(DIST).filter(({ name }) => /^[^/]*\.(wasm|js)$/.test(name));
  const row = (what, names, limit) => {
    const files = programs.filter(({ name }) => names.test(name));
    if (!files.length) return;
    const sum = files.reduce((total, { brotli }) => total + brotli, 0);
    table.value(`${what}, brotli 11`, sum / 1000, { unit: 'kB', digits: 1, limit, note: `(${files.length} files)` });
  };
  row(`the page's program: boot.js, store.js, tertial-app`, /^(boot\.js|store\.js|tertial-app)/, 250);
  row('beside it, fetched at the same time: worker.js, tertial-worker', /^(worker\.js|tertial-worker)/);
  row('fetched when one chooses Skriv', /^tertial-(?!app|worker)/);
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
    app.push(await bench(page, 'started'));
    drawn = await page.run(look);
    await page.load('bench/plain.html');
    plain.push(await bench(page, 'parsed'));
  }
  const { words, ...set } = await page.run(look);
  assert.deepEqual({ words: drawn.words, ...set }, drawn, 'both pages are set alike');
  assert.ok(Math.abs(words / drawn.words - 1) < 0.05, `both pages show the same: ${words} words, ${drawn.words}`);
  const [first, done, charts] = ['first', 'done', 'drawn'].map((key) => all(key, app));
  table.values('start to T2 painted: first screenful', first, { unit: 'ms', limit: 1000 });
  table.values('start to T2 painted: all of it', done, { unit: 'ms' });
  table.values('start to T2 painted: all of it and its charts', charts, { unit: 'ms' });
  table.values('the same document as plain static HTML', plain, { unit: 'ms' });
  table.value('first screenful against static HTML', median(first) / median(plain), { digits: 2 });
  table.value('all of it with charts against static HTML', median(charts) / median(plain), { digits: 2 });
}

// Dropped on the start page; then loaded again, and from the start page straight to a follow-up
// page, for which the year is read in a new worker.
async function openLargest(page) {
  await page.open();
  await bench(page, 'prepare', LARGEST.name);
  const opened = await bench(page, 'open', LARGEST.name, LARGEST.id, LARGEST.reports[0]);
  await bench(page, 'quiet');
  await page.open();
  const { first } = await bench(page, 'visit', followed(FOLLOW[1]));
  await bench(page, 'quiet');
  return { ...opened, cold: first };
}

// Every opening in a storage of its own; the pages in the last one.
async function largest(table) {
  const opened = await times(OPENINGS - 1, () => withPage(openLargest));
  await withPage(async (page) => {
    opened.push(await openLargest(page));
    const reports = await visits(page, LARGEST.reports.map((report) => `#/${LARGEST.id}/${report}`));
    const follow = await visits(page, FOLLOW.map(followed));
    const memory = await bench(page, 'memory');
    const every = reports.flat();
    table.values(`${megabytes(LARGEST)} year dropped: its page painted`, all('shown', opened), { unit: 'ms', limit: 1000 });
    table.values('of that, reading (first time in the worker)', all('read', opened), { unit: 'ms' });
    table.values('dropped until stored as well', all('kept', opened), { unit: 'ms' });
    const firsts = reports.map((list) => all('first', list));
    slowest(table, 'any report of it: first screenful, the slowest', firsts, { unit: 'ms', limit: 200 });
    table.values('every report of it: first screenful', all('first', every), { unit: 'ms' });
    table.values('every report of it: all of it', all('done', every), { unit: 'ms' });
    table.values('every report of it: all of it and its charts', all('drawn', every), { unit: 'ms' });
    table.values('first follow-up page after a start: first screenful', all('cold', opened), { unit: 'ms' });
    for (const [index, name] of FOLLOW.entries()) {
      const what = `follow-up page ${name || 'översikt'}: first screenful`;
      const note = `all of it ${median(all('done', follow[index])).toFixed(0)} ms`;
      table.values(what, all('first', follow[index]), { unit: 'ms', limit: 200, note });
    }
    const parts = [memory.page, memory.worker].map((bytes) => bytes / 1e6);
    const note = `(the page ${parts[0].toFixed(0)}, the worker ${parts[1].toFixed(0)})`;
    table.value('wasm memory after all pages', parts[0] + parts[1], { unit: 'MB', limit: 150, note });
  });
}

// The pages one after the other, so many rounds: one list of visits for each page.
async function visits(page, hashes) {
  const lists = hashes.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, hash] of hashes.entries()) lists[index].push(await bench(page, 'visit', hash));
  }
  return lists;
}

// Five years in one browser; the first search after a start reads them in the worker.
async function search(table, page) {
  await page.open();
  for (const { name, id, reports } of FIVE) {
    await bench(page, 'prepare', name);
    await bench(page, 'open', name, id, reports[0]);
  }
  await bench(page, 'quiet');
  await page.open();
  const opened = await bench(page, 'openSearch');
  await bench(page, 'quiet');
  const typed = QUERIES.map(() => []);
  for (let round = 0; round < TYPINGS; round += 1) {
    for (const [index, query] of QUERIES.entries()) typed[index].push(await bench(page, 'type', query));
  }
  // One list of times for each letter.
  const letters = typed.flatMap((rounds) => rounds[0].map((_, at) => rounds.map((round) => round[at])));
  const what = `Ctrl+K in ${FIVE.length} years of ${megabytes(USUAL)}`;
  table.value(`${what}: first time after a start`, opened, { unit: 'ms' });
  table.values(`${what}: a letter typed until its list is there`, letters.flat(), { unit: 'ms', digits: 1, limit: 30 });
  slowest(table, `${what}: the slowest letter`, letters, { unit: 'ms', digits: 1, limit: 30 });
}

// The charts that stand open in T2: ours in the worker, theirs in the page, by turns. Ours lays out
// the whole report each time, to its disadvantage; asked for a chart that is not there, it does only
// that. What the browser then does to show them is in none of the times.
async function charts(table, page) {
  await page.open();
  await page.then(() => page.press('Öppna exemplet 2020'));
  await bench(page, 'visit', '#/asn-2020/t2-2020');
  await bench(page, 'quiet');
  const drawn = await bench(page, 'prepareCharts');
  const areRead = (values) => values.some(Number.isFinite) && !values.some(Number.isNaN);
  const isFull = ({ series }) => series.every(({ values }) => areRead(values));
  assert.ok(drawn.length > 20 && drawn.every(isFull), 'the tables of the charts are read');
  const draw = (anchor) => bench(page, 'ourCharts', TIMES, 'asn-2020/t2-2020', anchor);
  const libraries = { echarts: [], chartjs: [] };
  const [ours, layout] = [[], []];
  for (let n = 0; n < DRAWINGS; n += 1) {
    const { time, answer } = await draw('');
    assert.equal(answer[2].length, drawn.length, 'all the charts are drawn');
    ours.push(time);
    layout.push((await draw('ingen')).time);
    for (const [library, list] of Object.entries(libraries)) {
      const made = await bench(page, 'theirCharts', library, TIMES);
      assert.ok(made.answer > 0 || /<path/.test(made.answer), `${library} draws`);
      list.push(made.time);
    }
  }
  const count = TIMES * drawn.length;
  const bars = TIMES * drawn.filter(({ isBars }) => isBars).length;
  const row = (what, list) => {
    const note = `${((count / median(list)) * 1000).toFixed(0)} a second`;
    table.values(what, list, { unit: 'ms', note });
  };
  const { echarts, chartjs } = libraries;
  row(`${count - bars} line and ${bars} bar charts: the worker, with their report`, ours);
  table.values('of that, laying out the report', layout, { unit: 'ms' });
  row('the same charts: ECharts, as SVG text', echarts);
  row('the same charts: Chart.js, on canvas before its pixels', chartjs);
  const against = (library, list) =>
    table.value(`drawing charts: the program / ${library}`, median(ours) / median(list), { digits: 2, limit: 1 });
  against('ECharts', echarts);
  against('Chart.js', chartjs);
  table.value('the same, first time: against the faster of them', ours[0] / Math.min(echarts[0], chartjs[0]), { digits: 2 });
}

// The program's reading in the worker and zod's in the page, by turns.
async function reading(table, page) {
  await page.load('bench/side-by-side.html');
  await page.ready();
  await bench(page, 'prepareTheirs');
  for (const file of [LARGEST, USUAL, ...FAULTY]) await bench(page, 'prepare', file.name);
  for (const file of [LARGEST, USUAL]) {
    const [ours, theirs] = [[], []];
    for (let n = 0; n < READINGS; n += 1) {
      ours.push(await bench(page, 'ours', file.name, file.id));
      await bench(page, 'quiet');
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
    if (file === LARGEST) table.value(`${what}: the same, first time in the worker`, ours[0] / theirs[0], { digits: 2 });
  }
  for (const { what, name, id } of FAULTY) {
    assert.equal((await bench(page, 'theirs', name)).success, false, `zod finds ${what}`);
    const problems = await bench(page, 'problems', name, id);
    // That the checksum is missing stands at the file's beginning.
    const within = problems.filter((text) => !text.startsWith('Rad 1, tecken 1 '));
    assert.equal(within.length, 1, `the program finds ${what} and no more: ${problems}`);
  }
}

// The checks in the worker: all rules over the largest year, and again after one edit in each of its
// kinds of place. A setting of the year makes all rules look at all of it anew.
async function checks(table, page) {
  await page.open();
  await bench(page, 'prepare', LARGEST.name);
  await bench(page, 'open', LARGEST.name, LARGEST.id, LARGEST.reports[0]);
  await bench(page, 'quiet');
  const report = LARGEST.content.reports.at(-1);
  const plan = LARGEST.content.reports[0];
  const review = async () => {
    const { time, answer } = await bench(page, 'timed', ['marks', 0, report.id]);
    assert.equal(answer[0], 'marks', 'the checks have run');
    return time;
  };
  const type = async (place, text) => {
    const { answer } = await bench(page, 'timed', ['edit', 0, 'type', `${LARGEST.id}/${place}`, text, 'Mätaren', '2026-12-31 12.00', 1, false]);
    assert.equal(answer[0], 'edited', `${place} is changed: ${answer[2]}`);
  };
  const all = [];
  for (let n = 0; n < REVIEWS; n += 1) {
    await type('//settings.year_days', `${360 + n}`);
    all.push(await review());
  }
  const firstOf = ({ sections }, kind) => sections.flatMap(({ blocks }) => blocks).find((block) => block.kind === kind);
  const places = {
    'a figure of the last report': [`${report.id}/${firstOf(report, 'figures').rows[0].id}/utfall`, (n) => `-${1000 + n}`],
    'a text of it': [`${report.id}/${firstOf(report, 'text').id}/text`, (n) => `Ett stycke med ${'ord '.repeat(n + 1)}till slut.`],
    'an outcome of it': [`${report.id}/${firstOf(report, 'goals').goals[0].indicators[0].id}/outcome`, (n) => `${20 + n}`],
    'a target of the plan': [`${plan.id}/${firstOf(plan, 'goals').goals[0].indicators[0].id}/target`, (n) => `>=${20 + n}`],
  };
  table.values(`all checks over ${megabytes(LARGEST)}`, all, { unit: 'ms', limit: 200 });
  for (const [what, [place, text]] of Object.entries(places)) {
    const again = [];
    for (let n = 0; n < REVIEWS; n += 1) {
      await type(place, text(n));
      again.push(await review());
    }
    table.values(`all checks again after ${what}`, again, { unit: 'ms', digits: 1, limit: 16 });
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
  const parts = {
    size: () => size(table),
    start: () => withPage((page) => startUp(table, page)),
    largest: () => largest(table),
    search: () => withPage((page) => search(table, page)),
    charts: () => withPage((page) => charts(table, page)),
    reading: () => withPage((page) => reading(table, page)),
    checks: () => withPage((page) => checks(table, page)),
    writing: () => withPage(async (page) => writing(table, page, await DevTools.of(browser.driver, process.env.TRACES), WRITING)),
  };
  for (const part of process.env.ONLY?.split(',') ?? Object.keys(parts)) await parts[part]();
  table.print();
  const load = [before, loadavg()[0]].map((one) => one.toFixed(1)).join(', at the end ');
  console.log(`\nLoad at the start ${load}: other work on the computer slows all of it down.`);
} finally {
  await browser.stop();
}
