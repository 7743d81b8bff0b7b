// Follow-up pages: the three example years together, from figure to document and back, filters, and
// what the page says when the worker that makes them cannot run.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Key } from 'selenium-webdriver';
import { violations } from './axe.mjs';
import { exported } from './files.mjs';
import { DIST, inEveryBrowser } from './harness.mjs';
import { media, resize } from './look.mjs';
import {
  EXAMPLE,
  YEARS,
  cells,
  exampleOf,
  exportOpen,
  give,
  giveAndAsk,
  goToView,
  isKept,
  kept,
  openExample,
  openExamples,
} from './steps.mjs';

const VIEWS = {
  '': /^Arbetsmarknads?- och socialnämnden 20\d\d$/,
  mal: /^Mål$/,
  risker: /^Risker$/,
  ekonomi: /^Ekonomi$/,
  volymer: /^Volymer$/,
  personal: /^Personal$/,
  uppdrag: /^Uppdrag$/,
  arshjul: /^Årshjul$/,
  styrdokument: /^Styrdokument$/,
};
const ALL = YEARS.flatMap((year) => Object.keys(VIEWS).map((view) => [year, view]));
const NAME = 'asn-2023.tertial.json';

const panels = async (page) => (await page.text('.panels')).replace(/\s+/g, ' ');

// An example with its content changed as data.
function changedExample(year, change) {
  const { format, version, content } = JSON.parse(exampleOf(year));
  change(content);
  return Buffer.from(JSON.stringify({ format, version, content }));
}

// An example with one text in place of another, wherever it stands.
const rewritten = (year, from, to) =>
  changedExample(year, (content) => {
    Object.assign(content, JSON.parse(JSON.stringify(content).replaceAll(from, to)));
  });

// ---- Every page -------------------------------------------------------------------------

inEveryBrowser('every page of every year opens', async (page) => {
  await openExamples(page);
  for (const [year, view] of ALL) {
    await goToView(page, year, view);
    const where = `${year} ${view}`;
    assert.equal(await page.count('h1'), 1, where);
    assert.match(await page.text('h1'), VIEWS[view], where);
    assert.match(await page.focused(), /^h1#_titel/, where);
    assert.equal(await page.title(), `${view && `${await page.text('h1')} – `}ASN ${year} – Tertial`);
    assert.equal(await page.attribute('.bar nav a[aria-current="page"]', 'href'), await page.hash());
    const headings = await page.texts('.panels h2');
    assert.ok(headings.length > 0 && headings.every(Boolean), where);
    assert.equal(await page.count('[role="alert"] p, p[role="alert"], .panels a.from:empty'), 0, where);
    assert.equal(await page.run(() => /NaN|undefined|\{\}/.test(document.body.innerText)), false, where);
  }
});

async function assertAllAccessible(page) {
  const found = [];
  for (const [year, view] of ALL) {
    await goToView(page, year, view);
    found.push(...(await violations(page)).map((text) => `${year} ${view}: ${text}`));
    const { wide, view: seen } = await page.run(() => ({
      wide: document.documentElement.scrollWidth,
      view: innerWidth,
    }));
    if (wide > seen) found.push(`${year} ${view}: ${wide} px wide of ${seen}`);
  }
  assert.deepEqual(found, []);
}

inEveryBrowser(
  'every page is accessible',
  async (page) => {
    await openExamples(page);
    await assertAllAccessible(page);
  },
  { engines: ['chromium'] },
);

inEveryBrowser(
  'every page is accessible on a telephone in the dark, and none is wider than it',
  async (page) => {
    await openExamples(page);
    await resize(page, 390, 844);
    await media(page, { 'prefers-color-scheme': 'dark' });
    try {
      await assertAllAccessible(page);
    } finally {
      await media(page);
      await page.cdp('Emulation.clearDeviceMetricsOverride');
    }
  },
  { engines: ['chromium'] },
);

// Runs in the page: the places of a list, as addresses write them, that nothing painted answers to.
function lost(places) {
  const isThere = (place) => {
    const [element, ...rest] = place.split('/');
    const field = `[data-f="${rest.join('/')}"]`;
    // A field stands in its element, or in a row that is a part of it.
    return document.getElementById(place) || document.querySelector(`[id="${element}"] ${field}, [id^="${element}/"] ${field}`);
  };
  return places.filter((place) => !isThere(place));
}

inEveryBrowser(
  'every link leads to an element or a field that is there',
  async (page) => {
    await openExamples(page);
    const gather = async (into, css) => {
      for (const href of await page.run((all) => [...document.querySelectorAll(all)].map((a) => a.getAttribute('href')), css)) {
        const [, to, place] = /^(#\/[^/?]+(?:\/[^/?]+)?)\/?([^?]*)/.exec(href);
        if (place) into.set(to, (into.get(to) ?? new Set()).add(place));
        else assert.ok(!css.includes('.mark'), `${href} names an element`);
      }
    };
    const assertThere = async (links) => {
      for (const [to, places] of links) {
        await page.go(to);
        if (to.includes('/sida.')) await page.waitFor('.panels h2');
        assert.deepEqual(await page.run(lost, [...places]), [], to);
      }
    };
    const links = new Map();
    for (const [year, view] of ALL) {
      await goToView(page, year, view);
      await gather(links, '.panels a:not(.filter a)');
    }
    for (const hash of ['2020/plan-2020', '2020/t2-2020', '2023/t1-2023', '2023/juli-2023', '2025/t2-2025']) {
      await page.go(`#/asn-${hash}`);
      await gather(links, 'a.follow');
    }
    await assertThere(links);
  },
  { engines: ['chromium'] },
);

inEveryBrowser('the overview says in a sentence how it stands', async (page) => {
  await openExamples(page);
  const says = {
    2023: /^Två av fyra mål är gröna, två gula\. Prognosen pekar på ett överskott på 9,2 mnkr\./,
    2025: /^Fyra av fem mål är gröna, ett rött\. Prognosen pekar på ett underskott på 54,7 mnkr\. Åtta risker har värdet 15 eller mer\./,
  };
  for (const [year, sentence] of Object.entries(says)) {
    await goToView(page, year);
    assert.match((await page.text('.panels .lead')).replace(/\s+/g, ' '), sentence);
    await page.follow(`main table.years a[href^="#/asn-${year}/"]`);
    assert.match(await page.focused(), /^h1#_titel/);
  }
});

// ---- There and back ---------------------------------------------------------------------

// That the focus is where the address says, marked and in view.
async function assertAt(page, hash, element, field = '') {
  await page.until(`the focus on ${element} ${field}`, (id, f) => {
    const { activeElement: at } = document;
    const isIt = f ? at.id === `${id}/${f}` || (at.dataset.f === f && at.closest(`[id="${id}"]`)) : at.id === id;
    const { top, bottom } = at.getBoundingClientRect();
    return isIt && at.matches('.here') && top >= 0 && top < innerHeight && bottom > 0;
  }, element, field);
  assert.equal(await page.hash(), hash);
}

const ELEMENTS = [
  [2023, 'ekonomi', 'nk-barn-unga'],
  [2020, 'mal', 'nm-hemmaplan'],
  [2020, 'mal', 'hvb-dygn'],
  [2025, 'risker', 'risk-kriminalitet'],
  [2020, 'uppdrag', 'upp-sommarjobb'],
  [2023, 'personal', 'sjukfranvaro'],
];

inEveryBrowser('a figure leads to its place in the report, and back', async (page) => {
  await openExamples(page);
  for (const [year, view, id] of ELEMENTS) {
    await goToView(page, year, view);
    const find = (file, element) =>
      [...document.querySelectorAll('.panels a.from')]
        .map((link) => link.getAttribute('href'))
        .find((href) => href.startsWith(file) && href.split('/')[3] === element && href.split('/')[4]);
    const href = await page.run(find, `#/asn-${year}/`, id);
    const field = href.split('/').slice(4).join('/');
    await page.follow(`.panels a.from[href="${href}"]`);
    await assertAt(page, href, id, field);
    await page.follow(`[id="${id}"] a.follow`);
    await assertAt(page, `#/asn-${year}/sida.${view}/${id}`, id);
    await page.back();
    await assertAt(page, href, id, field);
  }
});

inEveryBrowser('a month of a volume leads to its cell in the report, and back', async (page) => {
  await openExample(page);
  await goToView(page, 2020, 'volymer');
  await page.follow('.panels [id="hvb-13-20/antal.actual"] a.from');
  await page.until('the cell', () => document.activeElement.matches('[id="hvb-13-20/antal.actual"] td.here'));
  await page.follow('h3[id="hvb-13-20"] a.follow');
  await assertAt(page, '#/asn-2020/sida.volymer/hvb-13-20', 'hvb-13-20');
});

inEveryBrowser('a mark in the matrix leads to its row in the register', async (page) => {
  await openExample(page);
  await goToView(page, 2020, 'risker');
  await page.tabTo('.matrix a.mark');
  assert.match(await page.run(() => document.activeElement.getAttribute('aria-label')), /^Risk 5: .* riskvärde 25\.$/);
  await page.then(() => page.keys(Key.ENTER));
  await assertAt(page, '#/asn-2020/sida.risker/risk-af', 'risk-af');
});

inEveryBrowser('the months of a goal are told in words, and lead to the report', async (page) => {
  await openExample(page, 2023);
  await goToView(page, 2023, 'mal');
  const strip = '.panels a.from[href="#/asn-2023/juli-2023/ma-medarbetare/strip"]';
  const text = await page.run((css) => document.querySelector(css).textContent.replace(/\s+/g, ' '), strip);
  assert.match(text, /^jan Grön, .*maj Grön, jun Gul, jul Gul, aug ej satt, .*dec ej satt, $/);
  await page.follow(strip);
  await assertAt(page, '#/asn-2023/juli-2023/ma-medarbetare/strip', 'ma-medarbetare/strip');
});

inEveryBrowser('a goal is judged alike wherever its page shows it', async (page) => {
  await openExample(page, 2025);
  await goToView(page, 2025, 'mal');
  const panel = await page.run(() => document.getElementById('ko-medarbetare').closest('section').innerText);
  assert.match(panel, /T2 2025\s+Grön/);
  const grid = await page.text('.panel');
  assert.match(grid, /attraktiv arbetsgivare[^\n]*\s+Grön/);
});

inEveryBrowser('back from an element of a page leads to its title', async (page) => {
  await openExample(page, 2023);
  await goToView(page, 2023, 'mal');
  await page.go('#/asn-2023/sida.mal/nm-samverkan');
  await assertAt(page, '#/asn-2023/sida.mal/nm-samverkan', 'nm-samverkan');
  await page.run(() => history.back());
  await page.until('the title', () => document.activeElement.id === '_titel');
});

// ---- Filters ----------------------------------------------------------------------------

const rows = (page) => page.count('.panels tbody tr');
const current = (page) => page.texts('.filter a[aria-current="true"]');
const choose = async (page, css, way = {}) => {
  await page.tabTo(`.filter a${css}`, way);
  await page.then(() => page.keys(Key.ENTER));
};
const focusedText = (page) => page.run(() => document.activeElement.innerText.trim());

inEveryBrowser('risks are filtered by keyboard, and the choice can be shared', async (page) => {
  await openExamples(page);
  await goToView(page, 2025, 'risker');
  const all = await rows(page);
  await choose(page, '[href$="typ=ekonomi"]');
  assert.equal(await page.hash(), '#/asn-2025/sida.risker?typ=ekonomi');
  assert.equal(await focusedText(page), 'Ekonomi');
  assert.deepEqual(await current(page), ['Ekonomi', 'alla', 'alla']);
  const some = await rows(page);
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  const text = await panels(page);
  assert.match(text, /\d av 8 risker visas/);

  await page.open('#/asn-2025/sida.risker?typ=ekonomi');
  await page.waitFor('.panels h2');
  assert.equal(await panels(page), text);
  assert.deepEqual(await current(page), ['Ekonomi', 'alla', 'alla']);
  // A choice that no year has: an empty register, no error.
  await page.go('#/asn-2025/sida.risker?typ=finns-inte');
  await page.waitForText('.panels', '0 av 8 risker visas');
});

inEveryBrowser('the focus stays on the choice that was made', async (page) => {
  await openExample(page, 2025);
  await goToView(page, 2025, 'risker');
  await choose(page, '[href$="typ=ekonomi"]');
  await choose(page, '[href*="varde=over"]');
  assert.equal(await focusedText(page), '15 och över');
  assert.deepEqual(await current(page), ['Ekonomi', 'alla', '15 och över']);
  await goToView(page, 2025, 'risker');
  await choose(page, '[href$="typ=ekonomi"]');
  await choose(page, '[href="#/asn-2025/sida.risker"]', { back: true });
  assert.equal(await focusedText(page), 'alla');
});

// ---- Years come and go ------------------------------------------------------------------

inEveryBrowser('a page follows the years that are there', async (page) => {
  await openExamples(page);
  await goToView(page, 2025, 'ekonomi');
  assert.match(await panels(page), /Nettokostnad 2020–2025/);
  await page.go('#/');
  await page.press('Ta bort: ASN 2020');
  await page.then(() => page.press('Ta bort'));
  await goToView(page, 2025, 'ekonomi');
  assert.doesNotMatch(await panels(page), /Nettokostnad 2020–2025/);
  assert.doesNotMatch(await panels(page), /T2 2020/);
  await give(page, exampleOf(2020), 'asn-2020.tertial.json');
  await isKept(page, 'asn-2020');
  await goToView(page, 2025, 'ekonomi');
  assert.match(await panels(page), /Nettokostnad 2020–2025/);
});

inEveryBrowser('a link to a page of a year that is not here waits for its file', async (page) => {
  await openExample(page, 2025);
  await goToView(page, 2025, 'risker');
  await page.go('#/asn-2023/sida.risker/risk-kriminalitet');
  assert.match(await page.text('main'), /asn-2023\.tertial\.json/);
  assert.deepEqual(await page.errors(), []);
  await give(page, exampleOf(2023), NAME);
  await assertAt(page, '#/asn-2023/sida.risker/risk-kriminalitet', 'risk-kriminalitet');
});

inEveryBrowser('a page on show follows a year that is replaced, however small the change', async (page) => {
  await openExample(page, 2023);
  await goToView(page, 2023, 'ekonomi');
  await page.waitForText('.panels', '9 234');
  // As many bytes, and within the same minute.
  await giveAndAsk(page, rewritten(2023, '"9234"', '"9235"'), NAME);
  await page.press('Ersätt');
  await page.waitForText('.panels', '9 235');
});

inEveryBrowser('a chart on show follows a year that is replaced', async (page) => {
  await openExample(page);
  await page.go('#/asn-2020/t2-2020');
  const drawn = '[id="nettokostnad-tabell/chart"] .drawing';
  const has = (css, text) => document.querySelector(css)?.textContent.includes(text);
  await page.until('the chart', has, drawn, 'Resultat ASN');
  await giveAndAsk(page, rewritten(2020, 'Resultat ASN', 'Resultat för nämnden'), 'asn-2020.tertial.json');
  await page.then(() => page.press('Ersätt'));
  await page.until('the chart of the new year', has, drawn, 'Resultat för nämnden');
});

inEveryBrowser('years of different committees are not mixed', async (page) => {
  const other = changedExample(2023, (year) => {
    Object.assign(year, { id: 'bun-2023' });
    Object.assign(year.committee, { id: 'bun', name: 'Barn- och utbildningsnämnden', short: 'BUN' });
  });
  await openExample(page, 2025);
  await give(page, other, 'bun-2023.tertial.json');
  await isKept(page, 'bun-2023');
  assert.match(await page.text('h1'), /^Barn- och utbildningsnämnden/);
  await goToView(page, 2025, 'risker');
  assert.doesNotMatch(await panels(page), /2023|Risker i andra år/);
  await page.go('#/bun-2023/sida.risker');
  await page.waitFor('.panels h2');
  assert.doesNotMatch(await panels(page), /2025|Risker i andra år/);
  assert.equal(await page.count('.panels a.from[href*="asn-"]'), 0);
});

// ---- Without the worker -----------------------------------------------------------------

const missing = (name) => (wanted) => (wanted === name ? { status: 404 } : undefined);

// The page with a script before all others.
const begun = (body) => (wanted) => {
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const index = () => readFileSync(path.join(DIST, 'index.html'), 'utf8').replace('<script', '<script src="prov.js"></script><script');
  if (wanted === '/') return { status: 200, headers: html, body: index() };
  if (wanted !== '/prov.js') return undefined;
  return { status: 200, headers: { 'content-type': 'text/javascript' }, body };
};
// As an old browser would have it.
const withoutWorker = begun('delete window.Worker;');
// One that keeps hold of the worker.
const watched = begun(`{
  const { Worker } = window;
  window.Worker = class extends Worker {
    constructor(...rest) {
      super(...rest);
      window.provWorker = this;
    }
  };
}`);

const FAILED = 'Den del av Tertial som öppnar år och gör sidor fungerar inte här just nu.';
const ON = 'Åren finns kvar i webbläsaren och går att hämta som filer på startsidan.';

// One message, on the page it stands on, and nothing that goes on by itself.
async function assertSaidOnce(page, heading) {
  await page.waitForText('[role="alert"] p', FAILED);
  assert.deepEqual((await page.texts('[role="alert"] p')).length, 1);
  assert.match(await page.text('[role="alert"] p'), new RegExp(ON));
  await page.waitForText('h1', heading);
  await page.until('the page to be ready', () => document.documentElement.dataset.ready === 'true');
  assert.equal(await page.count('.rescue, .wait'), 0);
  assert.equal(await page.run(() => performance.getEntriesByType('navigation')[0].type), 'navigate');
}

let isWhole;

for (const [what, hinder] of Object.entries({
  'the browser has none': withoutWorker,
  'its script is missing': missing('/worker.js'),
  'its program is missing': missing('/tertial-worker_bg.wasm'),
})) {
  inEveryBrowser(
    `without the worker a sentence says so, and the years are there as files: ${what}`,
    async (page) => {
      page.allow(/NetworkError|worker|wasm/i);
      isWhole = true;
      await openExample(page);
      isWhole = false;
      // An address of a document or a page: loaded once, and said at once.
      for (const hash of ['#/asn-2020/t2-2020', '#/asn-2020/sida.mal', '#/asn-2020']) {
        await page.load(hash);
        await assertSaidOnce(page, 'Året kan inte visas just nu');
        assert.ok((await exportOpen(page)).bytes.equals(EXAMPLE));
      }
      await page.follow('main a[href="#/"]');
      await assertSaidOnce(page, 'Tertial');
      const file = await exported(page, () => page.press('Hämta fil: ASN 2020'));
      assert.ok(file.bytes.equals(EXAMPLE));
      // And on the start page when a file is given.
      await page.open();
      const before = await kept(page);
      await give(page, exampleOf(2023), NAME);
      await assertSaidOnce(page, 'Tertial');
      assert.deepEqual(await kept(page), before);
      await page.click('[aria-keyshortcuts="Control+K"]');
      await page.waitForText('dialog[open] [role="status"]', 'Sökningen går inte att använda här');
    },
    { intercept: (wanted) => (isWhole ? undefined : hinder(wanted)) },
  );
}

inEveryBrowser('a worker that dies is started anew, with the open year as it was', async (page) => {
  page.expect(/^worker: prov$/);
  await openExample(page);
  await page.go('#/asn-2020/t2-2020');
  await page.run(() => window.provWorker.dispatchEvent(new MessageEvent('message', { data: ['died', 'prov'] })));
  await page.waitForText('[role="alert"] p', FAILED);
  // What is painted stays.
  assert.deepEqual(await cells(page, [['nk-ifo-netto', 'utfall']]), ['−163 603']);
  await page.go('#/asn-2020/plan-2020');
  assert.equal(await page.text('h1'), 'Nämndplan 2020');
  assert.equal(await page.count('[role="alert"] p'), 0);
  await goToView(page, 2020, 'mal');
}, { intercept: watched });
