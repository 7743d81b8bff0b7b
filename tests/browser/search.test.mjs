// Search: by keyboard and mouse, over all opened years.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import { assertAccessible } from './axe.mjs';
import { inEveryBrowser } from './harness.mjs';
import { goToView, openExample, openExamples } from './steps.mjs';

const FIELD = '#_sok';
const HITS = '[role="listbox"] [role="option"]';
const SAYS = 'dialog[open] [role="status"]';

async function openSearch(page) {
  await page.driver.actions().keyDown(Key.CONTROL).sendKeys('k').keyUp(Key.CONTROL).perform();
  await page.until('the field', (css) => document.activeElement.matches(css), FIELD);
}

const isClosed = (page) => page.until('the search to close', () => !document.querySelector('dialog[open]'));

// Types in place of what stands there, and answers the hits once they are those of the whole query
// and the first of them says this.
async function find(page, query, first) {
  await page.run((css) => document.querySelector(css).select(), FIELD);
  await page.keys(query);
  const isThere = (css, text, says) =>
    !document.querySelector(says).innerText.startsWith('Söker') &&
    document.querySelector(css)?.innerText.toLowerCase().includes(text.toLowerCase());
  await page.until(`"${first}" for "${query}"`, isThere, HITS, first, SAYS);
  return (await page.texts(HITS)).map((text) => text.replace(/\s+/g, ' '));
}

// The hit that is chosen, as the field names it and as the list marks it.
async function active(page) {
  const { named, marked } = await page.run((field, hits) => {
    const all = [...document.querySelectorAll(hits)];
    const id = document.querySelector(field).getAttribute('aria-activedescendant');
    return {
      named: all.findIndex((hit) => hit.id === id),
      marked: all.findIndex((hit) => hit.getAttribute('aria-selected') === 'true'),
    };
  }, FIELD, HITS);
  assert.equal(named, marked);
  return named;
}

async function assertShown(page, hash, id) {
  await page.until(`the focus on ${id}`, (element) => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return document.activeElement.id === element && top >= 0 && top < innerHeight && bottom > 0;
  }, id);
  assert.equal(await page.hash(), hash);
}

inEveryBrowser('search finds what is meant in all years, and Escape leads back', async (page) => {
  await openExamples(page);
  await page.go('#/asn-2020/t2-2020');
  await page.tabTo('nav.index a', { back: true });
  const before = await page.run(() => document.activeElement.href);
  await openSearch(page);
  await assertAccessible(page);

  const absence = await find(page, 'sjukfrånvaro', 'Sjukfrånvaro');
  assert.ok(absence.some((hit) => hit.includes('ASN 2020')), absence.join('\n'));
  assert.ok(absence.some((hit) => hit.includes('ASN 2023')), absence.join('\n'));
  assert.match(await page.text(SAYS), new RegExp(`^${absence.length} träffar$`));
  assert.deepEqual(await find(page, 'sjukfranvro', 'Sjukfrånvaro'), absence);
  assert.match((await find(page, 'N00973', 'etableringsuppdraget'))[0], /^Indikator .*ASN 2020/);
  const risks = await find(page, 'risk kriminalitet', 'kriminalitet');
  assert.match(risks[0], /^Risk Ökad kriminalitet/);
  assert.match((await find(page, 'kommunbidrag 2020', 'Kommunbidrag'))[0], /ASN 2020/);

  await page.run((css) => document.querySelector(css).select(), FIELD);
  await page.keys('xyzzyq');
  await page.waitForText(SAYS, 'Inget hittades.');
  assert.equal(await page.count(HITS), 0);
  assert.equal(await page.attribute(FIELD, 'aria-activedescendant'), null);
  await page.keys(Key.ESCAPE);
  await isClosed(page);
  assert.equal(await page.run(() => document.activeElement.href), before);
  assert.equal(await page.hash(), '#/asn-2020/t2-2020');
});

inEveryBrowser('arrows and Enter go to a hit', async (page) => {
  await openExamples(page);
  await openSearch(page);
  await page.until('the list', (css) => document.querySelector(css).getAttribute('aria-expanded') === 'true', FIELD);
  for (const [name, value] of [['role', 'combobox'], ['aria-controls', '_traffar']]) {
    assert.equal(await page.attribute(FIELD, name), value);
  }
  const hits = await find(page, 'sjukfrånvaro', 'Sjukfrånvaro');
  const last = hits.length - 1;
  assert.ok(last > 1);
  for (const [key, at] of [[null, 0], [Key.ARROW_DOWN, 1], [Key.ARROW_UP, 0], [Key.ARROW_UP, last], [Key.ARROW_DOWN, 0]]) {
    if (key) await page.keys(key);
    assert.equal(await active(page), at);
  }
  await assertAccessible(page);
  // The focus never leaves the field.
  assert.equal(await page.focused(), `input${FIELD}`);

  const at = (await find(page, 'N00973', 'etableringsuppdraget')).findIndex((hit) => hit.includes('ASN 2020'));
  for (let count = 0; count < at; count += 1) await page.keys(Key.ARROW_DOWN);
  await page.then(() => page.keys(Key.ENTER));
  await isClosed(page);
  await assertShown(page, '#/asn-2020/t2-2020/n00973', 'n00973');

  // A page of the open year.
  await openSearch(page);
  await find(page, 'årshjul', 'Årshjul');
  await page.then(() => page.keys(Key.ENTER));
  await page.waitForText('h1', 'Årshjul');
  await isClosed(page);
  assert.match(await page.focused(), /^h1#_titel/);
  // The same keys close it again.
  await openSearch(page);
  await page.driver.actions().keyDown(Key.CONTROL).sendKeys('k').keyUp(Key.CONTROL).perform();
  await isClosed(page);
});

inEveryBrowser('a hit is clicked, also in another year than the open one', async (page) => {
  await openExamples(page);
  await goToView(page, 2025, 'mal');
  await page.click('[aria-keyshortcuts="Control+K"]');
  const hits = await find(page, 'risk kriminalitet', 'kriminalitet');
  const at = hits.findIndex((hit) => hit.includes('ASN 2023'));
  await page.then(() => page.click(`#_traff-${at}`));
  await isClosed(page);
  await assertShown(page, '#/asn-2023/t1-2023/risk-kriminalitet', 'risk-kriminalitet');
});

inEveryBrowser('search works where no year is open, and gives way to a question', async (page) => {
  await page.open();
  await openSearch(page);
  await page.waitForText(SAYS, 'Inga år är öppnade än.');
  await page.keys(Key.ESCAPE);
  await isClosed(page);
  await openExample(page);
  await page.open();
  await openSearch(page);
  await find(page, 'hvb dygn', 'HVB');
  await page.keys(Key.ESCAPE);
  await isClosed(page);

  await page.press('Ta bort: ASN 2020');
  await page.waitForText('dialog[open] h2', 'Ta bort ASN 2020');
  await page.driver.actions().keyDown(Key.CONTROL).sendKeys('k').keyUp(Key.CONTROL).perform();
  assert.equal(await page.count('dialog[open]'), 1);
  assert.equal(await page.run(() => document.activeElement.innerText), 'Avbryt');
});
