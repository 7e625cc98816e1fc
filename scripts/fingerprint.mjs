// Prints a hash of everything that is compiled into the programs, and of the files whose names never change. Page,
// worker and style are files of their own, and a browser may have kept an older one. They check by this hash that
// they belong together.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const hash = createHash('sha256');
for (const root of [
  'src',
  'assets',
  'style/panels.css',
  'style/picture.css',
  'style/scroll.css',
  'style/sign.css',
  'style/view.css',
  'style/trends.css',
  'style/passage.css',
  'style/claims.css',
  'style/table.css',
  'build',
  'Cargo.toml',
  'Cargo.lock',
]) {
  for (const path of filesIn(root)) hash.update(path).update('\0').update(readFileSync(path));
}
console.log(hash.digest('hex').slice(0, 16));

function filesIn(path) {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .sort();
  } catch {
    return [path];
  }
}
