// Finishes dist/ after Trunk: joins files that load together, lets programs start without an inline script, names
// files that never change by their content, and minifies everything.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { JOINED, joinedSheet } from './sheets.mjs';

// npm installs its packages beside the tests.
const { buildSync, transformSync } = createRequire(new URL('../e2e/', import.meta.url))('esbuild');
const read = (name) => readFileSync(`dist/${name}`, 'utf8');
const write = (name, text) => writeFileSync(`dist/${name}`, text);
const hash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);

/** Renames a file to include its hash, so that hosts may let browsers keep it for ever. */
function settle(name) {
  const [, stem, end] = /^([^.]*)(\..*)$/.exec(name);
  const settled = `${stem}-${hash(readFileSync(`dist/${name}`))}${end}`;
  renameSync(`dist/${name}`, `dist/${settled}`);
  return settled;
}

/** Bundles a script with its imports into one module, without functions that nothing calls. */
function bundle(contents, external = []) {
  const stdin = { contents, resolveDir: resolve('dist'), sourcefile: 'start.js' };
  const { outputFiles } = buildSync({
    stdin,
    bundle: true,
    external,
    minify: true,
    format: 'esm',
    charset: 'utf8',
    write: false,
  });
  return outputFiles[0].text.trim();
}

/** Minifies a style sheet and names it by its content. Returns the name. */
function settleSheet(name) {
  write(name, transformSync(read(name), { loader: 'css', minify: true, charset: 'utf8' }).code.trim());
  return settle(name);
}

for (const [name, sheet] of JOINED.map(([name]) => [name, joinedSheet(name, read)])) write(`${name}.css`, sheet);
for (const name of new Set(JOINED.flatMap(([, first]) => first))) rmSync(`dist/${name}.css`);

// The page: one style sheet compresses better than several, and is one request. Like the programs, it needs no
// integrity hash.
let page = read('index.html');
const parts = [...page.matchAll(/<link\b[^>]*?\bhref=["']?\.\/([^"'\s>]+\.css)\b[^>]*>/g)];
const sheet = parts.map(([, name]) => read(name)).join('\n');
const joined = `style-${hash(sheet)}.css`;
for (const [index, [link, name]] of parts.entries()) {
  page = page.replace(link, index === 0 ? `<link rel=stylesheet href=./${joined}>` : '');
  rmSync(`dist/${name}`);
}
write(joined, sheet);

// The script that Trunk wrote only defines the page's program. Trunk names files by their content before this step.
const program = readdirSync('dist').find((name) => /^app-.*\.js$/.test(name));
const compiled = program.replace(/\.js$/, '_bg.wasm');
const wasm = `app-${hash(readFileSync(`dist/${compiled}`))}_bg.wasm`;
renameSync(`dist/${compiled}`, `dist/${wasm}`);
const starts = `import start from './${program}';
import keep from './offline.js';
start({ module_or_path: new URL('./${wasm}', import.meta.url) }).then(keep);`;
const started = `app-${hash(bundle(starts))}.js`;
write(started, bundle(starts));
write('index.html', page.replaceAll(program, started).replaceAll(compiled, wasm));
for (const joinedUp of [program, 'split.js', 'offline.js']) rmSync(`dist/${joinedUp}`);

// The card: one file for its style with the page's colours, and one for its program with the replacement for it.
const cardWasm = settle('card_bg.wasm');
write('whole_card.js', bundle(`export { default, card } from './whole_card.js';`));
const [wholeWasm, wholeProgram] = ['whole_card_bg.wasm', 'whole_card.js'].map(settle);
const cardSheet = settleSheet('card.css');
// Views in the card's place, which few pages have: another program, with a script and a style of its own.
const chartWasm = settle('chart_bg.wasm');
const chartSheet = settleSheet('chart.css');
write('view.js', bundle(read('view.js').replace('chart_bg.wasm', chartWasm).replace('chart.css', chartSheet)));
const viewProgram = settle('view.js');
const frame = read('frame.js')
  .replace('./card_bg.wasm', `./${cardWasm}`)
  .replace('whole_card_bg.wasm', wholeWasm)
  .replace('whole_card.js', wholeProgram)
  .replace('./view.js', `./${viewProgram}`);
write('card.js', bundle(frame, [`./${wholeProgram}`, `./${viewProgram}`]));
const cardProgram = settle('card.js');
for (const joinedUp of ['frame.js', 'chart.js']) rmSync(`dist/${joinedUp}`);
const card = read('embed.html').replace('card_bg.wasm', cardWasm).replace('card.css', cardSheet).replace('frame.js', cardProgram);
write('embed.html', card.replace(/>\s+</g, '><'));

// All other scripts and sheets. Bundles are minified already.
const small = [started, cardSheet, chartSheet, cardProgram, wholeProgram, viewProgram];
for (const name of readdirSync('dist')) {
  const loader = /\.(js|css)$/.exec(name)?.[1];
  if (!loader || small.includes(name)) continue;
  // Without a format, top-level names of a script stay: worker.js calls functions that other scripts define.
  const { code } = transformSync(read(name), { loader, minify: true, charset: 'utf8' });
  write(name, code.trim());
}
