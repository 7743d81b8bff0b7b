// What is typed is kept, also when the tab is killed in the middle of a text or the browser's storage
// is cleared by the user: then the file is what is left, and the tools say how old it is.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import { drop } from './files.mjs';
import { INTRANET, inEveryBrowser } from './harness.mjs';
import { exportOpen, isKept, openExample } from './steps.mjs';
import { fill, openPanel, retitle, startWriting } from './write.mjs';

const T2 = '#/asn-2020/t2-2020';
const TEXT = 'main [data-el="handelser-text"] .text[data-k="text"]';

async function writeInT2(page) {
  await openExample(page);
  await page.go(T2);
  await startWriting(page);
}

// ---- The user clears the browser's storage ------------------------------------------------

// Clears all that the app has stored, in a page of the same origin that is not the app.
async function clearStored(page) {
  await page.leave();
  await page.driver.get(`${page.url}favicon.svg`);
  await page.run(() => {
    localStorage.clear();
    sessionStorage.clear();
    return new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('tertial');
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error);
    });
  });
}

inEveryBrowser('the tools say how old the file is, and the file brings all back', async (page) => {
  await writeInT2(page);
  await retitle(page, 'Före filen');
  await page.waitForText('.tools', 'Inte hämtad som fil än');
  const { bytes } = await exportOpen(page);
  await page.waitForText('.tools', 'Hämtad som fil');
  await retitle(page, 'Efter filen');
  await page.waitForText('.tools', '1 ändring sedan filen hämtades');
  await page.waitForText('.saved', 'Sparat');

  await clearStored(page);
  await page.open();
  await page.waitForText('main', 'Inget år är sparat');
  await page.then(() => drop(page, bytes, 'asn-2020.tertial.json'));
  await isKept(page, 'asn-2020');
  await page.go(T2);
  assert.equal(await page.text('h1'), 'Före filen');
  assert.deepEqual((await exportOpen(page)).bytes.toString(), bytes.toString());
});

inEveryBrowser('storage cleared while one writes: nothing typed is lost', async (page) => {
  await writeInT2(page);
  await retitle(page, 'Före rensningen');
  await page.waitForText('.saved', 'Sparat');
  // Other tabs are told of it, this one is not: it finds out with its next step.
  await page.run(() => {
    localStorage.clear();
    sessionStorage.clear();
    return new Promise((resolve) => {
      indexedDB.open('tertial').onsuccess = ({ target: { result: database } }) => {
        database.transaction('records', 'readwrite').objectStore('records').clear().onsuccess = () => {
          database.close();
          resolve();
        };
      };
    });
  });
  await openPanel(page);
  await fill(page, '/front.subtitle', 'Efter rensningen');
  await page.waitForText('.subtitle', 'Efter rensningen');
  const { bytes } = await exportOpen(page);
  const report = JSON.parse(bytes).content.reports.find((own) => own.id === 't2-2020');
  assert.deepEqual([report.title, report.front.subtitle], ['Före rensningen', 'Efter rensningen']);
  // And it is stored again, whole.
  await page.press('Läs');
  await isKept(page, 'asn-2020');
  await page.open(T2);
  assert.equal(await page.text('h1'), 'Före rensningen');
  assert.equal(await page.text('.subtitle'), 'Efter rensningen');
});

inEveryBrowser('after many changes it reminds of the file, gently and once', async (page) => {
  await writeInT2(page);
  await openPanel(page);
  const reminder = '60 ändringar finns bara i den här webbläsaren';
  const said = () => page.texts('[role="status"] p, [role="status"]').then((all) => all.join(' ').includes(reminder));
  for (let count = 1; count < 60; count += 1) await fill(page, '//title', `Titel ${count}`);
  await page.waitForText('h1', 'Titel 59');
  assert.equal(await said(), false);
  await fill(page, '//title', 'Titel 60');
  await page.waitForText('[role="status"]', reminder);
  // Writing goes on below it.
  assert.equal(await page.count('dialog[open]'), 0);
  await fill(page, '//title', 'Titel 61');
  await page.waitForText('h1', 'Titel 61');
  await exportOpen(page);
  await page.waitForText('.tools', 'Hämtad som fil');
});

// ---- The tab is killed --------------------------------------------------------------------

// Types in a text and stays in it until what was typed is noted.
async function typeWithoutLeaving(page, words) {
  await page.click(TEXT);
  await page.waitFor(`${TEXT}[data-typing]`);
  await page.driver.actions().keyDown(Key.CONTROL).sendKeys(Key.END).keyUp(Key.CONTROL).perform();
  await page.keys(...words);
  await page.until('what is being typed to be noted', (wanted) => {
    const drafts = Object.keys(localStorage).filter((key) => key.startsWith('tertial.draft.asn-2020.'));
    return drafts.some((key) => localStorage.getItem(key).includes(wanted));
  }, words);
}

// The app anew: it says what there is, and Skriv puts it in.
async function assertRecovered(page, words) {
  await page.waitForText('[role="status"]', 'texten som just skrevs finns kvar');
  await page.waitForText('[role="status"]', 'sätts in när du väljer Skriv');
  assert.ok(!(await page.text(`main [data-el="handelser-text"], main #handelser-text`)).includes(words));
  // The tab that was killed could not lay down its pen.
  await page.press('Skriv');
  await page.until('writing, or a question', () => document.querySelector('.frame.writing .bit, dialog[open]'));
  if (await page.count('dialog[open]')) await page.press('Ta över här');
  await page.waitForText(TEXT, words);
  await page.waitForText('.saved', 'Sparat');
  const { bytes } = await exportOpen(page);
  assert.ok(bytes.includes(words));
  await page.open(T2);
  await page.waitForText('main', words);
  assert.equal((await page.texts('[role="status"]')).join(' ').includes('finns kvar'), false);
}

inEveryBrowser('a tab that ends in the middle of a text: what was typed is put in', async (page) => {
  await writeInT2(page);
  await typeWithoutLeaving(page, 'Orden som inte hann bli klara');
  // From now on nothing reaches the storage, as when the program is gone.
  await page.run(() => {
    const nothing = () => {};
    for (const act of ['setItem', 'removeItem', 'clear']) Storage.prototype[act] = nothing;
    for (const act of ['put', 'delete', 'clear']) {
      IDBObjectStore.prototype[act] = () => { throw new DOMException('borta', 'InvalidStateError'); };
    }
  });
  await page.open(T2);
  await assertRecovered(page, 'Orden som inte hann bli klara');
});

inEveryBrowser('a file that is fetched before one writes again has what was being typed', async (page) => {
  await writeInT2(page);
  await typeWithoutLeaving(page, 'Orden mitt i meningen');
  await page.open(T2);
  const { bytes } = await exportOpen(page);
  assert.ok(bytes.includes('Orden mitt i meningen'));
  await page.waitForText('main', 'Orden mitt i meningen');
  assert.equal(await page.count('.frame.writing'), 0);
});

inEveryBrowser('a tab that crashes in the middle of a text: what was typed is put in', async (page) => {
  await writeInT2(page);
  await typeWithoutLeaving(page, 'Orden före kraschen');
  await page.gather();
  const first = await page.driver.getWindowHandle();
  await page.driver.switchTo().newWindow('window');
  const second = await page.driver.getWindowHandle();
  // Of another site, so that it has a process of its own, and survives.
  await page.driver.get(`${page.url.replace('localhost', INTRANET)}favicon.svg`);
  await page.driver.switchTo().window(first);
  await assert.rejects(page.cdp('Page.crash'), /crash/);
  await page.driver.switchTo().window(second);
  await page.load(T2);
  await page.ready();
  await assertRecovered(page, 'Orden före kraschen');
}, { engines: ['chromium'] });
