// Writing on the follow-up pages: what stands there stands in a report, and is written there.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import { assertAccessible } from './axe.mjs';
import { inEveryBrowser } from './harness.mjs';
import { goToView, openExample } from './steps.mjs';

// A follow-up page of 2020, in *Skriv*.
async function writeOn(page, view) {
  await openExample(page);
  if (view) await goToView(page, 2020, view);
  await page.press('Skriv');
  await page.type('#_namn', 'Åsa Nord', Key.ENTER);
  await page.waitFor('.desk.writing [data-k]');
}

const css = ({ el, f }) => `[data-el="${el}"][data-f="${f}"]`;

// The first place of a kind in the latest report, with what is typed there.
async function first(page, kind) {
  const find = (wanted) => {
    const found = document.querySelector(`.desk td[data-k="${wanted}"][data-el^="asn-2020/t2-2020/"][data-v]`);
    return found && { el: found.dataset.el, f: found.dataset.f, v: found.dataset.v };
  };
  return page.until(`a ${kind}`, find, kind);
}

const focus = (page, selector) => page.run((one) => document.querySelector(one).focus(), selector);
const plain = (text) => text.replace(/\s/g, '').replace('−', '-');
const becomes = (page, selector, value) =>
  page.until(
    `${selector} to be ${value}`,
    (one, wanted) => {
      const cells = [...document.querySelectorAll(one)];
      const typed = (cell) => (cell.dataset.v ?? '').replace(/\s/g, '').replace('−', '-');
      return cells.length > 0 && cells.every((cell) => !cell.hasAttribute('data-typing') && typed(cell) === wanted);
    },
    selector,
    plain(value),
  );

// What the report has in a place, read there.
async function inReport(page, { el, f }) {
  const element = el.split('/').at(-1);
  await page.go(`#/${el}`);
  const selector = `[data-el="${element}"] :is([data-f="${f}"], [data-f="cells.${f}"])`;
  return page.until(
    `${selector} on the report`,
    (one) => {
      const cell = document.querySelector(`main.paper ${one}`);
      return cell && { v: cell.dataset.v ?? '' };
    },
    selector,
  );
}

const undo = async (page) => {
  await page.run(() => document.activeElement.blur());
  await page.run(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, cancelable: true })));
};

inEveryBrowser('a status is set by key on a follow-up page, stands in the report and is undone', async (page) => {
  await writeOn(page, 'mal');
  await assertAccessible(page);
  const place = await first(page, 'status');
  const [key, word] = place.v === 'red' ? ['1', 'green'] : ['3', 'red'];
  await focus(page, css(place));
  await page.keys(key);
  await becomes(page, css(place), word);
  assert.equal(await page.run(() => document.activeElement.closest('[data-el]')?.dataset.el), place.el, 'the focus stays');
  await undo(page);
  await becomes(page, css(place), place.v);
  await focus(page, css(place));
  await page.keys(key);
  await becomes(page, css(place), word);
  assert.equal((await inReport(page, place)).v, word);
  // Back on the page it is there too, also when it is only read.
  await goToView(page, 2020, 'mal');
  await becomes(page, css(place), word);
  await page.press('Läs');
  await page.until('nothing to be written in', () => !document.querySelector('.desk [data-k]'));
  await page.waitFor('.panel td .st.' + (word === 'red' ? 'r' : 'g'));
});

inEveryBrowser('a figure is typed on a follow-up page and stands in the report', async (page) => {
  await writeOn(page, 'ekonomi');
  const place = await first(page, 'figure');
  await focus(page, css(place));
  await page.keys('1234', Key.ENTER);
  await becomes(page, css(place), '1234');
  assert.equal(plain((await inReport(page, place)).v), '1234');
  await undo(page);
  await goToView(page, 2020, 'ekonomi');
  await becomes(page, css(place), place.v);
});

inEveryBrowser('the year\'s page is written in by pointer and list', async (page) => {
  await writeOn(page, '');
  const place = await first(page, 'status');
  await page.click(css(place));
  await page.waitFor('.pick[role="listbox"]');
  await page.keys(Key.HOME, Key.ENTER);
  await becomes(page, css(place), '');
  await undo(page);
  await becomes(page, css(place), place.v);
  await page.press('Mer');
  await page.waitFor('.side .form');
  await assertAccessible(page);
});

inEveryBrowser('a section is marked ready in the report, and readers see by whom', async (page) => {
  await openExample(page);
  await page.go('#/asn-2020/t2-2020');
  await page.press('Skriv');
  await page.type('#_namn', 'Åsa Nord', Key.ENTER);
  const marked = (what) => `.doc button[data-ready="${what}"]`;
  await page.click(marked('ready'));
  await page.waitForText('.ready', 'Klart: Åsa Nord');
  await page.press('Läs');
  await page.until('the page to be read', () => document.querySelector('.ready') && !document.querySelector('button[data-ready]'));
  assert.match(await page.text('.ready'), /^Klart: Åsa Nord 20\d\d-\d\d-\d\d$/);
  await page.press('Skriv');
  await page.click(marked('unready'));
  await page.until('the mark to be gone', () => !document.querySelector('.ready .st'));
});
