// The work of single keystrokes, on the calculator and on the yardstick in turn.
import { expect, test } from '@playwright/test';
import { Meter, SLOWER, type Stroke, type Work } from './measure.ts';
import { enter, openCalculator, openYardstick, STATES } from './pages.ts';
import { at, circumstances, median, table } from './table.ts';

/** How often each state's fields are typed into. Once is 50 keys. */
const ROUNDS = Number(process.env.ROUNDS ?? 6);

type Results = { strokes: Stroke[]; rests: Work[] };

const rows: string[][] = [];

const sum = ({ script, style, layout }: Work) => script + style + layout;
const ms = (value: number) => value.toFixed(1);
const spread = (values: number[]) => [median(values), at(0.95, values), at(0.99, values)].map(ms);

function row(name: string, { strokes, rests }: Results) {
  const medianOf = (pick: (stroke: Stroke) => number) => median(strokes.map(pick));
  return [
    name,
    ...spread(strokes.map(sum)),
    [medianOf((stroke) => stroke.script), medianOf((stroke) => stroke.style), medianOf((stroke) => stroke.layout)]
      .map(ms)
      .join(' + '),
    ms(medianOf((stroke) => stroke.all)),
    ...spread(strokes.map((stroke) => stroke.frame)),
    `${medianOf((stroke) => stroke.styles)}, ${medianOf((stroke) => stroke.layouts)}`,
    ms(median(rests.map(sum))),
  ];
}

for (const state of STATES) {
  test(state.name, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, serviceWorkers: 'block' });
    const pages = [];
    for (const [which, open] of [
      ['calculator', openCalculator],
      ['yardstick', openYardstick],
    ] as const) {
      const page = await context.newPage();
      await open(page, state);
      pages.push({ which, page, meter: await Meter.of(page), results: { strokes: [], rests: [] } as Results });
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const typing of state.typings) {
        for (const { which, page, meter, results } of pages) {
          const id = typing[which];
          await enter(page, id, typing.before);
          const { strokes, rest } = await meter.type(typing.keys);
          const typed = typing.keys.filter((key) => key !== 'Backspace').join('') + (typing.before ?? '');
          expect(await page.locator(`[id="${id}"]`).inputValue()).toContain(typed);
          results.strokes.push(...strokes);
          results.rests.push(rest);
        }
      }
    }
    for (const { which, results } of pages) {
      rows.push(row(which === 'calculator' ? state.name : 'its yardstick', results));
    }
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
