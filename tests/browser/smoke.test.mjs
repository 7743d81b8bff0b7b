// The least that must hold: the built app starts everywhere and says nothing is wrong.
import assert from 'node:assert/strict';
import { assertAccessible } from './axe.mjs';
import { INTRANET, inEveryBrowser } from './harness.mjs';

inEveryBrowser('the app starts', async (page) => {
  await page.open();
  assert.equal(await page.count('h1'), 1);
  assert.equal(await page.count('#laddar, .rescue'), 0);
  assert.notEqual(await page.title(), '');
  await assertAccessible(page);
});

// As a municipality would have it: plain http, another host name, a folder among others.
inEveryBrowser(
  'the app starts in a sub-folder of an intranet server',
  async (page) => {
    await page.open();
    assert.equal(await page.run(() => isSecureContext), false);
    assert.equal(await page.run(() => location.hostname), INTRANET);
    assert.equal(await page.count('h1'), 1);
  },
  { host: INTRANET, base: '/kommun/tertial/', engines: ['chromium', 'firefox'] },
);
