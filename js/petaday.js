// The module that scripts import: objects in place of the texts that the program gives.
import start, {
  initSync,
  count as counted,
  estimate as estimated,
  link as linked,
  read as found,
  report as reported,
} from './module.js';

let ready = false;
let coming;

/**
 * Loads the program. It is fetched from beside this file, or given: its bytes, its address, its response, or the
 * compiled module. A second call does nothing.
 */
export default async function init(program) {
  // After a failure the next call tries again.
  coming ??= load(program).catch((error) => {
    coming = undefined;
    throw error;
  });
  await coming;
}

async function load(program) {
  const source = program ?? beside(new URL('./petaday.wasm', import.meta.url));
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) initSync({ module: source });
  else await start({ module_or_path: source });
  ready = true;
}

/** Returns the bytes of a file in Node, which fetches no files, and the address elsewhere. */
function beside(address) {
  const files = address.protocol === 'file:' ? globalThis.process?.getBuiltinModule?.('node:fs') : undefined;
  return files?.readFileSync(address) ?? address;
}

/** Returns the figures of a link, or of a fragment. */
export function estimate(fragment) {
  return JSON.parse(called(() => estimated(text('estimate', 'a link', fragment))));
}

/** Counts the parameters and multiply-adds of a model file. */
export function count(bytes, options = {}) {
  if (options === null || typeof options !== 'object')
    throw new TypeError('count: the options are an object: { sequence: 4096 }');
  return JSON.parse(called(() => counted(bytesOf(bytes), JSON.stringify(options))));
}

/** Returns the report of a link as text. */
export function report(format, fragment, { provenance = false } = {}) {
  return called(() => reported(text('report', 'a format', format), text('report', 'a link', fragment), Boolean(provenance)));
}

/** Returns the fields that a passage fills in. */
export function read(passage) {
  return JSON.parse(called(() => found(text('read', 'a passage', passage))));
}

/** Spells the link of an object of fields: `{ parameters: 70e9, tokens: '2T' }`. */
export function link(fields) {
  if (fields === null || typeof fields !== 'object' || Array.isArray(fields))
    throw new TypeError("link: the fields are an object: { parameters: 70e9, tokens: '2T' }");
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  for (const [key, value] of given)
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint')
      throw new TypeError(`link: ${key} is text or a number`);
  return called(() =>
    linked(
      given.map(([key]) => key),
      given.map(([, value]) => String(value)),
    ),
  );
}

function called(call) {
  if (!ready) throw new Error('The program is not loaded yet: call “await init()” first.');
  return call();
}

function text(caller, wanted, value) {
  if (typeof value !== 'string') throw new TypeError(`${caller}: ${wanted} is text`);
  return value;
}

function bytesOf(value) {
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError('count: a file is its bytes, such as a Uint8Array, or its text');
}
