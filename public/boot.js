// Starts the app and the worker beside it, keeps a list of everything that went wrong, hands out pictures of charts, and
// shows a plain page with the stored years when the app cannot run. No framework and no wasm: it
// must work when they do not.
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

  // ---- What is stored ---------------------------------------------------------------------

  // store.js reads them. One that is damaged is passed by.
  const storedYears = () =>
    window.tertialStore.years((key, error) => errors.push(`storage: ${key}: ${describe(error)}`));

  // The steps that may not be in a year yet, one to a line, for whoever helps; empty if there are none.
  const storedSteps = () => {
    try {
      const keys = Object.keys(localStorage).filter((key) => /^tertial\.(journal|draft)\./.test(key));
      return keys.sort().map((key) => `${key} ${localStorage.getItem(key)}\n`).join('');
    } catch {
      // Forbidden: then nothing can have been put there.
      return '';
    }
  };

  const save = (blob, name) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const download = (year) => save(new Blob([year.bytes], { type: 'application/json' }), `${year.id}.tertial.json`);

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

  const STEPS = 'tertial-andringar.txt';
  // The program puts them together; this page cannot.
  const BESIDE =
    'Åren är som de senast sparades hela. Det som ändrats efter det är inte med i deras filer utan ligger för sig, i de senaste ändringarna. När sidan laddas om läggs det in av sig självt.';

  const stepRows = () => {
    const steps = storedSteps();
    if (!steps) return [];
    const row = document.createElement('li');
    const blob = new Blob([steps], { type: 'text/plain' });
    row.append(button(`Hämta de senaste ändringarna (${STEPS})`, () => save(blob, STEPS)));
    return [row];
  };

  const fillYears = async (place) => {
    try {
      const years = await storedYears();
      const list = document.createElement('ul');
      const steps = stepRows();
      list.append(...years.map(yearRow), ...steps);
      place.replaceChildren(list.children.length ? list : element('p', 'Inget år är sparat i den här webbläsaren.'));
      if (steps.length > 0) place.append(element('p', BESIDE));
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

  // ---- Pictures of charts -----------------------------------------------------------------

  const NO_PICTURE = 'Bilden gick inte att göra. Ladda om sidan och försök igen.';
  const NO_COPY = 'Webbläsaren låter inte sidan kopiera bilder här. Hämta PNG i stället.';
  const COPIED = 'Bilden är kopierad.';

  const makePicture = async (button) => (await import(new URL('picture.js', document.baseURI))).default(button);

  // Both answer the sentence to show.
  const savePicture = async (button) => {
    const { blob, name } = await makePicture(button);
    save(blob, name);
    return '';
  };

  const copyPicture = async (button) => {
    // Not there over plain http, and in some browsers nowhere.
    if (!navigator.clipboard?.write || !window.ClipboardItem) return NO_COPY;
    const picture = makePicture(button).then(({ blob }) => blob);
    try {
      // At once, with a promise: Safari lets a page copy only during the click itself.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
      return COPIED;
    } catch {
      // A picture that cannot be made is an error, and thrown here; a browser that refuses is none.
      await picture;
      return NO_COPY;
    }
  };

  const onTake = async ({ target }) => {
    const button = target.closest?.('[data-take]');
    if (!button) return;
    const row = button.parentElement;
    // Empty at first: readers tell only what changes.
    if (!row.querySelector('[role="status"]')) row.append(element('span', '', { role: 'status' }));
    const status = row.querySelector('[role="status"]');
    status.textContent = '';
    try {
      status.textContent = await (button.dataset.take === 'copy' ? copyPicture : savePicture)(button);
    } catch (error) {
      errors.push(`picture: ${describe(error)}`);
      status.textContent = NO_PICTURE;
    }
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

  // Names of the programs beside the page stay; the version in the query keeps a browser from running
  // an old one from its cache beside a new page.
  const version = names.wasm.replace(/[^a-z0-9]/gi, '');

  // What one writes with. The page asks for it when somebody begins to, and again when that failed:
  // under another name, since browsers remember a script that could not be had.
  let tries = 0;
  window.tertialTypist = async () => {
    tries += 1;
    const query = tries > 1 ? `${version}-${tries}` : version;
    const [glue, response] = await Promise.all([
      import(new URL(`tertial-typist.js?${query}`, document.baseURI)),
      fetchWasm(new URL(`tertial-typist_bg.wasm?${query}`, document.baseURI)),
    ]);
    await glue.default({ module_or_path: await compile(response) });
  };

  // What works beside the page is fetched beside it. The page takes it over with all it has
  // said until then, and deals with a browser that has no workers.
  const startWorker = () => {
    const worker = new Worker(`worker.js?${version}`);
    worker.heard = [];
    worker.onmessage = (event) => worker.heard.push(event);
    worker.onerror = (event) => {
      event.preventDefault();
      worker.heard.push(event);
    };
    window.tertialWorker = worker;
  };

  const start = async () => {
    let stage = MISSING;
    try {
      const [glue, response] = await Promise.all([
        import(new URL(names.js, document.baseURI)),
        fetchWasm(new URL(names.wasm, document.baseURI)),
      ]);
      stage = BLOCKED;
      const wasm = await compile(response);
      stage = MISSING;
      await parsed();
      if (!window.tertialStore) throw new Error('store.js is missing');
      stage = STOPPED;
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
  document.addEventListener('click', onTake);
  if (window.Worker) startWorker();
  start();
})();
