// A static file server, for `make serve` and for the tests. Also from the command line:
//   node tests/browser/server.mjs dist 8080 [/kommun/tertial/]
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

// Serves the folder `root` below the path `base`; port 0 takes a free one. What `intercept(path)`
// answers ({ status, headers, body }) is sent instead of the file, so that a test can play a
// faulty server. Resolves to { port, url(host), close() }.
export async function serve(root, { port = 0, base = '/', intercept = () => undefined } = {}) {
  const folder = await realpath(root);
  const server = createServer((request, response) => {
    handle(folder, base, intercept, request, response).catch(() => reply(response, { status: 500 }));
  });
  // A browser that sends on a connection at the moment the server ends it for want of use sees the
  // request fail, and WebKit does not send it again.
  server.keepAliveTimeout = 0;
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const actual = server.address().port;
  return {
    port: actual,
    url: (host = 'localhost') => `http://${host}:${actual}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function handle(folder, base, intercept, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return reply(response, { status: 405 });
  const wanted = decoded(request.url);
  if (wanted === undefined) return reply(response, { status: 400 });
  const special = intercept(wanted);
  if (special) return reply(response, special);
  if (`${wanted}/` === base) return reply(response, { status: 301, headers: { location: base } });
  if (!wanted.startsWith(base)) return reply(response, { status: 404 });

  const file = await find(folder, wanted.slice(base.length) || 'index.html');
  if (!file) return reply(response, { status: 404 });
  response.writeHead(200, {
    'content-type': TYPES[path.extname(file.name)] ?? 'application/octet-stream',
    'content-length': file.size,
    // A rebuilt file must never be hidden by an older copy.
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file.name).on('error', () => response.destroy()).pipe(response);
}

// The path of an address, without its query; undefined when it cannot be one.
function decoded(url) {
  try {
    const text = decodeURIComponent(url.split('?')[0]);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

// The file at `relative` in `folder`, never one outside it, links followed.
async function find(folder, relative) {
  try {
    const name = await realpath(path.join(folder, relative));
    const info = await stat(name);
    return info.isFile() && name.startsWith(folder + path.sep) ? { name, size: info.size } : undefined;
  } catch {
    return undefined;
  }
}

function reply(response, { status, headers = {}, body = `${status}\n` }) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(body);
}

async function main([root = 'dist', port = '8080', base = '/']) {
  try {
    const server = await serve(root, { port: Number(port), base });
    console.log(`Serving ${root} at ${server.url()} (Ctrl+C ends it)`);
  } catch (error) {
    console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken: name another one.` : error.message);
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
