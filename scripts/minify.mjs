// Makes smaller in dist/ what Trunk leaves as it is: it cannot minify what wasm-bindgen writes, does not
// look into files that it copies, and keeps apart the style sheets of the page.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// What npm installs is beside the tests.
const { transformSync } = createRequire(new URL('../e2e/', import.meta.url))('esbuild');
const read = (name) => readFileSync(`dist/${name}`, 'utf8');
let page = read('index.html');

// One sheet packs better than several, and is one request. It needs no integrity hash, like the programs.
const parts = [...page.matchAll(/<link\b[^>]*?\bhref=["']?\.\/([^"'\s>]+\.css)\b[^>]*>/g)];
const sheet = parts.map(([, name]) => read(name)).join('\n');
const joined = `style-${createHash('sha256').update(sheet).digest('hex').slice(0, 16)}.css`;
for (const [index, [link, name]] of parts.entries()) {
  page = page.replace(link, index === 0 ? `<link rel=stylesheet href=./${joined}>` : '');
  rmSync(`dist/${name}`);
}
writeFileSync('dist/index.html', page);
writeFileSync(`dist/${joined}`, sheet);

for (const name of readdirSync('dist')) {
  const loader = /\.(js|css)$/.exec(name)?.[1];
  if (!loader) continue;
  // Without a format, names at the top of a script stay: worker.js calls what others define.
  const { code } = transformSync(read(name), { loader, minify: true, charset: 'utf8' });
  writeFileSync(`dist/${name}`, code.trim());
}
