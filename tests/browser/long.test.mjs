// A decade in one browser.
import assert from 'node:assert/strict';
import { drop } from './files.mjs';
import { inEveryBrowser } from './harness.mjs';
import { exampleOf, isKept } from './steps.mjs';
import { fill, openPanel, startWriting } from './write.mjs';

const reportsOf = (year) => JSON.parse(exampleOf(year)).content.reports;
const { version: VERSION, content: YEAR } = JSON.parse(exampleOf(2020));
const COUNT = 10;

// A full year: a plan, the three reports of the terms and twelve months, each as large as one of the
// examples'. About 520 kB, so that ten are 5 MB.
function fullYear(year) {
  const [plan, term] = reportsOf(2020);
  const month = reportsOf(2023).find((report) => report.kind === 'month');
  const day = (month, day) => `${year}-${String(month).padStart(2, '0')}-${day}`;
  const period = (from, to) => ({ from: day(from, '01'), to: day(to, '28') });
  const terms = [['t1', 4], ['t2', 8], ['annual', 12]].map(([kind, to]) =>
    ({ ...term, id: `${kind}-${year}`, kind, title: `Rapport ${kind} ${year}`, period: period(1, to) }));
  const months = Array.from({ length: 12 }, (_, at) =>
    ({ ...month, id: `manad-${at + 1}-${year}`, title: `Månad ${at + 1} ${year}`, period: period(at + 1, at + 1) }));
  const first = { ...plan, id: `plan-${year}`, title: `Nämndplan ${year}`, period: period(1, 12) };
  const content = { ...YEAR, id: `asn-${year}`, year, reports: [first, ...terms, ...months] };
  return Buffer.from(JSON.stringify({ format: 'tertial', version: VERSION, content }, null, 2));
}

inEveryBrowser('ten full years lie in one browser, and each of their reports opens', async (page) => {
  await page.open();
  const years = Array.from({ length: COUNT }, (_, at) => 2016 + at);
  for (const year of years) {
    const bytes = fullYear(year);
    assert.ok(bytes.length > 500_000, `${bytes.length}`);
    await page.then(() => drop(page, bytes, `asn-${year}.tertial.json`));
    assert.equal(await page.hash(), `#/asn-${year}`);
    await isKept(page, `asn-${year}`);
    assert.deepEqual(await page.texts('[role="alert"] p'), [], `${year}`);
  }
  // Another visit.
  await page.open();
  assert.equal(await page.count('.years tbody tr'), COUNT);
  // The storage is measured, against what is granted where the browser says that.
  await page.waitForText('main', 'Åren med sina tidigare versioner');
  const held = /tidigare versioner ([\d,]+)\sMB/.exec(await page.text('main'));
  assert.ok(Number(held[1].replace(',', '.')) > 0.5 * COUNT, held[0]);
  if (await page.run(() => Boolean(navigator.storage?.estimate))) {
    assert.ok(await page.run(() => document.querySelector('meter').value > 0));
  }
  for (const year of years) {
    await page.go(`#/asn-${year}`);
    await page.until(`${year}`, (count) => document.querySelectorAll('.panel .years tbody tr').length === count, 16);
    for (const report of [`plan-${year}`, `annual-${year}`, `manad-12-${year}`]) {
      await page.go(`#/asn-${year}/${report}`);
      await page.waitForText('h1', `${year}`);
    }
  }
  // The oldest can be written in, and is there in the next visit.
  await page.go(`#/asn-${years[0]}/plan-${years[0]}`);
  await startWriting(page);
  await openPanel(page);
  await fill(page, '//title', 'Efter tio år');
  await page.waitForText('.saved', 'Sparat');
  await page.open(`#/asn-${years[0]}/plan-${years[0]}`);
  await page.waitForText('h1', 'Efter tio år');
  assert.deepEqual(await page.texts('[role="alert"] p'), []);
}, { timeout: 360_000 });
