// The next report made from the one before: what it carries, filling it in by keyboard, and its lock.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import { drop } from './files.mjs';
import { inEveryBrowser } from './harness.mjs';
import { choose, exampleOf, exportOpen, isKept } from './steps.mjs';

const ROWS = '.panel .years tbody th';
const PLACE = '#/asn-2023/t2-2023';

// The example of 2023 until its T1, whose table has a column for the forecast before.
function untilT1() {
  const { content, version } = JSON.parse(exampleOf(2023));
  content.reports = content.reports.filter((report) => report.id === 't1-2023');
  const table = elements(content).find((own) => own.id === 'nettokostnad-tabell');
  table.columns.push({ id: 'foregaende', title: 'Föregående prognos', role: 'previous-forecast' });
  return { content, bytes: Buffer.from(JSON.stringify({ format: 'tertial', version, content })) };
}

// All objects in a value.
function elements(value) {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(elements)];
}

const byId = (report, id) => elements(report).find((own) => own.id === id);
const statuses = (report) =>
  elements(report).filter((own) => own.id && own.status?.status).map((own) => own.id);

const at = (row, field) =>
  `main [data-el="${row}"] :is([data-f="${field}"], [data-f="cells.${field}"], [data-f="${field}.status"])`;

// Presses keys on a place of the page that has its focus.
async function keysOn(page, css, ...keys) {
  await page.waitFor(`${css}[data-k]`);
  await page.run((selector) => document.querySelector(selector).focus(), css);
  await page.keys(...keys);
}

const becomes = (page, css, text) =>
  page.until(`${css} to be ${text}`, (selector, wanted) => {
    const cell = document.querySelector(selector);
    const typed = (cell?.dataset.v ?? '').replace(/[\s\u00a0\u202f]/g, '').replace('−', '-');
    return cell && !cell.hasAttribute('data-typing') && typed === wanted;
  }, css, text);

inEveryBrowser('a T2 is made from T1, filled in by keyboard, and locked when it is klar', async (page) => {
  const { content, bytes } = untilT1();
  const [t1] = content.reports;
  await page.open();
  await page.then(() => drop(page, bytes, 'asn-2023.tertial.json'));
  await isKept(page, 'asn-2023');
  await page.press('Ny rapport');
  await page.waitFor('dialog[open] .live');
  await choose(page, '#_w-kind', 't2');
  await page.until('the title of T2', () => document.querySelector('#_w-title').value === 'Delårsrapport 2 2023');
  // It says what it will carry.
  await page.waitForText('dialog .live', 'Utgår från');
  await page.type('#_w-by', 'Eva Ek');
  await page.press('Skapa');
  await page.waitForText(ROWS, 'Delårsrapport 2');

  await page.go(PLACE);
  await page.press('Skriv');
  await page.waitFor('.frame.writing .bit');
  const made = JSON.parse((await exportOpen(page)).bytes).content.reports;
  assert.deepEqual(made[0], t1, 'T1 is as it was');
  const t2 = made[1];
  // The forecast of T1 is the one before now, and T2 has none; the budget of the year stays.
  const rows = byId(t1, 'nettokostnad-tabell').rows;
  for (const [index, { cells }] of byId(t2, 'nettokostnad-tabell').rows.entries()) {
    const old = rows[index].cells ?? {};
    const expected = [old.prognos, undefined, undefined, old['budget-helar']];
    const found = ['foregaende', 'prognos', 'utfall', 'budget-helar'].map((column) => cells?.[column]);
    assert.deepEqual(found, expected, rows[index].id);
  }
  assert.ok(rows.filter((row) => row.cells?.prognos).length > 8);
  // Nothing is judged yet, but for what the overview says of T1.
  assert.ok(statuses(t1).length > 20);
  assert.deepEqual(statuses(t2), []);
  // Risks go on, as T1 left them: none of them is done.
  const risks = (report) => byId(report, 'risker-tabell').risks.map((risk) => risk.id);
  assert.deepEqual(risks(t2), risks(t1));
  // Texts are emptied, and their headings stay.
  assert.equal(byId(t2, 'handelser-text').text ?? '', '');
  assert.equal(byId(t2, 'handelser').title, byId(t1, 'handelser').title);

  // A figure, a status with a key, a name, a text.
  await keysOn(page, at('nk-gemensamt', 'prognos'), ...'-91000', Key.ENTER);
  await becomes(page, at('nk-gemensamt', 'prognos'), '-91000');
  await keysOn(page, at('risk-arbetsbelastning', 'status'), '2');
  await page.waitFor(`${at('risk-arbetsbelastning', 'status')} .st.a`);
  await keysOn(page, 'main h1', Key.F2);
  await page.waitFor('main :is(input, textarea):focus');
  await page.keys(Key.END, ...' (prov)', Key.ENTER);
  await page.waitForText('h1', '(prov)');
  const text = 'main [data-el="handelser-text"] .text[data-k="text"]';
  await keysOn(page, text, Key.ENTER);
  await page.waitFor(`${text}[data-typing]`);
  await page.keys(...'Sommaren var lugn.');
  await page.driver.actions().keyDown(Key.CONTROL).sendKeys(Key.ENTER).keyUp(Key.CONTROL).perform();
  await page.waitForText(`${text}:not([data-typing])`, 'Sommaren var lugn.');
  await page.waitForText('.saved', 'Sparat');

  await page.go('#/asn-2023');
  await page.waitFor(ROWS);
  await page.run(() => document.querySelector('.panel .years tbody tr:last-child .acts button').click());
  await page.waitFor('dialog[open] .work form');
  await page.press('Markera som klar');
  await page.waitForText('.panel .years tbody tr:last-child .acts button', 'klar');

  // Nothing on the paper takes typing now, and the tools say why and how to get on.
  await page.open(PLACE);
  await page.press('Skriv');
  await page.waitForText('.tools', 'är låst. Lås upp under Läge på årets sida');
  assert.equal(await page.count('main [data-k]'), 0);
  // What is typed in the panel all the same is refused with a sentence.
  await page.press('Mer');
  await page.waitFor('.side .form [data-at]');
  await page.click('.side [data-at$="//title"]');
  await page.keys(...'x', Key.TAB);
  await page.waitForText('[role="alert"]', 'är låst sedan den blev klar, så inget ändrades. Lås upp den under Läge');
  const kept = JSON.parse((await exportOpen(page)).bytes).content.reports[1];
  assert.match(kept.title, / \(prov\)$/);
  assert.equal(byId(kept, 'nk-gemensamt').cells.prognos, '-91000');
  assert.equal(byId(kept, 'risk-arbetsbelastning').status.status, 'yellow');
  assert.equal(byId(kept, 'handelser-text').text, 'Sommaren var lugn.');
});
