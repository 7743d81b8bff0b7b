// Starts the app, keeps a list of everything that went wrong, and shows a plain page with the
// stored years when the app cannot run. No framework and no wasm: it must work when they do not.
(() => {
  'use strict';

  // What the browser tests read, and what a person helping by telephone can ask for.
  const errors = (window.tertialErrors = []);
  const names = document.currentScript.dataset;

  // ---- Recording --------------------------------------------------------------------------

  const describe = (reason) => (reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason));

  // A trap ends the wasm instance, and so does running out of stack inside it.
  const isDeath = (reason) =>
    (typeof WebAssembly === 'object' && reason instanceof WebAssembly.RuntimeError) ||
    (reason instanceof Error && /call stack|recursion/i.test(reason.message));

  const onError = (event) => {
    // Errors of elements (an image, a style sheet that is missing) do not bubble and have no message.
    if (event.target !== window) {
      errors.push(`resource: ${event.target.src || event.target.href}`);
      return;
    }
    errors.push(`error: ${event.error ? describe(event.error) : event.message}`);
    if (isDeath(event.error)) rescue(STOPPED);
  };

  const onRejection = (event) => {
    errors.push(`rejection: ${describe(event.reason)}`);
    if (isDeath(event.reason)) rescue(STOPPED);
  };

  const onViolation = (event) => {
    errors.push(`csp: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile || ''}:${event.lineNumber}`);
  };

  const onPanic = (event) => {
    errors.push(`panic: ${event.detail}`);
    // Not in the middle of it: what follows moves the focus, and the app listens to that.
    setTimeout(rescue, 0, STOPPED);
  };

  // ---- Stored years -----------------------------------------------------------------------

  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  // All years in this browser. Opening without a version would create an empty database where
  // there is none, and the app would then find it without its store: so that is taken back.
  const storedYears = async () => {
    const request = indexedDB.open('tertial');
    let isNew = false;
    request.onupgradeneeded = () => {
      isNew = true;
      request.transaction.abort();
    };
    let database;
    try {
      database = await answer(request);
    } catch (error) {
      if (isNew) return [];
      throw error;
    }
    try {
      if (!database.objectStoreNames.contains('years')) return [];
      return await answer(database.transaction('years').objectStore('years').getAll());
    } finally {
      database.close();
    }
  };

  const download = (year) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([year.bytes], { type: 'application/json' }));
    link.download = `${year.id}.tertial.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  // ---- The page ---------------------------------------------------------------------------

  const MISSING = {
    heading: 'Tertial kunde inte starta',
    text: 'Programmets filer gick inte att hämta. Kontrollera nätet och ladda om sidan. Hjälper det inte: tala med den som sköter webbplatsen.',
  };
  const BLOCKED = {
    heading: 'Tertial kunde inte starta',
    text: 'Webbläsaren fick inte köra programmet, som behöver WebAssembly. Ladda om sidan eller prova en annan webbläsare. Hjälper det inte: be it-avdelningen tillåta WebAssembly för den här adressen.',
  };
  const STOPPED = {
    heading: 'Tertial har stannat',
    text: 'Ett fel i programmet gör att det inte kan fortsätta. Det som är sparat i webbläsaren finns kvar. Hämta gärna en kopia här nedanför och ladda sedan om sidan.',
  };

  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  const button = (text, action) => {
    const made = element('button', text, { type: 'button' });
    made.addEventListener('click', action);
    return made;
  };

  const yearRow = (year) => {
    const row = document.createElement('li');
    row.append(button(`Hämta ${year.name || year.id} (${year.id}.tertial.json)`, () => download(year)));
    return row;
  };

  const fillYears = async (place) => {
    try {
      const years = await storedYears();
      const list = document.createElement('ul');
      list.append(...years.map(yearRow));
      place.replaceChildren(years.length ? list : element('p', 'Inget år är sparat i den här webbläsaren.'));
    } catch (error) {
      errors.push(`storage: ${describe(error)}`);
      place.replaceChildren(element('p', 'De sparade åren går inte att läsa just nu. Ladda om sidan och försök igen.'));
    }
  };

  // Covers the page once; the first reason is the one that explains the others.
  const rescue = (message) => {
    if (document.querySelector('.rescue') || !document.body) return;
    const heading = element('h1', message.heading, { id: 'rescue-heading', tabindex: '-1' });
    const years = element('div', 'Letar efter sparade år …', { 'aria-live': 'polite' });
    const box = element('div', '', { class: 'rescue-box' });
    box.append(
      heading,
      element('p', message.text, { id: 'rescue-text' }),
      button('Ladda om', () => location.reload()),
      element('h2', 'Sparade år'),
      years,
    );
    const page = element('div', '', {
      class: 'rescue',
      role: 'alertdialog',
      'aria-modal': 'true',
      'aria-labelledby': 'rescue-heading',
      'aria-describedby': 'rescue-text',
    });
    page.append(box);
    // What is left of the app no longer answers: out of reach of keyboard and screen readers. An
    // open dialog would lie above this page.
    for (const rest of document.querySelectorAll('#laddar, dialog[open]')) rest.remove();
    for (const rest of document.body.children) rest.inert = true;
    document.body.append(page);
    document.title = `${message.heading} – Tertial`;
    heading.focus();
    // Once more: WebKit lets nothing have the focus in the moment when a dialog goes away.
    requestAnimationFrame(() => heading.focus());
    fillYears(years);
  };

  // ---- Start ------------------------------------------------------------------------------

  const parsed = () =>
    new Promise((resolve) => {
      if (document.readyState !== 'loading') resolve();
      else document.addEventListener('DOMContentLoaded', resolve, { once: true });
    });

  const fetchWasm = async (url) => {
    const response = await fetch(url);
    // Some servers answer with a page of their own instead of "not found".
    const type = response.headers.get('content-type') || '';
    if (!response.ok || type.startsWith('text/html')) throw new Error(`${url}: ${response.status} ${type}`);
    return response;
  };

  // Browsers compile while downloading, and remember the result, only under the right type.
  const compile = async (response) =>
    response.headers.get('content-type') === 'application/wasm'
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer());

  const start = async () => {
    let stage = MISSING;
    try {
      const [glue, response] = await Promise.all([
        import(new URL(names.js, document.baseURI)),
        fetchWasm(new URL(names.wasm, document.baseURI)),
      ]);
      stage = BLOCKED;
      const wasm = await compile(response);
      stage = STOPPED;
      await parsed();
      const exports = await glue.default({ module_or_path: wasm });
      // How much memory the program has taken, in bytes.
      window.tertialMemory = () => exports.memory.buffer.byteLength;
    } catch (error) {
      errors.push(`start: ${describe(error)}`);
      await parsed();
      // Some engines refuse forbidden wasm only when it is about to run.
      const refused = typeof WebAssembly === 'object' && error instanceof WebAssembly.CompileError;
      rescue(refused ? BLOCKED : stage);
    }
  };

  window.addEventListener('error', onError, true);
  window.addEventListener('unhandledrejection', onRejection);
  document.addEventListener('securitypolicyviolation', onViolation);
  window.addEventListener('tertial-panic', onPanic);
  start();
})();
