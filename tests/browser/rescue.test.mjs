// The plain page of public/boot.js: shown when the app cannot run, and it has the stored years.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assertAccessible } from './axe.mjs';
import { downloaded, exported } from './files.mjs';
import { DIST, inEveryBrowser } from './harness.mjs';
import { EXAMPLE, NAME, openExample } from './steps.mjs';

// The page's own program; what the worker fetches meanwhile is not meant.
const noWasm = (wanted) => (/tertial-app.*\.wasm$/.test(wanted) ? { status: 404 } : undefined);
const noGlue = (wanted) => (/tertial-app.*\.js$/.test(wanted) ? { status: 404 } : undefined);
const brokenWasm = (wanted) =>
  wanted.endsWith('.wasm') ? { status: 200, headers: { 'content-type': 'application/wasm' }, body: 'no wasm' } : undefined;
const pageForWasm = (wanted) =>
  wanted.endsWith('.wasm') ? { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Saknas' } : undefined;

// A policy of the browser or the server that forbids WebAssembly.
const noLicence = (wanted) => {
  if (wanted !== '/') return undefined;
  const body = readFileSync(path.join(DIST, 'index.html'), 'utf8').replace(" 'wasm-unsafe-eval'", '');
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
};

async function assertRescue(page, heading) {
  // Firefox reports a failed preload too.
  page.allow(/^resource: .*tertial-app/);
  await page.waitFor('.rescue');
  await page.waitForText('.rescue h1', heading);
  await page.until('the focus', () => document.activeElement.id === 'rescue-heading');
  assert.equal(await page.attribute('.rescue', 'role'), 'alertdialog');
  assert.equal(await page.count('.rescue'), 1);
  assert.equal(await page.count('#laddar'), 0);
  // Nothing reloads by itself.
  assert.equal(await page.run(() => performance.getEntriesByType('navigation')[0].type), 'navigate');
}

for (const [what, intercept] of Object.entries({ noWasm, noGlue, pageForWasm })) {
  inEveryBrowser(
    `says that files are missing: ${what}`,
    async (page) => {
      page.expect(/^start: /);
      await page.load();
      await assertRescue(page, 'Tertial kunde inte starta');
      await page.waitForText('.rescue', 'gick inte att hämta');
      await page.waitForText('.rescue', 'Inget år är sparat');
    },
    { intercept },
  );
}

for (const [what, intercept] of Object.entries({ brokenWasm, noLicence })) {
  inEveryBrowser(
    `says that the browser cannot run the program: ${what}`,
    async (page) => {
      page.expect(/^start: /);
      page.allow(/^csp: script-src wasm-eval/);
      await page.load();
      await assertRescue(page, 'Tertial kunde inte starta');
      await page.waitForText('.rescue', 'WebAssembly');
    },
    { intercept },
  );
}

let isBroken;

inEveryBrowser(
  'hands out the stored years, and leaves no empty database behind',
  async (page) => {
    page.expect(/^start: /);
    isBroken = true;
    await page.load();
    await page.waitForText('.rescue', 'Inget år är sparat');
    isBroken = false;
    await openExample(page);
    isBroken = true;
    await page.load('#/asn-2020/t2-2020');
    await assertRescue(page, 'Tertial kunde inte starta');
    await page.waitForText('.rescue button', `Hämta ASN 2020 (${NAME})`);
    await assertAccessible(page);

    if (page.engine !== 'webkit') {
      await page.click('.rescue li button');
      assert.ok((await downloaded(page, NAME)).equals(EXAMPLE));
    }
    const file = await exported(page, () => page.click('.rescue li button'));
    assert.equal(file.name, NAME);
    assert.ok(file.bytes.equals(EXAMPLE));
  },
  { intercept: (wanted) => (isBroken ? noWasm(wanted) : undefined) },
);

inEveryBrowser('takes over when the app panics, and hands out what is stored', async (page) => {
  page.expect(/^panic: prov$/);
  await openExample(page);
  await page.go('#/');
  // An open dialog would otherwise lie above everything.
  await page.press('Ta bort: ASN 2020');
  await page.waitFor('dialog[open]');
  await page.run(() => window.dispatchEvent(new CustomEvent('tertial-panic', { detail: 'prov' })));
  await assertRescue(page, 'Tertial har stannat');
  await assertAccessible(page);
  const file = await exported(page, () => page.click('.rescue li button'));
  assert.ok(file.bytes.equals(EXAMPLE));
  await page.gather();
  await page.click('.rescue-box > button');
  await page.until('the app again', () => !document.querySelector('.rescue') && document.documentElement.dataset.ready);
  assert.deepEqual(await page.texts('.years tbody th'), ['ASN 2020']);
});
