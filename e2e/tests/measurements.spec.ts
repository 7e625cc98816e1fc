// Figures for the record, printed and kept in results.json. The budgets are held
// elsewhere: a time depends on the machine.
import { expect, test } from './fixtures/test.ts';
import { ALEXNET } from './fixtures/links.ts';

function report(description: string) {
  test.info().annotations.push({ type: 'measured', description });
  console.log(description);
}

type Stroke = { ms: number; flop: string };

test('the page is up to date within the event of each keystroke (4 × slowed CPU)', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  // Between the first and the last listener lie the page's own and all that
  // follows from them; then the layout is asked for.
  await page.evaluate(() => {
    const strokes: Stroke[] = [];
    let since = 0;
    addEventListener('input', () => (since = performance.now()), { capture: true });
    addEventListener('input', () => {
      document.body.getBoundingClientRect();
      const ms = performance.now() - since;
      strokes.push({ ms, flop: document.querySelector('#result')!.textContent! });
    });
    Object.assign(window, { strokes });
  });
  for (const [key, text] of [
    ['multiply-adds', '0.75e9 to 0.8e9'],
    ['examples', '1,200,000'],
    ['time', '5 d 12 h to 6 d'],
    ['title', 'AlexNet, again'],
    ['utilization', '30 to 40%'],
  ]) {
    await calculator.field(key).fill('');
    await calculator.field(key).pressSequentially(text);
  }
  const strokes = await page.evaluate(() => (window as unknown as { strokes: Stroke[] }).strokes);
  const times = strokes.map((stroke) => stroke.ms).sort((a, b) => a - b);
  expect(times.length).toBeGreaterThan(60);
  // The last keystroke's answer was on the page when its event ended.
  expect(strokes.at(-1)!.flop).toBe(await calculator.answer.evaluate((answer) => answer.textContent));
  expect(new Set(strokes.map((stroke) => stroke.flop)).size).toBeGreaterThan(10);
  const share = (p: number) => times[Math.ceil(times.length * p) - 1].toFixed(1);
  report(`keystroke p95: ${share(0.95)} ms (median ${share(0.5)}, most ${share(1)}, ${times.length} keystrokes; budget 5)`);
});

test('a first view is compressed, and comes from this host alone', async ({ calculator, page }) => {
  const sizes: Promise<{ name: string; bytes: number; coding?: string }>[] = [];
  page.on('requestfinished', (request) => {
    const measured = async () => {
      const { responseHeadersSize, responseBodySize } = await request.sizes();
      const name = new URL(request.url()).pathname;
      return { name, bytes: responseHeadersSize + responseBodySize, coding: (await request.response())!.headers()['content-encoding'] };
    };
    sizes.push(measured());
  });
  await calculator.open();
  await page.waitForLoadState('networkidle');
  const files = await Promise.all(sizes);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  expect(files.find((file) => file.name.endsWith('.wasm'))).toMatchObject({ coding: 'br' });
  expect(files.length).toBeGreaterThanOrEqual(4);
  report(`first view: ${(total / 1000).toFixed(1)} KB over the wire in ${files.length} requests, headers included (budget 180)`);
});
