// Så räknas talet: what is computed can be pressed, by mouse and by keyboard, and shows how.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import { assertAccessible } from './axe.mjs';
import { inEveryBrowser } from './harness.mjs';
import { media, resize } from './look.mjs';
import { goToView, openExample } from './steps.mjs';
import { startWriting } from './write.mjs';

const COST = '[data-x="asn-2020/t2-2020/hvb-13-20/cost"]';
const DEVIATION = '[data-x="asn-2020/t2-2020/hvb-13-20/deviation"]';

async function openReport(page) {
  await openExample(page);
  await page.go('#/asn-2020/t2-2020');
  await page.waitFor(COST);
}

// What the panel says once it is open, its spaces plain.
async function told(page, part) {
  await page.waitForText('dialog.explain[open]', part);
  return page.run(() => document.querySelector('dialog.explain').innerText.replace(/\s+/g, ' '));
}

const isClosed = (page) => page.until('the panel to close', () => !document.querySelector('dialog.explain[open]'));
const mark = (page) => page.run(() => document.activeElement.getAttribute('data-x'));

inEveryBrowser('a computed figure shows by mouse how it came about, and leads on', async (page) => {
  await openReport(page);
  await page.click(DEVIATION);
  const text = await told(page, '10 278 − 7 701 = 2 577 tkr');
  assert.match(text, /HVB 13-20 år: Skillnad mot budget hittills/);
  assert.match(await page.focused(), /^h2#_raknas/);
  await assertAccessible(page);
  // What goes in is computed too.
  await page.click(`.explain button${COST}`);
  assert.match(await told(page, 'februari'), /februari 4 477 kr 11 placeringar 29 1 428 163/);
  await assertAccessible(page);
  // To the very place a value stands in; the panel stays beside the page.
  await page.follow('.explain a[href="#/asn-2020/t2-2020/hvb-13-20/pris.actual.2"]');
  await page.until('the cell', () => document.activeElement.matches('main td.here'));
  assert.equal(await page.count('dialog.explain[open]'), 1);
  await page.press('Stäng');
  await isClosed(page);
  assert.equal(await mark(page), 'asn-2020/t2-2020/hvb-13-20/deviation');
});

inEveryBrowser('a table is one stop of the tab key, the arrows lead on, and Escape gives the focus back', async (page) => {
  await openReport(page);
  await page.go('#/asn-2020/t2-2020/volymer/costs');
  await page.tabTo('main span[data-x]');
  const first = await mark(page);
  await page.keys(Key.ARROW_RIGHT);
  const second = await mark(page);
  assert.notEqual(second, first);
  assert.equal(second.split('/')[2], first.split('/')[2], 'the next of the same row');
  await page.keys(Key.ARROW_DOWN);
  const below = await mark(page);
  assert.equal(below.split('/')[3], second.split('/')[3], 'the same of the next row');
  for (const key of [Key.ENTER, Key.SPACE]) {
    await page.keys(key);
    await told(page, 'tkr');
    assert.match(await page.focused(), /^h2#_raknas/);
    await page.keys(Key.ESCAPE);
    await isClosed(page);
    assert.equal(await mark(page), below);
  }
  await page.keys(Key.TAB);
  assert.notEqual((await mark(page))?.split('/')[3], second.split('/')[3]);
});

inEveryBrowser('a status tells its rule, its limit and who set another', async (page) => {
  await openReport(page);
  await page.click('[data-x="asn-2020/t2-2020/hvb-dygn/status"]');
  const red = await told(page, '18,4 % på fel sida om målet: Röd');
  assert.match(red, /Gul till och med: 10 % på fel sida \(/);
  assert.match(red, /I rapporten står Röd, och det stämmer\./);
  await page.press('Stäng');
  await isClosed(page);
  await page.click('[data-x="asn-2020/t2-2020/u37519/status"]');
  await told(page, 'En människa har satt Gul i stället för Grön.');
});

inEveryBrowser('while one writes, a click types, and the panel and a key explain', async (page) => {
  await openReport(page);
  await startWriting(page);
  assert.equal(await page.count('main [data-x]'), 0);
  const cell = '[id="nk-socialpsykiatri"] [data-f="avvikelse-helar"]';
  await page.waitFor(cell);
  await page.run((css) => document.querySelector(css).focus(), cell);
  await page.driver.actions().keyDown(Key.ALT).sendKeys(Key.ENTER).keyUp(Key.ALT).perform();
  await told(page, 'minus');
  await page.keys(Key.ESCAPE);
  await isClosed(page);
  await page.until('the cell to have the focus', (css) => document.activeElement === document.querySelector(css), cell);
  // The same from the panel of the row.
  await page.press('Mer');
  const button = '.side button[data-x="asn-2020/t2-2020/nk-socialpsykiatri/avvikelse-helar"]';
  await page.waitFor(button);
  await page.click(button);
  await told(page, 'minus');
  await assertAccessible(page);
});

inEveryBrowser('a large figure of a follow-up page explains itself', async (page) => {
  await openExample(page, 2023);
  await goToView(page, 2023, 'ekonomi');
  await page.press('Så räknas talet');
  await told(page, 'Summan av 11 värden');
  await assertAccessible(page);
});

inEveryBrowser(
  'on a telephone and in the dark it is readable, and print shows none of it',
  async (page) => {
    await resize(page, 390, 844);
    await media(page, { 'prefers-color-scheme': 'dark' });
    try {
      await openReport(page);
      await page.click(COST);
      await told(page, 'februari');
      await assertAccessible(page);
      assert.ok((await page.run(() => document.documentElement.scrollWidth)) <= 390);
      // It would cover what one goes to.
      await page.follow('.explain tbody a');
      await isClosed(page);
      await page.click(COST);
      await told(page, 'februari');
      await media(page, {}, 'print');
      assert.equal(await page.run(() => getComputedStyle(document.querySelector('dialog.explain')).display), 'none');
    } finally {
      await media(page);
      await page.cdp('Emulation.clearDeviceMetricsOverride');
    }
  },
  { engines: ['chromium'] },
);
