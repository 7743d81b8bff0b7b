// Running text, edited where it stands.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Key } from 'selenium-webdriver';
import { violations } from './axe.mjs';
import { inEveryBrowser } from './harness.mjs';
import { openExample } from './steps.mjs';

const REPORT = '#/asn-2020/t2-2020';
// A text with lists.
const EVENTS = '[data-el="handelser-text"] .text[data-k="text"]';
// A text that is empty in the example.
const EMPTY = '[data-el="sm-service"] .text[data-f="description"]';

// ---- Steps ------------------------------------------------------------------------------

// Goes to the report and begins to write.
async function write(page) {
  await openExample(page);
  await page.open(REPORT);
  await page.press('Skriv');
  await page.type('#_namn', 'Kim');
  await page.press('Börja skriva');
  await page.waitFor(EVENTS);
}

// Presses a key with Ctrl and others.
async function chord(page, key, ...others) {
  const actions = page.driver.actions();
  const held = [Key.CONTROL, ...others];
  for (const one of held) actions.keyDown(one);
  actions.sendKeys(key);
  for (const one of held.reverse()) actions.keyUp(one);
  await actions.perform();
}

const isOpen = (page, css) => page.waitFor(`${css}[data-typing]`);

// Opens a text with a click.
async function open(page, css) {
  await page.click(css);
  await isOpen(page, css);
}

// Closes the open text and gives its Markdown.
async function close(page, css) {
  await chord(page, Key.ENTER);
  return page.until('the text to be closed', (selector) => {
    const place = document.querySelector(selector);
    return !place.matches('[data-typing]') && { text: place.dataset.v };
  }, css).then(({ text }) => text);
}

const html = (page, css) => page.run((selector) => document.querySelector(selector).innerHTML, css);

// Pastes into what has the focus, as the browser does.
function paste(page, kinds) {
  return page.run((given) => {
    const data = new DataTransfer();
    for (const [kind, text] of Object.entries(given)) data.setData(kind, text);
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data });
    // An engine may leave out what the event was given.
    if (!event.clipboardData?.getData('text/html') && !event.clipboardData?.getData('text/plain')) {
      Object.defineProperty(event, 'clipboardData', { value: data });
    }
    document.activeElement.dispatchEvent(event);
  }, kinds);
}

const clipboard = (name) => readFileSync(new URL(`../clipboard/${name}`, import.meta.url), 'utf8');

// ---- Typing -----------------------------------------------------------------------------

inEveryBrowser('an empty text is filled, with bold and a list, and is kept', async (page) => {
  await write(page);
  await page.waitFor(EMPTY);
  const says = await page.run((css) => getComputedStyle(document.querySelector(css), '::before').content, EMPTY);
  assert.match(says, /Skriv /);
  await open(page, EMPTY);
  await page.keys('Läget är ');
  await chord(page, 'b');
  await page.keys('sämre');
  await chord(page, 'b');
  await page.keys(' nu.', Key.ENTER, '- ett', Key.ENTER, 'två');
  assert.equal(await close(page, EMPTY), 'Läget är **sämre** nu.\n\n- ett\n- två');
  assert.equal(await html(page, EMPTY), '<p>Läget är <strong>sämre</strong> nu.</p><ul><li>ett</li><li>två</li></ul>');
  await page.waitForText('.saved', 'Sparat');
  await page.open(REPORT);
  await page.waitForText('main .text', 'Läget är sämre nu.');
});

inEveryBrowser('Escape leaves a text and keeps what was typed, and the tools take it back', async (page) => {
  await write(page);
  const before = await html(page, EVENTS);
  await open(page, EVENTS);
  await chord(page, Key.END);
  await page.keys(' Något nytt.', Key.ESCAPE);
  await page.until('the text to be done', (css) => document.querySelector(css).dataset.v.endsWith('Något nytt.'), EVENTS);
  await page.until('the focus on it', (css) => document.activeElement.matches(css), EVENTS);
  await chord(page, 'z');
  await page.until('the text as it was', (css) => !document.querySelector(css).innerText.includes('Något nytt.'), EVENTS);
  assert.equal(await html(page, EVENTS), before);
  await open(page, EVENTS);
  await chord(page, Key.END);
  await page.keys(' Något annat.');
  await page.waitForText(EVENTS, 'Något annat.');
  await page.press('Ångra ändringen');
  await page.until('the text to be closed', (css) => !document.querySelector(css).matches('[data-typing]'), EVENTS);
  assert.equal(await html(page, EVENTS), before);
  assert.equal(await page.run((css) => document.activeElement.matches(css), EVENTS), true);
  assert.equal(await page.run(() => document.querySelector('[aria-label="Ångra"]').disabled), true);
});

inEveryBrowser('a text that is left is done, and can be undone', async (page) => {
  await write(page);
  await page.run((css) => document.querySelector(css).focus(), EVENTS);
  await page.keys(Key.ENTER);
  await isOpen(page, EVENTS);
  await page.keys(Key.ESCAPE);
  await page.run((css) => document.querySelector(css).focus(), EVENTS);
  await page.keys('X');
  await isOpen(page, EVENTS);
  await page.keys('YZ');
  await page.click('.chart.drawn figcaption');
  await page.until('the text to be done', (css) => document.querySelector(css).dataset.v.endsWith('XYZ'), EVENTS);
  await page.waitForText('.saved', 'Sparat');
  await chord(page, 'z');
  await page.until('the text as it was', (css) => !document.querySelector(css).innerText.includes('XYZ'), EVENTS);
});

inEveryBrowser('items go deeper with Tab, a heading is made and unmade', async (page) => {
  await write(page);
  await page.waitFor(EMPTY);
  await open(page, EMPTY);
  await page.keys('Orsaker');
  await chord(page, '3', Key.ALT);
  await page.keys(Key.ENTER, '1. ett', Key.ENTER, 'två', Key.TAB, Key.ENTER, 'tre');
  const actions = page.driver.actions();
  await actions.keyDown(Key.SHIFT).sendKeys(Key.TAB).keyUp(Key.SHIFT).perform();
  assert.equal(await close(page, EMPTY), '# Orsaker\n\n1. ett\n  1. två\n2. tre');
  await page.waitForText('.saved', 'Sparat');
  // Two blocks become one: engines like to keep the looks with a style of their own.
  await open(page, EMPTY);
  await chord(page, Key.HOME);
  await chord(page, '3', Key.ALT);
  await page.keys(Key.END, Key.DELETE);
  assert.equal(await page.count(`${EMPTY} [style]`), 0);
  assert.equal(await page.count(`${EMPTY} :is(h3, h4)`), 0);
  await close(page, EMPTY);
});

inEveryBrowser('a link has an address that may stand there', async (page) => {
  await write(page);
  await page.waitFor(EMPTY);
  await open(page, EMPTY);
  await page.keys('underlaget');
  await chord(page, 'a');
  await chord(page, 'k', Key.SHIFT);
  await page.type('#_lank', 'javascript:alert(1)', Key.ENTER);
  await page.waitForText('#_lankfel', 'https://');
  await page.run(() => { document.querySelector('#_lank').value = ''; });
  await page.type('#_lank', 'exempel.se/a', Key.ENTER);
  assert.equal(await close(page, EMPTY), '[underlaget](https://exempel.se/a)');
});

// ---- Pasting ----------------------------------------------------------------------------

const WORD = '# Ekonomi efter augusti\n\nNettokostnaden är **173,6\u00a0mnkr** mot en budget på 168,5\u00a0mnkr. '
  + 'Det är *sämre* än planerat, se [underlaget](https://www.exempel.se/ekonomi/(2020%29).\n\n# Orsaker\n\n'
  + '- Fler placeringar av vuxna\n  - särskilt under sommaren\n  - till **högre** pris\n- Lägre ersättning från staten\n\n'
  + 'Så går vi vidare:\n\n1. Följ upp placeringarna\n  1. varje vecka\n2. Sök bidrag\n\nPrognosen är bättre sedan april.';
const OUTLOOK = 'Hej!\n\nHär är mina punkter, fråga [ekonomen](mailto:ekonom@exempel.se) vid behov:\n\n'
  + '- Socialpsykiatrin förbättrar sin prognos\n  - 0,7\u00a0mnkr\n- Försörjningsstödet ökar inte\n\n'
  + 'Vänligen\n**Kim**\n\n**Från:** Robin';
const GOOGLE = '# Läget i augusti\n\nPrognosen är **sämre** än budget, men *bättre* än i april. Läs '
  + '[mer](https://exempel.se/a?b=1&c=2).\n\n- Vuxna\n  - missbruk\n  - boende\n- Barn\n\n1. Följ upp\n2. Sök bidrag';
const LIBRE = '# Volymer\n\nAntalet placeringar är **7**, mot *9* i januari.\nPriset är högre.\n\n'
  + '- HVB\n  - 13–20 år\n- Familjehem';

for (const [name, expected] of [
  ['word-text.html', WORD], ['outlook-reply.html', OUTLOOK], ['google-docs.html', GOOGLE], ['libreoffice-writer.html', LIBRE],
]) {
  inEveryBrowser(`what is pasted from ${name} keeps its structure`, async (page) => {
    await write(page);
    await page.waitFor(EMPTY);
    await open(page, EMPTY);
    await paste(page, { 'text/html': clipboard(name), 'text/plain': 'inte det här' });
    await page.waitFor(`${EMPTY} li li`);
    assert.equal(await page.count(`${EMPTY} :is([style], [class]:not(.sub), span, font)`), 0);
    assert.equal(await close(page, EMPTY), expected);
  });
}

inEveryBrowser('a word is pasted into the line, plain lines as they are', async (page) => {
  await write(page);
  await page.waitFor(EMPTY);
  await open(page, EMPTY);
  await page.keys('Det är  bra');
  await page.keys(...Array(4).fill(Key.ARROW_LEFT));
  await paste(page, { 'text/html': '<p><b style="color:red">mycket</b></p>', 'text/plain': 'mycket' });
  await chord(page, Key.END);
  await page.keys(Key.ENTER);
  await paste(page, { 'text/plain': '1) ett\n2) två' });
  // WebKit keeps the second of two spaces by making it one that does not break.
  assert.equal((await close(page, EMPTY)).replaceAll('\u00a0', ' '), 'Det är **mycket** bra\n\n1. ett\n2. två');
});

// ---- Cells, accessibility ---------------------------------------------------------------

inEveryBrowser('a text in a cell', async (page) => {
  await write(page);
  const CELL = await page.until('a text in a cell', () => {
    const cell = [...document.querySelectorAll('td[data-k="text"]:not([data-el])')].find((e) => e.dataset.v?.length > 40 && !/[-*#\n]/.test(e.dataset.v));
    return cell && `[data-el="${cell.closest('[data-el]').dataset.el}"] > td[data-f="${cell.dataset.f}"]`;
  });
  const before = await page.attribute(CELL, 'data-v');
  await page.run((css) => document.querySelector(css).focus(), CELL);
  await page.keys(Key.ENTER);
  await page.waitFor(`${CELL} > [role="textbox"]`);
  await page.keys(' Tillägg.', Key.ENTER, 'Nytt stycke.');
  assert.equal(await page.attribute(CELL, 'role'), null);
  assert.equal(await close(page, CELL), `${before} Tillägg.\n\nNytt stycke.`);
  await page.waitForText('.saved', 'Sparat');
  assert.equal(await page.count('[data-typing], .textbar, [contenteditable]'), 0);
});

inEveryBrowser('paragraphs from Word on a chosen cell are one text in it, with their marks', async (page) => {
  await write(page);
  const cells = await page.until('two texts, one below the other', () => {
    const all = [...document.querySelectorAll('td[data-k="text"]')];
    const below = (cell) => cell.closest('tr').nextElementSibling?.querySelector(`td[data-k="text"][data-f="${cell.dataset.f}"]`);
    const name = (cell) => `[data-el="${cell.closest('[data-el]').dataset.el}"] > td[data-f="${cell.dataset.f}"]`;
    const first = all.find((cell) => below(cell)?.dataset.v);
    return first && [name(first), name(below(first))];
  });
  const after = await page.attribute(cells[1], 'data-v');
  await page.run((css) => document.querySelector(css).focus(), cells[0]);
  const html = '<p class=MsoNormal>Det går <b>bättre</b> nu.</p><p class=MsoNormal>Men inte överallt.</p>';
  await paste(page, { 'text/html': html, 'text/plain': 'Det går bättre nu.\r\nMen inte överallt.\r\n' });
  await page.until('the text', (css) => document.querySelector(css).dataset.v?.includes('Men inte'), cells[0]);
  assert.equal(await page.attribute(cells[0], 'data-v'), 'Det går **bättre** nu.\n\nMen inte överallt.');
  assert.equal(await page.attribute(cells[1], 'data-v'), after);
});

inEveryBrowser('an open text is accessible, also on a narrow screen, and its toolbar is walked with arrows', async (page) => {
  await write(page);
  const before = await violations(page);
  await open(page, EVENTS);
  assert.equal(await page.attribute(EVENTS, 'spellcheck'), 'true');
  assert.equal(await page.attribute(EVENTS, 'lang'), 'sv');
  // The open text and its toolbar add nothing to what the page has.
  assert.deepEqual(await violations(page), before);
  await page.driver.manage().window().setRect({ width: 390, height: 800 });
  await page.run((css) => document.querySelector(css).scrollIntoView(), EVENTS);
  const isInView = () => {
    const box = document.querySelector('.textbar').getBoundingClientRect();
    return box.left >= 0 && box.right <= window.innerWidth && box.top >= 0 && box.bottom <= window.innerHeight;
  };
  await page.until('the toolbar in view', isInView);
  await page.driver.actions().keyDown(Key.ALT).sendKeys(Key.F10).keyUp(Key.ALT).perform();
  await page.until('the focus in the toolbar', () => document.activeElement.dataset.do === 'bold');
  await page.keys(Key.ARROW_LEFT);
  assert.equal(await page.run(() => document.activeElement.dataset.do), 'cancel');
  await page.keys(Key.ESCAPE);
  assert.equal(await page.run((css) => document.activeElement.matches(css), EVENTS), true);
  await page.keys(Key.ESCAPE);
  await page.driver.manage().window().setRect({ width: 1280, height: 900 });
});
