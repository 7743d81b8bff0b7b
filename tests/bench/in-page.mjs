// What runs in the pages that are measured. It is there before their own scripts, as
// `window.bench`, and waits only with animation frames, so that nothing asks the page over
// WebDriver while time counts.
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

  const drop = (name) => {
    const data = new DataTransfer();
    data.items.add(files.get(name));
    for (const kind of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
    }
  };
  // Between the last two marks around reading.
  const read = () => performance.measure('reading', 'tertial-read', 'tertial-read-done').duration;
  const isKept = (id) => JSON.parse(localStorage.getItem('tertial.index') ?? '[]').some((entry) => entry.id === id);

  window.bench = {
    // From the start of the navigation to the painted moments.
    async since(...names) {
      return Promise.all(names.map(when));
    },

    // From setting the hash to the first screenful and to the whole document.
    async visit(hash) {
      painted.clear();
      const start = performance.now();
      location.hash = hash;
      const [first, done] = await Promise.all(['tertial-first', 'tertial-done'].map(when));
      return { first: first - start, done: done - start };
    },

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
      return { shown, kept: performance.now() - start, read: read() };
    },

    // The program's reading alone, of a file that may be open already.
    async ours(name, id) {
      painted.clear();
      drop(name);
      await when('tertial-read-done');
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
  };

}
