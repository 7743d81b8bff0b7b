// Files in and out: byte for byte what was given, and never over another year unasked.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import { choose, downloaded, dropAll, exported } from './files.mjs';
import { inEveryBrowser } from './harness.mjs';
import {
  EXAMPLE,
  NAME,
  changedYear,
  exportOpen,
  give,
  giveAndAsk,
  isKept,
  kept,
  openExample,
  removeOnly,
  yearFile,
} from './steps.mjs';

const exportListed = (page) => exported(page, () => page.press('Hämta fil: ASN 2020'));

function assertExample(file) {
  assert.equal(file.name, NAME);
  assert.equal(file.type, 'application/json');
  assert.ok(file.bytes.equals(EXAMPLE), 'the bytes are those of the example');
}

inEveryBrowser('a file that is chosen, stored, loaded anew and exported is the same file', async (page) => {
  await page.open();
  await page.then(() => choose(page, 'input[type="file"]', EXAMPLE, NAME));
  await page.until('the year', () => location.hash === '#/asn-2020');
  await isKept(page, 'asn-2020');
  const before = await kept(page);
  assert.equal(before.years.length, 1);
  assert.equal(before.years[0].bytes, EXAMPLE.toString());
  if (page.engine !== 'webkit') {
    await page.press('Hämta fil');
    assert.ok((await downloaded(page, NAME)).equals(EXAMPLE));
  }
  assertExample(await exportOpen(page));

  // The very same file again asks nothing and writes nothing.
  await give(page, EXAMPLE);
  await page.go('#/');
  await give(page, EXAMPLE);
  assert.equal(await page.hash(), '#/asn-2020');
  assert.equal(await page.count('dialog[open]'), 0);
  assert.deepEqual(await kept(page), before);

  // After a reload it is in the list, and comes out of it without being opened.
  await page.open();
  assert.deepEqual(await page.texts('.years tbody td:nth-child(2)'), [NAME]);
  assertExample(await exportListed(page));
  await page.follow('.years tbody th a');
  assert.equal(await page.hash(), '#/asn-2020');
  assert.equal(await page.text('h1'), 'Arbetsmarknads- och socialnämnden 2020');
});

inEveryBrowser('a file can be dropped anywhere', async (page) => {
  await page.open('#/nagot-annat');
  await give(page, EXAMPLE);
  assert.equal(await page.hash(), '#/asn-2020');
  await isKept(page, 'asn-2020');
  await page.go('#/asn-2020/t2-2020');
  await give(page, yearFile({ change: (year) => { year.id = 'asn-2021'; year.year = 2021; } }), 'annat namn.json');
  assert.equal(await page.hash(), '#/asn-2021');
  await isKept(page, 'asn-2021');
  await page.go('#/');
  assert.deepEqual((await page.texts('.years tbody th')).sort(), ['ASN 2020', 'ASN 2021']);
  assert.equal(await page.count('.drop'), 0);
});

inEveryBrowser('a year that differs asks: replace, keep both or neither', async (page) => {
  const municipality = async () => (await page.text('.kicker')).split(' · ')[0];
  await openExample(page);
  const before = await kept(page);

  for (const cancel of [() => page.press('Avbryt'), () => page.keys(Key.ESCAPE)]) {
    await giveAndAsk(page, changedYear());
    assert.equal(await page.text('dialog h2'), 'ASN 2020 finns redan här');
    assert.deepEqual(await page.texts('dialog button'), ['Ersätt', 'Behåll båda', 'Avbryt']);
    assert.equal(await page.run(() => document.activeElement.textContent), 'Avbryt');
    await cancel();
    await page.until('the question to go', () => !document.querySelector('dialog[open]'));
    assert.equal(await municipality(), 'Tyresö kommun');
    assert.deepEqual(await kept(page), before);
  }

  await giveAndAsk(page, changedYear());
  await page.then(() => page.press('Ersätt'));
  await page.waitForText('.kicker', 'En annan kommun');
  const { bytes } = await exportOpen(page);
  assert.equal(JSON.parse(bytes).content.committee.municipality, 'En annan kommun');
  await page.until('the year to be replaced', (index) => localStorage.getItem('tertial.index') !== index, before.index);
  assert.deepEqual((await kept(page)).years.map((year) => year.bytes), [bytes.toString()]);

  await giveAndAsk(page, EXAMPLE);
  await page.then(() => page.press('Behåll båda'));
  assert.equal(await page.hash(), '#/asn-2020-2');
  await page.waitForText('.kicker', 'Tyresö kommun');
  await isKept(page, 'asn-2020-2');
  const copy = await exportOpen(page);
  assert.equal(copy.name, 'asn-2020-2.tertial.json');
  const { content } = JSON.parse(EXAMPLE);
  assert.deepEqual(JSON.parse(copy.bytes).content, { ...content, id: 'asn-2020-2' });

  await page.open();
  assert.deepEqual((await page.texts('.years tbody td:nth-child(2)')).sort(), ['asn-2020-2.tertial.json', NAME]);
  await page.follow('.years a[href="#/asn-2020"]');
  await page.waitForText('.kicker', 'En annan kommun');
  await page.go('#/asn-2020-2/t2-2020/hvb-dygn');
  assert.match(await page.text('[id="hvb-dygn"]'), /2.017/);
});

inEveryBrowser('a year is removed only after a question, with its file at hand', async (page) => {
  await openExample(page);
  await page.go('#/');
  await page.press('Ta bort: ASN 2020');
  await page.waitForText('dialog[open] h2', 'Ta bort ASN 2020 ur webbläsaren?');
  assertExample(await exportOpen(page));
  await page.press('Avbryt');
  await page.until('the question to go', () => !document.querySelector('dialog[open]'));
  assert.equal((await kept(page)).years.length, 1);

  await page.press('Ta bort: ASN 2020');
  await page.press('Ta bort');
  await page.waitForText('main', 'Inget år är sparat');
  await page.waitForText('[role="status"]', 'asn-2020 är borttaget');
  assert.deepEqual(await kept(page), { years: [], index: '[]' });
  await page.go('#/asn-2020');
  assert.equal(await page.text('h1'), 'Det här finns inte här');
  await page.open();
  await page.waitForText('main', 'Inget år är sparat');
});

inEveryBrowser('several files at once are all taken', async (page) => {
  const year = (id) => ({ name: `${id}.json`, bytes: yearFile({ change: (content) => { content.id = id; } }) });
  await page.open();
  await page.then(() => dropAll(page, [year('asn-a'), year('asn-b'), year('asn-c')]));
  // Each one is shown in its turn.
  for (const id of ['asn-a', 'asn-b', 'asn-c']) await isKept(page, id);
  await page.go('#/');
  await page.until('three years', () => document.querySelectorAll('.years tbody tr').length === 3);
  const listed = await page.texts('.years tbody td:nth-child(2)');
  assert.deepEqual(listed.sort(), ['asn-a.tertial.json', 'asn-b.tertial.json', 'asn-c.tertial.json']);
});

inEveryBrowser('what is wrong with several files is told for each', async (page) => {
  await page.open();
  await dropAll(page, [{ name: 'ett.json', bytes: '' }, { name: 'tva.json', bytes: '%PDF-1.7' }]);
  await page.until('two messages', () => document.querySelectorAll('[role="alert"] p').length === 2);
  assert.match((await page.texts('[role="alert"] p')).sort().join('\n'), /^ett\.json.* är tom.*\ntva\.json.* PDF/);
});

inEveryBrowser('a year that another tab has stored meanwhile is not replaced unasked', async (page) => {
  await openExample(page);
  const { years: [stored] } = await kept(page);
  await removeOnly(page);
  // As the other tab would.
  await page.run(
    (year) =>
      new Promise((resolve) => {
        indexedDB.open('tertial').onsuccess = ({ target: { result: database } }) => {
          const write = database.transaction('years', 'readwrite');
          write.objectStore('years').put({ ...year, bytes: new TextEncoder().encode(year.bytes) });
          write.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    stored,
  );
  await giveAndAsk(page, changedYear());
  await page.press('Avbryt');
  assert.equal((await kept(page)).years[0].bytes, EXAMPLE.toString());
});
