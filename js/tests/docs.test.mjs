// The examples of the documentation, run as they stand there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const folder = join(import.meta.dirname, '..');

for (const name of ['docs/javascript.md', 'js/README.md', 'README.md']) {
  test(`the example of ${name} runs and prints what it says`, () => {
    const [, example] = /```js\n(.*?)```/s.exec(readFileSync(name, 'utf8'));
    writeFileSync(join(folder, 'example.mjs'), example);
    copyFileSync('tests/fixtures/configs/mixtral-8x7b.json', join(folder, 'config.json'));
    const printed = execFileSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' });
    const promised = [...example.matchAll(/; \/\/ (.*)$/gm)].map(([, text]) => text);
    assert.ok(promised.length > 0);
    const lines = printed.trim().split('\n');
    for (const text of promised) assert.ok(lines.includes(text), `${text} is not in ${printed}`);
    if (example.includes('count(')) assert.equal(lines.at(-1), '46702792704');
  });
}

test('every function and option has its row', () => {
  const text = readFileSync('docs/javascript.md', 'utf8');
  const types = readFileSync('js/petaday.d.ts', 'utf8');
  const functions = [...types.matchAll(/^export (?:default )?function (\w+)/gm)].map(([, name]) => name);
  assert.equal(functions.length, 6);
  for (const name of functions) assert.match(text, new RegExp(`^\\| \`${name}\\(`, 'm'));
  const [, options] = /interface CountOptions \{(.*?)\n\}/s.exec(types);
  for (const [, name] of options.matchAll(/^ {2}(\w+)\?:/gm)) assert.match(text, new RegExp(`^\\| \`${name}\` \\|`, 'm'));
});
