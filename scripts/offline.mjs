// Writes sw.js, the service worker, into dist/ or the folder that is given: assets/sw.js with what this
// version of the page consists of.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { transformSync } = createRequire(new URL('../e2e/', import.meta.url))('esbuild');
const folder = process.argv[2] ?? 'dist';
const read = (name) => readFileSync(`${folder}/${name}`);
const hash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);

// What a page may ask for: not what only the host reads, which some do not hand out.
const kept = /\.(css|html|js|png|svg|wasm|webmanifest)$/;
const names = readdirSync(folder).filter((name) => kept.test(name) && name !== 'sw.js').sort();

// Most files are asked for by their names. The page's program has the addresses of the others in it, with its build.
const program = names.find((name) => /^app-.*\.wasm$/.test(name));
const spelled = [...read(program).toString('latin1').matchAll(/\.\/([\w-]+\.\w+)\?(?:(\w+)&)?([0-9a-f]{16})/g)];
if (new Set(spelled.map(([, , , build]) => build)).size !== 1) {
  console.error(`${program} should name its build in the addresses of what it loads later (src/app/helper.rs), and one build alone.`);
  process.exit(1);
}
const later = spelled.flatMap(([address, name, started, build]) => [
  [name, address.slice('./'.length)],
  // What assets/worker.js asks for then.
  ...(started ? [`${started}.js`, `${started}_bg.wasm`].map((part) => [part, `${part}?${build}`]) : []),
]);
const named = names.filter((name) => !later.some(([other]) => other === name)).map((name) => [name, name]);
const list = JSON.stringify([...named, ...later].map(([name, address]) => [address, hash(read(name))]));

const worker = readFileSync(new URL('../assets/sw.js', import.meta.url), 'utf8');
const script = `const VERSION = '${hash(list + worker)}';\nconst FILES = new Map(${list});\n${worker}`;
writeFileSync(`${folder}/sw.js`, transformSync(script, { minify: true, charset: 'utf8' }).code.trim());
