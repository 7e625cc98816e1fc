// Writes sw.js, the service worker, into dist/ or the given folder: assets/sw.js with the list of this version's
// files.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { transformSync } = createRequire(new URL('../e2e/', import.meta.url))('esbuild');
const folder = process.argv[2] ?? 'dist';
const read = (name) => readFileSync(`${folder}/${name}`);
const hash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);

// The files that a page may request. Files that only the host reads are left out; some hosts do not serve them. So are
// the ES module, which other pages import, and the charts of embed.html, which stand on other pages alone.
const kept = /\.(css|html|js|png|svg|wasm|webmanifest)$/;
const names = readdirSync(folder)
  .filter((name) => kept.test(name) && name !== 'sw.js' && !/^(petaday\.|chart[-_]|view-)/.test(name))
  .sort();

// Most files are requested by their names. The names of these never change; their addresses contain the build
// (src/page/sheet.rs, src/page/reader.rs, assets/worker.js).
const build = process.env.PETADAY_BUILD ?? buildOf(names.find((name) => /^app-.*\.wasm$/.test(name)));
const later = [
  ['panels.css', `panels.css?${build}`],
  ['trends.css', `trends.css?${build}`],
  ['passage.css', `passage.css?${build}`],
  ['claims.css', `claims.css?${build}`],
  ['table.css', `table.css?${build}`],
  ['share.js', `share.js?${build}`],
  ['worker.js', `worker.js?files&${build}`],
  ['files.js', `files.js?${build}`],
  ['files_bg.wasm', `files_bg.wasm?${build}`],
  ['worker.js', `worker.js?tables&${build}`],
  ['tables.js', `tables.js?${build}`],
  ['tables_bg.wasm', `tables_bg.wasm?${build}`],
];
const named = names.filter((name) => !later.some(([other]) => other === name)).map((name) => [name, name]);
const list = JSON.stringify([...named, ...later].map(([name, address]) => [address, hash(read(name))]));

/** Returns the build that a page's program was made with. */
function buildOf(program) {
  return /\.\/worker\.js\?files&([0-9a-f]{16})/.exec(read(program).toString('latin1'))[1];
}

const worker = readFileSync(new URL('../assets/sw.js', import.meta.url), 'utf8');
const script = `const VERSION = '${hash(list + worker)}';\nconst FILES = new Map(${list});\n${worker}`;
writeFileSync(`${folder}/sw.js`, transformSync(script, { minify: true, charset: 'utf8' }).code.trim());
