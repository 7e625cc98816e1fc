// Calls with the types of petaday.d.ts: right ones compile, and wrong ones do not.
import init, { type Count, count, type Estimate, estimate, link, type Passage, read, report } from 'petaday';

await init();
await init(new Uint8Array());
await init(fetch('petaday.wasm'));
await init(new URL('https://example.org/petaday.wasm'));

const fragment: string = link({ title: 'Llama 2', parameters: 70e9, '2.tokens': '40B', time: undefined });
const figures: Estimate = estimate(fragment);
const median: number | undefined = figures.flop?.median;
const keys: string[] = figures.problems.flatMap(({ key, choices }) => [key, ...(choices ?? []).map(({ label }) => label)]);
const counted: Count = count(new Uint8Array(), {
  sequence: 4096,
  attention: 'causal',
  input: [1, 3, 224, 224],
  sizes: { batch: 1 },
});
const share: number | null = counted.active_parameters;
const passage: Passage = read('We train a 7B model.');
const value: number | string | undefined = passage.fields[0]?.value;
const text: string = report('latex', fragment, { provenance: true });

// @ts-expect-error A figure may be missing.
figures.flop.median;
// @ts-expect-error There is no such format.
report('pdf', fragment);
// @ts-expect-error Attention is full or causal.
count('', { attention: 'half' });
// @ts-expect-error A field is text or a number.
link({ tokens: true });
// @ts-expect-error A link is text.
estimate(3);

export { keys, median, share, text, value };
