// As a municipality would have it: plain http, another host name, a folder among others. Browsers
// grant no secure context there, and WebKit cannot be told the name: it gets the folder alone.
import assert from 'node:assert/strict';
import { INTRANET, inEveryBrowser } from './harness.mjs';
import { EXAMPLE, NAME, cells, exportOpen, give, openExample } from './steps.mjs';

const BASE = '/kommun/tertial/';

async function useIt(page) {
  await openExample(page);
  assert.equal(await page.run(() => location.pathname), BASE);
  await page.follow('main a[href="#/asn-2020/t2-2020"]');
  const figures = [['nk-ifo-netto', 'utfall'], ['hvb-13-20/costs', 'cost']];
  assert.deepEqual(await cells(page, figures), ['−163 603', '10 278']);
  const file = await exportOpen(page);
  assert.equal(file.name, NAME);
  assert.ok(file.bytes.equals(EXAMPLE));
  // Stored, and found again by its address.
  await page.open('#/asn-2020/plan-2020/kb-ifo-anslag');
  assert.deepEqual(await cells(page, [['kb-ifo-anslag', 'budget']]), ['234,1']);
  await give(page, EXAMPLE);
  assert.equal(await page.count('dialog[open], [role="alert"] p'), 0);
  assert.equal(await page.run(() => document.fonts.check('16px "Source Sans 3"')), true);
}

inEveryBrowser(
  'the app works in a sub-folder of an intranet server',
  async (page) => {
    await useIt(page);
    assert.equal(await page.run(() => location.hostname), INTRANET);
    assert.equal(await page.run(() => isSecureContext), false);
  },
  { host: INTRANET, base: BASE, engines: ['chromium', 'firefox'] },
);

inEveryBrowser('the app works in a sub-folder', useIt, { base: BASE, engines: ['webkit'] });
