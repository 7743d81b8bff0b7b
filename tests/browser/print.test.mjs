// On paper: what Chromium prints, as a PDF.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inEveryBrowser } from './harness.mjs';
import { pdf } from './look.mjs';
import { areDrawn, goToView, openExample, openExamples } from './steps.mjs';

const ONLY = { engines: ['chromium'] };

// The page on show as it prints: { info, pages: [{ text, width, height }] }, no-break spaces as spaces.
async function printed(page) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tertial-'));
  try {
    const file = path.join(folder, 'print.pdf');
    writeFileSync(file, await pdf(page));
    const run = (program, ...options) => execFileSync(program, [...options], { encoding: 'utf8' });
    const info = run('pdfinfo', '-f', '1', '-l', '999', file);
    const texts = run('pdftotext', '-layout', file, '-').replaceAll('\u00a0', ' ').split('\f').slice(0, -1);
    const sizes = [...info.matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm)];
    assert.equal(sizes.length, texts.length);
    return { info, pages: texts.map((text, index) => ({ text, width: +sizes[index][1], height: +sizes[index][2] })) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const lines = ({ text }) => text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
const isA4 = ({ width, height }) =>
  Math.abs(Math.min(width, height) - 595) < 2 && Math.abs(Math.max(width, height) - 842) < 2;
const isLandscape = ({ width, height }) => width > height;
const pageWith = (pages, text) => {
  const found = pages.find((page) => lines(page).join('\n').includes(text));
  assert.ok(found, `"${text}" is printed`);
  return found;
};

function assertNoButtons({ text }) {
  for (const other of ['Hämta', 'Skriv ut', 'Ctrl+K', 'Kopiera bild', 'Visa som tabell', 'Historik:', 'På sidan:']) {
    assert.ok(!text.includes(other), other);
  }
}

async function assertPrint(page, report, title, period) {
  await page.go(`#/asn-2020/${report}`);
  // At once: what is not painted yet is painted for the printer.
  const { info, pages } = await printed(page);
  assert.match(info, /^Tagged: +yes$/m);
  assert.match(info, new RegExp(`^Title: +${title} – ASN 2020`, 'm'));
  assert.ok(pages.length > 10 && pages.length < 60, `${pages.length} pages`);
  const headings = await page.run(() =>
    [...document.querySelectorAll('main :is(h2, h3, h4, h5, h6)')].map((h) => h.textContent.replace(/\s+/g, ' ').trim()),
  );
  for (const [index, one] of pages.entries()) {
    assert.ok(isA4(one), `page ${index + 1} is A4`);
    const [head, ...rest] = lines(one);
    const about = `Arbetsmarknads- och socialnämnden · ${title} · ${period} · utkast · `;
    assert.ok(head.startsWith(about), `page ${index + 1}: ${head}`);
    assert.ok(Math.abs(Date.parse(head.slice(about.length)) - Date.now()) < 2 * 86_400_000, head);
    assert.equal(rest.pop(), `Sida ${index + 1} av ${pages.length}`);
    // What belongs to the screen alone.
    assertNoButtons(one);
    // Nothing empty, and no heading alone at the foot.
    assert.ok(rest.length > 0, `page ${index + 1} is not empty`);
    // The first page ends with the list of contents.
    if (index === 0) continue;
    assert.ok(!headings.includes(rest.at(-1)), `page ${index + 1} ends with the heading "${rest.at(-1)}"`);
  }
  return pages;
}

inEveryBrowser(
  'the report prints',
  async (page) => {
    await openExample(page);
    const pages = await assertPrint(page, 't2-2020', 'Delårsrapport 2 2020', 'januari–augusti 2020');
    assert.match(pages[0].text, /Verksamhetsområdena individ- och familjeomsorg/);
    for (const text of [
      '1 Viktiga händelser under perioden maj till augusti',
      '5.2 Nettokostnad per verksamhet',
      '2 017',
      'Riskmatris, Delårsrapport 2 2020',
      'Prognosen för året är 9 490 tkr sämre än budget',
    ]) {
      assert.ok(!isLandscape(pageWith(pages, text)), text);
    }
    assert.match(pageWith(pages, 'Nettokostnad IFO').text, /Nettokostnad IFO +−163 603 +−160 471 +−3 132/);
    // The volumes have the whole width of a sheet, from their heading on.
    const from = pages.findIndex((one) => lines(one)[1] === 'Bilaga: Volymer och priser');
    assert.ok(from > 5);
    assert.deepEqual(pages.map(isLandscape), pages.map((_, index) => index >= from));
    assert.match(pageWith(pages, 'Kostnad januari–augusti, tkr').text, /HVB 13-20 år +10 278/);
    // A table that goes on has its head again.
    const goesOn = pages.filter((one) => /Aktuell rutin .*våld/.test(lines(one).join(' ')));
    assert.ok(goesOn.length > 1);
    for (const one of goesOn) assert.match(lines(one).join(' '), /Indikator Utfall Målnivå/);
    // The button does what the browser's own command does.
    await page.run(() => { window.print = () => { window.isPrinted = true; }; });
    await page.press('Skriv ut');
    assert.equal(await page.run(() => window.isPrinted), true);
  },
  ONLY,
);

inEveryBrowser(
  'the plan prints',
  async (page) => {
    await openExample(page);
    const pages = await assertPrint(page, 'plan-2020', 'Nämndplan 2020', '2020');
    assert.ok(!pages.some(isLandscape));
    // The first page's list of contents names everything.
    assert.match(pageWith(pages.slice(1), '6.1 Kommunbidrag').text, /234,1 +241,1 +247,9 +254,4/);
    for (const text of ['1 Verksamhet och syfte', 'Åtgärder kopplade till risk', '7.1 Januari/februari']) {
      pageWith(pages.slice(1), text);
    }
  },
  ONLY,
);

const NOW = new Date().toLocaleDateString('sv');

inEveryBrowser(
  'the documents of other years print',
  async (page) => {
    await openExamples(page);
    for (const [hash, head, texts] of [
      ['asn-2023/t1-2023', 'Arbetsmarknads- och socialförvaltningen · Delårsrapport 1 januari till april 2023 · ', ['Gemensamt IFO −29 390 −30 531']],
      ['asn-2023/juli-2023', 'Arbetsmarknads- och socialförvaltningen · Månadsrapport juli 2023 · ', ['Budgetavvikelse 2,43 %']],
      ['asn-2025/t2-2025', 'Arbetsmarknad- och socialnämnden (ASN) · Tertial 2 2025 · ', ['Avdelning vuxen −123 247']],
    ]) {
      await page.go(`#/${hash}`);
      const { pages } = await printed(page);
      for (const [index, one] of pages.entries()) {
        assert.ok(lines(one)[0].startsWith(head) && lines(one)[0].endsWith(NOW), `${hash} ${index + 1}: ${lines(one)[0]}`);
        assertNoButtons(one);
      }
      const all = pages.flatMap(lines).join(' ');
      const chapters = await page.run(() => [...document.querySelectorAll('main h2')].map((h) => h.textContent.replace(/\s+/g, ' ').trim()));
      for (const text of [...chapters, ...texts]) assert.ok(all.includes(text), `${hash}: ${text}`);
    }
  },
  ONLY,
);

inEveryBrowser(
  'charts print once they are drawn, and the follow-up pages without their choices',
  async (page) => {
    await openExamples(page);
    await page.go('#/asn-2020/t2-2020');
    await areDrawn(page);
    pageWith((await printed(page)).pages, 'sämre än budget bättre än budget');
    for (const [year, view, head, texts] of [
      [2025, 'risker', 'Risker – ASN 2025', ['Riskmatris 2025', 'Att barn och unga hamnar i kriminell livsstil']],
      [2020, 'ekonomi', 'Ekonomi – ASN 2020', ['−9,5 mnkr', 'sämre än budget bättre än budget', '−163 603']],
      [2023, '', 'Översikt – ASN 2023', ['Två av fyra mål är gröna, två gula.', 'Härnäst i årshjulet']],
    ]) {
      await goToView(page, year, view);
      const { pages } = await printed(page);
      pages.forEach(assertNoButtons);
      const [first, ...rest] = lines(pages[0]);
      assert.equal(first, `${head} · ${NOW}`);
      assert.ok(!rest.some((line) => /^(Typ|Åtgärdernas status|Riskvärde) alla/.test(line)), 'no filter');
      for (const text of texts) pageWith(pages, text);
    }
  },
  ONLY,
);
