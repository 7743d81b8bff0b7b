// The buttons beside a chart: its picture as a file, or to paste elsewhere.
import assert from 'node:assert/strict';
import { exported } from './files.mjs';
import { INTRANET, inEveryBrowser } from './harness.mjs';
import { media } from './look.mjs';
import { areDrawn, openExample } from './steps.mjs';

const CHART = '[id="nettokostnad-tabell/chart"]';
const STATUS = `${CHART} .take [role="status"]`;
const SLUG = 'prognosen-for-aret-ar-9-490-tkr-samre-an-budget';
const COPIED = 'Bilden är kopierad.';
const NO_COPY = 'Webbläsaren låter inte sidan kopiera bilder här. Hämta PNG i stället.';
const NO_PICTURE = 'Bilden gick inte att göra. Ladda om sidan och försök igen.';

async function openReport(page) {
  await openExample(page);
  await page.go('#/asn-2020/t2-2020');
  await page.waitFor(`${CHART} .take`);
  await areDrawn(page);
}

const titleOf = (page) => page.run((chart) => document.querySelector(`${chart} figcaption`).textContent, CHART);
const click = (page, what, chart = CHART) => page.click(`${chart} [data-take="${what}"]`);
const picture = (page, what, chart = CHART) => exported(page, () => click(page, what, chart));

// The sentence beside the buttons, once there is one.
async function said(page) {
  await page.until('an answer', (css) => document.querySelector(css)?.textContent, STATUS);
  return page.text(STATUS);
}

// What an SVG file holds, as an XML parser sees it. The page's policy forbids style elements.
const parsed = (page, bytes) =>
  page.run((text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml');
    const root = file.documentElement;
    const texts = (name) => [...file.querySelectorAll(name)].map((e) => e.textContent);
    return {
      root: root.localName,
      size: [root.getAttribute('width'), root.getAttribute('height')].map(Number),
      title: texts('svg > title').join(),
      desc: texts('svg > desc').join(),
      heading: texts('svg > text'),
      labels: texts('g text'),
    };
  }, bytes.toString().replace(/(<\/?)style>/g, '$1metadata>'));

// What a PNG file shows: its size, how many pixels have a colour, and how far to the right its title
// reaches beside how far it should in our font.
const shown = (page, bytes, title) =>
  page.run(
    async (base64, text) => {
      const file = new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: 'image/png' });
      const bitmap = await createImageBitmap(file);
      const { width, height } = bitmap;
      const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const inked = [];
      for (let pixel = 0; pixel < width * height; pixel += 1) {
        if (Math.min(...data.subarray(4 * pixel, 4 * pixel + 3)) < 200) inked.push(pixel);
      }
      const line = inked.filter((pixel) => pixel < 86 * width);
      context.font = '600 34px "Source Sans 3"';
      return {
        width,
        height,
        inked: inked.length,
        end: line.reduce((end, pixel) => Math.max(end, pixel % width), 0),
        expected: 40 + context.measureText(text).width,
      };
    },
    bytes.toString('base64'),
    title,
  );

inEveryBrowser('a chart is taken as an SVG file that needs nothing else', async (page) => {
  await openReport(page);
  const title = await titleOf(page);
  const file = await picture(page, 'svg');
  assert.equal(file.name, `${SLUG}.svg`);
  assert.equal(file.type, 'image/svg+xml');
  const svg = await parsed(page, file.bytes);
  assert.equal(svg.root, 'svg');
  assert.equal(svg.title, title);
  assert.match(svg.desc, /^Stapeldiagram över helårsprognosens avvikelse/);
  assert.deepEqual(svg.heading, [title]);
  assert.ok(svg.labels.includes('Resultat ASN'));
  assert.equal(svg.size[0], 760);
  const text = file.bytes.toString();
  assert.match(text, /@font-face\{[^}]*url\("data:font\/woff2;base64,[\w+/=]{30000,}"\)/);
  assert.doesNotMatch(text.replaceAll('xmlns="http://www.w3.org/2000/svg"', ''), /https?:|href|@import|url\((?!"data:)/);

  // A long title takes several lines.
  const folded = '[id="u40406/history"]';
  await page.run((chart) => { document.querySelector(chart).closest('details').open = true; }, folded);
  await areDrawn(page);
  const long = await parsed(page, (await picture(page, 'svg', folded)).bytes);
  assert.equal(long.heading.length, 2);
  assert.equal(long.heading.join(' '), long.title);
});

inEveryBrowser('a chart is taken as a PNG file', async (page) => {
  await openReport(page);
  const title = await titleOf(page);
  const file = await picture(page, 'png');
  assert.equal(file.name, `${SLUG}.png`);
  assert.equal(file.type, 'image/png');
  assert.equal(file.bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  const png = await shown(page, file.bytes, title);
  assert.equal(png.width, 1520);
  assert.ok(png.height > 200 && png.height < 2000, `${png.height} high`);
  assert.ok(png.inked > 5000 && png.inked < (png.width * png.height) / 2, `${png.inked} pixels have a colour`);
  assert.ok(Math.abs(png.end - png.expected) < 8, `the title ends at ${png.end}, not at ${png.expected}`);
});

inEveryBrowser('a chart is copied, or the page says that it cannot be', async (page) => {
  await openReport(page);
  await click(page, 'copy');
  const answer = await said(page);
  if (page.engine === 'webkit') assert.ok([COPIED, NO_COPY].includes(answer), answer);
  else assert.equal(answer, COPIED);
});

inEveryBrowser(
  'over plain http nothing can be copied, and that is no error',
  async (page) => {
    await openReport(page);
    await click(page, 'copy');
    assert.equal(await said(page), NO_COPY);
    assert.equal((await picture(page, 'png')).name, `${SLUG}.png`);
    assert.equal(await page.text(STATUS), '');
  },
  { engines: ['chromium', 'firefox'], host: INTRANET },
);

inEveryBrowser(
  'the picture is light in the dark too',
  async (page) => {
    await openReport(page);
    const light = await picture(page, 'png');
    await media(page, { 'prefers-color-scheme': 'dark' });
    try {
      assert.ok((await picture(page, 'png')).bytes.equals(light.bytes));
    } finally {
      await media(page);
    }
  },
  { engines: ['chromium'] },
);

let isMissing;

for (const missing of ['/picture.js', '/font/source-sans-3.woff2']) {
  inEveryBrowser(
    `says that a picture cannot be made: ${missing} is missing`,
    async (page) => {
      page.expect(/^picture: /);
      isMissing = false;
      await openReport(page);
      isMissing = true;
      await click(page, 'svg');
      assert.equal(await said(page), NO_PICTURE);
      await click(page, 'copy');
      const answer = await said(page);
      if (page.engine === 'webkit') assert.ok([NO_PICTURE, NO_COPY].includes(answer), answer);
      else assert.equal(answer, NO_PICTURE);
    },
    { intercept: (wanted) => (isMissing && wanted === missing ? { status: 404 } : undefined) },
  );
}
