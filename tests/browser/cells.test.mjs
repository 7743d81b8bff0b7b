// Writing in tables: as in a spreadsheet, by keyboard and pointer, and in and out of other programs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Key } from 'selenium-webdriver';
import { fileURLToPath } from 'node:url';
import { assertAccessible } from './axe.mjs';
import { inEveryBrowser } from './harness.mjs';
import { openExample } from './steps.mjs';

const CLIPBOARD = fileURLToPath(new URL('../clipboard/', import.meta.url));
const clipboard = (name) => readFileSync(path.join(CLIPBOARD, name), 'utf8');

const at = (row, column) => `[data-el="${row}"] :is([data-f="${column}"], [data-f="cells.${column}"])`;
const REPORT = '#/asn-2020/t2-2020';

// Opens the example's report for writing.
async function write(page) {
  await openExample(page);
  // The store gives the year to write in.
  await page.open(REPORT);
  await page.press('Skriv');
  await page.type('#_namn', 'Åsa Nord', Key.ENTER);
  await page.waitFor(at('nk-gemensamt', 'utfall') + '[data-k]');
}

const focus = (page, css) => page.run((selector) => document.querySelector(selector).focus(), css);

// What is typed in a cell, without what sets figures.
const value = async (page, css) => plain(await page.run((selector) => document.querySelector(selector).dataset.v ?? '', css));
const plain = (text) => text.replace(/[\s\u00a0\u202f]/g, '').replace('−', '-');

const becomes = (page, css, text) =>
  page.until(
    `${css} to be ${text}`,
    (selector, wanted) => {
      const cell = document.querySelector(selector);
      const typed = (cell?.dataset.v ?? '').replace(/[\s\u00a0\u202f]/g, '').replace('−', '-');
      return cell && !cell.hasAttribute('data-typing') && typed === wanted;
    },
    css,
    plain(text),
  );

// Where the focus is, as row and field.
const place = (page) =>
  page.run(() => {
    const e = document.activeElement;
    return `${e.closest('[data-el]')?.dataset.el} ${(e.dataset.f ?? e.localName).replace('cells.', '')}`;
  });

// Keys with others held.
async function held(page, holds, ...keys) {
  const actions = page.driver.actions();
  for (const key of holds) actions.keyDown(key);
  actions.sendKeys(...keys);
  for (const key of holds) actions.keyUp(key);
  await actions.perform();
}

// Pastes as a browser would; gives whether the page took it.
const paste = (page, types) =>
  page.run((all) => {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(all)) data.setData(type, text);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    // Not every engine takes it from the constructor.
    if (event.clipboardData !== data) Object.defineProperty(event, 'clipboardData', { value: data });
    return !document.activeElement.dispatchEvent(event);
  }, types);

const copied = (page, kind = 'copy') =>
  page.run((name) => {
    const data = new DataTransfer();
    const event = new ClipboardEvent(name, { clipboardData: data, bubbles: true, cancelable: true });
    if (event.clipboardData !== data) Object.defineProperty(event, 'clipboardData', { value: data });
    document.activeElement.dispatchEvent(event);
    return { text: data.getData('text/plain'), html: data.getData('text/html') };
  }, kind);

inEveryBrowser('a figure is typed by keyboard alone, and sums follow', async (page) => {
  await write(page);
  const sum = '[data-el="nk-netto-ifo"], [data-el^="nk-"].sum';
  const before = await page.run((css) => document.querySelector(css).innerText, sum);
  await focus(page, at('nk-gemensamt', 'utfall'));
  await page.keys('-', '5', '0', ' ', '0', '0', '0', ',', '5', Key.ENTER);
  await becomes(page, at('nk-gemensamt', 'utfall'), '-50000,5');
  assert.equal(await place(page), 'nk-missbruk utfall');
  await page.until('the sum to follow', (css, old) => document.querySelector(css).innerText !== old, sum, before);
  await page.waitForText('.saved', 'Sparat');
  await page.open(REPORT);
  await page.waitForText('main', '50 000,5');
});

inEveryBrowser('what cannot be read stays as typed, marked', async (page) => {
  await write(page);
  await focus(page, at('nk-missbruk', 'budget'));
  await page.keys('t', 'o', 'l', 'v', Key.TAB);
  await becomes(page, at('nk-missbruk', 'budget'), 'tolv');
  assert.equal(await page.text(`${at('nk-missbruk', 'budget')} .typed`), 'tolv');
});

inEveryBrowser('arrows, Tab, Enter, Escape, Home and End', async (page) => {
  await write(page);
  await focus(page, at('nk-gemensamt', 'utfall'));
  await page.keys(Key.ARROW_RIGHT);
  assert.equal(await place(page), 'nk-gemensamt budget');
  await page.keys(Key.ARROW_DOWN, Key.ARROW_DOWN);
  assert.equal(await place(page), 'nk-barn-unga budget');
  await page.keys(Key.ARROW_UP, Key.ARROW_LEFT);
  assert.equal(await place(page), 'nk-missbruk utfall');
  await page.keys(Key.END);
  assert.match(await place(page), /nk-missbruk prognosforandring/);
  await page.keys(Key.HOME);
  assert.match(await place(page), /nk-missbruk label/);
  await held(page, [Key.CONTROL], Key.END);
  assert.match(await place(page), /prognosforandring/);
  // F2 keeps what is there; Escape leaves it.
  await focus(page, at('nk-missbruk', 'utfall'));
  const old = await value(page, at('nk-missbruk', 'utfall'));
  await page.keys(Key.F2);
  assert.equal(plain(await page.run(() => document.activeElement.innerText)), old);
  assert.match(await page.run(() => document.activeElement.getAttribute('aria-label')), /missbruk.*Utfall/);
  await assertAccessible(page);
  await page.keys('7', Key.ESCAPE);
  assert.equal(await place(page), 'nk-missbruk utfall');
  assert.equal(await value(page, at('nk-missbruk', 'utfall')), old);
  // Tab keeps what was typed and goes on.
  await page.keys(Key.ENTER, '1', Key.TAB);
  assert.equal(await place(page), 'nk-missbruk budget');
  await becomes(page, at('nk-missbruk', 'utfall'), `${old}1`);
});

inEveryBrowser('a range is emptied, filled and undone in one step each', async (page) => {
  await write(page);
  const [a, b] = [at('nk-gemensamt', 'utfall'), at('nk-missbruk', 'budget')];
  const old = [await value(page, a), await value(page, b)];
  await focus(page, a);
  await held(page, [Key.SHIFT], Key.ARROW_RIGHT, Key.ARROW_DOWN);
  assert.equal(await page.count('[aria-selected="true"].in'), 4);
  assert.match(await page.run(() => document.querySelector('.said').textContent), /2 rader, 2 kolumner/);
  await assertAccessible(page);
  const out = await copied(page);
  assert.deepEqual(out.text.trim().split(/\r\n|\t/).length, 4);
  assert.equal(out.text.split('\t')[0], old[0]);
  assert.match(out.html, /<table>.*<td>/s);
  await page.keys(Key.DELETE);
  await becomes(page, a, '');
  await becomes(page, b, '');
  await page.waitFor('button[aria-label^="Ångra: Tömde"]');
  await held(page, [Key.CONTROL], 'z');
  await becomes(page, a, old[0]);
  await becomes(page, b, old[1]);
  await held(page, [Key.CONTROL], 'd');
  await becomes(page, at('nk-missbruk', 'utfall'), old[0]);
});

// Whether a reason is asked for, given time to.
async function asks(page, status) {
  for (let tries = 0; tries < 20; tries += 1) {
    if (await page.count(`${status} .typing`)) return true;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  return false;
}

inEveryBrowser('a status by one key, with the reason asked for', async (page) => {
  await write(page);
  const status = '[data-el="hvb-dygn"] [data-k="status"]';
  await focus(page, status);
  const said = [];
  for (const [key, class_] of [['1', 'g'], ['2', 'a'], ['3', 'r']]) {
    await focus(page, status);
    await page.keys(key);
    await page.waitFor(`${status} .st.${class_}`);
    if (await asks(page, status)) {
      said.push(key);
      await assertAccessible(page);
      await page.keys('Bedömt av enheten', Key.ENTER);
      await page.waitForText(status, 'Bedömt av enheten');
      break;
    }
  }
  assert.equal(said.length, 1, 'a reason was asked for');
  // The list.
  await focus(page, status);
  await page.keys(Key.ENTER);
  await page.waitFor('.pick[role="listbox"]');
  await assertAccessible(page);
  await page.keys(Key.HOME, Key.ARROW_DOWN, Key.ENTER);
  await page.waitFor(`${status} .st.g`);
});

// The figures of a table that can be typed, by row and column.
const figures = (page, row) =>
  page.run((row) => {
    const cells = [...document.querySelector(`[data-el="${row}"]`).closest('table').querySelectorAll('tbody td[data-k="figure"]')];
    const typed = (cell) => (cell.dataset.v ?? '').replace(/[\s\u00a0\u202f]/g, '').replace('−', '-');
    return Object.fromEntries(cells.map((cell) => [`${cell.closest('[data-el]').dataset.el} ${cell.dataset.f}`, typed(cell)]));
  }, row);

for (const name of ['excel.html', 'excel-web.html', 'libreoffice-calc.html', 'word-table.html']) {
  inEveryBrowser(`${name} is pasted after a look at where it goes`, async (page) => {
    await write(page);
    const [a, b] = [at('nk-gemensamt', 'utfall'), at('nk-barn-unga', 'prognos')];
    const old = await figures(page, 'nk-gemensamt');
    // All figures go, the names of the rows stay.
    await page.run((row) => document.querySelector(`[data-el="${row}"]`).closest('table').querySelector('tbody td[data-k="figure"]').focus(), 'nk-gemensamt');
    await held(page, [Key.CONTROL, Key.SHIFT], Key.END);
    await page.keys(Key.DELETE);
    await becomes(page, b, '');
    await focus(page, a);
    assert.ok(await paste(page, { 'text/html': clipboard(name), 'text/plain': 'x' }));
    await page.waitFor('dialog.paste[open]');
    const chosen = await page.run(() =>
      [...document.querySelectorAll('dialog.paste select')].map((select) => select.selectedOptions[0].text),
    );
    assert.equal(new Set(chosen).size, 7, chosen.join(' | '));
    assert.ok(chosen.every((text) => text !== 'hoppa över'), chosen.join(' | '));
    if (name === 'excel.html') await assertAccessible(page);
    await page.press('Klistra in');
    await page.until('the cells', (one) => (document.querySelector(one).dataset.v ?? '') !== '', b);
    await page.waitFor('button[aria-label^="Ångra: Klistrade in"]');
    assert.deepEqual(await figures(page, 'nk-gemensamt'), old);
  });
}

inEveryBrowser('a block without heads goes where it is pasted, at once', async (page) => {
  await write(page);
  await focus(page, at('nk-gemensamt', 'utfall'));
  assert.ok(await paste(page, { 'text/plain': '1\t2\r\n3\t4\r\n' }));
  await becomes(page, at('nk-missbruk', 'budget'), '4');
  await becomes(page, at('nk-gemensamt', 'utfall'), '1');
});

inEveryBrowser('rows that were just added get the names of a pasted block', async (page) => {
  await write(page);
  const names = () => page.run(() => [...document.querySelector('[data-el="nk-gemensamt"]').parentElement.rows].map((row) => row.cells[0].innerText.trim()));
  const before = await names();
  await focus(page, at('nk-gemensamt', 'utfall'));
  for (const more of [1, 2]) {
    await held(page, [Key.CONTROL], Key.ENTER);
    await page.until('one more row', (wanted) => document.querySelector('[data-el="nk-gemensamt"]').parentElement.rows.length === wanted, before.length + more);
    await page.until('the focus in it', () => document.activeElement.matches('tr th') && document.activeElement.innerText === '');
  }
  await page.keys(Key.ARROW_UP);
  assert.ok(await paste(page, { 'text/plain': 'Verksamhet\tUtfall\r\nEn helt ny rad\t-8\r\nEn till\t3\r\n' }));
  await page.waitFor('dialog.paste[open]');
  await page.waitForText('dialog.paste [role="status"]', '4 celler ändras');
  await page.press('Klistra in');
  await page.waitForText('main', 'En helt ny rad');
  assert.deepEqual((await names()).filter((name) => !before.includes(name)), ['En helt ny rad', 'En till']);
});

// The names of the rows of a table, from one in it.
const rowNames = (page, row) =>
  page.run((css) => [...document.querySelector(css).closest('table').tBodies[0].rows].map((one) => one.cells[0].innerText.trim()), row);

inEveryBrowser('a block with more rows than the table brings them, and they are summed', async (page) => {
  await write(page);
  const before = await rowNames(page, at('nk-gemensamt', 'utfall'));
  const sum = '[data-el="nk-ifo-netto"] td';
  const total = () => page.text(sum);
  const old = await total();
  await focus(page, at('nk-gemensamt', 'utfall'));
  const block = 'Verksamhet\tUtfall\tOkänd\r\nGemensamt IFO\t-54 497\tx\r\nHelt ny\t-1 000\ty\r\nInte med\t5\t\r\nSumma\t7\t\r\n';
  assert.ok(await paste(page, { 'text/plain': block }));
  await page.waitFor('dialog.paste[open]');
  await assertAccessible(page);
  const status = 'dialog.paste [role="status"]';
  await page.waitForText(status, '2 rader läggs till');
  assert.match(await page.text(status), /kommer inte med: Summa/);
  await page.click('dialog.paste fieldset label:nth-of-type(2) input');
  await page.waitForText(status, '1 rad läggs till');
  assert.match(await page.text(status), /kommer inte med: Inte med, Summa/);
  await page.press('Klistra in');
  await page.waitForText('main', 'Helt ny');
  const after = await rowNames(page, at('nk-gemensamt', 'utfall'));
  assert.deepEqual(after.filter((name) => !before.includes(name)), ['Helt ny']);
  assert.equal(after.indexOf('Helt ny'), before.indexOf('Gemensamt IFO') + 1);
  await page.until('the sum', (css, before) => document.querySelector(css).innerText !== before, sum, old);
  // One step, and one to take back.
  await page.click('button[aria-label^="Ångra: Klistrade in"]');
  await page.until('the rows as before', (css, count) => document.querySelector(css).closest('table').tBodies[0].rows.length === count, at('nk-gemensamt', 'utfall'), before.length);
  assert.equal(await total(), old);
});

inEveryBrowser('the caption of a table is reached by Tab and typed in', async (page) => {
  await write(page);
  const caption = '[data-el="risker-tabell"] .caption[data-k]';
  await page.run((css) => document.querySelector(css).parentElement.querySelector('th[data-k]').focus(), caption);
  await held(page, [Key.SHIFT], Key.TAB);
  assert.equal(await place(page), 'risker-tabell caption');
  await assertAccessible(page);
  await page.keys(Key.F2, Key.END, ' i år', Key.ENTER);
  await page.waitForText(caption, 'i år');
});

inEveryBrowser('rows are added and moved by key and from the tools', async (page) => {
  await write(page);
  const rows = () => page.run(() => document.querySelector('[data-el="nk-missbruk"]').parentElement.rows.length);
  const count = await rows();
  await focus(page, at('nk-missbruk', 'utfall'));
  await held(page, [Key.ALT], Key.ARROW_UP);
  await page.until('the row above', () =>
    document.querySelector('[data-el="nk-missbruk"]').nextElementSibling.dataset.el === 'nk-gemensamt');
  await page.until('the focus with it', () => document.activeElement.closest('tr')?.dataset.el === 'nk-missbruk');
  await held(page, [Key.ALT], Key.F10);
  await assertAccessible(page);
  assert.equal(await page.run(() => document.activeElement.getAttribute('aria-label')), 'Lägg till under');
  await page.keys(Key.ENTER);
  await page.until('one more row', (wanted) =>
    document.querySelector('[data-el="nk-missbruk"]').parentElement.rows.length === wanted, count + 1);
});
