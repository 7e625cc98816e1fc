// Prints the sizes of the files of dist/, and fails if a budget is exceeded. 1 KB is 1000 bytes, and the smallest
// form that a host can send counts.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';

/** Returns the files of dist/ with a name of this pattern. */
const filesNamed = (pattern) => readdirSync('dist').filter((name) => pattern.test(name));

// The program loads a part with the chunks that it shares with others: a list of names, in the script that scripts/split.mjs
// writes.
const script = filesNamed(/^app-[0-9a-f]+\.js$/)
  .map((name) => readFileSync(`dist/${name}`, 'utf8'))
  .join('');
const programs = [...script.matchAll(/([\w$]+)=(?:[\w$]+\()+"\.\/([\w-]+\.wasm)",\[([\w$,]*)\]\)/g)].map(
  ([, variable, file, chunks]) => ({ variable, file, chunks: chunks.split(',') }),
);
const chunks = programs.filter(({ file }) => file.startsWith('chunk-'));
const parts = programs.filter(({ file }) => !file.startsWith('chunk-'));

/** Returns the files of a part, except those of parts that are loaded already. */
function part(name, ...loaded) {
  const own = parts.find(({ file }) => file.startsWith(`${name}-`));
  if (own === undefined) throw new Error(`dist/ has no part ${name}: was the program split in another way?`);
  const files = [own.file, ...chunks.filter(({ variable }) => own.chunks.includes(variable)).map(({ file }) => file)];
  // The small ones are one file.
  if (files.length <= own.chunks.length) files.push(...filesNamed(/^chunks-[0-9a-f]+\.wasm$/));
  const others = loaded.flatMap((other) => part(other));
  return files.filter((file) => !others.includes(file));
}

// A budget covers the files it starts from, and all files that they load by themselves.
const budgets = [
  // The budget is 190, which is not met.
  { name: 'first view', start: ['index.html'], limit: 258, aim: 165 },
  { name: 'embed', start: ['embed.html'], limit: 100, aim: 90 },
  // In addition, for a link with a network, with periods, or with hardware by another name than its own.
  { name: 'whole card', start: filesNamed(/^whole_card.*\.(js|wasm)$/), limit: 169 },
  // In addition to the embed without its program, for a link of trends or of a comparison.
  { name: 'chart', start: filesNamed(/^(chart|view)[-_].*\.(css|js|wasm)$/), limit: 265 },
  // In addition to the first view. The budget is 160.
  { name: 'first panel', start: ['panels.css', ...part('panels')], limit: 283 },
  // In addition to that. The budget is 100, which is not met.
  { name: 'first report', start: part('reports', 'panels'), limit: 106 },
  { name: 'forms', start: part('forms', 'panels', 'reports'), limit: 39 },
  { name: 'studies, comparisons', start: part('context', 'panels'), limit: 79 },
  // In addition to the first view, for a link of trends or of claims.
  { name: 'trends', start: ['trends.css', ...part('trends')], limit: 170 },
  { name: 'claims', start: ['claims.css', ...part('claims')], limit: 88 },
  { name: 'table', start: ['table.css', ...part('table')], limit: 48 },
  // When a table is opened.
  { name: 'table worker', start: ['worker.js', 'tables.js', 'tables_bg.wasm'], limit: 247 },
  // In addition to the first view, when the box for a passage is first used.
  { name: 'passage', start: ['passage.css', ...part('passage')], limit: 324 },
  { name: 'importers', start: ['worker.js', 'files.js', 'files_bg.wasm'], limit: 400 },
  // The module that other pages import. No page of ours does.
  { name: 'ES module', start: ['petaday.js', 'petaday.wasm'], limit: 756 },
  // The budget is 850. Everything a browser stores to work without a network. It fetches all except the first view afterwards.
  {
    name: 'offline',
    start: readdirSync('dist').filter((name) => !/\.(br|gz|md|txt)$|^(petaday\.|chart[-_]|view-)/.test(name)),
    limit: 2056,
  },
];

const size = (name) => (existsSync(`dist/${name}`) ? statSync(`dist/${name}`).size : undefined);
const wire = (name) => Math.min(...[name, `${name}.gz`, `${name}.br`].map(size).filter(Number.isFinite));

// Finds files that load without being asked for: links, scripts and pictures of a page and names in its inline
// script, url() in a style sheet, static imports of a script. Not the targets of <a>, nor the files that a phone
// fetches to put the page on its home screen.
function loads(name) {
  if (!/\.(html|css|js)$/.test(name)) return [];
  const text = readFileSync(`dist/${name}`, 'utf8').replace(/<link\b[^>]*apple-touch-icon[^>]*>/g, '');
  const found = name.endsWith('.html')
    ? [
        ...text.matchAll(/<(?:link|script|img|source|iframe)\b[^>]*?\s(?:href|src)=["']?([^"'\s>]+)/g),
        ...text.matchAll(/["'`](\.\/[^"'`]+\.(?:js|wasm))["'`]/g),
      ]
    : name.endsWith('.css')
      ? [...text.matchAll(/url\(["']?([^"')]+)/g)]
      : [...text.matchAll(/(?:^|[;\n])\s*(?:import|export)\b[^'"();]*["'](\.[^"']+)["']/g)];
  return found
    .map(([, target]) => posix.join(posix.dirname(name), target.replace(/[?#].*/, '')))
    .filter((target) => size(target) !== undefined);
}

function closure(start) {
  const files = new Set(start);
  for (const name of files) loads(name).forEach((target) => files.add(target));
  return [...files];
}

const kb = (bytes) => (bytes === undefined ? '–' : (bytes / 1000).toFixed(1));
const row = (name, ...cells) => console.log(name.padEnd(40) + cells.map((c) => c.padStart(10)).join(''));

row('file (KB)', 'raw', 'gzip', 'brotli');
for (const name of readdirSync('dist', { recursive: true }).sort()) {
  if (/\.(br|gz)$/.test(name) || statSync(`dist/${name}`).isDirectory()) continue;
  row(name, kb(size(name)), kb(size(`${name}.gz`)), kb(size(`${name}.br`)));
}

console.log();
row('budget (KB)', 'wire', 'limit', 'aim', '');
for (const { name, start, limit, aim } of budgets) {
  const absent = start.filter((file) => size(file) === undefined);
  if (absent.length > 0) {
    console.error(`${name}: dist/ has no ${absent.join(', ')}`);
    process.exitCode = 1;
    continue;
  }
  const total = closure(start).reduce((sum, file) => sum + wire(file), 0) / 1000;
  const verdict = total > limit ? 'TOO BIG' : total > aim ? 'ok, aim missed' : 'ok';
  row(name, total.toFixed(1), String(limit), String(aim ?? '–'), `  ${verdict}`);
  if (total > limit) process.exitCode = 1;
}
