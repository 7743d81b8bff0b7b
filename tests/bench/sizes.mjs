// The files of a built folder with their sizes, plain and as a server would send them.
//   node tests/bench/sizes.mjs dist
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

// Compressed already.
const PACKED = /\.(woff2|png)$/;

// [{ name, bytes, brotli, atStart }], largest first; brotli at its highest level. The start page
// loads what it names; the rest is fetched only when asked for.
export function sizes(folder) {
  const index = readFileSync(path.join(folder, 'index.html'), 'utf8');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => {
      const name = path.relative(folder, file).split(path.sep).join('/');
      const content = readFileSync(file);
      const brotli = PACKED.test(name) ? content.length : compressed(content);
      return { name, bytes: content.length, brotli, atStart: name === 'index.html' || index.includes(name) };
    })
    .sort((a, b) => b.brotli - a.brotli);
}

function compressed(content) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return brotliCompressSync(content, { params }).length;
}

export const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

function print(folder) {
  const files = sizes(folder);
  const line = (bytes, brotli, name) => console.log(`${bytes.padStart(9)} ${brotli.padStart(9)}  ${name}`);
  line('kB', 'brotli', '');
  for (const { name, bytes, brotli } of files) line(kilobytes(bytes), kilobytes(brotli), name);
  const start = files.filter((file) => file.atStart);
  const sum = (key) => kilobytes(start.reduce((total, file) => total + file[key], 0));
  line(sum('bytes'), sum('brotli'), 'the start page in all');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) print(process.argv[2] ?? 'dist');
