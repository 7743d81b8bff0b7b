// The year checks itself: Granskning, remarks in the margin, accepting, mending, rules, the record.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { Key } from 'selenium-webdriver';
import { assertAccessible } from './axe.mjs';
import { inEveryBrowser } from './harness.mjs';
import { media, pdf, resize } from './look.mjs';
import { choose, exportOpen, isKept, openExample, write } from './steps.mjs';

const FINDINGS = '.live > .findings > li';
const TALLY = 'det står 8, men listan har 9';

// Granskning of the year 2020, through the bar.
async function openReview(page) {
  await openExample(page);
  await page.then(() => page.run(() => [...document.querySelectorAll('.bar a')].find((a) => a.innerText.startsWith('Granskning')).click()));
  await page.waitFor(FINDINGS);
}

const shown = async (page) => (await page.texts(FINDINGS)).map((text) => text.replaceAll('\u00a0', ' '));

// Something within the finding that says this: its address, where it is a link; pressed, or typed in.
function within(page, part, css, { press = false, text = null } = {}) {
  return page.run(
    (wanted, selector, presses, typed) => {
      const all = [...document.querySelectorAll('.findings > li')];
      const own = all.find((item) => item.textContent.replaceAll('\u00a0', ' ').includes(wanted));
      const found = own?.querySelector(selector);
      if (presses) found.click();
      if (typed !== null) found.value = typed;
      return found.getAttribute('href');
    },
    part,
    css,
    press,
    text,
  );
}

inEveryBrowser('what the checks find is listed, chosen from and leads to its place', async (page) => {
  await openReview(page);
  assert.equal(await page.text('h1'), 'Granskning');
  assert.match(await page.focused(), /^h1#_titel/);
  const all = await shown(page);
  assert.ok(all.some((text) => text.startsWith('Fel') && text.includes(TALLY)), all.join('\n'));
  assert.ok((await page.text('.lead')).includes('fel'));
  await assertAccessible(page);
  await choose(page, '#_w-severity', 'fel');
  await page.until('errors only', () => [...document.querySelectorAll('.live > .findings > li')].every((e) => e.className === 'fel'));
  const errors = await shown(page);
  assert.ok(errors.length > 0 && errors.length < all.length);
  await choose(page, '#_w-report', 'plan-2020');
  await page.until('the plan only', (count) => document.querySelectorAll('.live > .findings > li').length !== count, errors.length);
  await choose(page, '#_w-report', 't2-2020');
  await page.waitForText(FINDINGS, TALLY);
  const hash = await within(page, TALLY, 'a');
  await page.go(hash);
  await page.until('the place to have the focus', () => document.activeElement.closest('.here, td, th') !== null);
});

inEveryBrowser('a finding is accepted with a reason, stays accepted, and is taken back', async (page) => {
  await openReview(page);
  const before = (await shown(page)).length;
  const open = () => within(page, TALLY, '.acts summary', { press: true });
  const accept = () => within(page, TALLY, 'button[name="accept"]', { press: true });
  await open();
  await accept();
  // Names first: whoever accepts is kept with it.
  await page.waitForText('[role="alert"]', 'Skriv ditt namn');
  await write(page, '#_w-by', 'Kim Testsson');
  await accept();
  await page.waitForText('[role="alert"]', 'Skriv varför');
  await within(page, TALLY, 'input', { text: 'Så står det i originalet' });
  await accept();
  await page.waitForText('#_antal', `${before - 1} fynd`);
  await page.until('the focus on the count', () => document.activeElement.id === '_antal');
  await assertAccessible(page);
  const file = JSON.parse((await exportOpen(page)).bytes);
  const [own] = file.content.review.accepted;
  assert.deepEqual([own.by, own.reason], ['Kim Testsson', 'Så står det i originalet']);
  await isKept(page, 'asn-2020');
  await page.open('#/asn-2020/granskning.');
  await page.waitForText('.accepted summary', 'Godtagna: 1');
  assert.equal((await shown(page)).length, before - 1);
  await page.run(() => document.querySelector('.accepted').setAttribute('open', ''));
  await within(page, TALLY, 'button[name="unaccept"]', { press: true });
  await page.waitForText('#_antal', `${before} fynd`);
});

inEveryBrowser('what can be mended for certain is mended, and the mend is undone', async (page) => {
  await openReview(page);
  const count = () => page.count(`${FINDINGS} button[name="mend"]`);
  const before = await count();
  assert.ok(before > 0, 'there is something to mend');
  await write(page, '#_w-by', 'Kim Testsson');
  const says = await page.text(`${FINDINGS} .mend span`);
  await page.run(() => document.querySelector('.findings button[name="mend"]').click());
  await page.waitForText('[role="status"]', 'Rättat');
  await page.until('one less', (was) => document.querySelectorAll('.live > .findings > li button[name="mend"]').length < was, before);
  assert.ok(says.length > 0);
  await page.press('Ångra');
  await page.waitForText('[role="status"]', 'ångrat');
});

inEveryBrowser('by keyboard alone: a finding is gone to and one is accepted', async (page) => {
  await openReview(page);
  await page.until('the title to have the focus', () => document.activeElement.id === '_titel' || document.activeElement === document.body);
  await page.tabTo('#_w-by');
  await page.keys('Kim Testsson');
  await page.tabTo('.findings .acts summary');
  await page.keys(Key.ENTER);
  await page.tabTo('.findings .acts input');
  await page.keys('Godtas i testet');
  await page.tabTo('.findings button[name="accept"]');
  await page.keys(Key.ENTER);
  await page.waitForText('.accepted summary', 'Godtagna: 1');
  await page.tabTo('.findings .acts a');
  await page.then(() => page.keys(Key.ENTER));
  assert.match(await page.hash(), /^#\/asn-2020\/(plan|t2)-2020\//);
});

inEveryBrowser('a rule is turned off and on', async (page) => {
  await openReview(page);
  await write(page, '#_w-by', 'Kim Testsson');
  const set = async (value) => {
    await page.run((word) => {
      document.querySelector('.rules').setAttribute('open', '');
      document.querySelector('[name="rule antal"]').value = word;
      document.querySelector('[name="rules"]').click();
    }, value);
  };
  await set('off');
  await page.until('the finding to be gone', (text) => ![...document.querySelectorAll('.findings > li')].some((e) => e.innerText.replaceAll('\u00a0', ' ').includes(text)), TALLY);
  await page.waitForText('.record', 'Avstängda regler');
  await set('');
  await page.waitForText(FINDINGS, TALLY);
});

inEveryBrowser('findings stand in the margin and are counted on the year and before klar', async (page) => {
  await openExample(page);
  await page.waitForText('.panel .years tbody tr:last-child td:last-child', 'fel');
  await page.go('#/asn-2020/t2-2020');
  await page.waitFor('.remark:not([hidden])');
  await page.until('remarks in their places', () => [...document.querySelectorAll('.remark:not([hidden])')].every((e) => e.style.top));
  await assertAccessible(page);
  const hash = await page.attribute('.remark', 'href');
  assert.match(hash, /^#\/asn-2020\/granskning\.t2-2020\//);
  await page.go(hash);
  await page.waitFor(FINDINGS);
  await page.go('#/asn-2020');
  await page.waitFor('.panel .years tbody th');
  await page.run(() => document.querySelector('.panel .years tbody tr:last-child .acts button').click());
  await page.waitForText('dialog[open] .tally', 'fel');
  await assertAccessible(page);
});

inEveryBrowser(
  'the review is accessible in the dark and narrow, and printed with its record',
  async (page) => {
    await openReview(page);
    await media(page, { 'prefers-color-scheme': 'dark' });
    await assertAccessible(page);
    await media(page);
    await resize(page, 390, 800);
    await assertAccessible(page);
    const isWide = () => document.documentElement.scrollWidth > innerWidth;
    assert.equal(await page.run(isWide), false, 'nothing reaches beyond the view');
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await pdf(page), encoding: 'utf8' });
    const printed = text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
    assert.ok(printed.includes('Granskningsprotokoll') && printed.includes(TALLY), 'it is on paper');
    assert.ok(!printed.includes('Spara reglerna') && !printed.includes('Godta …'), 'without what is pressed');
  },
  { engines: ['chromium'] },
);
