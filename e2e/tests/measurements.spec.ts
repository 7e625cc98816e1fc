// Measurements for the record, printed and kept in test-browser.json. They are no budgets, because times depend on the
// machine.
import { expect, test } from './fixtures/test.ts';
import { EDITION, ALEXNET, DEEPSEEK_V3 } from './fixtures/links.ts';

function report(description: string) {
  test.info().annotations.push({ type: 'measured', description });
  console.log(description);
}

type Stroke = { ms: number; flop: string };

/** The total is sampled: three terms with a range each. */
const STAGES = [1, 2, 3].map((stage) => `${stage}.parameters=70e9&${stage}.tokens=${stage}e12..${stage + 1}e12`).join('&');

for (const { of, link, typed } of [
  {
    of: '',
    link: ALEXNET,
    typed: {
      'multiply-adds': '0.75e9 to 0.8e9',
      examples: '1,200,000',
      time: '5 d 12 h to 6 d',
      title: 'AlexNet, again',
      utilization: '30 to 40%',
    },
  },
  {
    of: ' of three stages with ranges',
    link: `v=1&data=${EDITION}&${STAGES}`,
    typed: { parameters: '68,000,000,000 to 70e9', tokens: '1.23456 to 2.34567e12', epochs: '1.01 to 1.0234567', title: 'Three' },
  },
])
  test(`the page is up to date within the event of each keystroke${of} (4 × slowed CPU)`, async ({ calculator, page }) => {
    await calculator.open(link);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    // The page's own listener, and everything it causes, runs between the first and the last listener. The last one
    // then forces the layout.
    await page.evaluate(() => {
      const strokes: Stroke[] = [];
      let since = 0;
      addEventListener('input', () => (since = performance.now()), { capture: true });
      addEventListener('input', () => {
        document.body.getBoundingClientRect();
        const ms = performance.now() - since;
        // Announcements for screen readers follow when typing rests.
        const answer = document.querySelector('#result')!.cloneNode(true) as Element;
        answer.querySelectorAll('[role="status"]').forEach((status) => status.remove());
        strokes.push({ ms, flop: answer.textContent! });
      });
      Object.assign(window, { strokes });
    });
    for (const [key, text] of Object.entries(typed)) {
      await calculator.field(key).fill('');
      await calculator.field(key).pressSequentially(text);
    }
    const strokes = await page.evaluate(() => (window as unknown as { strokes: Stroke[] }).strokes);
    const times = strokes.map((stroke) => stroke.ms).sort((a, b) => a - b);
    expect(times.length).toBeGreaterThan(60);
    // The last key's answer was on the page when its event ended.
    expect(strokes.at(-1)!.flop).toBe(await calculator.answerText());
    expect(new Set(strokes.map((stroke) => stroke.flop)).size).toBeGreaterThan(10);
    const share = (p: number) => times[Math.ceil(times.length * p) - 1].toFixed(1);
    report(
      `keystroke${of} p95: ${share(0.95)} ms (median ${share(0.5)}, most ${share(1)}, ${times.length} keystrokes; budget 15)`,
    );
  });

for (const [where, model, keys] of [
  ['the text of a network', 'input(784);fc(300);fc(10)', ';2*(dropout;fc(40));fc(3)'],
  ['a row of DeepSeek-V3', DEEPSEEK_V3, '123'],
] as const) {
  test(`the figure follows each keystroke in ${where} (4 × slowed CPU)`, async ({ calculator, page }) => {
    await calculator.open(`v=1&model=${model}&tokens=1e12`);
    await expect(calculator.layer(2)).toBeVisible();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const box = where.startsWith('a row') ? calculator.layer(2) : calculator.field('model');
    await box.press('End');
    if (where.startsWith('a row')) await box.press('ArrowLeft');
    // The work of the event itself, and the time until rows and figures are those of the new text.
    await page.evaluate(() => {
      const strokes: { event: number; drawnMs: number }[] = [];
      const now = (begun: number) => {
        document.body.getBoundingClientRect();
        return performance.now() - begun;
      };
      const typedRows = () =>
        [...document.querySelectorAll<HTMLInputElement>('.layers tbody input')].map((row) => row.value).join('\n');
      // The rows may change within the event, or in a task after it. A key may change the text of a row alone,
      // which is no change of the document.
      const watch = () => {
        const begun = performance.now();
        const before = typedRows();
        const stroke = { event: NaN, drawnMs: NaN };
        strokes.push(stroke);
        const observer = new MutationObserver(() => {
          observer.disconnect();
          stroke.drawnMs = now(begun);
        });
        observer.observe(document.querySelector('.layers tbody')!, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
        const look = () => {
          if (!Number.isNaN(stroke.drawnMs)) return;
          if (typedRows() === before) requestAnimationFrame(look);
          else stroke.drawnMs = now(begun);
        };
        requestAnimationFrame(look);
        addEventListener('input', () => (stroke.event = now(begun)), { once: true });
      };
      addEventListener('input', watch, { capture: true });
      Object.assign(window, { strokes });
    });
    const strokesSoFar = () =>
      page.evaluate(() => (window as unknown as { strokes: { event: number; drawnMs: number }[] }).strokes);
    const typed = where.startsWith('a row')
      ? Array.from({ length: 5 }, () => [...keys, ...Array<string>(keys.length).fill('Backspace')]).flat()
      : [...keys];
    for (const key of typed) {
      await page.keyboard.press(key);
      // A separator between two layers changes no row.
      if (key !== ';') await expect.poll(async () => (await strokesSoFar()).at(-1)!.drawnMs).toBeGreaterThan(0);
    }
    const strokes = await strokesSoFar();
    expect(strokes.length).toBeGreaterThan(20);
    const share = (times: number[], p: number) => times.sort((a, b) => a - b)[Math.ceil(times.length * p) - 1].toFixed(1);
    const [events, rows] = [
      strokes.map((stroke) => stroke.event),
      strokes.map((stroke) => stroke.drawnMs).filter((ms) => ms > 0),
    ];
    report(
      `keystroke in ${where}: event p95 ${share(events, 0.95)} ms (median ${share(events, 0.5)}); rows there p95 ${share(rows, 0.95)} ms (median ${share(rows, 0.5)}); ${strokes.length} keystrokes`,
    );
  });
}

test('a first view is compressed, and comes from this host alone', async ({ calculator, page }) => {
  const sizes: Promise<{ name: string; bytes: number; coding?: string }>[] = [];
  page.on('requestfinished', (request) => {
    const measured = async () => {
      const { responseHeadersSize, responseBodySize } = await request.sizes();
      const name = new URL(request.url()).pathname;
      return {
        name,
        bytes: responseHeadersSize + responseBodySize,
        coding: (await request.response())!.headers()['content-encoding'],
      };
    };
    sizes.push(measured());
  });
  await calculator.open();
  await page.waitForLoadState('networkidle');
  const files = await Promise.all(sizes);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  expect(files.find((file) => file.name.endsWith('.wasm'))).toMatchObject({ coding: 'br' });
  expect(files.length).toBeGreaterThanOrEqual(4);
  report(`first view: ${(total / 1000).toFixed(1)} KB over the wire in ${files.length} requests, headers included (budget 190)`);
});
