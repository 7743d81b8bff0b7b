// The plain page of public/boot.js: shown when the app cannot run, and it has the stored years.
import assert from 'node:assert/strict';
import { assertAccessible } from './axe.mjs';
import { downloaded, exported } from './files.mjs';
import { inEveryBrowser } from './harness.mjs';

const noWasm = (path) => (path.endsWith('.wasm') ? { status: 404 } : undefined);
const noGlue = (path) => (/tertial-app.*\.js$/.test(path) ? { status: 404 } : undefined);
const brokenWasm = (path) =>
  path.endsWith('.wasm') ? { status: 200, headers: { 'content-type': 'application/wasm' }, body: 'no wasm' } : undefined;
const pageForWasm = (path) =>
  path.endsWith('.wasm') ? { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Saknas' } : undefined;

// What the app stores, put there without the app.
const storeYear = (page) =>
  page.run(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('tertial', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('years', { keyPath: 'id' });
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const write = request.result.transaction('years', 'readwrite');
          const bytes = new TextEncoder().encode('{"namn":"Nämnden"}');
          write.objectStore('years').put({ id: 'asn-2020', name: 'Nämnden 2020', changed: '2020-09-01', bytes });
          write.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
  );

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

inEveryBrowser(
  'says that the browser cannot run the program',
  async (page) => {
    page.expect(/^start: /);
    await page.load();
    await assertRescue(page, 'Tertial kunde inte starta');
    await page.waitForText('.rescue', 'WebAssembly');
  },
  { intercept: brokenWasm },
);

inEveryBrowser(
  'hands out the stored years, and leaves no empty database behind',
  async (page) => {
    page.expect(/^start: /);
    await page.load();
    await page.waitForText('.rescue', 'Inget år är sparat');
    await storeYear(page);
    await page.load();
    await assertRescue(page, 'Tertial kunde inte starta');
    await page.waitForText('.rescue button', 'Hämta Nämnden 2020 (asn-2020.tertial.json)');
    await assertAccessible(page);

    if (page.engine !== 'webkit') {
      await page.click('.rescue li button');
      assert.equal((await downloaded(page, 'asn-2020.tertial.json')).toString(), '{"namn":"Nämnden"}');
    }
    const file = await exported(page, () => page.click('.rescue li button'));
    assert.equal(file.name, 'asn-2020.tertial.json');
    assert.equal(file.bytes.toString(), '{"namn":"Nämnden"}');
  },
  { intercept: noWasm },
);

inEveryBrowser('takes over when the app panics', async (page) => {
  page.expect(/^panic: prov$/);
  await page.open();
  await page.run(() => {
    // An open dialog would otherwise lie above everything.
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    window.dispatchEvent(new CustomEvent('tertial-panic', { detail: 'prov' }));
  });
  await assertRescue(page, 'Tertial har stannat');
  await assertAccessible(page);
  await page.gather();
  await page.click('.rescue-box > button');
  await page.until('the app again', () => !document.querySelector('.rescue') && document.documentElement.dataset.ready);
});
