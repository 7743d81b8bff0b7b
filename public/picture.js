// A picture of a chart that stands on its own: on white, in the light colours, with its title and
// its font. boot.js fetches this module when somebody wants one.

const SVG = 'http://www.w3.org/2000/svg';
// Programs that know no embedded fonts, as Word, take the next one they have; Calibri is as narrow.
const FAMILY = '"Source Sans 3", Calibri, Carlito, sans-serif';
const WEIGHT = 600;
const SIZE = 17;
const LINE = 23;
const INK = '#14202A';
const MARGIN = 20;
// Sharp on paper and on dense screens, whatever screen it is made on.
const SCALE = 2;

// What the button asks for, as { name, blob }: an SVG file, or a PNG file also for copying.
export default async function picture(button) {
  const figure = button.closest('figure');
  const title = figure.querySelector('figcaption').textContent.trim();
  const fontUrl = await font();
  const svg = (scale) => standalone(figure.querySelector('.drawing'), title, fontUrl, scale);
  return button.dataset.take === 'svg'
    ? { name: `${slug(title)}.svg`, blob: new Blob([svg(1)], { type: 'image/svg+xml' }) }
    : { name: `${slug(title)}.png`, blob: await png(svg(SCALE)) };
}

// "Årets kostnad, tkr" as "arets-kostnad-tkr".
function slug(title) {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? ['diagram'];
  return words.join('-').slice(0, 80).replace(/-$/, '');
}

// ---- SVG ----------------------------------------------------------------------------------

// The drawing as the text of an SVG file. Its own attributes hold the light colours; those of the
// dark come from the page's style sheet, which does not come along.
function standalone(drawing, title, fontUrl, scale) {
  const original = drawing.querySelector('svg');
  const { width, height } = original.viewBox.baseVal;
  const lines = wrapped(title, width);
  const top = MARGIN + lines.length * LINE + 8;
  const size = { width: width + 2 * MARGIN, height: top + height + MARGIN };

  const file = document.implementation.createDocument(SVG, 'svg');
  const add = (parent, name, attributes, text = '') => {
    const made = parent.appendChild(file.createElementNS(SVG, name));
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };
  const root = file.documentElement;
  const look = {
    width: size.width * scale,
    height: size.height * scale,
    viewBox: `0 0 ${size.width} ${size.height}`,
    role: 'img',
    lang: 'sv',
    'font-family': FAMILY,
  };
  for (const [key, value] of Object.entries(look)) root.setAttribute(key, value);
  add(root, 'title', {}, title);
  add(root, 'desc', {}, drawing.getAttribute('aria-label') ?? '');
  add(root, 'rect', { ...size, fill: '#FFFFFF' });
  lines.forEach((line, index) => {
    const y = MARGIN + SIZE + index * LINE;
    add(root, 'text', { x: MARGIN, y, 'font-size': SIZE, 'font-weight': WEIGHT, fill: INK }, line);
  });
  const place = add(root, 'g', { transform: `translate(${MARGIN} ${top})` });
  place.append(...[...original.childNodes].map((node) => file.importNode(node, true)));
  for (const text of place.querySelectorAll('text')) {
    // The family is the root's. Not every program leaves out the line breaks around the text.
    text.removeAttribute('font-family');
    text.textContent = text.textContent.trim();
  }
  const rules =
    `@font-face{font-family:"Source Sans 3";font-weight:200 900;src:url("${fontUrl}") format("woff2")}` +
    'text{font-variant-numeric:tabular-nums}';
  return new XMLSerializer()
    .serializeToString(file)
    // Characters that a page may hold and XML may not.
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    // Only in the text: the page's policy forbids style elements, also in another document.
    .replace('<rect ', `<style>${rules}</style><rect `);
}

// A text in lines of at most this width. No-break spaces stay.
function wrapped(text, width) {
  const context = document.createElement('canvas').getContext('2d');
  context.font = `${WEIGHT} ${SIZE}px ${FAMILY}`;
  const lines = [];
  for (const word of text.split(/[ \t\r\n]+/)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

// The font as a data address.
async function font() {
  const response = await fetch(new URL('font/source-sans-3.woff2', document.baseURI));
  // Some servers answer with a page of their own instead of "not found".
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || type.startsWith('text/html')) throw new Error(`${response.url}: ${response.status} ${type}`);
  const reader = new FileReader();
  const read = new Promise((resolve, reject) => {
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
  });
  reader.readAsDataURL(new Blob([await response.arrayBuffer()], { type: 'font/woff2' }));
  return read;
}

// ---- PNG ----------------------------------------------------------------------------------

async function png(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  // As large as the image says: drawn at another size, WebKit spaces the letters unevenly.
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d', { alpha: false }).drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    const done = (blob) => (blob ? resolve(blob) : reject(new Error(`no PNG of ${canvas.width} × ${canvas.height}`)));
    canvas.toBlob(done, 'image/png');
  });
}
