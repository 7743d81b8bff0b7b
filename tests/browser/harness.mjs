// One test in every engine, each with a server and so an origin of its own: whatever an earlier
// test stored in the browser is out of sight.
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENGINES, INTRANET, start } from './browsers.mjs';
import { Page } from './page.mjs';
import { serve } from './server.mjs';

export { ENGINES, INTRANET };

// The built app.
export const DIST = path.resolve(process.env.DIST ?? fileURLToPath(new URL('../../dist/', import.meta.url)));
if (!existsSync(path.join(DIST, 'index.html'))) throw new Error(`nothing is built in ${DIST}: run "make dist" first`);

// Browsers are started when first needed and shared by the tests of a file.
const browsers = new Map();

function browser(engine) {
  if (!browsers.has(engine)) browsers.set(engine, start(engine));
  return browsers.get(engine);
}

after(async () => {
  await Promise.allSettled([...browsers.values()].map(async (one) => (await one).stop()));
});

// `fn` gets a Page. Options: `engines` (only these), `host` and `base` (where the app is served),
// `intercept` (see server.mjs), `timeout` (in milliseconds). An error that the page recorded and the
// test did not expect fails it.
export function inEveryBrowser(name, fn, { engines = ENGINES, host = 'localhost', base = '/', intercept, timeout = 180_000 } = {}) {
  for (const engine of ENGINES.filter((one) => engines.includes(one))) {
    test(`${name} (${engine})`, { timeout }, async (t) => {
      const once = () => inBrowser(engine, fn, { host, base, intercept });
      try {
        await once();
      } catch (error) {
        const last = await lastWords(engine);
        if (last === undefined) throw error;
        t.diagnostic(`${engine} itself ended: ${error.message}\n${last}`);
        await once();
      }
    });
  }
}

async function inBrowser(engine, fn, { host, base, intercept }) {
  const server = await serve(DIST, { base, intercept });
  let page;
  try {
    page = new Page(await browser(engine), server.url(host));
    await fn(page);
    await page.finish();
  } finally {
    await page?.leave().catch(() => {});
    await server.close();
  }
}

// What a browser wrote last that has ended or did not start, undefined of one that runs. No test
// after it fails with it, and its own gets a second try: a page that ends its browser does so again.
async function lastWords(engine) {
  const ended = await browser(engine).catch((error) => ({ stop() {}, log: () => error.message }));
  if (await ended.runs?.()) return undefined;
  browsers.delete(engine);
  const words = ended.log();
  await ended.stop();
  return words;
}
