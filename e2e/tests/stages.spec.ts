// A run of several stages: from one to a list, and the effect of each on the answer.
import { expect, test } from './fixtures/test.ts';
import { EDITION, LLAMA } from './fixtures/links.ts';

const THREE = `v=1&data=${EDITION}&stage=Pre-training&parameters=8e9&tokens=15e12&2.stage=Fine-tuning&2.parameters=8e9&2.tokens=40e9&3.stage=RL&3.chip-hours=1000&3.peak=989e12&3.utilization=0.3`;

test('stages are added from a list of kinds, each with its advice, and sum up', async ({ calculator, page }) => {
  await calculator.openExact();
  await calculator.addStage('Pre-training');
  await expect(page).toHaveURL(/&stage=Pre-training$/);
  await calculator.choose('parameters', 'tokens');
  await calculator.typeAll({ parameters: '8e9', tokens: '15T' });
  await calculator.expectAnswer('7.2 × 10²³');

  await calculator.addStage('Fine-tuning with adapters');
  await expect(calculator.field('stage')).toHaveValue('Fine-tuning with adapters');
  await expect(calculator.way('trainable')).toBeChecked();
  await expect(calculator.field('trainable')).toHaveValue('0.01');
  await calculator.choose('parameters', 'tokens');
  await calculator.typeAll({ parameters: '8e9', tokens: '1T', trainable: '0.5%' });
  // 2 × 8e9 × (1 + 1.005) × 1e12
  await expect(calculator.operations.locator('.formula')).toContainText('(1 + 1.005)');
  await calculator.expectMethods({ operations: '3.21 × 10²²' });
  await calculator.expectAnswer('7.52 × 10²³');

  await calculator.addStage('Synthetic data');
  await expect(calculator.field('backward')).toHaveValue('0');
  await calculator.choose('parameters', 'tokens');
  await calculator.typeAll({ parameters: '70e9', tokens: '1T' });
  await calculator.expectAnswer('8.92 × 10²³');
  await expect(calculator.answer.locator('.stage-lines')).toHaveText(
    /Pre-training 7\.2 × 10²³.*Fine-tuning with adapters 3\.21 × 10²².*Synthetic data 1\.4 × 10²³/,
  );
});

test('where one stage has no GPU time, that of the others can be reported', async ({ calculator, page }) => {
  await calculator.open(
    'v=1&stage=Pre-training&parameters=8e9&tokens=15e12&chip-hours=1.46e6&peak=989e12&utilization=0.15&2.stage=RL&2.parameters=8e9&2.tokens=40e9',
  );
  await calculator.expectAnswer('7.22 × 10²³');
  await expect(calculator.answer).toContainText('No total of GPU time, because RL has none.');
  await calculator.answer.getByRole('radio', { name: 'GPU time of Pre-training, the rest counted' }).check();
  await calculator.expectAnswer('7.82 × 10²³');
  await expect(page).toHaveURL(/&headline=gpu-time&/);
  await calculator.answer.getByRole('radio', { name: 'Counting operations 7.22 × 10²³' }).check();
  await calculator.expectAnswer('7.22 × 10²³');
});

test('a copy has every text, and changes independently', async ({ calculator }) => {
  await calculator.open(LLAMA);
  await calculator.addStage('Hyper-parameter search');
  await expect(calculator.field('runs')).toHaveValue('10');
  await calculator.choose('parameters', 'tokens');
  await calculator.typeAll({ parameters: '1e9', tokens: '1e9' });
  await calculator.choose('steps');
  await calculator.type('steps', '1000');
  await calculator.choose('tokens');
  await calculator.button('Duplicate').click();
  await expect(calculator.field('stage')).toBeFocused();
  await expect(calculator.field('stage')).toHaveValue('Hyper-parameter search 2');
  await expect(calculator.field('tokens')).toHaveValue('1e9');
  await calculator.choose('steps');
  await expect(calculator.field('steps'), 'what was put aside').toHaveValue('1000');
  await calculator.choose('tokens');
  await calculator.type('tokens', '2e9');
  await calculator.stage('Hyper-parameter search').check();
  await expect(calculator.field('tokens')).toHaveValue('1e9');
});

test('a stage moves earlier and later with all of its texts, and stops at the ends', async ({ calculator, page }) => {
  await calculator.open(THREE);
  await calculator.stage('RL').check();
  const answer = await calculator.answer.locator('.headline').textContent();
  await calculator.button('Move earlier').click();
  await expect(page).toHaveURL(/2\.stage=RL&2\.chip-hours=1000&2\.peak=989e12&2\.utilization=0\.3&3\.stage=Fine-tuning/);
  await expect(calculator.stage('RL')).toBeChecked();
  await expect(calculator.field('chip-hours')).toHaveValue('1000');
  await calculator.button('Move earlier').click();
  await calculator.button('Move earlier').click();
  await expect(page).toHaveURL(new RegExp(`data=${EDITION}&stage=RL&chip-hours=1000`));
  await calculator.button('Move later').click();
  await expect(page).toHaveURL(/2\.stage=RL/);
  expect(await calculator.answer.locator('.headline').textContent()).toBe(answer);
});

test('the focus goes to the name after a stage is added, copied or removed, and Back undoes it', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.addStage('Pre-training');
  await expect(calculator.field('stage')).toBeFocused();
  await expect(calculator.field('stage')).toHaveValue('Pre-training');
  await calculator.addStage('Fine-tuning');
  await expect(calculator.stage('Fine-tuning')).toBeChecked();
  await calculator.button('Remove').click();
  await expect(calculator.field('stage')).toBeFocused();
  await expect(calculator.field('stage')).toHaveValue('Pre-training');
  await calculator.button('Remove').click();
  await expect(calculator.field('title')).toBeFocused();
  await expect(calculator.field('stage')).toHaveCount(0);
  await page.goBack();
  await expect(calculator.field('stage')).toHaveValue('Pre-training');
  await page.goBack();
  await expect(calculator.stage('Fine-tuning')).toBeVisible();
});

test('a new stage takes over the model and the chip of the one before it, says so, and “Undo” takes it back', async ({
  calculator,
}) => {
  await calculator.open(`${LLAMA}&hardware=nvidia-a100-sxm-80gb&format=bf16`);
  const parameters = await calculator.field('parameters').inputValue();
  await calculator.addStage('Context extension');
  await expect(calculator.way('tokens')).toBeChecked();
  await expect(calculator.field('parameters')).toHaveValue(parameters);
  await expect(calculator.hardware).toHaveValue('NVIDIA A100 SXM 80 GB');
  await expect(calculator.field('format')).toHaveValue('bf16');
  await expect(calculator.field('tokens')).toHaveValue('');
  await expect(calculator.undo).toContainText('Stage added. Taken over from Stage 1: parameters, hardware, number format');
  await calculator.undo.getByRole('button', { name: 'Undo' }).click();
  await expect(calculator.field('stage')).toHaveCount(0);
});

test('an obstacle to a sum names its stage', async ({ calculator }) => {
  await calculator.open(LLAMA);
  await calculator.addStage('Context extension');
  await calculator.expectNoAnswer();
  await calculator.answer.getByRole('button', { name: 'Context extension: Training tokens' }).click();
  await expect(calculator.field('tokens')).toBeFocused();
});

test('the methods are hidden beside a figure from elsewhere', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.openDrawer('Use a published figure instead');
  await calculator.type('compute', '3.8e25');
  await calculator.expectAnswer('3.8 × 10²⁵');
  await expect(calculator.operations).toBeHidden();
  await calculator.field('compute').fill('');
  await expect(calculator.operations).toBeVisible();
});

test('Back brings back a stage that was removed', async ({ calculator, page }) => {
  await calculator.open(THREE);
  await calculator.stage('Fine-tuning').check();
  await calculator.button('Remove').click();
  await expect(page).toHaveURL(/2\.stage=RL/);
  await expect(calculator.stage('Fine-tuning')).toHaveCount(0);
  await expect(calculator.stage('RL')).toBeChecked();
  await page.goBack();
  await expect(calculator.stage('Fine-tuning')).toBeVisible();
  expect(new URL(page.url()).hash).toBe(`#${THREE}`);
});

test('the fields fold away and the answer stays', async ({ calculator }) => {
  await calculator.open(THREE);
  await calculator.button('Hide inputs').click();
  await expect(calculator.operations).toBeHidden();
  await expect(calculator.gpuTime).toBeHidden();
  await expect(calculator.answer).toBeVisible();
  await expect(calculator.button('Show inputs')).toHaveAttribute('aria-expanded', 'false');
  await calculator.button('Show inputs').click();
  await expect(calculator.operations).toBeVisible();
});

test('a stage is made the base model with a click, and back', async ({ calculator, page }) => {
  await calculator.open(`v=1&data=${EDITION}&stage=A&compute=1e24&2.stage=B&2.compute=1e23`);
  const isBase = page.getByRole('checkbox', { name: 'This stage is the base model' });
  await expect(isBase).not.toBeChecked();
  await isBase.check();
  await expect(page).toHaveURL(/role=base/);
  await expect(calculator.answer.locator('.stage-lines')).toContainText('Without the base model 1 × 10²³');
  await calculator.stage('B').check();
  await expect(isBase).not.toBeChecked();
  await calculator.stage('A').check();
  await isBase.uncheck();
  await expect(page).not.toHaveURL(/role=/);
  await expect(calculator.answer).not.toContainText('Without the base model');
});

test('a base model is looked up, shown with and without, and compared with a third', async ({
  calculator,
  page,
  someoneElse,
}) => {
  await calculator.open(`v=1&data=${EDITION}&title=Tuned&stage=Fine-tuning&parameters=405e9&tokens=1e12`);
  await calculator.addStage('Base model');
  await expect(page.locator('#base-role')).toBeChecked();
  await page.locator('#base-search').pressSequentially('llama 3.1 405');
  await page.getByRole('button', { name: 'Llama 3.1-405B', exact: true }).click();
  await expect(calculator.field('compute')).toHaveValue('3.8e25');
  await expect(calculator.field('note')).toHaveValue(/^Epoch AI, Notable AI Models/);
  await expect(calculator.field('stage')).toHaveValue('Base model: Llama 3.1-405B');
  await calculator.expectAnswer('4.04 × 10²⁵');
  await expect(calculator.answer.locator('.stage-lines')).toContainText('Without the base model 2.43 × 10²⁴');
  await calculator.openDrawer('Thresholds');
  const thresholds = calculator.drawer('Thresholds');
  await expect(thresholds).toContainText('6.39%');
  await expect(thresholds).toContainText('third');
  await expect(page).toHaveURL(/2\.compute=3\.8e25/);

  const colleague = await someoneElse();
  await colleague.page.goto(page.url());
  await colleague.expectAnswer('4.04 × 10²⁵');
  await colleague.stage('Base model: Llama 3.1-405B').check();
  await expect(colleague.field('note')).toHaveValue(/^Epoch AI, Notable AI Models/);
});

test('an unknown base model is in no sum, and the rule has its substitutes', async ({ calculator }) => {
  await calculator.open(`v=1&data=${EDITION}&stage=Fine-tuning&parameters=405e9&tokens=2e12&2.stage=Base_model&2.role=base`);
  await calculator.expectAnswer('4.86 × 10²⁴');
  await calculator.openDrawer('Thresholds');
  for (const figure of ['3.33 × 10²⁴', '3.33 × 10²²']) await expect(calculator.drawer('Thresholds')).toContainText(figure);
});

test('a figure from elsewhere beside a method is refused, and nothing is lost', async ({ calculator }) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Use a published figure instead');
  await calculator.type('compute', '8.1e23');
  await calculator.expectRefused('compute', 'takes the place of', '8.1e23');
  await calculator.type('compute', 'lots');
  await calculator.expectRefused('compute', '“lots”', 'lots');
  await calculator.field('compute').fill('');
  await calculator.expectAnswer('8.4 × 10²³');
});

test('a frozen first part has only a forward pass', async ({ calculator }) => {
  await calculator.open(`v=1&data=${EDITION}&multiply-adds=4e9&examples=1e6`);
  await calculator.expectAnswer('2.4 × 10¹⁶');
  await calculator.choose('frozen');
  await calculator.type('frozen', '75%');
  // 8e9 × (1 + 2 × 0.25) × 1e6
  await calculator.expectAnswer('1.2 × 10¹⁶');
  await expect(calculator.operations.locator('.formula')).toContainText('(1 + 0.5)');
  await calculator.choose('backward');
  await calculator.expectAnswer('2.4 × 10¹⁶');
});
