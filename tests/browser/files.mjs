// Files going into the app and coming out of it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PATIENCE } from './page.mjs';

const JSON_TYPE = 'application/json';

// Drops a file on an element, as from the desktop: the same events, in the same order.
export function drop(page, bytes, name, { css = 'body', type = JSON_TYPE } = {}) {
  return dropAll(page, [{ bytes, name }], { css, type });
}

// Drops several files at once: { bytes, name } each.
export async function dropAll(page, files, { css = 'body', type = JSON_TYPE } = {}) {
  await page.waitFor(css);
  await page.run(
    (selector, list, fileType) => {
      const data = new DataTransfer();
      for (const { base64, name } of list) {
        const content = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        data.items.add(new File([content], name, { type: fileType }));
      }
      const target = document.querySelector(selector);
      for (const kind of ['dragenter', 'dragover', 'drop']) {
        const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data });
        // An engine may leave out what the event was given.
        if (!event.dataTransfer) Object.defineProperty(event, 'dataTransfer', { value: data });
        target.dispatchEvent(event);
      }
    },
    css,
    files.map(({ bytes, name }) => ({ base64: Buffer.from(bytes).toString('base64'), name })),
    type,
  );
}

// Chooses a file in an <input type="file">, seen or not.
export async function choose(page, css, bytes, name, type = JSON_TYPE) {
  await page.waitFor(css);
  await page.run(
    (selector, base64, fileName, fileType) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      data.items.add(new File([content], fileName, { type: fileType }));
      const input = document.querySelector(selector);
      input.files = data.files;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    css,
    Buffer.from(bytes).toString('base64'),
    name,
    type,
  );
}

// The file that a step exports: { name, type, bytes }. Nothing is saved to disk.
export async function exported(page, step) {
  await page.run(hookExport);
  await step();
  await page.until('an exported file', () => !!window.tertialExport.file);
  const { base64, ...about } = await page.run(readExport);
  return { ...about, bytes: Buffer.from(base64, 'base64') };
}

// Runs in the page, which may not fetch blob addresses (its policy): so the blob itself is kept
// when its address is made, and found again when a link with that address is clicked.
function hookExport() {
  const hook = (window.tertialExport ??= { blobs: new Map() });
  hook.file = undefined;
  if (hook.installed) return;
  hook.installed = true;
  const make = URL.createObjectURL;
  URL.createObjectURL = (object) => {
    const url = make.call(URL, object);
    hook.blobs.set(url, object);
    return url;
  };
  const take = (link) => {
    if (!hook.blobs.has(link?.href)) return false;
    hook.file = { name: link.download, blob: hook.blobs.get(link.href) };
    return true;
  };
  // A link made for the purpose is clicked by the program and need not be in the page ...
  const click = HTMLElement.prototype.click;
  HTMLElement.prototype.click = function () {
    if (!take(this)) click.call(this);
  };
  // ... one that is in the page is clicked by the user.
  window.addEventListener('click', (event) => {
    if (take(event.target.closest?.('a'))) event.preventDefault();
  });
}

// Runs in the page.
async function readExport() {
  const { name, blob } = window.tertialExport.file;
  const reader = new FileReader();
  await new Promise((resolve) => {
    reader.onload = resolve;
    reader.readAsDataURL(blob);
  });
  return { name, type: blob.type, base64: reader.result.split(',')[1] ?? '' };
}

// The bytes of a file that Chromium or Firefox really saved.
export async function downloaded(page, name) {
  const file = path.join(page.browser.downloads, name);
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    const busy = existsSync(`${file}.part`) || existsSync(`${file}.crdownload`);
    if (existsSync(file) && !busy) return readFileSync(file);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${name} was not downloaded`);
}
