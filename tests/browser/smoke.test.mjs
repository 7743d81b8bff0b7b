// The least that must hold: the built app starts everywhere and says nothing is wrong.
import assert from 'node:assert/strict';
import { assertAccessible } from './axe.mjs';
import { inEveryBrowser } from './harness.mjs';

inEveryBrowser('the app starts', async (page) => {
  await page.open();
  assert.equal(await page.count('h1'), 1);
  assert.equal(await page.count('#laddar, .rescue'), 0);
  assert.notEqual(await page.title(), '');
  await assertAccessible(page);
});
