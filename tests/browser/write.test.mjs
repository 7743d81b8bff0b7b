// Nothing that was written is lost, whatever happens to the tab, the storage or the program.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Key } from 'selenium-webdriver';
import { assertAccessible } from './axe.mjs';
import { exported } from './files.mjs';
import { DIST, inEveryBrowser } from './harness.mjs';
import { EXAMPLE, give, openExample, yearFile } from './steps.mjs';
import { fill, openPanel, retitle, startWriting } from './write.mjs';

const T2 = '#/asn-2020/t2-2020';

async function writeInT2(page) {
  await openExample(page);
  await page.go(T2);
  await startWriting(page);
}

const content = (bytes) => JSON.parse(bytes).content;
const t2 = (bytes) => content(bytes).reports.find((report) => report.id === 't2-2020');

// The year written whole, after the pause.
const isWhole = (page) => page.until('the journal to be in the year', () =>
  new Promise((resolve) => {
    indexedDB.open('tertial').onsuccess = ({ target: { result: database } }) => {
      const heads = IDBKeyRange.bound('year/', 'year/\uffff');
      database.transaction('records').objectStore('records').count(heads).onsuccess = ({ target }) => {
        database.close();
        resolve(target.result > 1);
      };
    };
  }));

inEveryBrowser('a step is on the page, in the list of steps and there after a reload', async (page) => {
  await writeInT2(page);
  await retitle(page, 'Delårsrapport 2, prov');
  await page.waitForText('.saved', 'Sparat');
  // At once: only the journal has it.
  await page.open(T2);
  assert.equal(await page.text('h1'), 'Delårsrapport 2, prov');
  await startWriting(page);
  await page.press('Steg');
  await page.waitForText('.steps', 'Ändrade rubrik för Delårsrapport 2 2020');
  await assertAccessible(page);
  await page.press('Som det var från början');
  await page.waitForText('h1', 'Delårsrapport 2 2020');
  const { bytes } = await exported(page, () => page.press('Hämta fil'));
  assert.deepEqual(content(bytes), content(EXAMPLE));
  assert.match(bytes.toString(), /Ångrade: Ändrade rubrik/);
});

inEveryBrowser('steps are undone and done again by keys, also after a reload', async (page) => {
  await writeInT2(page);
  for (const title of ['Ett', 'Två', 'Tre']) await retitle(page, title);
  await page.run(() => document.activeElement.blur());
  const keys = (key, options) => page.run(
    (key, options) => window.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, cancelable: true, ...options })),
    key,
    options ?? {},
  );
  await keys('z');
  await page.waitForText('h1', 'Två');
  await isWhole(page);
  await page.open(T2);
  await startWriting(page);
  await keys('z');
  await page.waitForText('h1', 'Ett');
  await keys('y');
  await page.waitForText('h1', 'Två');
  await keys('Z', { shiftKey: true });
  await page.waitForText('h1', 'Tre');
});

inEveryBrowser('undone to the beginning, the year is the file that was opened', async (page) => {
  await writeInT2(page);
  await openPanel(page);
  await fill(page, '/front.subtitle', 'En annan underrubrik');
  await page.waitForText('.subtitle', 'En annan underrubrik');
  await fill(page, '/period.to', '31 juli 2020');
  await page.waitForText('.kicker', '2020-07-31');
  await fill(page, '/period.to', 'snart');
  await page.waitForText('[role="alert"]', '”snart” går inte att läsa här');
  // What was typed stands there, marked.
  assert.equal(await page.run(() => document.querySelector('.side [aria-invalid="true"]').value), 'snart');
  const undo = () => page.click('.tools [aria-label^="Ångra: "]:enabled');
  await undo();
  await page.waitForText('.kicker', '2020-08-31');
  await undo();
  await page.until('the subtitle to be as it was', () => !document.querySelector('.subtitle').innerText.includes('En annan'));
  const { bytes } = await exported(page, () => page.press('Hämta fil'));
  assert.deepEqual(content(bytes), content(EXAMPLE));
});

inEveryBrowser('an element is moved to another parent by keyboard, as one step', async (page) => {
  await writeInT2(page);
  await openPanel(page);
  const isIn = (table) =>
    page.until(`the row to be in ${table}`, (id) => document.querySelector('[data-el="nk-gemensamt"]')?.closest('.bit').dataset.el === id, table);
  await page.run(() => document.querySelector('[data-el="nk-gemensamt"] [data-f="label"]').focus());
  await page.waitForText('.side label[for="_flytta"]', 'Flytta till');
  await page.run(() => document.getElementById('_flytta').focus());
  assert.match(await page.run(() => document.activeElement.selectedOptions[0].text), /resultaträkning/);
  await page.keys(Key.TAB, Key.ENTER);
  await isIn('resultatrakning');
  await assertAccessible(page);
  const step = await page.run(() => document.querySelector('[aria-keyshortcuts="Control+Z"]').title);
  assert.match(step, /^Ångra: Flyttade raden /);
  await page.press(step);
  await isIn('nettokostnad-tabell');
});

// ---- Tabs -------------------------------------------------------------------------------

// A second tab of the same browser, in a window of its own: WebKit paints nothing in a hidden tab.
async function inSecondTab(page, step) {
  const first = await page.driver.getWindowHandle();
  await page.driver.switchTo().newWindow('window');
  const second = await page.driver.getWindowHandle();
  try {
    await step({ first: () => page.driver.switchTo().window(first), second: () => page.driver.switchTo().window(second) });
  } finally {
    await page.driver.switchTo().window(second);
    await page.gather();
    await page.driver.close();
    await page.driver.switchTo().window(first);
  }
}

inEveryBrowser('one tab writes, the other follows live and can take over', async (page) => {
  await writeInT2(page);
  await inSecondTab(page, async ({ first, second }) => {
    await page.driver.get(page.url + T2);
    await page.ready();
    await first();
    await retitle(page, 'Från första fliken');
    await second();
    await page.waitForText('h1', 'Från första fliken');
    await page.press('Skriv');
    await page.waitForText('dialog[open]', 'Året redigeras i en annan flik');
    await assertAccessible(page);
    await page.press('Ta över här');
    await page.waitFor('.frame.writing .bit');
    await retitle(page, 'Från andra fliken');
    await first();
    // It notices by itself, at the latest with its next step.
    await page.until('the first tab to read only', () => !document.querySelector('.frame.writing'));
    await page.waitForText('[role="alert"]', 'redigeras i en annan flik');
    await page.waitForText('h1', 'Från andra fliken');
  });
  await page.open(T2);
  assert.equal(await page.text('h1'), 'Från andra fliken');
});

inEveryBrowser('a form outside Skriv can take over from another tab, and goes on', async (page) => {
  await writeInT2(page);
  await retitle(page, 'Från första fliken');
  await inSecondTab(page, async () => {
    await page.driver.get(`${page.url}#/asn-2020`);
    await page.ready();
    await page.press('Ny rapport');
    await page.waitFor('dialog[open] .live');
    await page.press('Skapa');
    await page.waitForText('dialog[open]', 'Året redigeras i en annan flik');
    await page.press('Avbryt');
    await page.waitForText('dialog[open] [role="alert"]', 'Året redigeras i en annan flik');
    await page.press('Skapa');
    await page.waitForText('dialog[open]', 'Året redigeras i en annan flik');
    await page.press('Ta över här');
    await page.waitForText('.panel .years tbody th', 'Verksamhetsberättelse 2020');
    await page.waitForText('.panel .years tbody th', 'Från första fliken');
  });
});

inEveryBrowser('what one tab writes stands in what another shows of that year beside its own', async (page) => {
  await writeInT2(page);
  await inSecondTab(page, async ({ first, second }) => {
    await page.driver.get(page.url);
    await page.ready();
    await page.then(() => page.press('Öppna exemplet 2023'));
    const asks = async (query, wanted) => {
      await page.driver.actions().keyDown(Key.CONTROL).sendKeys('k').keyUp(Key.CONTROL).perform();
      await page.until('the search', () => document.activeElement.id === '_sok');
      await page.keys(query);
      await page.waitForText('[role="listbox"]', wanted);
      await page.keys(Key.ESCAPE);
    };
    await asks('delårsrapport 2', 'Delårsrapport');
    await first();
    await retitle(page, 'Kvastskaftsrapporten');
    await second();
    // At once: the year is not stored whole yet.
    await asks('kvastskaft', 'Kvastskaftsrapporten');
  });
});

inEveryBrowser('the panel shows what it is of, also after something was typed in it', async (page) => {
  await writeInT2(page);
  await openPanel(page);
  const choose = (row) => page.run((row) => document.querySelector(`[data-el="${row}"] [data-f="label"]`).focus(), row);
  const shows = (text) => page.until(`the panel to show ${text}`, (wanted) =>
    [...document.querySelectorAll('.side [data-at]')].find((one) => one.dataset.at.endsWith('/label'))?.value === wanted, text);
  const before = await page.run(() => document.querySelector('[data-el="nk-gemensamt"] [data-f="label"]').dataset.v);
  const other = await page.run(() => document.querySelector('[data-el="nk-missbruk"] [data-f="label"]').dataset.v);
  await choose('nk-gemensamt');
  await shows(before);
  // As a person types: what the markup says no longer counts for the browser.
  const field = await page.run(() => [...document.querySelectorAll('.side [data-at]')].find((one) => one.dataset.at.endsWith('/label')));
  await page.run((field) => { field.focus(); field.select(); }, field);
  await page.keys('Allt gemensamt', Key.TAB);
  await page.waitForText('[data-el="nk-gemensamt"] [data-f="label"]', 'Allt gemensamt');
  await choose('nk-missbruk');
  await shows(other);
  await choose('nk-gemensamt');
  await shows('Allt gemensamt');
  await page.press(await page.run(() => document.querySelector('[aria-keyshortcuts="Control+Z"]').title));
  await shows(before);
});

inEveryBrowser('an empty report says where one begins', async (page) => {
  await openExample(page);
  await give(page, yearFile({ change: (year) => { year.id = 'tomt'; year.reports[0].sections = []; } }));
  await page.go(`#/tomt/${content(EXAMPLE).reports[0].id}`);
  await page.press('Skriv');
  await page.type('#_namn', 'Eva Ek', Key.ENTER);
  await page.waitFor('.begin button');
  await assertAccessible(page);
  await page.press('Lägg till det första avsnittet');
  await page.waitFor('h2 [data-k="line"]:focus');
  await page.keys(Key.F2, 'Inledning', Key.ENTER);
  await page.waitForText('.contents, nav', 'Inledning');
});

inEveryBrowser('a report is made while the panel stands open', async (page) => {
  await writeInT2(page);
  await openPanel(page);
  await page.click('.bar a[href="#/asn-2020"]');
  await page.press('Ny rapport');
  await page.waitFor('dialog[open] .live');
  await page.press('Skapa');
  await page.waitForText('.panel .years tbody th', 'Verksamhetsberättelse 2020');
});

inEveryBrowser('the tools go along with a goal that is moved', async (page) => {
  await writeInT2(page);
  const goal = (id) => `main h4[id="${id}"] [data-k]:not([data-f])`;
  await page.click(goal('nm-anhorig'));
  await page.keys(Key.ESCAPE);
  // They stay beside it when the panel takes room.
  await page.click('[data-tool="more"]');
  await page.waitFor('.side .form [data-at]');
  const isBeside = (css) => Math.abs(document.querySelector('.rowtools').getBoundingClientRect().top - document.querySelector(css).getBoundingClientRect().top) < 4;
  await page.until('the tools beside the goal', isBeside, goal('nm-anhorig'));
  await page.press('Mer');
  await page.until('the tools beside the goal again', isBeside, goal('nm-anhorig'));
  await page.click('[data-tool="up"]');
  await page.waitForText('h4[id="nm-anhorig"] .no', '2.1.1');
  await page.until('the focus with it', () => document.activeElement.closest('[data-el]')?.dataset.el === 'nm-anhorig');
  await page.click('[data-tool="remove"]');
  await page.until('it to be gone', (css) => !document.querySelector(css), goal('nm-anhorig'));
  await page.waitForText('h4[id="nm-hemmaplan"] .no', '2.1.1');
  // What is added is gone to.
  await page.click(goal('nm-hemmaplan'));
  await page.keys(Key.ESCAPE);
  await page.click('[data-tool="below"]');
  await page.until('the focus in the new goal', () => {
    const at = document.activeElement.closest('[data-el]');
    return at && at.dataset.el.startsWith('mal-') && document.activeElement.innerText.trim() !== '';
  });
});

inEveryBrowser('one stays where one is, from reading to writing and back', async (page) => {
  await openExample(page);
  await page.go(T2);
  await startWriting(page);
  await page.press('Läs');
  await page.until('reading', () => !document.querySelector('.frame.writing'));
  const ROW = '[id="nk-missbruk"]';
  await page.waitFor(ROW);
  await page.run((css) => { document.querySelector(css).scrollIntoView(); window.scrollBy(0, -100); }, ROW);
  // As by key: nothing is scrolled.
  const press = (name) => page.run((name) => [...document.querySelectorAll('.bar button')].find((one) => one.innerText.trim() === name).click(), name);
  const isNear = (what) => page.until(`the row in view, ${what}`, (css) => {
    const { top } = document.querySelector(css)?.getBoundingClientRect() ?? {};
    return top > 0 && top < innerHeight;
  }, ROW);
  for (let round = 0; round < 2; round += 1) {
    await press('Skriv');
    await page.waitFor('.frame.writing .bit [data-k]');
    await isNear('while one writes');
    await press('Läs');
    await page.until('reading', () => !document.querySelector('.frame.writing'));
    await isNear('while one reads');
  }
});

inEveryBrowser('what is printed is the page as it is read, and one goes on writing', async (page) => {
  await writeInT2(page);
  const cell = '[data-el="nk-missbruk"] :is([data-f="utfall"], [data-f="cells.utfall"])';
  await page.waitFor(cell);
  await page.run((css) => document.querySelector(css).focus(), cell);
  await page.run(() => {
    window.print = () => {
      const paper = document.querySelector('main.paper');
      window.printed = { fields: paper.querySelectorAll('[data-k]').length, text: paper.innerText.length };
    };
  });
  const press = () => page.run(() => [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === 'Skriv ut').click());
  for (const print of [press, () => page.driver.actions().keyDown(Key.CONTROL).sendKeys('p').keyUp(Key.CONTROL).perform()]) {
    await print();
    const { fields, text } = await page.until('the page to be printed', () => window.printed);
    assert.equal(fields, 0);
    assert.ok(text > 20_000, `${text} characters`);
    await page.waitFor('.frame.writing main.paper [data-k]');
    await page.run(() => { window.printed = undefined; });
    // One is where one was.
    await page.until('the row in view', (css) => {
      const { top } = document.querySelector(css).getBoundingClientRect();
      return top > 0 && top < innerHeight;
    }, cell);
  }
  await page.until('the focus in the cell', (css) => document.activeElement === document.querySelector(css), cell);
});

inEveryBrowser('a newer program in another tab: the older stops writing and says why', async (page) => {
  await writeInT2(page);
  await retitle(page, 'Före');
  await page.run(() => localStorage.setItem('tertial.writer.asn-2020', `annanflik 99 99 ${Date.now()}`));
  await openPanel(page);
  await fill(page, '//title', 'Efter');
  await page.waitForText('[role="alert"]', 'Ett nyare Tertial är öppet i en annan flik');
  assert.equal(await page.count('.frame.writing'), 0);
});

// ---- Storage ----------------------------------------------------------------------------

// Has a function run in the page before everything else.
function before(fn) {
  const index = () => readFileSync(path.join(DIST, 'index.html'), 'utf8').replace('<script', '<script src="prov.js"></script><script');
  const answers = {
    '/': () => ({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: index() }),
    '/prov.js': () => ({ status: 200, headers: { 'content-type': 'text/javascript' }, body: `(${fn})();` }),
  };
  return { intercept: (wanted) => answers[wanted]?.() };
}

inEveryBrowser(
  'the notes are full: each step is in the year at once, and nothing is lost',
  async (page) => {
    await writeInT2(page);
    await page.run(() => {
      Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
    });
    await retitle(page, 'Utan journal');
    await isWhole(page);
    await page.waitForText('.saved', 'Sparat');
    await page.open(T2);
    assert.equal(await page.text('h1'), 'Utan journal');
  },
);

// Whether the browser would ask before the tab closes.
const warns = (page) => page.run(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));

inEveryBrowser('all storage is full: it says so all the time, and the file has everything', async (page) => {
  await writeInT2(page);
  await page.run(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
    IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await retitle(page, 'Bara här');
  await page.waitForText('.saved', 'Inte sparat');
  await page.waitForText('[role="alert"]', 'lagring är full');
  const { bytes } = await exported(page, () => page.press('Hämta fil'));
  assert.equal(t2(bytes).title, 'Bara här');
  assert.ok(await warns(page), 'it warns before the tab closes');
});

inEveryBrowser(
  'without any storage one writes in memory, and it says so',
  async (page) => {
    await page.open();
    await page.then(() => page.press('Öppna exemplet 2020'));
    await page.go(T2);
    await startWriting(page);
    await retitle(page, 'I minnet');
    await page.waitForText('[role="alert"]', 'Året ligger bara i minnet');
    assert.ok(await warns(page), 'it warns before the tab closes');
    const { bytes } = await exported(page, () => page.press('Hämta fil'));
    assert.equal(t2(bytes).title, 'I minnet');
  },
  before(() => {
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException('nej', 'SecurityError'); } });
    }
  }),
);

inEveryBrowser('a generation that is damaged: the one before and the journal give the same year', async (page) => {
  await writeInT2(page);
  await retitle(page, 'Skadad');
  await isWhole(page);
  await page.run(() => new Promise((resolve) => {
    indexedDB.open('tertial').onsuccess = ({ target: { result: database } }) => {
      const store = database.transaction('records', 'readwrite').objectStore('records');
      store.getAllKeys(IDBKeyRange.bound('part/year/', 'part/year/\uffff')).onsuccess = ({ target }) => {
        const last = target.result.at(-1);
        store.put(new Uint8Array([1, 2, 3]), last).onsuccess = () => { database.close(); resolve(); };
      };
    };
  }));
  await page.open(T2);
  assert.equal(await page.text('h1'), 'Skadad');
  await page.waitForText('[role="status"]', 'kunde inte fogas in');
});

inEveryBrowser('the program dies: everything is stored, and the same place comes back', async (page) => {
  page.expect(/^panic: prov$/);
  await writeInT2(page);
  await retitle(page, 'Strax före');
  await page.run(() => window.dispatchEvent(new CustomEvent('tertial-panic', { detail: 'prov' })));
  await page.waitForText('.rescue h1', 'Tertial har stannat');
  await page.waitForText('.rescue', 'Hämta de senaste ändringarna');
  await page.gather();
  await page.click('.rescue-box > button');
  await page.until('the app again', () => !document.querySelector('.rescue') && document.documentElement.dataset.ready);
  assert.equal(await page.hash(), T2);
  await page.waitForText('h1', 'Strax före');
});

// The page's first worker, kept where a test can end it.
const BOOT = readFileSync(path.join(DIST, 'boot.js'), 'utf8');
const mortal = (wanted) =>
  wanted.endsWith('/boot.js') && {
    status: 200,
    headers: { 'content-type': 'text/javascript' },
    body: BOOT.replace(/window\.tertialWorker ?=/, 'window.mortal = window.tertialWorker ='),
  };

inEveryBrowser(
  'the worker dies: nothing is lost, and writing goes on',
  async (page) => {
    page.expect(/^worker: stannade/);
    await writeInT2(page);
    await retitle(page, 'Före döden');
    await page.waitForText('.saved', 'Sparat');
    // Before the pause after which the year is stored whole.
    await page.run(() => {
      window.mortal.dispatchEvent(new Event('error'));
      window.mortal.terminate();
    });
    await isWhole(page);
    const { bytes } = await exported(page, () => page.press('Hämta fil'));
    assert.equal(t2(bytes).title, 'Före döden');
    await page.gather();
    await page.open(T2);
    assert.equal(await page.text('h1'), 'Före döden');
    await startWriting(page);
    await retitle(page, 'Efter döden');
    await page.open(T2);
    assert.equal(await page.text('h1'), 'Efter döden');
  },
  { intercept: mortal },
);

// What one writes with is not to be had, as after a cut in the net, until it is.
let hasTypist = true;
const withoutTypist = (wanted) => (!hasTypist && wanted.includes('tertial-typist') ? { status: 404 } : undefined);

inEveryBrowser(
  'what one writes with cannot be fetched: a sentence says so, and it is tried again',
  async (page) => {
    page.allow(/tertial-typist|module|import/i);
    await openExample(page);
    await page.open(T2);
    hasTypist = false;
    await page.press('Skriv');
    await page.type('#_namn', 'Eva Ek');
    await page.press('Börja skriva');
    await page.waitForText('[role="alert"], [role="status"]', 'Det man skriver med gick inte att hämta');
    assert.equal(await page.count('.frame.writing'), 0);
    hasTypist = true;
    await startWriting(page);
    await retitle(page, 'Till slut');
  },
  { intercept: withoutTypist },
);
