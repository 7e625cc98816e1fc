// Makes the ES module of what wasm-bindgen has written into the given folder, in dist/ and as an npm package in
// target/npm/.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

// npm installs its packages beside the tests.
const { buildSync } = createRequire(new URL('../e2e/', import.meta.url))('esbuild');
const [bound] = process.argv.slice(2);
const PACKAGE = 'target/npm';
const files = ['petaday.js', 'petaday.d.ts', 'petaday.wasm'];

mkdirSync('dist', { recursive: true });
const features = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue'];
const passes = '-Oz --strip-debug --strip-producers --strip-target-features';
const enabled = features.map((feature) => `--enable-${feature}`);
execFileSync('wasm-opt', [`${bound}/module_bg.wasm`, ...enabled, ...passes.split(' '), '-o', 'dist/petaday.wasm'], {
  stdio: ['ignore', 'inherit', 'inherit'],
});

// One script. It names its program as others do that bundle it, so that they find the file.
const glue = readFileSync(`${bound}/module.js`, 'utf8').replaceAll('module_bg.wasm', 'petaday.wasm');
writeFileSync(`${bound}/module.js`, glue);
const stdin = { contents: readFileSync('js/petaday.js', 'utf8'), resolveDir: resolve(bound), sourcefile: 'petaday.js' };
const { outputFiles } = buildSync({ stdin, bundle: true, minify: true, format: 'esm', charset: 'utf8', write: false });
writeFileSync('dist/petaday.js', outputFiles[0].contents);
copyFileSync('js/petaday.d.ts', 'dist/petaday.d.ts');

rmSync(PACKAGE, { recursive: true, force: true });
mkdirSync(PACKAGE, { recursive: true });
for (const name of files) copyFileSync(`dist/${name}`, `${PACKAGE}/${name}`);
for (const name of ['js/README.md', 'LICENSE-MIT', 'LICENSE-APACHE']) copyFileSync(name, `${PACKAGE}/${name.replace('js/', '')}`);
// The version is that of the crate.
const [, version] = /^version = "(.*)"$/m.exec(readFileSync('Cargo.toml', 'utf8'));
const described = { ...JSON.parse(readFileSync('js/package.json', 'utf8')), version };
writeFileSync(`${PACKAGE}/package.json`, `${JSON.stringify(described, null, 2)}\n`);
