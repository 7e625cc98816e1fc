// The command and the ES module give the same figures to the last bit. Both read the 500 links of
// tests/fixtures/drafts.txt.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import init, { count, estimate, link, read, report } from 'petaday';

const COMMAND = process.env.PETADAY_COMMAND;
const drafts = readFileSync('tests/fixtures/drafts.txt', 'utf8').trim().split('\n');

/** Runs the command. Returns its output, also where there is no figure. */
async function petaday(...options) {
  const run = promisify(execFile)(COMMAND, options, { maxBuffer: 1 << 26 });
  const { stdout } = await run.catch((error) => {
    if (error.code !== 2) throw error;
    return error;
  });
  return stdout;
}

/** Calls for each of a list, some at a time. */
async function forEach(list, call) {
  const left = list.values();
  const workers = Array.from({ length: availableParallelism() }, async () => {
    for (const item of left) await call(item);
  });
  await Promise.all(workers);
}

before(() => init());

test('500 drafts have the same figures, problems and links', async () => {
  assert.equal(drafts.length, 500);
  let withFigure = 0;
  await forEach(drafts, async (draft) => {
    const expected = JSON.parse(await petaday('estimate', draft));
    const found = estimate(draft);
    assert.deepStrictEqual(found, expected, draft);
    withFigure += found.flop === null ? 0 : 1;
    // A number that was read again is the same.
    if (found.flop !== null) assert.deepStrictEqual(estimate(found.link).flop, found.flop, draft);
  });
  assert.ok(withFigure > 250, `only ${withFigure} drafts have a figure`);
});

/** Checks that rows of a table have the figures of their links. Returns the number of figures. */
async function compareRows(links, name) {
  const table = `target/npm-user/${name}.csv`;
  writeFileSync(table, `link\n${links.map((link) => `"${link.replaceAll('"', '""')}"`).join('\n')}\n`);
  const rows = (await petaday('batch', '--json', table)).trim().split('\n');
  assert.equal(rows.length, links.length);
  let figures = 0;
  for (const row of rows) {
    const expected = JSON.parse(row);
    // The row names the tables of today where the link names none.
    const { flop, pfs_days, operations, gpu_time, agreement } = estimate(expected.link || 'v=1');
    assert.deepStrictEqual(
      [
        flop?.median,
        flop?.low,
        flop?.high,
        pfs_days?.median,
        operations?.flop.median,
        gpu_time?.flop.median,
        agreement?.ratio,
      ].map((figure) => figure ?? null),
      ['flop', 'flop_low', 'flop_high', 'pfs_days', 'operations_flop', 'gpu_time_flop', 'ratio'].map((name) => expected[name]),
      expected.link,
    );
    figures += expected.flop === null ? 0 : 1;
  }
  return figures;
}

test('the rows of a table have the figures of their links', async () => {
  await compareRows(drafts, 'drafts');
});

test('10,000 drafts with values of others among them have the same figures', async () => {
  const figures = await compareRows(mixed(10_000), 'mixed');
  assert.ok(figures > 4_000, `only ${figures} drafts have a figure`);
});

test('reports are the same, letter by letter', async () => {
  const formats = [...(await petaday('report', '--list')).matchAll(/^([a-z][a-z-]+) {2,}/gm)].map(([, name]) => name);
  assert.ok(formats.length > 15, formats.join());
  const [draft] = drafts.filter((draft) => draft.includes('title=AlexNet'));
  await forEach(formats, async (format) => assert.equal(report(format, draft), await petaday('report', format, draft), format));
});

test('counts and passages are the same', async () => {
  for (const name of ['gpt2', 'mixtral-8x7b']) {
    const file = `tests/fixtures/configs/${name}.json`;
    const expected = JSON.parse(await petaday('count', file, '--sequence', '4096', '--attention', 'causal'));
    assert.deepStrictEqual(count(readFileSync(file), { sequence: 4096, attention: 'causal' }), expected);
  }
  const passages = readFileSync('tests/fixtures/compute_notes.txt', 'utf8').slice(0, 20_000);
  writeFileSync('target/npm-user/passage.txt', passages);
  const found = read(passages);
  assert.deepStrictEqual(found, JSON.parse(await petaday('read', 'target/npm-user/passage.txt')));
  assert.ok(found.fields.length > 0);
  assert.equal(estimate(found.link).link, link(fieldsOf(found.link)));
});

/** Makes drafts in which one to four values are those of other drafts, or ranges around a number drawn from a seed. */
function mixed(count) {
  let state = 20;
  // A linear congruential generator (Numerical Recipes): the same drafts each time.
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const anyOf = (list) => list[Math.floor(random() * list.length)];
  const pairs = drafts.map((draft) => draft.split('&').map((pair) => pair.split(/=(.*)/s)));
  const values = new Map();
  for (const pair of pairs.flat()) values.set(pair[0], [...(values.get(pair[0]) ?? []), pair]);
  return Array.from({ length: count }, () => {
    const draft = anyOf(pairs).map(([key, value]) => [key, value]);
    for (let change = 0; change <= random() * 4; change++) {
      const pair = anyOf(draft);
      if (pair[0] === 'v') continue;
      const number = Number.parseFloat(anyOf(values.get(pair[0]))[1]);
      const scaled = number * 10 ** (random() * 2 - 1);
      pair[1] = scaled > 0 && random() < 0.5 ? `${scaled}..${scaled * (1 + 3 * random())}` : anyOf(values.get(pair[0]))[1];
    }
    return draft.map(([key, value]) => (value === undefined ? key : `${key}=${value}`)).join('&');
  });
}

/** Returns the fields of a link. */
function fieldsOf(fragment) {
  const pairs = fragment.split('&').map((pair) => pair.split(/=(.*)/s));
  return Object.fromEntries(pairs.map(([key, value]) => [key, decodeURIComponent(value.replaceAll('_', ' '))]));
}
