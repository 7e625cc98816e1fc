// Memory, nodes and listeners before and after many edits.
import { expect, test, type CDPSession, type Page } from '@playwright/test';
import { openCalculator, STATES } from './pages.ts';
import { circumstances, table } from './table.ts';

const EDITS = Number(process.env.EDITS ?? 10_000);

const rows: string[][] = [];

/** Returns the sizes in bytes and the counts that are left after the collection of garbage. */
async function left(page: Page, devtools: CDPSession) {
  for (let time = 0; time < 3; time += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  return {
    heap: value('JSHeapUsedSize'),
    wasm: await page.evaluate(() => (window as unknown as { programMemory: WebAssembly.Memory }).programMemory.buffer.byteLength),
    nodes: value('Nodes'),
    listeners: value('JSEventListeners'),
  };
}

/** Keeps the memory of the page's program within reach. The parts that are loaded later use the same. */
function keepMemory() {
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const program = await instantiate(...given);
    const { memory } = program.instance.exports;
    if (memory) Object.assign(window, { programMemory: memory });
    return program;
  };
}

/** Makes edits, each in a task of its own and ten to a frame: figures, ranges, and texts that are refused. */
async function edit(page: Page, ids: string[], edits: number) {
  await page.evaluate(
    async ([ids, edits]) => {
      const texts = (number: number) => [`${number}.5`, `${number} to ${2 * number}e3`, `${number}e`, `${number}k`, ''];
      for (let number = 1; number <= edits; number += 1) {
        const input = document.getElementById(ids[number % ids.length]) as HTMLInputElement;
        input.value = texts(number)[Math.floor(number / ids.length) % 5];
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise((then) => (number % 10 === 0 ? requestAnimationFrame(then) : setTimeout(then)));
      }
    },
    [ids, edits] as const,
  );
  // Panels, address and announcement follow when typing rests.
  await page.waitForTimeout(3000);
}

for (const state of STATES.slice(0, 2)) {
  test(`${EDITS} edits of ${state.name}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.addInitScript(keepMemory);
    await openCalculator(page, state);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable');
    const ids = state.typings.map(({ calculator }) => calculator);
    // Loads and builds whatever the first edits need.
    await edit(page, ids, 100);
    const before = await left(page, devtools);
    await edit(page, ids, EDITS);
    const after = await left(page, devtools);
    expect(before.wasm).toBeGreaterThan(0);
    const kilobytes = (bytes: number) => `${Math.round(bytes / 1000).toLocaleString('en')} KB`;
    const change = (name: keyof typeof before, write: (value: number) => string) =>
      `${write(before[name])} → ${write(after[name])}`;
    rows.push([
      state.name,
      change('heap', kilobytes),
      change('wasm', kilobytes),
      change('nodes', String),
      change('listeners', String),
    ]);
    await context.close();
  });
}

test.afterAll(({ browser }) => {
  if (rows.length === 0) return;
  const heads = [
    `before → after ${EDITS.toLocaleString('en')} edits`,
    'JavaScript heap',
    'WebAssembly memory',
    'nodes',
    'listeners',
  ];
  console.log(`\n${circumstances(browser)}\n\n${table(heads, rows)}\n`);
});
