// How sure a figure is, which thresholds it passes, and what it includes.
import { expect, test } from './fixtures/test.ts';
import { EDITION, ALEXNET, LLAMA } from './fixtures/links.ts';

const GPU_TIME = `v=1&data=${EDITION}&chip-hours=1e6&peak=312e12&utilization=0.3..0.5`;

test('a range opens the uncertainty panel, with the sources of its width', async ({ calculator }) => {
  await calculator.open(`v=1&data=${EDITION}&chip-hours=1e6&peak=312e12&utilization=0.4`);
  const panel = calculator.drawer('Uncertainty');
  await calculator.type('utilization', '30 to 50%');
  await expect(calculator.answer).toContainText('90% range 3.37–5.62 × 10²³ FLOP');
  await expect(panel).not.toHaveAttribute('open', '');
  await expect(panel.locator('.digest')).toHaveText('3.37–5.62 × 10²³ (×/\u2060÷ 1.29)');
  await calculator.openDrawer('Uncertainty');
  await expect(calculator.answer).toContainText('×/\u2060÷ 1.29');
  await expect(panel).toContainText('3.37 × 10²³ to 5.62 × 10²³ FLOP');
  await expect(panel).toContainText('×/\u2060÷ 1.29');
  await expect(panel.getByRole('img')).toBeVisible();
  await calculator.type('chip-hours', '0.9e6 to 1.1e6');
  const sources = panel.getByRole('list', { name: 'Where the width comes from' });
  await expect(sources).toContainText('utilization');
  await expect(sources).toContainText('87%');
  await expect(sources).toContainText('13%');
});

test('the typical uncertainty is switched on with a click, is in the link, and is switched off again', async ({
  calculator,
  page,
}) => {
  await calculator.open(ALEXNET);
  await calculator.openDrawer('Uncertainty');
  const panel = calculator.drawer('Uncertainty');
  await panel.getByRole('button', { name: /^Switch on the typical uncertainty/ }).click();
  await expect(page).toHaveURL(/uncertainty=typical/);
  await expect(calculator.answer.locator('.figures > .range')).toContainText('90% range');
  await expect(panel).toContainText('factor of 2');
  await calculator.answer.getByRole('radio', { name: 'GPU time' }).check();
  // 4.96e17 up to a factor of 2.
  await expect(calculator.answer).toContainText('2.48–9.92 × 10¹⁷');
  await expect(panel).toContainText('×/\u2060÷ 2');
  await panel.getByRole('button', { name: /^Switch off the typical uncertainty/ }).click();
  await expect(calculator.answer.locator('.figures > .range')).toHaveText('');
  await expect(page).not.toHaveURL(/uncertainty/);
});

test('thresholds say how much of a range lies above them', async ({ calculator }) => {
  await calculator.open(`v=1&data=${EDITION}&title=T&parameters=405e9&tokens=2e12..10e12`);
  await calculator.openDrawer('Thresholds');
  const panel = calculator.drawer('Thresholds');
  await expect(panel).toContainText('10²⁵');
  // 4.86e24 to 2.43e25: the median is 1.09e25.
  await expect(panel).toContainText('57%');
  await expect(panel.getByRole('link', { name: /2024\/1689/ })).toBeVisible();
  expect((await panel.innerText()).match(/legal advice/g)).toHaveLength(1);
});

test('the ledger says what is counted, is in the link, and opens the same elsewhere', async ({
  calculator,
  page,
  someoneElse,
}) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Scope');
  await page.getByLabel('Failed and exploratory runs', { exact: true }).selectOption('left out');
  await page.getByLabel('FLOP, if known: Failed and exploratory runs').pressSequentially('8.4e22');
  // Without leaving the field.
  await page.getByLabel('Note: Failed and exploratory runs').pressSequentially('see 3.2; and the appendix');
  await expect(calculator.drawer('Scope')).toContainText('which would add 10% to the figure');
  await expect(page).toHaveURL(/scope=failed-runs:out:8\.4e22:see_3\.2;;_and_the_appendix&/);
  await calculator.expectAnswer('8.4 × 10²³');
  const colleague = await someoneElse();
  await colleague.page.goto(page.url());
  await colleague.openDrawer('Scope');
  await expect(colleague.page.getByLabel('Note: Failed and exploratory runs')).toHaveValue('see 3.2; and the appendix');
});

test('an item of the ledger can get a stage', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Scope');
  await page.getByLabel('Synthetic data of one’s own, with discarded samples', { exact: true }).selectOption('counted');
  await page.getByRole('button', { name: 'Add a stage for it' }).click();
  await expect(calculator.field('stage')).toHaveValue('Synthetic data');
  await expect(calculator.field('backward')).toHaveValue('0');
});

test('a typed range is not lost in the panel’s own fields', async ({ calculator }) => {
  await calculator.open(GPU_TIME);
  await calculator.openDrawer('Use a published figure instead');
  await calculator.field('note').pressSequentially('From the log, 40% & more');
  await calculator.openDrawer('Thresholds');
  await expect(calculator.field('note')).toHaveValue('From the log, 40% & more');
});

// tests/stages.rs has the same numbers, natively.
test('the figures have the same bits as natively', async ({ calculator, page }) => {
  await calculator.open(
    `v=1&data=${EDITION}&parameters=70e9&tokens=2e12..3e12&2.parameters=70e9&2.tokens=1e11..9e11&2.trainable=0.01..0.05&3.chip-hours=1e5..2e5&3.peak=989e12&3.utilization=0.3..0.5`,
  );
  await calculator.openDrawer('Report');
  await page.locator('#format-json').click();
  await expect(page.locator('#report-text')).toContainText('"flop"');
  const { flop } = JSON.parse((await page.locator('#report-text').textContent())!);
  expect(flop).toEqual({ low: 1.1047842713243076e24, median: 1.332315952667002e24, high: 1.6227418204949344e24 });
});
