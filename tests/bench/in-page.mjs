// What runs in the pages that are measured. It is there before their own scripts, as
// `window.bench`, and waits in the page itself, so that nothing asks it over WebDriver while time
// counts.
//
// A moment counts as painted when a second animation frame follows it: the first one comes before
// the browser lays out and paints what the moment brought, the second one after. All times are in
// milliseconds.
export function inPage() {
  const painted = new Map();
  const files = new Map();
  const frame = () => new Promise(requestAnimationFrame);

  const note = async (name) => {
    await frame();
    await frame();
    painted.set(name, performance.now());
  };
  const when = async (name) => {
    while (!painted.has(name)) await frame();
    return painted.get(name);
  };

  // When all is painted, and every chart that does not stand folded is drawn.
  const drawn = async () => {
    const isOpen = (place) => !place.closest('details:not([open])');
    const lacks = () => [...document.querySelectorAll('[data-draw]:empty')].some(isOpen);
    const done = await when('tertial-done');
    if (!lacks()) return done;
    while (lacks()) await frame();
    await frame();
    return performance.now();
  };
  const painting = async (start) => {
    const [first, done, all] = await Promise.all([when('tertial-first'), when('tertial-done'), drawn()]);
    return { first: first - start, done: done - start, drawn: all - start };
  };

  // The app's own marks.
  const { mark } = performance;
  performance.mark = (name, ...rest) => {
    const entry = mark.call(performance, name, ...rest);
    note(name);
    return entry;
  };
  document.addEventListener('DOMContentLoaded', () => note('parsed'));

  const found = (css) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(css)) return;
      observer.disconnect();
      note(css);
    });
    observer.observe(document.documentElement, { childList: true, subtree: true });
  };

  // The program's worker, with a count of what it is sent.
  let worker;
  let sent = 0;
  const { Worker } = window;
  window.Worker = class extends Worker {
    constructor(...rest) {
      super(...rest);
      worker = this;
    }

    postMessage(...rest) {
      sent += 1;
      super.postMessage(...rest);
    }
  };
  // The next answer of a kind. The program's own listener is older and so hears it first.
  const heard = (word) =>
    new Promise((resolve) => {
      const listen = ({ data }) => {
        if (data[0] !== word) return;
        worker.removeEventListener('message', listen);
        resolve(data);
      };
      worker.addEventListener('message', listen);
    });
  const ask = async (...question) => {
    const answer = heard('bench');
    Worker.prototype.postMessage.call(worker, ['bench', ...question]);
    return (await answer)[1];
  };
  // A moment later, without waiting for a frame.
  const moment = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage('');
    });

  // A figure as it is written in a cell; `null` for none.
  const number = (text) => (/\d/.test(text) ? Number(text.replace('−', '-').replace(',', '.').replace(/[^\d.-]/g, '')) : null);
  // The time from `start` until an element shows a number and the frame with it is made. Changes are heard
  // of: to look in every frame would have the browser make frames that nobody needs.
  const showing = async (css, wanted, start) => {
    const isShown = () => number(document.querySelector(css)?.textContent ?? '') === wanted;
    const all = { childList: true, characterData: true, subtree: true };
    while (!isShown()) {
      await new Promise((resolve) => {
        const changes = new MutationObserver(() => {
          if (!isShown()) return;
          changes.disconnect();
          resolve();
        });
        changes.observe(document.body, all);
      });
    }
    await frame();
    await moment();
    return performance.now() - start;
  };
  let waiting;

  const drop = (name) => {
    const data = new DataTransfer();
    data.items.add(files.get(name));
    for (const kind of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
    }
  };
  // The worker's last reading of a file.
  const read = () => ask('reading');
  const isKept = (id) => JSON.parse(localStorage.getItem('tertial.index') ?? '[]').some((entry) => entry.id === id);

  window.bench = {
    // From the start of the navigation to the painted moments.
    started: () => painting(0),
    parsed: () => when('parsed'),

    // The same from setting the hash.
    async visit(hash) {
      painted.clear();
      const start = performance.now();
      location.hash = hash;
      return painting(start);
    },

    // Until nothing has been asked of the worker for a while, and it has answered everything.
    async quiet() {
      let before;
      while (before !== sent) {
        before = sent;
        await new Promise((resolve) => setTimeout(resolve, 200));
        if (worker) await ask('memory');
      }
    },

    async memory() {
      return { page: window.tertialMemory(), worker: await ask('memory') };
    },

    // From Ctrl+K to the list in the page; then the search is open.
    async openSearch() {
      const start = performance.now();
      dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, cancelable: true }));
      while (!document.querySelector('#_traffar li')) await frame();
      return performance.now() - start;
    },

    // Types a query letter by letter; from each letter to its list in the page.
    async type(query) {
      const field = document.querySelector('.finder input');
      const shown = () => [...document.querySelectorAll('#_traffar .what')].map((what) => what.textContent).join('\n');
      const times = [];
      for (let end = 1; end <= query.length; end += 1) {
        const answer = heard('found');
        const start = performance.now();
        field.value = query.slice(0, end);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        const hits = (await answer)[2].map((hit) => hit[1]);
        while (shown() !== hits.join('\n')) await moment();
        times.push(performance.now() - start);
        await frame();
        if (end === query.length && !hits.length) throw new Error(`nothing is found for "${query}"`);
      }
      return times;
    },

    // The charts that stand open in the document on show, from the tables beside them.
    async prepareCharts() {
      const { theirs } = await import(`${location.origin}/bench/charts.js`);
      const texts = (row) => [...row.cells].map((cell) => cell.textContent);
      const charts = [...document.querySelectorAll('figure.chart:not(details figure)')].map((figure) => {
        const { width, height } = figure.querySelector('svg').viewBox.baseVal;
        const [[along, ...names], ...rows] = [...figure.querySelectorAll('tr')].map(texts);
        const isBars = along !== 'Månad';
        const series = names.map((name, at) => ({ name, values: rows.map((row) => number(row[at + 1])) }));
        // As ours shows them: the deviations alone, and months by three letters.
        const categories = rows.map(([name]) => (isBars ? name : name.slice(0, 3)));
        return { isBars, width, height, categories, series: isBars ? series.slice(-1) : series };
      });
      Object.assign(window.bench, { theirs, charts });
      return charts;
    },

    // All of them so many times, and the last answer.
    theirCharts(library, count) {
      const { charts, theirs } = window.bench;
      let answer;
      const start = performance.now();
      for (let n = 0; n < count; n += 1) for (const chart of charts) answer = theirs[library](chart);
      return { time: performance.now() - start, answer };
    },

    // One message to the worker's program, with its time and answer.
    timed: (message) => ask('time', 1, message),
    ourCharts: (count, document, anchor) => ask('time', count, ['draw', document, anchor, 0]),

    // Fetches a file, so that it can be dropped.
    async prepare(name) {
      const response = await fetch(`/bench/${name}`);
      files.set(name, new File([await response.arrayBuffer()], name, { type: 'application/json' }));
    },

    // From the drop of a file on the start page to its year with these reports painted, and what
    // of that is reading; it waits until the year is stored.
    async open(name, id, report) {
      painted.clear();
      const link = `main a[href="#/${id}/${report}"]`;
      found(link);
      const start = performance.now();
      drop(name);
      const shown = (await when(link)) - start;
      while (!isKept(id)) await frame();
      return { shown, kept: performance.now() - start, read: await read() };
    },

    // The program's reading alone, of a file that may be open already.
    async ours(name, id) {
      painted.clear();
      drop(name);
      await when('tertial-opened');
      while (location.hash !== `#/${id}` || !isKept(id)) await frame();
      return read();
    },

    async prepareTheirs() {
      const z = await import(`${location.origin}/zod/index.js`);
      const schema = await fetch('/bench/schema');
      window.bench.schema = z.fromJSONSchema(await schema.json());
    },

    // The same bytes with the browser's parser and zod.
    async theirs(name) {
      const bytes = await files.get(name).arrayBuffer();
      const start = performance.now();
      const value = JSON.parse(new TextDecoder().decode(bytes));
      const { success } = window.bench.schema.safeParse(value);
      return { time: performance.now() - start, success };
    },

    // What the program finds wrong with a file.
    async problems(name, id) {
      drop(name);
      while (location.hash !== `#/${id}` || !isKept(id)) await frame();
      await frame();
      await frame();
      return [...document.querySelectorAll('.problems li')].map((item) => item.textContent);
    },

    number: (css) => number(document.querySelector(css).textContent),

    // From the next press of a key until an element shows a number: `shown` gives the time.
    expect(key, css, wanted) {
      waiting = new Promise((resolve) => {
        const listen = (event) => {
          if (event.key !== key) return;
          removeEventListener('keydown', listen, true);
          resolve(showing(css, wanted, event.timeStamp));
        };
        addEventListener('keydown', listen, true);
      });
    },
    shown: () => waiting,

    // The same from a paste where the focus is.
    paste(text, css, wanted) {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const start = performance.now();
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
      return showing(css, wanted, start);
    },

    // The name under which a year was stored last.
    stored: (id) =>
      new Promise((resolve) => {
        const opening = indexedDB.open('tertial');
        opening.onsuccess = () => {
          const range = IDBKeyRange.bound(`year/${id}/`, `year/${id}/\uffff`);
          const asked = opening.result.transaction('records').objectStore('records').getAllKeys(range);
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result.at(-1) ?? '');
          };
        };
      }),
  };
}
