// Published studies as small calculators, which take the estimate.
import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_FETCHED } from './fixtures/browser.ts';
import { EDITION, LLAMA } from './fixtures/links.ts';
import { withhold } from './fixtures/withheld.ts';

test('a reader sees which model would be best for the compute, by both sets of constants, and it follows the form', async ({
  calculator,
}) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Studies');
  const optimal = calculator.page.getByRole('region', { name: 'Which model and how much data would be best' });
  await expect(optimal.getByRole('row', { name: /^Besiroglu/ })).toContainText('18.');
  await expect(optimal.getByRole('row', { name: /^Hoffmann/ })).toContainText('6');
  await expect(optimal.getByLabel('Budget')).toHaveAttribute('placeholder', '8.4e23');
  await calculator.type('tokens', '4T');
  await expect(optimal.getByLabel('Budget')).toHaveAttribute('placeholder', '1.68e24');
  // Chinchilla's.
  await optimal.getByLabel('Budget').fill('5.76e23');
  await expect(optimal.getByRole('row', { name: /^Besiroglu/ })).toContainText('72.2 billion');
});

test('a planner reads what a year of queries takes, and mends what cannot be read', async ({ calculator }) => {
  await calculator.open(
    `v=1&data=${EDITION}&parameters=70e9&tokens=2e12&chip-hours=1720320&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4`,
  );
  await calculator.openDrawer('Studies');
  const use = calculator.page.getByRole('region', { name: 'What does it take to use this model?' });
  // 2 × 70e9 × 999 tokens, all but the last; 8.4e23 over that.
  await expect(use).toContainText('1.4 × 10¹⁴ FLOP a query');
  await expect(use).toContainText('As much as the training after 6.01 billion queries');
  await use.getByLabel('Tokens per answer').fill('many');
  await expect(use.getByLabel('Tokens per answer')).toHaveAttribute('aria-invalid', 'true');
  await use.getByLabel('Tokens per answer').fill('1500');
  await expect(use).toContainText('2.8 × 10¹⁴ FLOP a query');
  await expect(use.getByLabel('Tokens per answer')).toBeFocused();
});

test('half the error on ImageNet takes more than 5,000 times the compute, by a version that is named', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.openDrawer('Studies');
  const error = calculator.page.getByRole('region', { name: 'How much more compute would a lower error take?' });
  await expect(error).toContainText('5,790 × the compute');
  await error.getByLabel('Benchmark and version').selectOption({
    label:
      'WMT 2014 En–De, BLEU, by hardware burden: time × peak of the chips: version 1 (2020), our fit of the authors’ chart data',
  });
  await expect(error).toContainText('No slope was found for this benchmark');
});

test('a study has a link of its own, with its inputs and the estimate', async ({ calculator, someoneElse }) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Studies');
  const optimal = calculator.page.getByRole('region', { name: 'Which model and how much data would be best' });
  await optimal.getByLabel('Budget').fill('5.76e23');
  await optimal.getByText('Link to this study').click();
  const link = optimal.locator('#study-link-optimal');
  await expect(link).toContainText('#view=study&study=optimal&budget=5.76e23&estimate=v=1');
  const colleague = await someoneElse();
  await colleague.page.goto((await link.textContent())!);
  const shown = colleague.page.getByRole('region', { name: 'Which model and how much data would be best' });
  await expect(shown.getByLabel('Budget')).toHaveValue('5.76e23');
  await expect(shown.getByRole('row', { name: /^Besiroglu/ })).toContainText('72.2 billion');
  await colleague.expectAnswer('8.4 × 10²³');
});

test('what was typed into a study is there when the page is loaded again, and can be emptied', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Studies');
  const optimal = page.getByRole('region', { name: 'Which model and how much data would be best' });
  await optimal.getByLabel('Budget').fill('5.76e23');
  await expect(optimal.getByRole('row', { name: /^Besiroglu/ })).toContainText('72.2 billion');
  await page.reload();
  await calculator.openDrawer('Studies');
  await expect(optimal.getByLabel('Budget')).toHaveValue('5.76e23');
  await page.getByRole('button', { name: 'Empty all inputs' }).click();
  await expect(optimal.getByLabel('Budget')).toHaveValue('');
  await expect(optimal.getByLabel('Budget')).toHaveAttribute('placeholder', '8.4e23');
});

test.describe('where the studies cannot be fetched', () => {
  test.use({ allowed: anyOf(/\/context-\w+\.wasm/, NOT_FETCHED) });

  test('the section says so, and has them when it is opened again', async ({ calculator, context }) => {
    const withheld = await withhold(context, '**/context-*.wasm');
    await calculator.open(LLAMA);
    await calculator.openDrawer('Studies');
    await expect(calculator.drawer('Studies')).toContainText('could not be loaded');
    withheld.release();
    const summary = calculator.page.locator('#studies > summary');
    await summary.click();
    await summary.click();
    await expect(calculator.page.getByRole('region', { name: 'Which model and how much data' })).toBeVisible();
  });
});
