// The npm package, as a program in Node uses it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import init, { count, estimate, link, read, report } from 'petaday';

const LLAMA = 'v=1&data=2026-11&title=Llama_2_70B&parameters=70e9&tokens=2e12';

test('before it is loaded, a call says what to do', () => {
  assert.throws(() => estimate(LLAMA), { name: 'Error', message: /await init\(\)/ });
});

test('what cannot be loaded is told, and the next call tries again', async () => {
  await assert.rejects(init(new Uint8Array([1, 2, 3])), /WebAssembly|magic/);
  await init();
  await init();
});

test('it is loaded from bytes that a program has already', async () => {
  const source = await import(`${import.meta.resolve('petaday')}?again`);
  await source.default(readFileSync(new URL(import.meta.resolve('petaday/petaday.wasm'))));
  assert.equal(source.estimate(LLAMA).flop.median, 8.4e23);
});

test('an estimate has the figures of its link, or of a whole address', () => {
  const found = estimate(LLAMA);
  assert.deepEqual(found.flop, { low: 8.4e23, median: 8.4e23, high: 8.4e23 });
  assert.equal(found.title, 'Llama 2 70B');
  assert.equal(found.link, LLAMA);
  assert.deepEqual(estimate(`https://example.org/a/#${LLAMA}`), found);
});

test('names of chips are known from the first call on', () => {
  const code = `import init, { estimate } from 'petaday'; await init();
    console.log(estimate('v=1&chip-hours=1000&hardware=H100_SXM&format=bf16&utilization=0.4').flop?.median);`;
  const out = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
    cwd: import.meta.dirname,
  });
  assert.equal(Number(out), 1000 * 3600 * 989.4e12 * 0.4);
});

test('an estimate without a figure says why', () => {
  const { flop, problems } = estimate('v=1&parameters=7B&tokens=1e');
  assert.equal(flop, null);
  assert.equal(problems[0].key, 'tokens');
});

test('any text gives an answer', () => {
  for (const text of ['', '#', '%', '\ud800', 'v=1&model=conv(', 'v=1&tokens=1e99999', '&'.repeat(99_999)]) {
    assert.ok(estimate(text).problems.length > 0, text.slice(0, 20));
    assert.ok(Array.isArray(read(text).fields));
  }
});

test('a model file is counted from its bytes, its text or its buffer', () => {
  const bytes = readFileSync('tests/fixtures/configs/gpt2.json');
  const found = count(bytes, { sequence: 1024, attention: 'causal' });
  assert.equal(found.parameters, 124_439_808);
  assert.equal(found.sequence, 1024);
  assert.deepEqual(count(bytes.toString(), { sequence: 1024, attention: 'causal', name: null }), found);
  assert.deepEqual(count(Uint8Array.from(bytes).buffer, { sequence: 1024, attention: 'causal' }), found);
  assert.notDeepEqual(count(bytes, { sequence: 512 }).forward_flop, found.forward_flop);
});

test('a file that is not known says why', () => {
  const { parameters, problems } = count('nothing of a model');
  assert.equal(parameters, null);
  assert.equal(problems[0].severity, 'error');
});

test('a report is a text', () => {
  assert.match(report('sentence', LLAMA), /8\.4 × 10²³ FLOP/);
  assert.equal(JSON.parse(report('json', LLAMA)).flop.median, 8.4e23);
  assert.ok(report('csv', LLAMA, { provenance: true }).length >= report('csv', LLAMA).length);
});

test('a passage gives fields with their phrases', () => {
  const passage = '𝕏: we train a 7B model on 2T tokens.';
  const { link: found, fields } = read(passage);
  assert.match(found, /parameters=7B&tokens=2T/);
  const tokens = fields.find(({ key }) => key === 'tokens');
  assert.equal(tokens.value, 2e12);
  assert.equal([...passage].slice(tokens.start, tokens.end).join(''), tokens.phrase);
});

test('a link is spelled as the page spells it', () => {
  const fields = {
    tokens: 2e12,
    '2.tokens': '40 B',
    title: 'Llama 2',
    parameters: 70_000_000_000n,
    '2.parameters': 7e9,
    time: null,
  };
  const spelled = link(fields);
  assert.match(spelled, /^v=1&data=[\d.-]+&title=Llama_2&parameters=\S+&tokens=\S+&2\.parameters=\S+&2\.tokens=\S+$/);
  assert.equal(estimate(spelled).flop.median, 6 * 70e9 * 2e12 + 6 * 7e9 * 40e9);
  assert.equal(estimate(spelled).link, spelled);
  assert.equal(link({ data: '2026-11', title: 'Llama 2 70B', parameters: '70e9', tokens: '2e12' }), LLAMA);
  // As JavaScript writes large and small numbers.
  assert.equal(estimate(link({ multiply_adds: undefined, forward: 8.4e23, examples: 1 })).flop.median, 3 * 8.4e23);
  assert.equal(estimate(link({ 'chip-hours': 1e-7, peak: 1e21, utilization: 0.5 })).flop.median, 1e-7 * 3600 * 1e21 * 0.5);
});

test('a call that cannot be right throws an error that says what to give', () => {
  for (const [call, told] of [
    [() => estimate(), /estimate: a link is text/],
    [() => read(3), /read: a passage is text/],
    [() => report('pdf', LLAMA), /There is no format “pdf”\. The formats are sentence,/],
    [() => report(LLAMA), /report: a link is text/],
    [() => report('sentence', 'v=1&parameters=7B&tokns=3'), /tokns: No field has this name: did the link mean “tokens”/],
    [() => count(3), /count: a file is its bytes/],
    [() => count('x', { seq: 3 }), /There is no option “seq”/],
    [() => count('x', { sequence: 1.5 }), /sequence: 1.5 is not a whole number from 1/],
    [() => count('x', 3), /the options are an object/],
    [() => link({ tokns: 3 }), /tokns: No field has this name: did the link mean “tokens”/],
    [() => link({}), /A link needs a field/],
    [() => link([]), /the fields are an object/],
    [() => link({ tokens: true }), /link: tokens is text or a number/],
  ]) {
    assert.throws(call, (error) => error instanceof Error && told.test(error.message), String(call));
  }
});
