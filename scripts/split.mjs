// Puts the parts of the page's program into dist/, which scripts/split/wasm-bindgen cut off. They are optimized like
// the program, and named by their content.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const split = `${process.env.CARGO_TARGET_DIR ?? 'target'}/wasm-bindgen/release/split`;
const hash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);
// Features are named one by one: with all of them, wasm-opt would write code that no browser reads yet.
const features = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue'];
// The bytes below which a chunk is not worth a request of its own.
const SMALL = 800;
// A load as wasm-split writes it: before the name of its file, and behind it up to the loads that it needs.
const LOAD = 'makeLoad\\(\\(\\) => \\{\\s*const src = fetch\\(new URL\\("\\./';
const REST = ', import\\.meta\\.url[\\s\\S]*?\\n, (\\[[^\\]]*\\])\\)';
const passes =
  '--low-memory-unused --flatten --rereloop -Oz -Oz --converge --strip-debug --strip-producers --strip-target-features';

const app = readdirSync('dist').find((name) => /^app-[0-9a-f]+\.js$/.test(name));
// The script that loads the parts. It gets the program's memory.
let loader = readFileSync(`${split}/__wasm_split.js`, 'utf8').replace('"./app.js"', `"./${app}"`);
const small = [];
for (const name of readdirSync(split).filter((name) => name.endsWith('.wasm') && name !== 'app.wasm')) {
  const enabled = features.map((feature) => `--enable-${feature}`);
  const wasm = execFileSync('wasm-opt', [`${split}/${name}`, ...enabled, ...passes.split(' '), '-o', '-'], {
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (name.startsWith('chunk_') && wasm.length < SMALL) {
    small.push({ name, wasm });
    continue;
  }
  const [stem] = /^(split_)?[a-z]+/.exec(name);
  const settled = `${stem.replace(/^split_/, '')}-${hash(wasm)}.wasm`;
  writeFileSync(`dist/${settled}`, wasm);
  loader = loader.replaceAll(`"./${name}"`, `"./${settled}"`);
}
// A chunk has the code that one set of parts has in common, and most are tiny. In one file they are one request in place
// of forty for the first panel, and compress better. The file is no program, but hosts compress what is named like one.
const together = Buffer.concat(small.map(({ wasm }) => wasm));
const file = `chunks-${hash(together)}.wasm`;
writeFileSync(`dist/${file}`, together);
let start = 0;
for (const { name, wasm } of small) {
  shorten(new RegExp(`${LOAD}${name}"${REST}`), () => `loadPiece(${start}, ${(start += wasm.length)})`, name);
}
// The others differ in their names and in what they need alone.
shorten(new RegExp(`${LOAD}([\\w-]+\\.wasm)"${REST}`, 'g'), (_, name, needs) => `loadFile("./${name}", ${needs})`, 'parts');
// wasm-split's own function waits for all that a part needs before it looks whether the part itself has come.
shorten(/function makeLoad\([\s\S]*?\n\}\n/, () => '', 'every part');
if (loader.includes('makeLoad')) throw new Error('the script of wasm-split has a load of another kind');
// Some hosts call a program by another type than application/wasm: then a browser does not compile it while it comes.
loader += `
async function read(coming) {
  const response = await coming;
  if (!response.ok) throw new Error(\`\${response.url}: \${response.status}\`);
  return response.arrayBuffer();
}
let pieces;
function fetchPieces() {
  return (pieces ??= read(fetch(new URL("./${file}", import.meta.url))).catch((error) => {
    pieces = undefined;
    throw error;
  }));
}
function loadPiece(start, end) {
  return load(async () => (await fetchPieces()).slice(start, end), []);
}
function loadFile(name, needs) {
  return load(() => read(fetch(new URL(name, import.meta.url))), needs);
}
// Loads a program and all that it needs at the same time. The first that does not come is reported at once. The next call
// asks for what has not come again.
function load(bytes, needs) {
  let loading;
  const begin = async () => {
    const [program] = await Promise.all([bytes(), ...needs.map((need) => need())]);
    return WebAssembly.instantiate(program, getSharedImports());
  };
  return () =>
    (loading ??= begin().catch((error) => {
      loading = undefined;
      throw error;
    }));
}
`;
writeFileSync('dist/split.js', loader);

function shorten(load, by, what) {
  if (!load.test(loader)) throw new Error(`the script of wasm-split loads ${what} in another way`);
  load.lastIndex = 0;
  loader = loader.replace(load, by);
}

// wasm-bindgen writes an import, and an entry among the program's imports, for each part. One is enough.
const text = readFileSync(`dist/${app}`, 'utf8');
const imports = /^import \* as (\w+) from "\.\/__wasm_split\.js"\n/gm;
const [first, ...others] = [...text.matchAll(imports)].map(([, name]) => name);
if (first === undefined) throw new Error(`dist/${app} imports no part: was the program split?`);
const entries = new RegExp(`^\\s*"\\./__wasm_split\\.js": (${others.join('|') || '-'}),\n`, 'gm');
writeFileSync(`dist/${app}`, `import * as ${first} from "./split.js"\n${text.replace(imports, '').replace(entries, '')}`);
