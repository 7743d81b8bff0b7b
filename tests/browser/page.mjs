// The app as one test sees it: small steps on a page in one browser. Files going in and out are
// in files.mjs, pictures and print in look.mjs, accessibility in axe.mjs.
import assert from 'node:assert/strict';
import { By, Key } from 'selenium-webdriver';

// How long a page may take to get where a test expects it, in milliseconds.
export const PATIENCE = 20_000;

// What is wrong with an element only for a moment.
const PASSING = ['StaleElementReferenceError', 'ElementNotInteractableError'];

export class Page {
  // `url` is where the folder is served, with the slash at its end.
  constructor(browser, url) {
    this.browser = browser;
    this.driver = browser.driver;
    this.engine = browser.engine;
    this.url = url;
    this.seen = [];
    this.expected = [];
    this.allowed = [];
  }

  // Runs a function in the page; what it answers, or promises, must be plain data.
  run(fn, ...values) {
    return this.driver.executeScript(fn, ...values);
  }

  // ---- Going places ---------------------------------------------------------------------

  // Loads the app anew at an address like '#/start' and waits until it is painted.
  async open(hash = '') {
    await this.load(hash);
    await this.ready();
  }

  // The same without waiting, for a page that is not going to be ready.
  async load(hash = '') {
    await this.leave();
    await this.driver.get(this.url + hash);
  }

  // Empties the page; what it recorded is kept.
  async leave() {
    await this.gather();
    await this.driver.get('about:blank');
  }

  // Goes to another address within the running app.
  async go(hash) {
    await this.then(() =>
      this.run(
        (to) =>
          new Promise((resolve) => {
            // What is still painted of the page before counts for nothing once the app has heard.
            window.addEventListener('hashchange', () => resolve(), { once: true });
            location.hash = to;
          }),
        hash,
      ),
    );
  }

  // Clicks a link within the app and waits for its page.
  async follow(css) {
    await this.then(() => this.click(css));
  }

  async back() {
    await this.then(() => this.run(() => history.back()));
  }

  async forward() {
    await this.then(() => this.run(() => history.forward()));
  }

  // Does something that brings up another page, and waits for that page.
  async then(step) {
    // Two frames on, nothing that was on its way can be taken for what comes.
    await this.run(
      () =>
        new Promise((resolve) => {
          const clear = () => resolve((document.documentElement.dataset.ready = 'false'));
          requestAnimationFrame(() => requestAnimationFrame(clear));
        }),
    );
    await step();
    await this.ready();
  }

  // The app says so on the root element once a page is painted; or it has died.
  async ready() {
    const state = () => {
      if (document.querySelector('.rescue')) return 'dead';
      return document.documentElement.dataset.ready === 'true' && 'ready';
    };
    if ((await this.until('the app to be ready', state)) === 'ready') return;
    throw new Error(`the app has died; the page recorded ${JSON.stringify(await this.errors())}`);
  }

  hash() {
    return this.run(() => location.hash);
  }

  // ---- Reading --------------------------------------------------------------------------

  // Waits until a function in the page answers something true, and returns it.
  async until(what, fn, ...values) {
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      const answer = await this.run(fn, ...values).catch((error) => {
        // The page is just being replaced by another one.
        if (!/unload|detached|context|frame/i.test(`${error.name} ${error.message}`)) throw error;
      });
      if (answer) return answer;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`waited in vain for ${what}; the page recorded ${JSON.stringify(await this.errors())}`);
  }

  async waitFor(css) {
    await this.until(css, (selector) => !!document.querySelector(selector), css);
  }

  // Waits until the element holds this text (a part of it, no-break spaces as spaces).
  async waitForText(css, part) {
    await this.until(
      `"${part}" in ${css}`,
      (selector, wanted) =>
        [...document.querySelectorAll(selector)].some((e) => e.innerText.replaceAll('\u00a0', ' ').includes(wanted)),
      css,
      part,
    );
  }

  // The text of the first match as it is shown, its no-break spaces kept.
  async text(css) {
    await this.waitFor(css);
    return this.run((selector) => document.querySelector(selector).innerText.trim(), css);
  }

  texts(css) {
    return this.run((selector) => [...document.querySelectorAll(selector)].map((e) => e.innerText.trim()), css);
  }

  count(css) {
    return this.run((selector) => document.querySelectorAll(selector).length, css);
  }

  attribute(css, name) {
    return this.run((selector, wanted) => document.querySelector(selector)?.getAttribute(wanted), css, name);
  }

  title() {
    return this.driver.getTitle();
  }

  // A description of the element that has the focus, as 'h1#id' or 'button.class'.
  focused() {
    return this.run(() => {
      const e = document.activeElement;
      return e.localName + (e.id ? `#${e.id}` : '') + [...e.classList].map((name) => `.${name}`).join('');
    });
  }

  // ---- Acting ---------------------------------------------------------------------------

  async click(css) {
    await this.found(async () => {
      await this.waitFor(css);
      await this.clickOn(await this.driver.findElement(By.css(css)));
    });
  }

  // Finds something and does something to it, anew if the page has put another in its place between
  // the two or is still moving it: a person would not notice.
  async found(step) {
    for (const end = Date.now() + PATIENCE; ; ) {
      try {
        return await step();
      } catch (error) {
        if (!PASSING.includes(error.name) || Date.now() > end) throw error;
      }
    }
  }

  // Presses the button with this name. Beside an open dialog no other button can be pressed.
  async press(name) {
    const find = (wanted) =>
      [...(document.querySelector('dialog[open]') ?? document).querySelectorAll('button')].find(
        (button) => (button.getAttribute('aria-label') ?? button.innerText).trim() === wanted,
      );
    await this.found(async () => this.clickOn(await this.until(`the button "${name}"`, find, name)));
  }

  async clickOn(element) {
    // WebKit's driver clicks only what is in view, and at where it was a moment before: not until it
    // stands still.
    await this.run(async (e) => {
      for (let tries = 0, last; tries < 50; tries += 1) {
        e.scrollIntoView({ block: 'center' });
        const { left, top } = e.getBoundingClientRect();
        if (last === `${left} ${top}`) return;
        last = `${left} ${top}`;
        // Two frames on, what came into view has its size; a page out of sight has no frames.
        await new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
          setTimeout(resolve, 200);
        });
      }
    }, element);
    await element.click();
  }

  // Presses keys where the focus is (see selenium-webdriver's Key).
  async keys(...keys) {
    await this.driver.actions().sendKeys(...keys).perform();
  }

  // Goes on with Tab (or `back` with Shift and Tab) until the focus is on what matches.
  async tabTo(css, { back = false, most = 60 } = {}) {
    for (let count = 0; count < most; count += 1) {
      const actions = this.driver.actions();
      if (back) actions.keyDown(Key.SHIFT);
      actions.sendKeys(Key.TAB);
      if (back) actions.keyUp(Key.SHIFT);
      await actions.perform();
      if (await this.run((selector) => document.activeElement.matches(selector), css)) return;
    }
    throw new Error(`${css} is not within ${most} tabs; the focus is on ${await this.focused()}`);
  }

  // Types into the element, or presses keys (see selenium-webdriver's Key).
  async type(css, ...keys) {
    await this.waitFor(css);
    await this.found(() => this.driver.findElement(By.css(css)).sendKeys(...keys));
  }

  // Chromium only: a command of its developer tools.
  cdp(command, values = {}) {
    return this.driver.sendAndGetDevToolsCommand(command, values);
  }

  // ---- What went wrong ------------------------------------------------------------------

  // What the page recorded since it was loaded.
  errors() {
    return this.run(() => window.tertialErrors ?? []);
  }

  // An error that belongs to the test and must come. All that is neither expected nor allowed
  // fails the test.
  expect(pattern) {
    this.expected.push(pattern);
  }

  // An error that some engines record and others do not.
  allow(pattern) {
    this.allowed.push(pattern);
  }

  // Keeps what the page recorded so far; to be called before something other than load() leaves it.
  async gather() {
    this.seen.push(...(await this.errors()));
    await this.run(() => { if (window.tertialErrors) window.tertialErrors.length = 0; });
  }

  async finish() {
    await this.gather();
    const known = [...this.expected, ...this.allowed];
    const unexpected = this.seen.filter((text) => !known.some((pattern) => pattern.test(text)));
    assert.deepEqual(unexpected, [], 'the page recorded errors');
    for (const pattern of this.expected) {
      assert.ok(this.seen.some((text) => pattern.test(text)), `the page should have recorded ${pattern}`);
    }
  }
}
