import { expect, test } from './fixtures/test.ts';
import { LLAMA } from './fixtures/links.ts';

// The page's clock stands still, and the test moves it on. Every text of the status is recorded.
test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: '2026-01-01T10:00:00' });
  await page.clock.pauseAt('2026-01-01T11:00:00');
  await page.addInitScript(() => {
    const spoken: string[] = [];
    Object.assign(window, { spoken });
    new MutationObserver(() => {
      const text = document.getElementById('spoken')?.textContent ?? '';
      if (text !== (spoken.at(-1) ?? '')) spoken.push(text);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
});

const SAID = () => (window as unknown as { spoken: string[] }).spoken;

test('a screen reader hears nothing at load', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  await expect(calculator.spoken).toHaveRole('status');
  await expect(calculator.spoken).toHaveAttribute('id', 'spoken');
  await page.clock.runFor(10_000);
  expect(await page.evaluate(SAID)).toEqual([]);
});

test('a screen reader hears the answer once, when typing rests', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  await calculator.field('tokens').fill('');
  for (const key of '1.5e13') {
    await calculator.field('tokens').press(key);
    await page.clock.runFor(200);
  }
  await calculator.expectAnswer('6.3 × 10²⁴');
  expect(await page.evaluate(SAID)).toEqual([]);
  await page.clock.runFor(10_000);
  expect(await page.evaluate(SAID)).toEqual([
    'Training compute 6.3 times 10 to the power of 24 FLOP, 72,900 petaflop per second days.',
  ]);
});

test('a screen reader hears when there is no longer a figure, and nothing about a new title', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  await calculator.type('title', 'Something else');
  await page.clock.runFor(10_000);
  expect(await page.evaluate(SAID)).toEqual([]);
  await calculator.type('tokens', '');
  await page.clock.runFor(10_000);
  expect(await page.evaluate(SAID)).toEqual([
    'No figure yet. Counting operations also needs the training examples, the tokens, or the steps and batch.',
  ]);
});
