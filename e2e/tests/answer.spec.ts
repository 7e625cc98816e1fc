// The answer at the top: one sentence that says how big the figure is, and the line it stands on.
import { expect, test } from './fixtures/test.ts';

const LLAMA = 'v=1&title=LLaMA-65B&parameters=65.2e9&tokens=1.4e12&chip-hours=1022363&peak=312e12&utilization=0.3';

test('a sentence says how big the figure is, and follows it', async ({ calculator }) => {
  await calculator.open(LLAMA);
  const sentence = calculator.answer.locator('.sentence');
  await expect(sentence).toHaveText('About as much as Chinchilla and 1.7 × GPT-3. Above the EU’s 10²³ mark, below its 10²⁵.');
  await calculator.field('tokens').fill('14T');
  await expect(sentence).toHaveText(/^About 1\.7 × DeepSeek-V3 and a quarter of GPT-4\. /);
  await calculator.clear();
  await expect(sentence).toBeHidden();
});

test('a name on the line says what it is and how the figure compares, and changes no input', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  const before = page.url();
  const picture = calculator.answer.getByRole('figure');
  await picture.getByRole('button', { name: /^PaLM, 2\.53 times 10/ }).click();
  await expect(picture).toContainText('PaLM (Google Research, 2022): 2.53 × 10²⁴ FLOP. This estimate is 0.22 × PaLM.');
  await picture.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(calculator.answer.locator('.sentence')).toHaveText(/^About 0\.22 × PaLM\. /);
  await calculator.button('Compare with the nearest').click();
  await expect(calculator.answer.locator('.sentence')).toHaveText(/^About as much as Chinchilla/);
  await picture.getByText('EU: systemic risk').click();
  await expect(picture).toContainText('This estimate is 5.5% of that.');
  await calculator.button('See the thresholds').click();
  await expect(calculator.drawer('Thresholds')).toHaveAttribute('open', '');
  expect(page.url()).toBe(before);
});

test('the names are one stop of the Tab key, and the arrow keys go from name to name', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  const names = calculator.answer.getByRole('figure').locator('[role="button"][tabindex="0"]');
  await expect(names).toHaveCount(1);
  await names.focus();
  const focused = () => page.evaluate(() => document.activeElement!.getAttribute('aria-label'));
  const seen = [await focused()];
  for (let step = 0; step < 3; step++) {
    await page.keyboard.press('ArrowRight');
    seen.push(await focused());
  }
  expect(new Set(seen).size, seen.join('; ')).toBe(4);
  await page.keyboard.press('ArrowLeft');
  expect(await focused()).toBe(seen[2]);
  await page.keyboard.press('Enter');
  await expect(calculator.answer.locator('.pressed')).toContainText(seen[2]!.split(',')[0]);
});

test('each method has its range as a bar; a method without one has a dot', async ({ calculator }) => {
  await calculator.open(`${LLAMA.replace('utilization=0.3', 'utilization=0.3..0.5')}`);
  const bars = calculator.answer.locator('.bar-of-range rect');
  const widths = () => bars.evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().width > 1));
  expect((await widths()).slice(0, 2)).toEqual([false, true]);
  await calculator.field('parameters').fill('60e9 to 70e9');
  await expect.poll(widths).toEqual([true, true, true]);
});

test('the mean of both methods is not offered where they exclude each other', async ({ calculator }) => {
  await calculator.open(LLAMA);
  const mean = calculator.answer.getByRole('radio', { name: 'Both methods combined' });
  await expect(mean).toBeVisible();
  await calculator.field('chip-hours').fill('1022');
  await expect(mean).toHaveCount(0);
});

test('dark colours can be switched on and off', async ({ calculator, page }) => {
  await calculator.open();
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await calculator.button('Dark').click();
  // The label says what a press does.
  await expect(calculator.button('Dark')).toHaveCount(0);
  expect(await paper()).not.toBe(light);
  await calculator.button('Light').click();
  await expect(calculator.button('Dark')).toBeVisible();
  expect(await paper()).toBe(light);
});

test('the first stop of the Tab key skips to the form, and changes no link', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  const before = page.url();
  await page.keyboard.press('Tab');
  await expect(calculator.button('Skip to the form')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#form')).toBeFocused();
  expect(page.url()).toBe(before);
});

test('a wrong figure can be reported with the link of the estimate', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  const report = page.getByRole('link', { name: 'Report a wrong figure' });
  await report.focus();
  await expect(report).toHaveAttribute('href', /issues\/new\?.*65\.2e9/);
});
