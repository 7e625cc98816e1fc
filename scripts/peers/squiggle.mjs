// Times an estimate in the ES module and in Squiggle, in turns in one process of Node. Called by estimates.py with the
// folder of Squiggle's package, that of the module, and what is asked as JSON. Prints the times and percentiles as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [packages, dist, asked] = process.argv.slice(2);
const { link, stages } = JSON.parse(asked);
const rounds = Number(process.env.ROUNDS ?? 11);

const required = createRequire(pathToFileURL(`${packages}/package.json`));
const { run } = await import(pathToFileURL(required.resolve('@quri/squiggle-lang')));
const { default: init, estimate } = await import(pathToFileURL(`${dist}/petaday.js`));
await init(readFileSync(`${dist}/petaday.wasm`));

const term = (ranges) => ['6', ...ranges.map(([low, high]) => `(${low} to ${high})`)].join(' * ');
const code = `d = ${stages.map(term).join(' + ')}\n[quantile(d, 0.05), quantile(d, 0.5), quantile(d, 0.95)]`;

async function squiggle(sampleCount) {
  const ran = await run(code, { environment: { sampleCount, xyPointLength: 1000, seed: 'petaday' } });
  const result = ran.getResult ? ran.getResult() : ran.result;
  if (!result.ok) throw new Error(String(result.value));
  return result.value.result.asJS();
}

/** Seconds of the processor since a former measurement. */
const since = (start) => {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
};

/** Runs for at least 5 ms of the processor, and returns the seconds of one run. */
async function timed(work) {
  let count = 0;
  let seconds = 0;
  for (const start = process.cpuUsage(); seconds < 0.005; seconds = since(start)) {
    await work();
    count += 1;
  }
  return seconds / count;
}

const answer = {};
for (const samples of [10_000, 100_000]) {
  const works = [() => estimate(link), () => squiggle(samples)];
  const times = [[], []];
  for (const work of works) await timed(work);
  for (let round = 0; round < rounds; round++) {
    for (const at of round % 2 === 0 ? [0, 1] : [1, 0]) times[at].push(await timed(works[at]));
  }
  answer[samples] = { ours: times[0], theirs: times[1], percentiles: await squiggle(samples) };
}
console.log(JSON.stringify(answer));
