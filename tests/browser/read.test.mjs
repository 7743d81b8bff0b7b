// Reading: the example's figures on the page, links, addresses, focus.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import { inEveryBrowser } from './harness.mjs';
import { EXAMPLE, areDrawn, cells, give, openExample } from './steps.mjs';

const T2 = [
  ['hvb-dygn', 'outcome', '2 017'],
  ['hvb-dygn', 'target', '< 1 703 < 2 555 på året'],
  ['hvb-dygn', 'status', 'Röd'],
  ['u37519', 'status', 'Gul beräknad: grön'],
  ['sjuk-total', 'outcome', '7,75 %'],
  ['nk-ifo-netto', 'utfall', '−163 603'],
  ['nk-socialpsykiatri', 'prognos', '−38 512'],
  ['rr-asn', 'prognosforandring', '117'],
  // A count has no rounding: what the document printed, and what its own list gives.
  ['uppdrag-antal', 'antal-gron', '8 beräknat 9'],
  ['uppdrag-antal', 'antal-gul', '3 beräknat 2'],
  ['hvb-13-20/costs', 'cost', '10 278'],
  ['skyddat-boende/costs', 'deviation', '769'],
];

const PLAN = [
  ['kb-ifo-anslag', 'budget', '234,1'],
  ['db-ifo-nettokostnad', 'forandring', '−13 862'],
  ['risk-lus', 'value', '20'],
];

const CAPTION = 'Avrundning: beräknat −160 472';

inEveryBrowser('the example opens, and its reports show their figures', async (page) => {
  await openExample(page);
  assert.equal(await page.hash(), '#/asn-2020');
  assert.equal(await page.title(), 'ASN 2020 – Tertial');
  assert.match(await page.focused(), /^h1#_titel/);
  assert.equal(await page.text('h1'), 'Arbetsmarknads- och socialnämnden 2020');

  for (const [report, title, figures] of [
    ['t2-2020', 'Delårsrapport 2 2020', T2],
    ['plan-2020', 'Nämndplan 2020', PLAN],
  ]) {
    await page.click('.bar .menu summary');
    await page.follow(`.bar .menu a[href="#/asn-2020/${report}"]`);
    assert.equal(await page.text('.bar .menu summary'), title);
    assert.equal(await page.count('.bar .menu[open]'), 0);
    assert.equal(await page.title(), `${title} – ASN 2020 – Tertial`);
    assert.equal(await page.text('h1'), title);
    assert.match(await page.focused(), /^h1#_titel/);
    assert.equal(await page.attribute('.bar .menu a[aria-current]', 'href'), `#/asn-2020/${report}`);
    const shown = await cells(page, figures.map(([id, field]) => [id, field]));
    assert.deepEqual(figures.map(([id, field], index) => [id, field, shown[index]]), figures);
  }

  // A difference within rounding is told apart from an error.
  await page.go('#/asn-2020/t2-2020/nk-ifo-netto');
  const title = await page.attribute('[id="nk-ifo-netto"] [data-f="budget"] .round', 'title');
  assert.equal(title.replaceAll('\u00a0', ' '), CAPTION);
});

inEveryBrowser('every chart has a title, a text alternative and its table', async (page) => {
  await openExample(page);
  await page.go('#/asn-2020/t2-2020');
  await page.waitFor('[id="volymer/costs-so-far"]');
  // A folded one is drawn when it is opened.
  await page.run(() => { for (const details of document.querySelectorAll('details.history')) details.open = true; });
  await areDrawn(page);
  const charts = await page.run(() =>
    [...document.querySelectorAll('figure')].map((figure) => ({
      title: figure.querySelector('figcaption').textContent,
      text: figure.querySelector('[role="img"]').getAttribute('aria-label'),
      isDrawn: !!figure.querySelector('svg path, svg polyline, svg rect'),
      summary: figure.querySelector('summary').textContent,
      rows: figure.querySelectorAll('table tbody tr').length,
    })),
  );
  assert.ok(charts.length >= 21);
  for (const chart of charts) {
    assert.ok(chart.title && chart.text.length > 30 && chart.isDrawn && chart.rows > 1, JSON.stringify(chart));
    assert.equal(chart.summary, 'Visa som tabell');
  }
  await page.click('[id="nettokostnad-tabell/chart"] summary');
  await page.waitForText('[id="nettokostnad-tabell/chart"] table', '−9 490');
});

// Where the reader is: the address, the focus, and that it can be seen.
async function assertAt(page, hash, focus) {
  await page.until(`the focus on ${focus}`, (css) => document.activeElement.matches(css), focus);
  assert.equal(await page.hash(), hash);
  const isSeen = () => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return top >= 0 && top < innerHeight && bottom > 0;
  };
  assert.ok(await page.run(isSeen), `${focus} is in view`);
}

inEveryBrowser('links, back and forward move address, title and focus', async (page) => {
  await openExample(page);
  await page.follow('main a[href="#/asn-2020/t2-2020"]');
  const report = '#/asn-2020/t2-2020';

  await page.follow(`nav.index a[href="${report}/ekonomi-nettokostnad"]`);
  await assertAt(page, `${report}/ekonomi-nettokostnad`, 'h3[id="ekonomi-nettokostnad"]');
  assert.deepEqual(await page.texts('nav.index a[aria-current="location"]'), ['5.2 Nettokostnad per verksamhet']);

  // By keyboard alone: to the matrix, to a mark, to its row in the register.
  await page.follow(`nav.index a[href="${report}/risker"]`);
  await page.tabTo('.matrix a.mark', { most: 5 });
  assert.match(await page.run(() => document.activeElement.getAttribute('aria-label')), /^Risk 5: .* riskvärde 25\.$/);
  await page.then(() => page.keys(Key.ENTER));
  await assertAt(page, `${report}/risk-af`, 'tr[id="risk-af"]');

  await page.back();
  await assertAt(page, `${report}/risker`, 'h2[id="risker"]');
  await page.back();
  await page.back();
  await assertAt(page, report, 'h1');
  assert.equal(await page.title(), 'Delårsrapport 2 2020 – ASN 2020 – Tertial');
  await page.back();
  await assertAt(page, '#/asn-2020', 'h1');
  assert.equal(await page.title(), 'ASN 2020 – Tertial');
  await page.forward();
  await page.forward();
  await assertAt(page, `${report}/ekonomi-nettokostnad`, 'h3[id="ekonomi-nettokostnad"]');
});

inEveryBrowser('any element and any field can be linked to', async (page) => {
  await openExample(page);
  for (const [place, focus] of [
    ['t2-2020/risk-lus', 'tr[id="risk-lus"]'],
    ['t2-2020/nk-socialpsykiatri/prognos', '[id="nk-socialpsykiatri"] td[data-f="prognos"]'],
    ['t2-2020/volymer/costs', '[id="volymer/costs"]'],
    ['plan-2020/kb-ifo-anslag/budget', '[id="kb-ifo-anslag"] td[data-f="budget"]'],
  ]) {
    await page.open(`#/asn-2020/${place}`);
    await assertAt(page, `#/asn-2020/${place}`, focus);
  }
  // What is painted after it does not push it away.
  await page.open('#/asn-2020/t2-2020/nk-socialpsykiatri/prognos');
  await page.waitFor('[id="volymer/costs-so-far"]');
  await assertAt(page, '#/asn-2020/t2-2020/nk-socialpsykiatri/prognos', 'td[data-f="prognos"]');
  // An element that is gone: the report is there all the same.
  await page.go('#/asn-2020/t2-2020/finns-inte');
  await assertAt(page, '#/asn-2020/t2-2020/finns-inte', 'h1');
});

inEveryBrowser('a link to a year that is not here says which file to open, and then leads there', async (page) => {
  await page.open('#/asn-2020/t2-2020/hvb-dygn');
  assert.equal(await page.title(), 'Finns inte här – Tertial');
  assert.match(await page.focused(), /^h1#_titel/);
  assert.match(await page.text('main'), /öppna filen asn-2020\.tertial\.json/i);
  await give(page, EXAMPLE);
  await assertAt(page, '#/asn-2020/t2-2020/hvb-dygn', 'tr[id="hvb-dygn"]');
  assert.equal(await page.title(), 'Delårsrapport 2 2020 – ASN 2020 – Tertial');

  await page.go('#/asn-2020/t9-2020');
  assert.match(await page.text('main'), /t9-2020 finns inte/);
  // Nothing else is wrong.
  await page.go('#/asn-2020/t2-2020');
  await page.go('#/asn-2020/t9-2020');
  assert.match(await page.text('main'), /t9-2020 finns inte/);
  assert.deepEqual(await page.texts('[role="alert"] p'), []);
});

inEveryBrowser('an address that leads nowhere says so', async (page) => {
  await page.open('#/a/b/c/d/e');
  for (const hash of ['#/<script>window.hacked=1</script>', '#/asn 2020', '#/%E0%A4%A', '#/../x', '#/å']) {
    assert.match(await page.text('main'), /Adressen leder ingenstans/, hash);
    await page.go(hash);
  }
  assert.match(await page.text('main'), /Adressen leder ingenstans/);
  assert.equal(await page.run(() => window.hacked ?? null), null);
  await page.follow('main a[href="#/"]');
  assert.equal(await page.title(), 'Start – Tertial');
  assert.match(await page.focused(), /^h1#_titel/);
});
