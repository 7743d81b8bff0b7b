// The year's work: new years and reports, a unit's month, stages, what is missing, years restored.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import { assertAccessible } from './axe.mjs';
import { dropAll, exported } from './files.mjs';
import { inEveryBrowser } from './harness.mjs';
import { resize } from './look.mjs';
import { choose, isKept, openExample, removeOnly, write, yearFile } from './steps.mjs';
import { fill, openPanel, startWriting } from './write.mjs';

const ROWS = '.panel .years tbody th';

// The values of the fields of a form.
const value = (page, css) => page.run((selector) => document.querySelector(selector)?.value, css);

async function openYearPage(page, year) {
  await openExample(page, year);
  await page.waitFor(ROWS);
}

// The year 2023 with an empty August, made in the app; its July is locked.
async function openAugust(page) {
  await openYearPage(page, 2023);
  await page.press('Ny rapport');
  await page.waitFor('dialog[open] .live');
  await choose(page, '#_w-kind', 'month');
  await choose(page, '#_w-month', '8');
  await page.until('the title', () => document.querySelector('#_w-title').value === 'Månadsrapport augusti 2023');
  await write(page, '#_w-by', 'Kim Testsson');
  await page.press('Skapa');
  await page.waitForText(ROWS, 'augusti 2023');
}

inEveryBrowser('a new report is shown before it is made, made as one step and taken back', async (page) => {
  await openYearPage(page, 2020);
  const before = await page.texts(ROWS);
  await page.press('Ny rapport');
  await page.waitFor('dialog[open] .live');
  assert.equal(await value(page, '#_w-title'), 'Verksamhetsberättelse 2020');
  await page.waitForText('dialog .live', 'Utgår från');
  await assertAccessible(page);
  // Another kind has another title, until somebody has written one.
  await choose(page, '#_w-kind', 't1');
  await page.until('the title of T1', () => document.querySelector('#_w-title').value === 'Delårsrapport 1 2020');
  await choose(page, '#_w-kind', 'annual');
  await page.until('the title of the year', () => document.querySelector('#_w-title').value.startsWith('Verksamhetsb'));
  await page.press('Skapa');
  await page.waitForText('dialog [role="alert"]', 'Skriv ditt namn');
  await write(page, '#_w-by', 'Kim Testsson');
  await page.press('Skapa');
  await page.waitForText('[role="status"]', 'är skapad');
  await page.waitForText(ROWS, 'Verksamhetsberättelse 2020');
  assert.equal((await page.texts(ROWS)).length, before.length + 1);
  await page.press('Ångra');
  await page.waitForText('[role="status"]', 'ångrat');
  assert.deepEqual(await page.texts(ROWS), before);
});

inEveryBrowser('a report that is klar is locked, and is unlocked with a reason', async (page) => {
  await openYearPage(page, 2020);
  const change = async () => {
    await page.until('the dialog to be closed', () => !document.querySelector('dialog[open]'));
    // The panels above are painted anew meanwhile, and move it.
    await page.run(() => document.querySelector('.panel .years tbody tr:last-child .acts button').click());
    await page.waitFor('dialog[open] .work form');
  };
  const stage = () => page.text('.panel .years tbody tr:last-child .acts button');
  const isAt = (word) => page.waitForText('.panel .years tbody tr:last-child .acts button', word);
  assert.equal(await stage(), 'utkast');
  await change();
  await write(page, '#_w-by', 'Kim Testsson');
  await assertAccessible(page);
  await page.press('Markera som klar');
  await isAt('klar');
  await change();
  await page.press('Markera som beslutad');
  await page.waitForText('dialog [role="alert"]', 'Skriv beslutets paragraf');
  await write(page, '#_w-paragraph', '§ 91');
  await write(page, '#_w-date', '30 september 2020');
  await page.press('Markera som beslutad');
  await isAt('beslutad');
  await change();
  assert.match(await page.text('.stages'), /klar .*Kim Testsson\s+beslutad · 2020-09-30 · Kim Testsson · § 91/);
  await assertAccessible(page);
  await page.press('Lås upp');
  await page.waitForText('dialog [role="alert"]', 'Skriv varför');
  await write(page, '#_w-reason', 'Fel siffra i tabellen');
  // Enter means the button beside the field, not the first of the form.
  await page.keys(Key.ENTER);
  await isAt('utkast');
  // It is kept, and the log says who did what.
  await page.open('#/asn-2020');
  await page.waitFor(ROWS);
  assert.equal(await stage(), 'utkast');
  await page.click('.panel details:has(+ .buttons) summary');
  await page.waitForText('.panel .work', 'Låste upp');
  await page.waitForText('.panel .work', 'Kim Testsson');
  await assertAccessible(page);
  const bare = await exported(page, () => page.press('Hämta fil utan ändringslogg'));
  assert.ok(!bare.bytes.includes('Låste upp'));
  const logged = await exported(page, () => page.press('Hämta fil med ändringslogg'));
  assert.ok(logged.bytes.includes('Låste upp'));
});

inEveryBrowser('what is missing is counted by section and unit, with links and marks', async (page) => {
  await openYearPage(page, 2020);
  await page.go('#/asn-2020/saknas.t2-2020');
  await page.waitFor('.lacks');
  assert.match(await page.text('.lead'), /383 av 401 finns \(95.%\), 18 saknas/);
  await assertAccessible(page);
  const first = '.lacks tbody tr:first-child .acts';
  await write(page, '#_w-by', 'Kim Testsson');
  await page.click(`${first} button`);
  await page.waitForText(first, 'Kim Testsson');
  await page.click(`${first} button`);
  await page.until('the mark to be gone', (css) => !document.querySelector(css).innerText.includes('Kim'), first);
  await page.follow('.lacks li a');
  assert.match(await page.hash(), /^#\/asn-2020\/t2-2020\/./);
});

inEveryBrowser('a unit fills in its month by keyboard alone, sends it and saves it', async (page) => {
  await openAugust(page);
  await page.go('#/asn-2023/manad.augusti-2023/e-vuxen');
  await page.waitFor('.month .goal');
  assert.equal(await page.count('.month .goal'), 4);
  await assertAccessible(page);
  // From the list of reports: into the first goal, a status by its key, a sentence, on to the next.
  await page.run(() => document.querySelector('#_w-rapport').focus());
  for (const [goal, key] of [[1, '1'], [2, '2'], [3, '3'], [4, '0']]) {
    await page.tabTo(`.goal:nth-of-type(${goal}) [type="radio"]`);
    await page.keys(key);
    await page.tabTo(`.goal:nth-of-type(${goal}) textarea`);
    await page.keys(`Mening ${goal}`);
  }
  const chosen = () =>
    page.run(() => [...document.querySelectorAll('.goal')].map((goal) => goal.querySelector('.picks :checked')?.value));
  assert.deepEqual(await chosen(), ['green', 'yellow', 'red', 'not-measured']);
  // What is typed survives a reload.
  await page.open('#/asn-2023/manad.augusti-2023/e-vuxen');
  await page.waitFor('.month .goal');
  assert.deepEqual(await chosen(), ['green', 'yellow', 'red', 'not-measured']);
  assert.equal(await value(page, '.goal:nth-of-type(3) textarea'), 'Mening 3');
  const file = await exported(page, async () => {
    await page.tabTo('[data-do="send"]');
    await page.keys(Key.ENTER);
  });
  assert.equal(file.name, 'asn-2023-augusti-2023-e-vuxen.enhet.json');
  const sent = JSON.parse(file.bytes).content;
  assert.deepEqual([sent.unit, sent.by, sent.results.length], ['e-vuxen', 'Kim Testsson', 4]);
  assert.deepEqual(sent.results.map((own) => own.comment), [1, 2, 3, 4].map((goal) => `Mening ${goal}`));
  await page.tabTo('[data-do="do"]');
  await page.keys(Key.ENTER);
  await page.waitForText('[role="status"]', 'sparat i året');
  // The unit of last time.
  await page.open('#/asn-2023/manad.');
  await page.waitFor('.month .goal');
  assert.match(await page.run(() => document.querySelector('#_w-enhet').selectedOptions[0].text), /[Vv]ux/);
  assert.equal(await value(page, '.goal:nth-of-type(2) textarea'), 'Mening 2');
  // A status that was set is taken away again.
  await page.tabTo('.goal:nth-of-type(3) [type="radio"]');
  await page.keys(Key.DELETE);
  await page.press('Spara i året');
  await page.waitForText('[role="status"]', 'sparat i året');
  await page.until('the third to be unset', () => document.querySelector('.goal:nth-of-type(3) :checked').value === 'ingen');
  assert.deepEqual(await chosen(), ['green', 'yellow', 'ingen', 'not-measured']);
  await resize(page, 390, 800);
  assert.ok(await page.run(() => document.documentElement.scrollWidth <= innerWidth), 'no wider than a phone');
  await resize(page, 1280, 900);
});

inEveryBrowser('the months of eleven units are dropped at once and read in as one step', async (page) => {
  await openAugust(page);
  await page.go('#/asn-2023/manad.');
  await page.waitFor('.month .goal');
  const hashes = await page.run(() => [...document.querySelector('#_w-enhet').options].map((own) => own.value));
  const said = hashes.map((_, at) => [['green', 'yellow', 'red'][at % 3], `Från enhet ${at}`]);
  const goTo = async (hash) => {
    await page.go(hash);
    await page.until('the unit', (wanted) => document.querySelector('#_w-enhet')?.value === wanted, hash);
  };
  const units = [];
  for (const [at, hash] of hashes.entries()) {
    await goTo(hash);
    const [status, sentence] = said[at];
    await page.click(`.goal [value="${status}"]`);
    await write(page, '.goal textarea', sentence);
    const file = await exported(page, () => page.press('Skicka till controllern'));
    units.push({ bytes: file.bytes, name: file.name });
  }
  assert.equal(units.length, 11);
  await page.go('#/asn-2023');
  await dropAll(page, [...units, { bytes: units[0].bytes.subarray(0, 900), name: 'avbruten.enhet.json' }]);
  await page.waitFor('dialog[open] .work form');
  assert.equal(await page.text('dialog h2'), '12 enheters månad');
  await page.waitForText('dialog .refused', 'avbruten');
  await assertAccessible(page);
  for (const box of await page.driver.findElements({ css: 'dialog [name="take"]' })) await page.clickOn(box);
  await page.press('Fyll i');
  await page.waitForText('[role="status"]', 'enheter är inlästa');
  // What the year has of each unit's first goal. What was sent stays on the page of the unit that sent
  // it: the report itself is looked at.
  const months = async () => {
    const { bytes } = await exported(page, () => page.press('Hämta fil med ändringslogg'));
    const { content, log } = JSON.parse(bytes);
    const rows = [];
    const goals = (list) => list?.forEach((goal) => { rows.push(...(goal.units ?? [])); goals(goal.goals); });
    const sections = (list) => list?.forEach((section) => {
      section.blocks?.forEach((block) => goals(block.goals));
      sections(section.sections);
    });
    sections(content.reports.find(({ id }) => id === 'augusti-2023').sections);
    const filled = rows.filter(({ comment }) => comment);
    return { log: JSON.stringify(log ?? ''), rows: filled.map(({ status, comment }) => [status?.status ?? status, comment]) };
  };
  // All of them are one step: it is taken back from the message, and done again while one writes.
  await page.press('Ångra');
  await page.waitForText('[role="status"]', 'ångrat');
  assert.deepEqual((await months()).rows, []);
  await page.go('#/asn-2023/augusti-2023');
  await page.press('Skriv');
  await page.click('.tools [aria-label^="Gör om: "]');
  await page.waitFor('.tools [aria-label^="Ångra: "]:enabled');
  await page.waitFor('.tools [aria-label="Gör om"]:disabled');
  await page.go('#/asn-2023');
  await page.waitFor(ROWS);
  const read = await months();
  const inOrder = (list) => list.map(String).sort();
  // Two units share a row. Both said something, and what the second said was chosen.
  const shared = hashes.findIndex((hash) => hash.endsWith('/e-resurs-1'));
  assert.deepEqual(inOrder(read.rows), inOrder(said.filter((_, at) => at !== shared)));
});

inEveryBrowser('units\' files open the year they belong to, and say so when it is not here', async (page) => {
  await openAugust(page);
  await page.go('#/asn-2023/manad.augusti-2023/e-cai');
  await page.waitFor('.month .goal');
  await page.click('.goal [value="green"]');
  await write(page, '.goal textarea', 'Allt går bra');
  const { bytes, name } = await exported(page, () => page.press('Skicka till controllern'));
  await page.open();
  await dropAll(page, [{ bytes, name }]);
  await page.waitFor('dialog[open] .work form');
  assert.equal(await page.hash(), '#/asn-2023');
  await page.press('Avbryt');
  await removeOnly(page);
  await dropAll(page, [{ bytes, name }]);
  await page.waitForText('[role="alert"]', 'hör till asn-2023, som inte finns i webbläsaren');
});

inEveryBrowser('a new year starts from last year\'s plan, a template or nothing, and is taken back', async (page) => {
  await openYearPage(page, 2020);
  await page.go('#/');
  await page.press('Nytt år');
  await page.waitFor('dialog[open] .live li');
  assert.equal(await value(page, '#_w-year'), '2021');
  await assertAccessible(page);
  await page.then(() => page.press('Skapa'));
  await isKept(page, 'asn-2021');
  assert.equal(await page.hash(), '#/asn-2021');
  await page.waitForText('[role="status"]', 'är skapat');
  await page.press('Ångra');
  await page.waitForText('[role="status"]', 'borttaget');
  assert.deepEqual(await page.texts('.years tbody th'), ['ASN 2020']);
  for (const [source, year] of [['mall:manad-och-delar', '2030'], ['tomt', '2031']]) {
    if ((await page.hash()) !== '#/') await page.go('#/');
    await page.press('Nytt år');
    await page.waitFor('dialog[open] .live');
    await choose(page, '#_w-source', source);
    await page.waitForText('dialog .live', source === 'tomt' ? 'Nämndplan' : 'Månadsrapport');
    await write(page, '#_w-year', year);
    await page.press('Skapa');
    await page.waitForText('dialog [role="alert"]', 'Skriv vad nämnden heter');
    await write(page, '#_w-name', 'Kulturnämnden');
    await write(page, '#_w-short', 'KN');
    await page.then(() => page.press('Skapa'));
    await isKept(page, `kn-${year}`);
    assert.equal(await page.hash(), `#/kn-${year}`);
    await page.waitFor(ROWS);
  }
});

inEveryBrowser('a new year has what was written last in a year that is not open', async (page) => {
  await openYearPage(page, 2020);
  await page.go('#/asn-2020/t2-2020');
  await startWriting(page);
  await openPanel(page);
  // Only the journal has it: the year is not written whole before a pause.
  await page.run(() => { window.setTimeout = () => 0; });
  await fill(page, '//title', 'Prov');
  await page.waitForText('h1', 'Prov');
  await page.open('#/');
  const { bytes } = await exported(page, () => page.press('Hämta fil: ASN 2020'));
  assert.ok(JSON.parse(bytes).content.reports.some((report) => report.title === 'Prov'));
});

inEveryBrowser('the file is handed out with the log, and beside it without', async (page) => {
  await openYearPage(page, 2020);
  assert.equal(await page.count('.bar .files .menu'), 0, 'no log yet');
  await page.go('#/asn-2020/t2-2020');
  await startWriting(page);
  await openPanel(page);
  await fill(page, '//title', 'Prov');
  await page.waitFor('.bar .files .menu');
  const log = async (take) => JSON.parse((await exported(page, take)).bytes).log;
  assert.equal((await log(() => page.press('Hämta fil'))).length, 1);
  await page.click('.bar .files summary');
  assert.equal(await log(() => page.press('Utan ändringslogg')), undefined);
  assert.equal(await page.count('.bar .menu[open]'), 0);
});

inEveryBrowser('a year that was removed or replaced can be restored', async (page) => {
  await openYearPage(page, 2020);
  await removeOnly(page);
  await page.press('Ångra');
  await page.waitForText('.years tbody th', 'ASN 2020');
  await page.follow('.notices button');
  await page.waitFor(ROWS);
  await dropAll(page, [{ bytes: yearFile({ change: (year) => { year.committee.municipality = 'Annan kommun'; } }), name: 'asn.json' }]);
  await page.waitFor('dialog[open]');
  await page.then(() => page.press('Ersätt'));
  await page.waitForText('.kicker', 'Annan kommun');
  await page.go('#/');
  await page.waitForText('.kept', 'undanlagt');
  // Where the browser says how much there is.
  if (await page.run(() => Boolean(navigator.storage?.estimate))) await page.waitFor('meter');
  await assertAccessible(page);
  await page.click('.kept button');
  await page.waitForText('[role="status"]', 'återställt');
  await page.go('#/asn-2020');
  await page.waitFor(ROWS);
  assert.match(await page.text('.kicker'), /^Tyresö kommun/);
});

