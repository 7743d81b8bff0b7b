// Where the years lie: the browser's database, or memory where the browser gives none. The page's program asks
// through src/ui/browser_store; boot.js shows with it what is stored when that program cannot run.
(() => {
  'use strict';

  const DATABASE = 'tertial';
  // 1 had the years alone, 2 has the records beside them.
  const VERSION = 2;
  // Records of bytes under keys of text: generations, snapshots, the journal's copies.
  const RECORDS = 'records';
  // The years of the first layout, one object each. Each stays until two generations have taken its
  // place, so that bringing the layout up to date moves nothing.
  const YEARS = 'years';

  // The event by which the page hears that a newer program asked for the database, and the error's name
  // from then on.
  const NEWER = 'tertial-newer';

  let database;
  // When a newer program asked for the database.
  let closed = 0;

  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  // ---- The database -----------------------------------------------------------------------

  const upgrade = (database) => {
    const has = (name) => database.objectStoreNames.contains(name);
    if (!has(YEARS)) database.createObjectStore(YEARS, { keyPath: 'id' });
    if (!has(RECORDS)) database.createObjectStore(RECORDS);
  };

  const open = async () => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => upgrade(request.result);
    const opened = await answer(request);
    // Another page with a newer layout must not wait for this one for ever. From then on all this page
    // writes is refused.
    opened.onversionchange = () => {
      closed = Date.now();
      window.dispatchEvent(new Event(NEWER));
      opened.close();
    };
    database = opened;
  };

  // Only a finished transaction is on its way to the disk; one that finds no room while it ends is aborted.
  const end = (transaction) =>
    new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error || new DOMException('', 'AbortError'));
    });

  // The results of what is asked in one transaction. It is committed as soon as all is asked, and then
  // ends by itself: WebKit lets one that waits for the page's answer stand for ever when the user leaves
  // the page meanwhile, and the next page's wait behind it. One that reads may end before its results are
  // there.
  const ask = async (database, name, mode, questions) => {
    const transaction = database.transaction(name, mode);
    const store = transaction.objectStore(name);
    const answers = questions.map(([method, ...rest]) => answer(store[method](...rest)));
    transaction.commit();
    const [, ...results] = await Promise.all([mode === 'readwrite' && end(transaction), ...answers]);
    return results;
  };

  // The browser closes a database when site data are cleared: it is opened anew, once. After a newer
  // program asked for it, it is that program's.
  const askAgain = async (name, mode, ...questions) => {
    if (closed) throw new DOMException('', NEWER);
    try {
      return await ask(database, name, mode, questions);
    } catch (error) {
      if (error.name !== 'InvalidStateError' || closed) throw error;
      await open();
      return ask(database, name, mode, questions);
    }
  };

  const read = (name, ...questions) => askAgain(name, 'readonly', ...questions);
  const write = async (name, ...question) => void (await askAgain(name, 'readwrite', question));

  // All keys that begin so.
  const beginning = (prefix) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

  const inDatabase = {
    keys: async (name, prefix) => (await read(name, ['getAllKeys', beginning(prefix)]))[0],
    // Keys, and what lies under them.
    records: (prefix) => read(RECORDS, ['getAllKeys', beginning(prefix)], ['getAll', beginning(prefix)]),
    get: async (name, key) => (await read(name, ['get', key]))[0],
    // Copied at once: what is given is a window on the program's memory.
    put: (key, bytes) => write(RECORDS, 'put', bytes.slice(), key),
    remove: (name, key) => write(name, 'delete', key),
    // Neither is there on plain http.
    estimate: async () => navigator.storage?.estimate?.(),
    persist: async () => navigator.storage?.persist?.(),
  };

  // ---- In memory --------------------------------------------------------------------------

  // As long as the page lives. Gives notes like localStorage.
  const useMemory = () => {
    const [records, notes] = [new Map(), new Map()];
    const keys = (prefix) => [...records.keys()].filter((key) => key.startsWith(prefix)).sort();
    Object.assign(window.tertialStore, {
      keys: async (name, prefix) => (name === RECORDS ? keys(prefix) : []),
      records: async (prefix) => [keys(prefix), keys(prefix).map((key) => records.get(key))],
      get: async (name, key) => (name === RECORDS ? records.get(key) : undefined),
      put: async (key, bytes) => void records.set(key, bytes.slice()),
      remove: async (name, key) => void (name === RECORDS && records.delete(key)),
      estimate: async () => undefined,
      persist: async () => undefined,
    });
    return {
      get length() {
        return notes.size;
      },
      key: (at) => [...notes.keys()][at] ?? null,
      getItem: (key) => notes.get(key) ?? null,
      setItem: (key, text) => void notes.set(key, text),
      removeItem: (key) => void notes.delete(key),
    };
  };

  // ---- Without the program ----------------------------------------------------------------

  // Opening without a version would create an empty database where there is none, and the app would then
  // find it without its store: so that is taken back.
  const openAsItIs = async () => {
    const request = indexedDB.open(DATABASE);
    let isNew = false;
    request.onupgradeneeded = () => {
      isNew = true;
      request.transaction.abort();
    };
    try {
      return await answer(request);
    } catch (error) {
      if (isNew) return undefined;
      throw error;
    }
  };

  // All years in this browser. What cannot be read is told and passed by.
  const years = async (tell) => {
    const database = await openAsItIs();
    if (!database) return [];
    try {
      const has = (name) => database.objectStoreNames.contains(name);
      const read = async (name, ...question) => (await ask(database, name, 'readonly', [question]))[0];
      const years = new Map();
      // As the first layout has them: the whole year in one object.
      for (const year of has(YEARS) ? await read(YEARS, 'getAll') : []) years.set(year.id, year);
      if (has(RECORDS)) await addGenerations(read, years, tell);
      return [...years.values()];
    } finally {
      database.close();
    }
  };

  // The latest generation of each year whose parts are all there; src/library/bundle.rs writes
  // them. Later keys sort behind earlier ones. The sums are left to the program: a file whose sum
  // is wrong opens with a remark.
  const addGenerations = async (read, years, tell) => {
    for (const key of await read(RECORDS, 'getAllKeys', beginning('year/'))) {
      try {
        // The head's own sum and a line break stand before it.
        const head = JSON.parse(new TextDecoder().decode(await read(RECORDS, 'get', key)).slice(17));
        const parts = await read(RECORDS, 'getAll', beginning(`part/${key}/`));
        const bytes = new Blob(parts).slice(0, head.size);
        const isWhole = parts.length === (head.parts ?? []).length && bytes.size === head.size;
        if (isWhole) years.set(head.id, { id: head.id, name: head.name, bytes });
      } catch (error) {
        tell(key, error);
      }
    }
  };

  window.tertialStore = { ...inDatabase, open, closed: () => closed, useMemory, years };
})();
