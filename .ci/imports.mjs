// Gives what the built programs import short names. Those of wasm-bindgen end in sixteen random digits, which
// nothing compresses, and stand in each program and in its glue.
//   node .ci/imports.mjs dist
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const IMPORTS = 2;
const FUNCTION = 0;

class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  number() {
    let [number, shift, byte] = [0, 0, 0];
    do {
      byte = this.bytes[this.at++];
      number += (byte & 127) * 2 ** shift;
      shift += 7;
    } while (byte > 127);
    return number;
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text() {
    return this.take(this.number()).toString();
  }
}

function leb(number) {
  const bytes = [];
  for (; number > 127; number >>>= 7) bytes.push((number & 127) | 128);
  return Buffer.from([...bytes, number]);
}

const withLength = (bytes) => Buffer.concat([leb(bytes.length), bytes]);

// The section of imports with other names.
function renamed(section, short) {
  const reader = new Reader(section);
  const count = reader.number();
  const out = [leb(count)];
  for (let at = 0; at < count; at += 1) {
    const [module, name] = [reader.text(), reader.text()];
    if (reader.take(1)[0] !== FUNCTION) throw new Error(`${module} ${name} is no function`);
    const names = [module, short(name)].map((text) => withLength(Buffer.from(text)));
    out.push(...names, Buffer.from([FUNCTION]), leb(reader.number()));
  }
  return Buffer.concat(out);
}

function rewritten(program, short) {
  const reader = new Reader(program, 8);
  const out = [program.subarray(0, 8)];
  while (reader.at < program.length) {
    const id = reader.number();
    const section = reader.take(reader.number());
    out.push(leb(id), withLength(id === IMPORTS ? renamed(section, short) : section));
  }
  return Buffer.concat(out);
}

function shorten(file) {
  const glueFile = file.replace(/_bg\.wasm$/, '.js');
  const [program, glue] = [readFileSync(file), readFileSync(glueFile, 'utf8')];
  const compiled = new WebAssembly.Module(program);
  const exported = new Set(WebAssembly.Module.exports(compiled).map(({ name }) => name));
  const names = new Map();
  for (const { name } of WebAssembly.Module.imports(compiled)) {
    if (!exported.has(name) && !names.has(name)) names.set(name, `_${names.size.toString(36)}`);
  }
  const found = new Set();
  const text = glue.replace(/\b__wb\w+/g, (word) => {
    if (names.has(word)) found.add(word);
    return names.get(word) ?? word;
  });
  const lost = [...names.keys()].filter((name) => !found.has(name));
  if (lost.length) throw new Error(`${glueFile} lacks ${lost.join(', ')}`);
  writeFileSync(glueFile, text);
  writeFileSync(file, rewritten(program, (name) => names.get(name) ?? name));
}

const folder = process.argv[2] ?? 'dist';
for (const name of readdirSync(folder)) {
  if (name.endsWith('_bg.wasm')) shorten(path.join(folder, name));
}
