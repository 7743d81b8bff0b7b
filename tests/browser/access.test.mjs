// For everyone: no violations that axe-core finds, in light and dark, wide and narrow; and all of
// it by keyboard.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import { violations } from './axe.mjs';
import { inEveryBrowser } from './harness.mjs';
import { media, resize } from './look.mjs';
import { changedYear, give, giveAndAsk, openExample } from './steps.mjs';

// All pages and states there are, each checked; what is wrong is told for all of them at the end.
async function tour(page) {
  const found = [];
  const check = async (what) => {
    found.push(...(await violations(page)).map((text) => `${what}: ${text}`));
  };
  await page.open();
  await check('start, empty');
  await openExample(page);
  await check('year');
  await page.go('#/asn-2020/t2-2020');
  await page.waitFor('[id="volymer/costs-so-far"]');
  await check('report');
  await page.go('#/asn-2020/plan-2020');
  await page.waitFor('[id="styrdokument"]');
  await check('plan');
  await page.go('#/asn-2021');
  await check('missing');
  await page.go('#/');
  await check('start');
  await page.press('Ta bort: ASN 2020');
  await page.waitFor('dialog[open]');
  await check('question: remove');
  await page.press('Avbryt');
  await giveAndAsk(page, changedYear());
  await check('question: replace');
  // With a list of problems, open, and a message.
  await page.then(() => page.press('Ersätt'));
  await page.click('.problems summary');
  await give(page, '');
  await page.waitFor('[role="alert"] p');
  await check('problems and a message');
  assert.deepEqual(found, []);
}

inEveryBrowser('every page is accessible', tour);

inEveryBrowser(
  'every page is accessible in the dark',
  async (page) => {
    await media(page, { 'prefers-color-scheme': 'dark' });
    try {
      await tour(page);
    } finally {
      await media(page);
    }
  },
  { engines: ['chromium'] },
);

inEveryBrowser(
  'every page is accessible on a telephone, and none is wider than it',
  async (page) => {
    await resize(page, 390, 844);
    try {
      await tour(page);
      for (const hash of ['#/', '#/asn-2020', '#/asn-2020/t2-2020', '#/asn-2020/plan-2020', '#/asn-2021']) {
        await page.open(hash);
        assert.ok((await page.run(() => document.documentElement.scrollWidth)) <= 390, hash);
      }
    } finally {
      await page.cdp('Emulation.clearDeviceMetricsOverride');
    }
  },
  { engines: ['chromium'] },
);

inEveryBrowser('the keyboard alone opens the example and finds its way in a report', async (page) => {
  const go = (key = Key.ENTER) => page.then(() => page.keys(key));
  const text = () => page.run(() => document.activeElement.innerText.trim());
  await page.open();
  await page.tabTo('main button', { most: 5 });
  assert.equal(await text(), 'Nytt år');
  await page.keys(Key.TAB);
  assert.equal(await text(), 'Öppna exemplet 2020');
  await go();
  assert.equal(await page.hash(), '#/asn-2020');
  await page.tabTo('.bar .menu summary', { back: true });
  await page.keys(Key.SPACE);
  await page.tabTo('.bar .menu a[href$="/t2-2020"]', { most: 3 });
  await go();
  assert.match(await page.focused(), /^h1#_titel/);
  await page.tabTo('nav.index a[href$="/ekonomi"]', { back: true });
  await go();
  assert.equal(await page.hash(), '#/asn-2020/t2-2020/ekonomi');
  assert.match(await page.focused(), /^h2#ekonomi/);
  // A wide table is a stop of its own, to be scrolled; the details of a chart open by key.
  await page.tabTo('[role="region"]', { most: 3 });
  assert.match(await page.run(() => document.activeElement.getAttribute('aria-label')), /resultaträkning/);
  await page.tabTo('main summary');
  await page.keys(Key.SPACE);
  await page.until('the table', () => document.activeElement.parentElement.open);
  // Back to the year by the bar.
  await page.go('#/asn-2020/t2-2020');
  await page.tabTo('.bar a[href="#/asn-2020"]', { back: true, most: 90 });
  await go();
  assert.equal(await page.title(), 'ASN 2020 – Tertial');
});

inEveryBrowser('a file is chosen by keyboard, and a question keeps the focus', async (page) => {
  await openExample(page);
  await page.go('#/');
  await page.tabTo('input[type="file"]', { most: 3 });
  await giveAndAsk(page, changedYear());
  // However often one goes on, the page behind is out of reach.
  for (let count = 0; count < 5; count += 1) {
    assert.ok(await page.run(() => !document.activeElement.closest('main, header')));
    await page.keys(Key.TAB);
  }
  await page.keys(Key.ESCAPE);
  await page.until('the question to go', () => !document.querySelector('dialog[open]'));
});
