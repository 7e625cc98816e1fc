// Twelve tasks from papers, as somebody who has never seen the page does them, in the papers' own words.
import { expect, test } from './fixtures/test.ts';
import type { Calculator } from './fixtures/calculator.ts';

/** Fills in fields one after the other, each left by Tab. Nothing may be red behind it. */
async function copy(calculator: Calculator, texts: Record<string, string>) {
  for (const [key, typed] of Object.entries(texts)) {
    await calculator.type(key, typed);
    await calculator.page.keyboard.press('Tab');
    await expect(calculator.page.locator('.problem.error:visible'), `after “${typed}”`).toHaveCount(0);
  }
}

test('LLaMA-65B by both methods: 1.4T tokens, and 1,022,362 hours of an A100-80GB', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.choose('parameters', 'tokens', 'chip-hours');
  await copy(calculator, { title: 'My LLaMA', parameters: '65.2B', tokens: '1.4T' });
  await copy(calculator, { 'chip-hours': '1,022,362', hardware: 'A100-80GB' });
  await calculator.chooseFormat('BF16');
  await calculator.button('30% language models (Sevilla et al.)').click();
  await calculator.expectMethods({ operations: '5.48 × 10²³', gpuTime: '3.44 × 10²³' });
  await expect(calculator.answer).toContainText('Implied MFU: 47.7%, typical');
  await expect(calculator.answer).toContainText('× GPT-3');
});

test('ResNet-50: a known network, 1.28M images, 90 epochs', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.choose('model');
  await calculator.knownNetworks.selectOption({ label: 'ResNet-50 (2015)' });
  await expect(calculator.reading).toContainText('4,089,184,256');
  await expect(calculator.reading).toContainText('25,557,032');
  await copy(calculator, { examples: '1.28M', epochs: '90' });
  await calculator.expectAnswer('2.83 × 10¹⁸');
});

test('DeepSeek-V3: 37B active parameters, 14.8T tokens, 2.788M hours of an H800', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.choose('parameters', 'tokens', 'chip-hours');
  await copy(calculator, { parameters: '37B', tokens: '14.8T' });
  await copy(calculator, { 'chip-hours': '2.788M', hardware: 'H800' });
  await calculator.chooseFormat('FP8');
  await copy(calculator, { utilization: '33%' });
  await calculator.expectMethods({ operations: '3.29 × 10²⁴', gpuTime: '6.55 × 10²⁴' });
});

test('LoRA on Llama 2 7B: is it a third of the base model’s compute?', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.choose('parameters', 'tokens', 'trainable');
  await copy(calculator, { parameters: '6.74B', tokens: '52M' });
  await copy(calculator, { trainable: '0.1%' });
  await calculator.expectAnswer('1.4 × 10¹⁸');
  await calculator.addStage('Base model');
  await page
    .getByRole('searchbox')
    .or(page.getByLabel(/published model/i))
    .first()
    .fill('llama 2 7b');
  await page
    .getByRole('button', { name: /Llama 2.7B/i })
    .first()
    .click();
  await calculator.openDrawer('Thresholds');
  await expect(calculator.drawer('Thresholds')).toContainText('No: 0.00167% of the base model’s compute');
});

test('“8 A100s for about 3 days”', async ({ calculator }) => {
  await calculator.openCleared();
  await copy(calculator, { time: 'about 3 days', chips: '8', hardware: 'A100' });
  await calculator.chooseFormat('BF16');
  await calculator.button('30% language models (Sevilla et al.)').click();
  await calculator.expectAnswer('1.94 × 10²⁰');
  await calculator.openDrawer('Report');
  const report = calculator.drawer('Report').locator('#report-text');
  await expect(report).toContainText('A100');
  await expect(report).toContainText('BF16');
  await expect(report).toContainText('recommended');
});

test('a plan: 13B parameters on 2T tokens, 512 H100 SXM at 35–45%', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.choose('parameters', 'tokens');
  await copy(calculator, { parameters: '13B', tokens: '2T', chips: '512', hardware: 'H100 SXM' });
  await calculator.chooseFormat('BF16');
  await copy(calculator, { utilization: '35–45%' });
  await expect(calculator.answer).toContainText('Training time 8.98 d');
  await calculator.openCosts();
  await copy(calculator, { price: '$2.3', grid: 'Sweden' });
  await expect(calculator.answer).toContainText('$254k ($');
  await expect(calculator.answer).not.toContainText('agree');
});

test('“4 nodes x 8 V100 from 3 March to 9 April 2020”', async ({ calculator }) => {
  await calculator.openCleared();
  await copy(calculator, { chips: '4 nodes x 8 V100', time: 'from 3 March to 9 April 2020' });
  await expect(calculator.readAs).toContainText('28,416');
});

test('ranges: 10–20 d at 30–50% say which of them to pin down', async ({ calculator }) => {
  await calculator.openExact();
  await copy(calculator, { time: '10–20 d', chips: '64', hardware: 'V100 SXM2 32 GB' });
  await calculator.chooseFormat('FP16');
  await copy(calculator, { utilization: '30–50%' });
  await calculator.openDrawer('Uncertainty');
  const shares = calculator.drawer('Uncertainty');
  await expect(shares).toContainText('65%');
  await expect(shares).toContainText('35%');
});

test('“How big is that?” is answered without scrolling', async ({ calculator, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await calculator.openCleared();
  await calculator.choose('parameters', 'tokens');
  await copy(calculator, { parameters: '70B', tokens: '15T' });
  const sentence = calculator.answer.locator('.sentence');
  await expect(sentence).toContainText('× ');
  await expect(sentence).toContainText('10²³ mark');
  await page.evaluate(() => scrollTo(0, 0));
  await expect(sentence).toBeInViewport({ ratio: 1 });
});

test('a reader of a link sees the answer first, on a phone', async ({ calculator, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await calculator.open('v=1&title=Mine&parameters=70e9&tokens=15e12');
  await expect(calculator.answer.locator('.headline')).toBeInViewport({ ratio: 1 });
  await expect(calculator.answer.locator('.sentence')).toBeInViewport({ ratio: 1 });
});

test('spellings of chips, as papers have them, give their peaks', async ({ calculator }) => {
  await calculator.openCleared();
  for (const typed of ['A100-SXM4-80GB', 'h100 sxm5', 'H800', 'TPU v3', '4090']) {
    await copy(calculator, { hardware: typed });
    await expect(calculator.field('format'), typed).toContainText(/BF16: [\d.]+ TFLOP\/s/);
  }
});

test('hours from Slurm, failed jobs included', async ({ calculator, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await calculator.openCleared();
  await calculator.pasteJobs(
    '4071|pretrain|COMPLETED|86400|gres/gpu:v100=32,gres/gpu=32|4\n4072|pretrain|FAILED|3600|gres/gpu:v100=32,gres/gpu=32|4\n',
  );
  await expect(calculator.jobs.locator('.total')).toContainText('800 GPU-hours');
  await calculator.button('Use in method 2').click();
  await expect(calculator.field('chip-hours')).toHaveValue('800');
});
