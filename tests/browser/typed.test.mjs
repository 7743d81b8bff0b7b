// A whole plan entered through the interface, from an empty year: nothing of the format needs a file
// that was written by hand.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import { inEveryBrowser } from './harness.mjs';
import { EXAMPLE, exportOpen, isKept, write } from './steps.mjs';
import { Copyist, byOrder } from './copyist.mjs';

const YEAR = JSON.parse(EXAMPLE).content;
const PLAN = YEAR.reports.find((report) => report.id === 'plan-2020');
const MINUTES = 60_000;

// From the start page to the empty plan of a new year, with its panel open.
async function beginPlan(page) {
  await page.open();
  await page.press('Nytt år');
  await page.waitFor('dialog[open] .live li');
  for (const [field, text] of [['year', '2020'], ['name', YEAR.committee.name], ['short', 'ASN']]) {
    await write(page, `#_w-${field}`, text);
  }
  await page.then(() => page.press('Skapa'));
  await isKept(page, 'asn-2020');
  await page.go('#/asn-2020/plan-2020');
  await page.press('Skriv');
  await page.type('#_namn', 'Eva Ek', Key.ENTER);
  await page.waitFor('.frame.writing');
  await page.press('Mer');
  await page.waitFor('.side .form [data-at]');
}

// What keys are pressed for: the report's own title, a heading, a text, a row's name, and all figures
// of tables.
function isByKey(member, content) {
  return [
    [PLAN.id, 'title'],
    ['vision', 'title'],
    ['framtidens-text', 'text'],
    [firstRow.id, 'label'],
  ].some(([id, own]) => content.id === id && member === own);
}

const firstRow = (function first(value) {
  if (value?.cells && !Array.isArray(value.cells)) return value;
  return typeof value === 'object' && value !== null ? Object.values(value).map(first).find(Boolean) : undefined;
})(PLAN.sections);

// Types what is for the keyboard, each in its place on the page.
async function typeByKey(page, { at, field, text }) {
  const id = at.split('/')[2] ?? '.';
  const place = `main [data-el="${id}"]:is([data-f="${field}"], [data-k]:not([data-f])), ` +
    `main [data-el="${id}"] :is([data-f="${field}"], [data-f="cells.${field}"], [data-k]:not([data-f]))`;
  const kind = await page.until(`${id} ${field} on the page`, (css) => {
    const found = document.querySelector(css);
    found?.focus();
    return document.activeElement === found && found?.dataset.k;
  }, place);
  await page.keys(Key.F2);
  await page.waitFor(kind === 'text' ? '[data-typing]' : 'main .typing:focus');
  await page.keys(...text.replace(/^(-?\d+)\.(\d+)$/, '$1,$2'));
  if (kind === 'text') await page.driver.actions().keyDown(Key.CONTROL).sendKeys(Key.ENTER).keyUp(Key.CONTROL).perform();
  else await page.keys(Key.ENTER);
  await page.until(`${field} of ${id} to be kept`, (css) => {
    const found = document.querySelector(css);
    return found && !document.querySelector('main [data-typing]') && found.dataset.v;
  }, place);
}

inEveryBrowser('a whole plan is entered from an empty year, and is the example\'s', async (page) => {
  await beginPlan(page);
  const copyist = new Copyist(page, YEAR, isByKey);
  await copyist.open('asn-2020');
  await copyist.whole('asn-2020', { committee: YEAR.committee });
  await copyist.open('asn-2020/plan-2020');
  await copyist.whole('asn-2020/plan-2020', PLAN);
  assert.ok(copyist.byKey.length > 20);
  for (const own of copyist.byKey) await typeByKey(page, own);
  assert.deepEqual(await page.texts('[role="alert"] p'), []);
  await page.waitForText('.saved', 'Sparat');
  const { bytes } = await exportOpen(page);
  const { committee, reports } = JSON.parse(bytes).content;
  const units = (own) => new Map(own.units.map((unit, at) => [unit.id, `unit ${at}`]));
  assert.deepEqual(byOrder(reports[0], units(committee)), byOrder(PLAN, units(YEAR.committee)));
  assert.deepEqual(byOrder(committee), byOrder(YEAR.committee));
  // And it is there in another visit.
  await page.open('#/asn-2020/plan-2020');
  await page.waitForText('main', PLAN.sections.at(-1).title);
}, { timeout: 6 * MINUTES });
