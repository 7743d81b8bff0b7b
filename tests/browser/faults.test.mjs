// Files that are broken, foreign, of another time or hostile: opened where that is safe, else
// refused with one message, and never more than text.
import assert from 'node:assert/strict';
import { inEveryBrowser } from './harness.mjs';
import {
  EXAMPLE,
  NAME,
  VERSION,
  cells,
  exportOpen,
  give,
  giveAndAsk,
  isKept,
  kept,
  openExample,
  removeOnly,
  yearFile,
} from './steps.mjs';

const TEXT = EXAMPLE.toString();
const NEWER = VERSION + 97;
// Also of a list that is folded.
const problems = (page) =>
  page.run(() => [...document.querySelectorAll('.problems li')].map((item) => item.textContent));

// A year without the characters that windows-1252 lacks, and a text in that encoding.
const western = () => yearFile({ rewrite: (text) => text.replace(/[^\u0000-\u00ff]/g, '-') });
const latin = (bytes) => Buffer.from(bytes.toString(), 'latin1');
const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const utf16 = (text) => Buffer.from(`\ufeff${text}`, 'utf16le');

// ---- Refused ----------------------------------------------------------------------------

const REFUSED = {
  'not JSON': ['Hej! Här kommer året.', /rad 1, tecken 1:/],
  truncated: [EXAMPLE.subarray(0, 100_000), /rad \d{3,}, tecken \d+: .*avbruten/],
  'cut off in its envelope': [TEXT.slice(0, 30), /rad \d, tecken \d+:/],
  empty: ['', /är tom/],
  'JSON of another kind': ['{"name": "paket", "version": 1}', /inte ett verksamhetsår/],
  'a year without its content': ['{"format":"tertial","version":1}', /inget innehåll/],
  'windows-1252 that nothing proves': [latin(western()), /UTF-8/],
  'UTF-16 that ends in half a character': [utf16(TEXT).subarray(0, -1), /UTF-8/],
  'a zip, or a Word file': [Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200, 7)]), /zip/],
  'a PDF': ['%PDF-1.7\n%âãÏÓ\n1 0 obj', /PDF/],
  'lists 100 000 deep': [yearFile({ rewrite: (text) => text.replace('{', `{"x":${DEEP},`) }), /nivåer/],
  'objects 100 000 deep': ['{"a":'.repeat(100_000), /nivåer/],
  'a version that is no version': [yearFile({ envelope: { version: -1 } }), /inte ett verksamhetsår/],
  'a version beyond all numbers': [TEXT.replace(`"version": ${VERSION}`, '"version": 1e999'), /inte ett verksamhetsår/],
  'an id that is none': [yearFile({ change: (year) => { year.id = '__proto__'; } }), /id/],
};

inEveryBrowser('what cannot be opened is refused with one message, and nothing changes', async (page) => {
  await openExample(page);
  await page.go('#/asn-2020/t2-2020');
  const before = await kept(page);
  for (const [what, [bytes, message]] of Object.entries(REFUSED)) {
    await give(page, Buffer.from(bytes), `${what}.tertial.json`);
    const shown = await page.texts('[role="alert"] p');
    assert.equal(shown.length, 1, what);
    assert.match(shown[0], message, what);
    assert.equal(await page.hash(), '#/asn-2020/t2-2020', what);
    assert.deepEqual(await kept(page), before, what);
    // The open report is still there.
    assert.equal(await page.text('h1'), 'Delårsrapport 2 2020', what);
  }
  assert.equal(await page.count('dialog[open]'), 0);
});

inEveryBrowser('a file above 64 MB is refused before it is read', async (page) => {
  await openExample(page);
  const before = await kept(page);
  await page.then(() =>
    page.run(() => {
      const data = new DataTransfer();
      const file = new File([new Uint8Array(65 * 1024 * 1024)], 'stor.tertial.json');
      // Whoever reads it has not looked at its size.
      window.ways = Object.fromEntries(['arrayBuffer', 'text', 'stream', 'slice'].map((way) => [way, Blob.prototype[way]]));
      for (const way of Object.keys(window.ways)) {
        Blob.prototype[way] = () => { throw new Error('a file that is too large was read'); };
      }
      data.items.add(file);
      const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data });
      if (!event.dataTransfer) Object.defineProperty(event, 'dataTransfer', { value: data });
      document.body.dispatchEvent(event);
    }),
  );
  assert.match(await page.text('[role="alert"]'), /stor\.tertial\.json.* 65 MB.* 64 MB/);
  await page.run(() => { Object.assign(Blob.prototype, window.ways); });
  assert.deepEqual(await kept(page), before);
});

// ---- Opened as they are meant -----------------------------------------------------------

inEveryBrowser('other encodings and file names are understood where that is safe', async (page) => {
  await openExample(page);
  const before = await kept(page);
  const same = {
    'a byte order mark': [Buffer.from(`\ufeff${TEXT}`), NAME],
    'UTF-16, little end first': [utf16(TEXT), NAME],
    'UTF-16, big end first': [utf16(TEXT).swap16(), NAME],
    'a name with .txt after it': [EXAMPLE, `${NAME}.txt`],
  };
  for (const [what, [bytes, name]] of Object.entries(same)) {
    await page.go('#/');
    await give(page, bytes, name);
    assert.equal(await page.hash(), '#/asn-2020', what);
    assert.equal(await page.count('.problems, dialog[open], [role="alert"] p'), 0, what);
    assert.deepEqual(await kept(page), before, what);
  }

  // That bytes are windows-1252, only a checksum that holds can tell.
  await removeOnly(page);
  await give(page, western());
  const { bytes } = await exportOpen(page);
  await isKept(page, 'asn-2020');
  await removeOnly(page);
  await give(page, latin(bytes));
  assert.equal(await page.hash(), '#/asn-2020');
  assert.equal(await page.count('.problems, [role="alert"] p'), 0);
  assert.equal(await page.text('h1'), 'Arbetsmarknads- och socialnämnden 2020');
  assert.ok((await exportOpen(page)).bytes.equals(bytes));
});

inEveryBrowser('a newer format opens read-only, and goes out as it came in', async (page) => {
  const bytes = yearFile({
    change: (year) => {
      year.id = 'asn-2099';
      year.reports[0].sections[0].blocks.push({ kind: 'hologram', id: 'nytt' });
    },
    rewrite: (text) => JSON.stringify(JSON.parse(text), null, 3),
    envelope: { version: NEWER },
  });
  await page.open();
  await give(page, bytes);
  assert.equal(await page.hash(), '#/asn-2099');
  const message = await page.text('.newer');
  assert.match(message, new RegExp(`format ${NEWER}\\b`));
  assert.match(message, new RegExp(`format ${VERSION}\\b`));
  assert.match((await problems(page)).join('\n'), /”hologram” är okänd/);
  assert.ok((await exportOpen(page)).bytes.equals(bytes));
  await isKept(page, 'asn-2099');

  await page.open('#/asn-2099/t2-2020/hvb-dygn');
  assert.match(await page.text('[id="hvb-dygn"]'), /2.017/);
  assert.equal(await page.count('.newer'), 1);
  assert.ok((await exportOpen(page)).bytes.equals(bytes));

  // It cannot be given another id, so there is no keeping both.
  await giveAndAsk(page, Buffer.from(bytes.toString().replace('Tyresö kommun', 'Annan kommun')));
  assert.deepEqual(await page.texts('dialog button'), ['Ersätt', 'Avbryt']);
  await page.press('Avbryt');

  // One of which not even the content is known.
  await give(page, Buffer.from(`{"format":"tertial","version":${NEWER},"content":[1]}`));
  assert.match(await page.text('[role="alert"] p'), new RegExp(`format ${NEWER}.* ${VERSION}\\b`));
});

const UNKNOWN_FIELD = '"framtid":{"a":  [1, 2.50, "\\u00e5"], "__proto__": {"hacked": true}}';
const UNKNOWN_BLOCK = '{"kind":"hologram","id":"h","data":{"y":  1.50, "z": [1e5]}}';

inEveryBrowser('what is wrong within a year is listed by its place and kept word for word', async (page) => {
  const bytes = yearFile({
    change: (year) => {
      year.id = 'asn-fel';
      const report = year.reports[1];
      const section = (id) => report.sections.find((one) => one.id === id);
      report.period.to = '2020-02-31';
      const { rows } = section('ekonomi').blocks[0];
      rows[2].id = rows[1].id;
      section('uppdrag').blocks[0].of = 'finns-inte';
      section('uppdrag').blocks.push('BLOCK');
    },
    rewrite: (text) =>
      text
        .replace('"short":"ASN"', '"short":"ASN","short":"DUBBEL"')
        .replace('"id":"t2-2020"', `"id":"t2-2020",${UNKNOWN_FIELD}`)
        .replace('"BLOCK"', UNKNOWN_BLOCK),
    envelope: { length: 5, checksum: 'xxh64:0000000000000000' },
  });
  await page.open();
  await give(page, bytes);
  await isKept(page, 'asn-fel');
  const expected = [
    /^Rad 1, tecken 1.*Kontrollsumman stämmer inte: filen säger xxh64:0000000000000000 \(5 byte\)/,
    /asn-fel\/committee\/asn\): Fältet ”short” står två gånger/,
    /asn-fel\/reports\/t2-2020\): Fältet ”framtid” är okänt/,
    /asn-fel\/reports\/t2-2020\/period\): Värdet i ”to” är inte ett datum/,
    /asn-fel\/reports\/t2-2020\/sections\/uppdrag\/blocks\): Sorten ”hologram” är okänd/,
    /^asn-fel\/t2-2020\/rr-ifo-intakter: Id ”rr-ifo-intakter” finns på två ställen/,
    /^asn-fel\/t2-2020.*: Hänvisningen till ”finns-inte” leder ingenstans/,
  ];
  const assertListed = async (patterns) => {
    const listed = await problems(page);
    assert.equal(listed.length, patterns.length, listed.join('\n'));
    for (const pattern of patterns) {
      assert.ok(listed.some((text) => pattern.test(text)), `${pattern} in\n${listed.join('\n')}`);
    }
    assert.match(await page.text('.problems summary'), new RegExp(`^${patterns.length} saker`));
  };
  await assertListed(expected);

  const out = await exportOpen(page);
  const unknown = [UNKNOWN_BLOCK, UNKNOWN_FIELD.replace('"framtid":', ''), '"DUBBEL"', '"2020-02-31"', '"finns-inte"'];
  for (const text of unknown) {
    assert.ok(out.bytes.includes(text), `${text} is in the exported file`);
  }
  // Kept as it came, also the checksum: in through the front door again with the same problems
  // and the same bytes.
  await removeOnly(page);
  await give(page, out.bytes);
  await assertListed(expected);
  assert.ok((await exportOpen(page)).bytes.equals(out.bytes));
  // And the report can be read.
  await page.go('#/asn-fel/t2-2020/hvb-dygn');
  assert.equal((await page.texts('.problems li')).length, expected.length);
});

// ---- Hostile ----------------------------------------------------------------------------

// Texts that would run, break out of an attribute, an SVG or a style, or load something.
const HOSTILE = [
  '<script>window.hacked=1</script>',
  '<img src=x onerror="window.hacked=2">',
  '"><svg onload=window.hacked=3>',
  '</text></svg></table></title><script>window.hacked=4</script>',
  '[klicka](javascript:window.hacked=5)',
  '[klicka](data:text/html,<script>window.hacked=6</script>)',
  '[klicka](https://exempel.se/"onmouseover="window.hacked=7)',
  '"; } } body { display: none } @page { @top-left { content: "',
  '{{constructor.constructor("window.hacked=8")()}}',
].join(' ');
const SPOKEN = new Set(
  `name short title subtitle motto text label caption comment municipality administration sender picture reason risk
  goal corner group note actual_title budget_title total_title`.split(/\s+/),
);
const FOREIGN = 'script, img, iframe, object, embed, style, base, form, [onerror], [onload], [onmouseover]';

// Every text of the file, made hostile.
function poison(value) {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && SPOKEN.has(key)) value[key] = `${inner} ${HOSTILE}`;
    else if (inner && typeof inner === 'object') poison(inner);
  }
}

async function assertHarmless(page, where) {
  const look = (foreign) => {
    const elements = [...document.querySelectorAll(foreign)].filter((element) => !element.matches('head > script, main.start form'));
    const links = [...document.querySelectorAll('a')].map((link) => link.href);
    return {
      hacked: window.hacked ?? {}.hacked ?? null,
      elements: elements.map((element) => element.outerHTML),
      links: links.filter((href) => !/^(https?|mailto):/.test(href)),
      display: getComputedStyle(document.body).display,
    };
  };
  const found = await page.run(look, FOREIGN);
  assert.deepEqual(found, { hacked: null, elements: [], links: [], display: 'block' }, where);
}

inEveryBrowser('hostile text is text, wherever it stands', async (page) => {
  const bytes = yearFile({
    change: (year) => {
      poison(year);
      year.id = 'constructor';
    },
    rewrite: (text) =>
      text
        .replace('{', '{"__proto__":{"hacked":1},"constructor":{"prototype":{"hacked":1}},')
        .replace('"title":"Verksamhet och syfte', '"title":"\\ud800 Verksamhet och syfte')
        .replace('"id":"rr-ifo-varav-covid"', '"id":"<script>"')
        .replace('"count":"8"', '"count":1e999')
        .replace('"44265"', '"10^999"')
        .replace('"68037"', `"${'9'.repeat(400)}"`),
  });
  await page.open();
  await give(page, bytes);
  await isKept(page, 'constructor');
  assert.equal(await page.hash(), '#/constructor');
  assert.match(await page.text('h1'), /<script>window\.hacked=1<\/script>/);
  assert.match(await page.title(), /<script>/);
  await assertHarmless(page, 'year');
  const listed = (await problems(page)).join('\n');
  for (const expected of [/”__proto__” är okänt/, /”title” är inte en hel text/, /”id” är inte ett id/, /”count”/]) {
    assert.match(listed, expected);
  }

  for (const [report, last] of [['t2-2020', 'volymer/costs-so-far'], ['plan-2020', 'styrdokument']]) {
    await page.go(`#/constructor/${report}`);
    await page.waitFor(`[id="${last}"]`);
    await assertHarmless(page, report);
    assert.match(await page.text('main'), /<script>window\.hacked=1<\/script>/);
  }
  await page.go('#/constructor/t2-2020');
  const row = [['rr-ifo-intakter', 'budget'], ['rr-ifo-intakter', 'prognos']];
  assert.deepEqual(await cells(page, row), ['10^999', '9'.repeat(400)]);

  await page.go('#/');
  await assertHarmless(page, 'start');
  await page.click('.acts button:last-child');
  await page.waitForText('dialog[open]', '<script>');
  await assertHarmless(page, 'dialog');
});

inEveryBrowser('figures too large to reckon with are shown as they stand', async (page) => {
  const most = '79228162514264337593543950335';
  const grow = (value, depth = 0) => {
    for (const [key, inner] of Object.entries(value)) {
      if (inner && typeof inner === 'object') grow(inner, depth + 1);
      else if (/^-?\d+(\.\d+)?$/.test(inner)) value[key] = (depth + inner.length) % 2 ? most : `-${most}`;
    }
  };
  await page.open();
  await give(page, yearFile({ change: (year) => grow(year.reports) }));
  await isKept(page, 'asn-2020');
  const shown = /^−?79 228 162 514 264 337 593 543 950 335\b/;
  for (const [report, row, field] of [
    ['t2-2020', 'nk-ifo-netto', 'utfall'],
    ['plan-2020', 'brygga-ifo-2020', 'amount'],
  ]) {
    await page.go(`#/asn-2020/${report}`);
    const [text] = await cells(page, [[row, field]]);
    assert.match(text, shown);
  }
});
