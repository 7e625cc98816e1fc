// The work of single keystrokes, on the calculator and on the yardstick in turn.
import { expect, type Page, test } from '@playwright/test';
import { Meter, SLOWER, type Work } from './measure.ts';
import { enter, openCalculator, openYardstick, STATES, type State, type Which } from './pages.ts';
import { at, circumstances, median, table } from './table.ts';

/** How often each state's fields are typed into. Once is 50 keys. */
const ROUNDS = Number(process.env.ROUNDS ?? 6);

type Results = { strokes: Work[]; frames: number[]; rests: Work[] };

const rows: string[][] = [];

const sum = ({ script, style, layout }: Work) => script + style + layout;
const ms = (value: number) => value.toFixed(1);
const spread = (values: number[]) => [median(values), at(0.95, values), at(0.99, values)].map(ms);

function row(name: string, { strokes, frames, rests }: Results) {
  const medianOf = (pick: (stroke: Work) => number) => median(strokes.map(pick));
  return [
    name,
    ...spread(strokes.map(sum)),
    [medianOf((stroke) => stroke.script), medianOf((stroke) => stroke.style), medianOf((stroke) => stroke.layout)]
      .map(ms)
      .join(' + '),
    ms(medianOf((stroke) => stroke.all)),
    ...spread(frames),
    `${medianOf((stroke) => stroke.styles)}, ${medianOf((stroke) => stroke.layouts)}`,
    ms(median(rests.map(sum))),
  ];
}

/** Types into each field of a state once. */
async function round(page: Page, meter: Meter, which: Which, { typings }: State, { strokes, frames, rests }: Results) {
  const painted = await meter.slowly(async () => {
    for (const { [which]: id, keys, before = '' } of typings) {
      await enter(page, id, before);
      for (const key of keys) strokes.push(await meter.press(key));
    }
    rests.push(await meter.rest());
  });
  frames.push(...painted);
  expect(frames.length, 'keys in the trace').toBe(strokes.length);
}

for (const state of STATES) {
  test(state.name, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, serviceWorkers: 'block' });
    const open = async (which: Which, show: (page: Page, state: State) => Promise<void>) => {
      const page = await context.newPage();
      await show(page, state);
      const results: Results = { strokes: [], frames: [], rests: [] };
      return { which, page, meter: await Meter.of(page), results };
    };
    const pages = [await open('calculator', openCalculator), await open('yardstick', openYardstick)];
    for (let number = 0; number < ROUNDS; number += 1) {
      for (const { which, page, meter, results } of pages) await round(page, meter, which, state, results);
    }
    for (const { which, results } of pages) rows.push(row(which === 'calculator' ? state.name : 'its yardstick', results));
    await context.close();
  });
}

test.afterAll(({ browser }) => {
  if (rows.length === 0) return;
  const heads = [
    `per key, ms at ${SLOWER}× slowed CPU`,
    'work, median',
    '95%',
    '99%',
    'script + style + layout',
    'main thread',
    'frame, median',
    '95%',
    '99%',
    'styles, layouts',
    'at rest',
  ];
  console.log(`\n${circumstances(browser)} ${ROUNDS * 50} keys each.\n\n${table(heads, rows)}\n`);
});
