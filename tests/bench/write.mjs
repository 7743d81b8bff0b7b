// What writing costs: keys in a text and in a cell beside those in a bare field, the commit of a
// cell, undo, a paste, and storing while one types; and the same edits in a public spreadsheet grid.
import assert from 'node:assert/strict';
import { startWriting } from '../browser/write.mjs';
import { quantile } from './table.mjs';
import { longestCollection, longestTask, workOfKeys } from './trace.mjs';

const KEYS = 240;
const COMMITS = 40;
const PASTES = 20;
// Into the grid with its formulas, which takes its time.
const SLOW_PASTES = 2;
// For a script in the page, in milliseconds: no figure is to end the measuring.
const PATIENCE = 600_000;
// As people type, in milliseconds from key to key.
const PACE = 120;
// No person, but nothing of what is measured waits for one here.
const QUICK = 30;
const FIGURES = 12;
const SENTENCE = [...'Åtgärder genomförs i verksamheten, och uppföljningen visar 17 placeringar. '];
// With what leaves each figure as it was; only those of the figure count.
const FIGURE = [...'4821377'];
const LEAVE = ['Escape', 'ArrowDown'];

// ---- What is written in -----------------------------------------------------------------

// A generated year whose largest report has a table of as many figures as are pasted: columns of
// no role are added after its own, before the computed ones.
export function writingYear({ bytes, content: generated }) {
  const content = structuredClone(generated);
  content.id = 'skriv-1';
  const length = (report) => JSON.stringify(report).length;
  const report = content.reports.reduce((a, b) => (length(b) > length(a) ? b : a));
  const table = report.sections.flatMap(({ blocks }) => blocks).find(({ kind }) => kind === 'figures');
  const own = table.columns.filter(({ id }) => id in table.rows[0].cells);
  const more = Array.from({ length: FIGURES - own.length }, (_, n) => ({ id: `matt-${n + 1}`, title: `Mått ${n + 1}` }));
  const computed = table.columns.filter((column) => !own.includes(column));
  const columns = [...own, ...more];
  table.columns = [...columns, ...computed];
  const rows = table.rows.filter(({ cells }) => cells);
  rows.forEach(({ cells }, index) => more.forEach(({ id }, n) => { cells[id] = `${index * n}`; }));
  const { format, version } = JSON.parse(bytes);
  return {
    name: content.id,
    id: content.id,
    report: report.id,
    bytes: Buffer.from(JSON.stringify({ format, version, content })),
    columns,
    rows,
    sum: table.rows.at(-1).id,
    text: report.sections[0].blocks[0].id,
  };
}

// What the grid's page shows.
export function gridTable({ columns, rows }) {
  const figures = ({ label, cells }) => [label, ...columns.map(({ id }) => Number(cells[id]))];
  return { columns: columns.map(({ title }) => title), rows: rows.map(figures) };
}

// Cells by row and column, both from 0, as each page has them; `sum` is the row below all others.
function ours({ columns, rows, sum }) {
  const cell = (row, column) => `main [data-el="${row}"] :is([data-f="${column}"], [data-f="cells.${column}"])`;
  return {
    cell: (row, column) => cell(rows[row].id, columns[column].id),
    sum: (column) => cell(sum, columns[column].id),
  };
}

function theirs({ rows }) {
  return { cell: (row, column) => `#c-${column + 1}-${row}`, sum: (column) => `#c-${column + 1}-${rows.length}` };
}

// ---- Steps ------------------------------------------------------------------------------

// A click on the cell that is chosen already would type in it.
async function choose(page, cell) {
  await page.run(() => document.activeElement.blur());
  await page.click(cell);
}

const bench = (page, name, ...values) => page.run((fn, ...rest) => window.bench[fn](...rest), name, ...values);

// The work of those keys of a trace that count, as `takes` and `runs`, and the trace.
function measured(trace, keys, counts = () => true) {
  assert.equal(trace.keys.length, keys.length, 'all keys are in the trace');
  const work = (what) => workOfKeys(trace, what).filter((_, index) => counts(keys[index]));
  return { takes: work('takes'), runs: work('runs'), trace };
}

// Keys in a text or field that has the focus.
async function typeText(tools, page, name) {
  const keys = Array.from({ length: KEYS + 1 }, (_, n) => SENTENCE[n % SENTENCE.length]);
  const trace = await tools.trace(name, () => tools.type(keys, PACE));
  const written = await page.run(() => document.activeElement.value ?? document.activeElement.innerText);
  assert.ok(written.replaceAll('\u00a0', ' ').includes(keys.join('').trim()), 'what was typed is there');
  return measured(trace, keys);
}

// The same down a column, figure by figure.
async function typeFigures(tools, page, cell, name) {
  await choose(page, cell(0, 1));
  const keys = Array.from({ length: Math.ceil(KEYS / FIGURE.length) }, () => [...FIGURE, ...LEAVE]).flat();
  const trace = await tools.trace(name, () => tools.type(keys, PACE));
  return measured(trace, keys, (key) => !LEAVE.includes(key));
}

// Figures typed down the first column, each with Enter, and all taken back: from the key until the
// sum of the column shows what it must.
async function commitAndUndo(tools, page, { cell, sum }) {
  const times = { commit: [], undo: [] };
  const sums = [await bench(page, 'number', sum(0))];
  const timed = async (kind, key, wanted) => {
    await bench(page, 'expect', key, sum(0), wanted);
    await tools.press(key.length === 1 ? `Ctrl+${key}` : key);
    times[kind].push(await bench(page, 'shown'));
    await bench(page, 'quiet');
  };
  await choose(page, cell(0, 0));
  for (let row = 0; row < COMMITS; row += 1) {
    const value = 50_000 + 7 * row;
    sums.push(sums.at(-1) - (await bench(page, 'number', cell(row, 0))) + value);
    await tools.type(`${value}`, QUICK);
    await timed('commit', 'Enter', sums.at(-1));
  }
  sums.pop();
  while (sums.length) await timed('undo', 'z', sums.pop());
  return times;
}

// Blocks pasted over the whole table, without heads, until the last sum or, where there are none, the
// last cell shows what it must. `around` does more around each.
async function paste(page, { cell, sum }, { rows }, { count = PASTES, around = (step) => step() } = {}) {
  const times = [];
  const [last, end] = [rows.length - 1, FIGURES - 1];
  for (let n = 1; n <= count; n += 1) {
    const value = (row, column) => n * 100_000 + row * FIGURES + column;
    const lines = rows.map((_, row) => Array.from({ length: FIGURES }, (_, column) => value(row, column)));
    const wanted = sum ? lines.reduce((total, line) => total + line[end], 0) : value(last, end);
    const text = `${lines.map((line) => line.join('\t')).join('\r\n')}\r\n`;
    await choose(page, cell(0, 0));
    await around(async () => times.push(await bench(page, 'paste', text, sum ? sum(end) : cell(last, end), wanted)));
    for (const [row, column] of [[0, 0], [last, end]]) {
      assert.equal(await bench(page, 'number', cell(row, column)), value(row, column), 'all of the block is pasted');
    }
  }
  return times;
}

// ---- The rows ---------------------------------------------------------------------------

const WORK = { unit: 'ms', digits: 1 };

// The bare field, the grid, and the program, each on a page of its own.
export async function writing(table, page, tools, year) {
  await page.driver.manage().setTimeouts({ script: PATIENCE });
  const field = await inField(page, tools);
  const grid = await inGrid(page, tools, year);
  const own = await inReport(page, tools, year);
  // Work is what the thread runs. Until it is done more time passes: two cores are shared with the browser's
  // other threads and with other guests of the computer.
  const keys = (where, { takes, runs }, limit) => {
    const note = `(passing ${quantile(takes, 0.95).toFixed(1)}, median ${quantile(takes, 0.5).toFixed(1)})`;
    table.high(`main-thread work per key: ${where}`, runs, { ...WORK, limit, note });
  };
  keys('a bare textarea', field);
  keys('a text of the largest report', own.text, 8);
  keys('a cell of it', own.figures, 8);
  keys('a cell of jspreadsheet', grid.figures);
  const longest = (what, traces) => {
    const { takes, runs, collects } = longestTask({ tasks: traces.map(longestTask) });
    const collection = Math.max(...traces.map(longestCollection));
    const note = `(running ${runs.toFixed(1)}; the browser's longest garbage collection beside it ${collection.toFixed(1)})`;
    table.value(what, takes - collects, { ...WORK, limit: 50, note });
  };
  longest('longest task while typing, drafts among them', [own.text.trace, own.figures.trace]);
  longest('the same while the year is stored', [own.storing]);
  const beside = (what, kind, limit) => {
    table.high(`${what}, all of it shown`, own[kind], { unit: 'ms', limit });
    table.high(`${what}: jspreadsheet`, grid[kind], { unit: 'ms' });
  };
  const block = `${year.rows.length} × ${FIGURES} cells`;
  beside('commit of a cell', 'commit', 50);
  beside('undo of a cell', 'undo', 50);
  beside(`paste of ${block}`, 'paste', 300);
  table.high(`paste of ${block}: jspreadsheet without formulas`, grid.plain, { unit: 'ms' });
}

async function inField(page, tools) {
  await page.load('bench/field.html');
  await page.click('textarea');
  return typeText(tools, page, 'field');
}

async function inGrid(page, tools, year) {
  const cells = theirs(year);
  const load = async (name) => {
    await page.load(`bench/${name}.html`);
    await page.waitFor(cells.cell(0, 0));
  };
  await load('plain-grid');
  const plain = await paste(page, { cell: cells.cell }, year);
  await load('grid');
  const figures = await typeFigures(tools, page, cells.cell, 'grid');
  const times = await commitAndUndo(tools, page, cells);
  return { figures, ...times, paste: await paste(page, cells, year, { count: SLOW_PASTES }), plain };
}

async function inReport(page, tools, year) {
  await page.open();
  await bench(page, 'prepare', year.name);
  await bench(page, 'open', year.name, year.id, year.report);
  await page.open(`#/${year.id}/${year.report}`);
  await startWriting(page);
  const cells = ours(year);
  const place = `main [data-el="${year.text}"] [data-k="text"]`;
  await page.waitFor(cells.sum(0));
  await bench(page, 'quiet');
  await page.click(place);
  const text = await typeText(tools, page, 'text');
  await tools.press('Escape');
  const figures = await typeFigures(tools, page, cells.cell, 'cell');
  const storing = await typeWhileStored(page, tools, year, cells, place);
  const times = await commitAndUndo(tools, page, cells);
  // A person pauses, and the year is stored, between pastes of this size.
  const around = async (step) => {
    const before = await bench(page, 'stored', year.id);
    await step();
    await untilStored(page, year, before);
  };
  return {
    text,
    figures,
    storing,
    ...times,
    paste: await paste(page, cells, year, { around }),
  };
}

// A figure is changed, and a text typed in until the year with it is stored: what the main thread
// does meanwhile.
async function typeWhileStored(page, tools, year, { cell }, place) {
  const before = await bench(page, 'stored', year.id);
  await choose(page, cell(0, 2));
  await tools.type([...'17', 'Enter'], QUICK);
  await page.click(place);
  const goOn = () => tools.type(SENTENCE.slice(0, 10), PACE);
  const trace = await tools.trace('storing', () => untilStored(page, year, before, goOn));
  await tools.press('Escape');
  return trace;
}

// Does something again and again until the year is stored under another name than before.
async function untilStored(page, { id }, before, meanwhile = () => {}) {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline;) {
    await meanwhile();
    if ((await bench(page, 'stored', id)) !== before) return;
  }
  throw new Error(`${id} is not stored`);
}
