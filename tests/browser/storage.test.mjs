// Browsers that do not store, or lose what they stored: the app works on and says so.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DIST, inEveryBrowser } from './harness.mjs';
import { EXAMPLE, changedYear, exportOpen, give, giveAndAsk, isKept, kept, openExample, yearFile } from './steps.mjs';

// Has a function run in the page before everything else, as a script that the page's policy allows.
function before(fn) {
  const index = readFileSync(path.join(DIST, 'index.html'), 'utf8');
  const start = index.replace('<script', '<script src="prov.js"></script><script');
  const answers = {
    '/': { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: start },
    '/prov.js': { status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' }, body: `(${fn})();` },
  };
  return { intercept: (wanted) => answers[wanted] };
}

const IN_MEMORY = /låter inte Tertial spara här\. Året ligger bara i minnet: hämta det som fil/;

const NEWER = /sparade av en nyare Tertial.* Året ligger bara i minnet: hämta det som fil/;

const REFUSALS = {
  'without IndexedDB': () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
  'with an IndexedDB of a later program': () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (name) {
      open.call(this, name, 9).onsuccess = (event) => event.target.result.close();
      return open.call(this, name, 1);
    };
  },
  'with all storage forbidden': () => {
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException('nej', 'SecurityError'); } });
    }
  },
};

for (const [what, hinder] of Object.entries(REFUSALS)) {
  const said = what.includes('later program') ? NEWER : IN_MEMORY;
  inEveryBrowser(
    `the app works ${what}, and says that nothing is stored`,
    async (page) => {
      await page.open();
      assert.match(await page.text('[role="alert"]'), said);
      await page.then(() => page.press('Öppna exemplet 2020'));
      await page.go('#/asn-2020/t2-2020/hvb-dygn');
      assert.match(await page.text('[id="hvb-dygn"]'), /2.017/);
      assert.ok((await exportOpen(page)).bytes.equals(EXAMPLE));
      // It stands as long as it is so, and memory is a store like another.
      await page.go('#/');
      assert.match(await page.text('[role="alert"]'), said);
      assert.deepEqual(await page.texts('.years tbody th'), ['ASN 2020']);
      await giveAndAsk(page, changedYear());
      await page.then(() => page.press('Behåll båda'));
      assert.equal(await page.hash(), '#/asn-2020-2');
      await page.go('#/asn-2020');
      assert.match(await page.text('.kicker'), /^Tyresö kommun/);
      // Another page load starts from nothing, and says so.
      await page.open('#/asn-2020');
      assert.equal(await page.text('h1'), 'Det här finns inte här');
      assert.match(await page.text('[role="alert"]'), said);
    },
    before(hinder),
  );
}

inEveryBrowser(
  'a full storage is said so, and the year is still there as a file',
  async (page) => {
    await page.open();
    await page.then(() => page.press('Öppna exemplet 2020'));
    await page.waitForText('[role="alert"]', 'lagring är full. Inget är skrivet över. Hämta året som fil');
    await page.go('#/asn-2020/t2-2020');
    await page.waitForText('[role="alert"]', 'lagring är full');
    assert.ok((await exportOpen(page)).bytes.equals(EXAMPLE));
    assert.deepEqual((await kept(page)).years, []);
  },
  before(() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
  }),
);

inEveryBrowser(
  'the app works without localStorage: the list is made from the years',
  async (page) => {
    await page.open();
    await page.then(() => page.press('Öppna exemplet 2020'));
    await page.waitForText('h1', 'Arbetsmarknads- och socialnämnden 2020');
    await page.until('the year to be stored', storedYears);
    await page.open();
    assert.deepEqual(await page.texts('.years tbody th'), ['ASN 2020']);
  },
  before(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('nej', 'SecurityError'); } });
  }),
);

// Runs in the page.
function storedYears() {
  return new Promise((resolve) => {
    indexedDB.open('tertial').onsuccess = ({ target: { result: database } }) => {
      const years = IDBKeyRange.bound('year/', 'year/\uffff');
      database.transaction('records').objectStore('records').count(years).onsuccess = ({ target }) => {
        database.close();
        resolve(target.result);
      };
    };
  });
}

inEveryBrowser('an index that is gone or damaged is made anew from the years', async (page) => {
  await openExample(page);
  await give(page, yearFile({ change: (year) => { year.id = 'asn-2021'; year.year = 2021; } }));
  await isKept(page, 'asn-2021');
  const { index } = await kept(page);
  const sound = JSON.parse(index);
  const stranger = { ...sound[0], id: 'frammande', name: 'Främmande' };
  const short = JSON.stringify([sound[0]]);
  const wrong = JSON.stringify([sound[0], stranger]);
  for (const damaged of [null, '', '{[', '"text"', '[{"id":5}]', '[]', short, wrong]) {
    await page.run((text) => {
      if (text === null) localStorage.removeItem('tertial.index');
      else localStorage.setItem('tertial.index', text);
    }, damaged);
    await page.open();
    assert.deepEqual((await page.texts('.years tbody th')).sort(), ['ASN 2020', 'ASN 2021'], damaged);
    assert.equal((await kept(page)).index, index, damaged);
    assert.equal(await page.count('[role="alert"] p'), 0, damaged);
  }
  await page.open('#/asn-2021');
  assert.equal(await page.text('h1'), 'Arbetsmarknads- och socialnämnden 2021');
});
