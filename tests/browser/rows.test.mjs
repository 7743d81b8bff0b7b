// Writing in a table of more than a hundred rows: its columns keep their widths while one is in it, and
// rows far from the view wait.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import { assertAccessible } from './axe.mjs';
import { drop } from './files.mjs';
import { inEveryBrowser } from './harness.mjs';
import { EXAMPLE } from './steps.mjs';
import { startWriting } from './write.mjs';

const MORE = 140;
const at = (row, column) => `main [data-el="${row}"] :is([data-f="${column}"], [data-f="cells.${column}"])`;

// The example's year under another id, with many more rows in a table of T2 and a sum of them all.
function longYear() {
  const { format, version, content } = JSON.parse(EXAMPLE);
  content.id = 'lang-2020';
  const within = ({ blocks, sections = [] }) => [...blocks, ...sections.flatMap(within)];
  const report = content.reports.find(({ id }) => id === 't2-2020');
  const isIt = ({ kind, rows }) => kind === 'figures' && rows.some(({ id }) => id === 'nk-gemensamt');
  const { rows } = report.sections.flatMap(within).find(isIt);
  const more = Array.from({ length: MORE }, (_, n) => ({
    id: `enhet-${n + 1}`,
    label: `Enhet ${n + 1}`,
    cells: { utfall: '10', budget: '20', prognos: '30', 'budget-helar': '40' },
  }));
  const sum = { id: 'enheter', kind: 'subtotal', label: 'Alla enheter', sum: more.map(({ id }) => id) };
  rows.splice(rows.findIndex(({ id }) => id === 'nk-missbruk'), 0, ...more, sum);
  return JSON.stringify({ format, version, content });
}

async function write(page) {
  await page.open();
  await drop(page, longYear(), 'lang-2020.json');
  await page.waitFor('main a[href="#/lang-2020/t2-2020"]');
  await page.go('#/lang-2020/t2-2020');
  await page.waitFor('main [id="enheter"]');
  await startWriting(page);
  await page.waitFor(`${at('enhet-1', 'utfall')}[data-k]`);
  await focus(page, at('enhet-1', 'utfall'));
}

const focus = (page, css) => page.run((selector) => document.querySelector(selector).focus(), css);

// Text that the browser has not laid out is no inner text.
const shows = (page, css, text) =>
  page.until(
    `${css} to show ${text}`,
    (selector, wanted) => document.querySelector(selector)?.textContent.replace(/\s/g, '').replace('−', '-') === wanted,
    css,
    text,
  );

// How far from each other the cells of a column begin or end, in rows far apart and under the heads.
const slant = (page) =>
  page.run(() => {
    const rows = ['enhet-1', 'enhet-2', 'enhet-70', 'enheter', 'nk-missbruk'].map((id) => [
      ...document.querySelector(`main [data-el="${id}"]`).children,
    ]);
    const head = document.querySelector('main [data-el="enhet-1"]').closest('table').querySelector('thead [data-role="actual"]');
    const sides = rows.map((cells) => cells.map((cell) => cell.getBoundingClientRect()));
    const apart = rows[0].flatMap((_, column) => {
      const [lefts, rights] = ['left', 'right'].map((side) => sides.map((row) => row[column][side]));
      return [lefts, rights].map((list) => Math.max(...list) - Math.min(...list));
    });
    const column = rows[0].findIndex((cell) => cell.dataset.f.endsWith('utfall'));
    return Math.max(...apart, Math.abs(head.getBoundingClientRect().right - sides[0][column].right));
  });

// Columns follow what comes into the view a moment later.
async function isStraight(page, when) {
  for (const end = Date.now() + 5000; Date.now() < end;) if ((await slant(page)) < 2) return;
  assert.fail(`columns are not straight ${when}`);
}

inEveryBrowser('a long table keeps its columns straight while one writes in it', async (page) => {
  await write(page);
  await isStraight(page, 'when one comes to it');
  await page.keys('1', '1', '0', Key.ENTER);
  await shows(page, at('enheter', 'utfall'), `${10 * MORE + 100}`);
  await isStraight(page, 'after a figure');
  // Wider than the column was.
  await page.keys(...'98765432109876', Key.ENTER);
  await shows(page, at('enhet-2', 'utfall'), '98765432109876');
  await page.keys(Key.ARROW_UP);
  await isStraight(page, 'around a figure that is wider than they were');
  await page.keys(Key.ARROW_DOWN);
  await assertAccessible(page);
});

inEveryBrowser('rows far away in a long table are reached, pasted in and taken back', async (page) => {
  await write(page);
  await focus(page, at('enhet-130', 'utfall'));
  // Rows on the way there get their true heights when they come into the view.
  await page.until('a row far down to be shown when one comes to it', () => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  await focus(page, at('enhet-1', 'utfall'));
  const lines = Array.from({ length: MORE }, (_, n) => `${n + 1}\t${2 * n + 2}`);
  await page.run((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    // Not every engine takes it from the constructor.
    if (event.clipboardData !== data) Object.defineProperty(event, 'clipboardData', { value: data });
    document.activeElement.dispatchEvent(event);
  }, lines.join('\n'));
  const total = (MORE * (MORE + 1)) / 2;
  await shows(page, at('enheter', 'utfall'), `${total}`);
  await shows(page, at('enheter', 'budget'), `${2 * total}`);
  await shows(page, at(`enhet-${MORE}`, 'budget'), `${2 * MORE}`);
  assert.equal(await page.run(() => document.activeElement.closest('[data-el]')?.dataset.el), 'enhet-1', 'the focus stays');
  await isStraight(page, 'after a paste');
  await focus(page, at('enheter', 'utfall'));
  await isStraight(page, 'where a sum has become wider');
  await page.click('.tools [aria-label^="Ångra: "]');
  await shows(page, at('enheter', 'budget'), `${20 * MORE}`);
  await shows(page, at(`enhet-${MORE}`, 'budget'), '20');
  await focus(page, at('enhet-70', 'budget'));
  await page.keys('9', Key.ENTER);
  await shows(page, at('enhet-70', 'budget'), '9');
});
