// Starts the program that works beside the page, of the version that the query names. Its wasm is on
// its way while the script that runs it is fetched.
const wasm = fetch(`tertial-worker_bg.wasm${self.location.search}`);
// That this can fail is dealt with below.
wasm.catch(() => {});
importScripts(`tertial-worker.js${self.location.search}`);
wasm_bindgen({ module_or_path: wasm })
  .catch((reason) => self.postMessage(['died', String(reason)]));
