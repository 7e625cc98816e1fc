// Shortens the names of the imports of the page's program, in the program and in the script that binds it.
// wasm-bindgen's names end in digits that do not compress: 4 KB that every visitor would fetch.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const IMPORTS = 2;
const script = readdirSync('dist').find((name) => /^app-[0-9a-f]+\.js$/.test(name));
const program = script.replace(/\.js$/, '_bg.wasm');
const bytes = readFileSync(`dist/${program}`);
const short = new Map();
const sections = [...sectionsOf(bytes)].map(([id, body]) => [id, id === IMPORTS ? renamed(body) : body]);
writeFileSync(
  `dist/${program}`,
  Buffer.concat([bytes.subarray(0, 8), ...sections.flatMap(([id, body]) => [Buffer.from([id]), number(body.length), body])]),
);

let text = readFileSync(`dist/${script}`, 'utf8');
text = text.replace(/\b__wb(?:g|indgen)_\w+/g, (name) => short.get(name) ?? name);
writeFileSync(`dist/${script}`, text);

function* sectionsOf(wasm) {
  for (let at = 8; at < wasm.length; ) {
    const [length, start] = numberAt(wasm, at + 1);
    yield [wasm[at], wasm.subarray(start, start + length)];
    at = start + length;
  }
}

/** Rewrites the section of imports with other names. It has a count and, for each import, a module, a name, a kind and a type. */
function renamed(section) {
  const [count, first] = numberAt(section, 0);
  const parts = [number(count)];
  let at = first;
  for (let i = 0; i < count; i += 1) {
    const [module, afterModule] = textAt(section, at);
    const [name, afterName] = textAt(section, afterModule);
    const end = endOfType(section, afterName);
    parts.push(lengthAnd(module), lengthAnd(shortOf(name)), section.subarray(afterName, end));
    at = end;
  }
  return Buffer.concat(parts);
}

function shortOf(name) {
  if (!/^__wb(g|indgen)_/.test(name)) return name;
  if (!short.has(name)) short.set(name, `$${short.size.toString(36)}`);
  return short.get(name);
}

/** Skips the kind and type of an import. All imports of the page are functions: a byte and the number of a type. */
function endOfType(section, at) {
  if (section[at] !== 0) throw new Error(`dist/${program} imports more than functions`);
  return numberAt(section, at + 1)[1];
}

/** Reads a LEB128 number. Returns the number and its end. */
function numberAt(from, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = from[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

function number(value) {
  const out = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...out, left]);
    out.push((left % 128) | 0x80);
  }
}

function textAt(from, at) {
  const [length, start] = numberAt(from, at);
  return [from.toString('utf8', start, start + length), start + length];
}

function lengthAnd(text) {
  return Buffer.concat([number(Buffer.byteLength(text)), Buffer.from(text)]);
}
