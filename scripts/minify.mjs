// Finishes dist/ after Trunk: joins what loads together, makes programs start without an inline script,
// gives what never changes a name of its own, and makes all of it small.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

// What npm installs is beside the tests.
const { buildSync, transformSync } = createRequire(new URL('../e2e/', import.meta.url))('esbuild');
const read = (name) => readFileSync(`dist/${name}`, 'utf8');
const write = (name, text) => writeFileSync(`dist/${name}`, text);
const hash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);

/** Moves a file to a name with its hash, which hosts may let browsers keep for ever. */
function settle(name) {
  const [, stem, end] = /^([^.]*)(\..*)$/.exec(name);
  const settled = `${stem}-${hash(readFileSync(`dist/${name}`))}${end}`;
  renameSync(`dist/${name}`, `dist/${settled}`);
  return settled;
}

/** A script with all that it imports, as one module, without what nothing calls. */
function bundle(contents) {
  const stdin = { contents, resolveDir: resolve('dist'), sourcefile: 'start.js' };
  const { outputFiles } = buildSync({ stdin, bundle: true, minify: true, format: 'esm', charset: 'utf8', write: false });
  return outputFiles[0].text.trim();
}

// The page: one style sheet packs better than several, and is one request. It needs no integrity hash,
// like the programs.
let page = read('index.html');
const parts = [...page.matchAll(/<link\b[^>]*?\bhref=["']?\.\/([^"'\s>]+\.css)\b[^>]*>/g)];
const sheet = parts.map(([, name]) => read(name)).join('\n');
const joined = `style-${hash(sheet)}.css`;
for (const [index, [link, name]] of parts.entries()) {
  page = page.replace(link, index === 0 ? `<link rel=stylesheet href=./${joined}>` : '');
  rmSync(`dist/${name}`);
}
write(joined, sheet);

// What Trunk wrote for the page’s program only defines it; and it names that file by what it wrote itself.
const program = readdirSync('dist').find((name) => /^app-.*\.js$/.test(name));
const wasm = program.replace(/\.js$/, '_bg.wasm');
const starts = `import start from './${program}';
import keep from './offline.js';
start({ module_or_path: new URL('./${wasm}', import.meta.url) }).then(keep);`;
const started = `app-${hash(bundle(starts))}.js`;
write(started, bundle(starts));
write('index.html', page.replaceAll(program, started));
for (const joinedUp of [program, 'offline.js']) rmSync(`dist/${joinedUp}`);

// The card: its program and what stands in for it in one file. The last that is named is the page.
let card = read('embed.html');
const named = { 'card_bg.wasm': settle('card_bg.wasm'), 'card.css': undefined };
const style = `${read('tokens.css')}\n${read('card.css')}`;
write('card.css', transformSync(style, { loader: 'css', minify: true, charset: 'utf8' }).code.trim());
named['card.css'] = settle('card.css');
const frame = read('frame.js').replace('card_bg.wasm', named['card_bg.wasm']);
write('card.js', bundle(frame));
for (const joinedUp of ['frame.js', 'tokens.css']) rmSync(`dist/${joinedUp}`);
named['frame.js'] = settle('card.js');
for (const [name, settled] of Object.entries(named)) card = card.replaceAll(`./${name}`, `./${settled}`);
write('embed.html', card.replace(/>\s+</g, '><'));

for (const name of readdirSync('dist')) {
  const loader = /\.(js|css)$/.exec(name)?.[1];
  // What is bundled is small already.
  if (!loader || name === started || Object.values(named).includes(name)) continue;
  // Without a format, names at the top of a script stay: worker.js calls what others define.
  const { code } = transformSync(read(name), { loader, minify: true, charset: 'utf8' });
  write(name, code.trim());
}
