// Serves a debug build of the page from target/dev/, and rebuilds and reloads it whenever a file is saved. The
// sources and the policy of index.html are those of the release: a script of this host reloads the page. There is no
// service worker, nothing is minified, and names have no hashes.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { JOINED, joinedSheet } from './sheets.mjs';

const sirv = createRequire(new URL('../e2e/', import.meta.url))('sirv');
const port = Number(process.env.PORT || 8080);
const folder = 'target/dev';
const compiled = `${process.env.CARGO_TARGET_DIR ?? 'target'}/wasm32-unknown-unknown/debug`;
const read = (name) => readFileSync(name, 'utf8');
const write = (name, text) => writeFileSync(`${folder}/${name}`, text);

/** Returns the entries of index.html for Trunk: style sheets, programs and files to copy, as their attributes. */
function asked(html) {
  return [...html.matchAll(/<link data-trunk ([^>]*)>/g)].map(([link, attributes]) => ({
    link,
    ...Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
  }));
}

/** Runs a command. Returns its messages if it fails. */
function run(command, ...options) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, CARGO_TERM_COLOR: 'always' };
    const child = spawn(command, options, { env, stdio: ['ignore', 'inherit', 'pipe'] });
    let messages = '';
    child.stderr.on('data', (data) => {
      process.stderr.write(data);
      messages += data;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(stripVTControlCharacters(messages)))));
  });
}

// Compiles all programs, and binds those that have changed.
const linked = new Map();
async function compile(programs) {
  const bins = programs.flatMap((program) => ['--bin', program['data-bin']]);
  await run('cargo', 'build', '--locked', '--target', 'wasm32-unknown-unknown', ...bins);
  const changed = programs.filter(({ 'data-bin': name }) => linked.get(name) !== statSync(`${compiled}/${name}.wasm`).mtimeMs);
  await Promise.all(
    changed.map(async ({ 'data-bin': name, 'data-type': type, 'data-bindgen-target': target }) => {
      const file = `${compiled}/${name}.wasm`;
      const { mtimeMs } = statSync(file);
      // Trunk's default, where index.html says nothing else.
      const kind = target ?? (type === 'worker' ? 'no-modules' : 'web');
      await run('wasm-bindgen', '--target', kind, '--no-typescript', '--out-dir', folder, '--out-name', name, file);
      linked.set(name, mtimeMs);
    }),
  );
}

/** Builds everything except the programs. */
function copy(html, parts) {
  const copied = parts.filter(({ rel }) => rel === 'copy-file' || rel === 'css');
  for (const { href } of copied) copyFileSync(href, `${folder}/${basename(href)}`);
  // These are joined in the release as well.
  for (const [name] of JOINED)
    write(
      `${name}.css`,
      joinedSheet(name, (sheet) => read(`style/${sheet}`)),
    );
  let page = html;
  for (const { link, rel, href, 'data-type': type } of parts) {
    const stands = rel === 'css' ? `<link rel="stylesheet" href="./${basename(href)}">` : '';
    const starts = rel === 'rust' && type === undefined ? '<script type="module" src="./start.js"></script>' : '';
    page = page.replace(link, stands + starts);
  }
  const reloads = '<script type="module" src="./reload.js"></script></head>';
  write('index.html', page.replace('</head>', reloads));
  write('embed.html', read('embed.html').replace('</head>', reloads));
}

const START = `import start from './app.js';
start({ module_or_path: new URL('./app_bg.wasm', import.meta.url) });
`;

const RELOAD = `const source = new EventSource('./reload');
source.addEventListener('built', () => location.reload());
source.addEventListener('failed', ({ data }) => {
  document.getElementById('failed')?.remove();
  const messages = document.createElement('pre');
  messages.id = 'failed';
  messages.textContent = JSON.parse(data);
  document.body.prepend(messages);
});
// After a restart of the server, its files may have changed.
let isLost = false;
source.onerror = () => (isLost = true);
source.onopen = () => isLost && location.reload();
`;

// Replaces the service worker that “make serve” may have left in the browser at the same address, which would keep
// showing its release.
const NO_WORKER = `addEventListener('install', () => skipWaiting());
addEventListener('activate', async () => {
  await registration.unregister();
  for (const page of await clients.matchAll({ type: 'window' })) page.navigate(page.url);
});
`;

const pages = new Set();
function tell(event, data = '') {
  for (const page of pages) page.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

async function build(withPrograms) {
  const html = read('index.html');
  const parts = asked(html);
  copy(html, parts);
  if (withPrograms) await compile(parts.filter(({ rel }) => rel === 'rust'));
}

const sources = [
  'src',
  'assets',
  'style',
  'build',
  'vendor',
  'index.html',
  'embed.html',
  'Cargo.toml',
  'Cargo.lock',
  '.cargo/config.toml',
];
function saved() {
  const files = sources.flatMap((source) =>
    statSync(source, { throwIfNoEntry: false })?.isDirectory()
      ? readdirSync(source, { recursive: true }).map((name) => `${source}/${name}`)
      : [source],
  );
  // A file may be gone again, like those that editors write temporarily.
  return new Map(files.map((file) => [file, statSync(file, { throwIfNoEntry: false })?.mtimeMs]));
}

/** Waits until a file has changed. Returns the changed files, and the new state of all. */
async function change(before) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const now = saved();
    const names = new Set([...before.keys(), ...now.keys()]);
    const changed = [...names].filter((name) => before.get(name) !== now.get(name));
    if (changed.length > 0) return { changed, now };
  }
}

mkdirSync(folder, { recursive: true });
write('start.js', START);
write('reload.js', RELOAD);
write('sw.js', NO_WORKER);
const files = sirv(folder, { dev: true });
createServer((request, response) => {
  response.setHeader('Cache-Control', 'no-store');
  if (request.url !== '/reload') return files(request, response);
  response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
  pages.add(response);
  request.on('close', () => pages.delete(response));
}).listen(port, '127.0.0.1');

// Style sheets, scripts and pages are copied as they are.
const isCopied = (name) => /\.(css|js|html|svg|png|webmanifest)$/.test(name);
let before = saved();
let changed = ['src'];
let isWhole = false;
for (;;) {
  const since = performance.now();
  try {
    const withPrograms = !isWhole || !changed.every(isCopied);
    isWhole = false;
    await build(withPrograms);
    isWhole = true;
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    console.log(`Built in ${seconds} s: http://127.0.0.1:${port}/ (Ctrl-C stops it)`);
    tell('built');
  } catch (error) {
    tell('failed', error.message);
    if (!error.message.includes('error')) console.error(error);
  }
  ({ changed, now: before } = await change(before));
}
