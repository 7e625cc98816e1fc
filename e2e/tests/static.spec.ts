import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_FETCHED, NOT_USED } from './fixtures/browser.ts';

const EXPLAINED = [
  '2 × connections × 3 × training examples × epochs',
  'Training time × chips × peak FLOP/s of one chip × utilization',
  '= 5.48 × 10²³ FLOP',
  '1 petaFLOP/s-day is 8.64 × 10¹⁹ FLOP',
];

test.describe('without JavaScript', () => {
  // Chromium logs that it drops what was preloaded for a script that may not run.
  test.use({ javaScriptEnabled: false, allowed: anyOf(/\/app-\w+\.js$/, NOT_USED) });

  test('a visitor reads that it is needed, and how to compute by hand', async ({ page }) => {
    await page.setViewportSize({ width: 280, height: 800 });
    await page.goto('./');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Petaday: how much compute did training take?');
    await expect(page.getByText('It needs JavaScript and WebAssembly')).toBeVisible();
    for (const text of EXPLAINED) await expect(page.getByText(text)).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
    const wide = await page.getByRole('main').evaluate((main) => main.scrollWidth > main.clientWidth || main.clientWidth > 280);
    expect(wide).toBe(false);
  });
});

test.describe('without WebAssembly', () => {
  // The loader throws there, which the browser logs. The page keeps showing the text.
  test.use({ allowed: /WebAssembly is not defined/ });

  test('a visitor still reads how to compute by hand', async ({ page, context }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
    const failed = context.waitForEvent('weberror');
    await page.goto('./');
    expect(String((await failed).error())).toContain('WebAssembly is not defined');
    await expect(page.getByText('It needs JavaScript and WebAssembly')).toBeVisible();
    for (const text of EXPLAINED) await expect(page.getByText(text)).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
  });
});

test.describe('where the program cannot be fetched', () => {
  test.use({ allowed: anyOf(/_bg\.wasm/, NOT_FETCHED) });

  test('a visitor still reads how to compute by hand', async ({ page, context }) => {
    await page.route('**/*.wasm', (route) => route.abort());
    const failed = context.waitForEvent('weberror');
    await page.goto('./');
    await failed;
    for (const text of EXPLAINED) await expect(page.getByText(text)).toBeVisible();
  });
});
