import { expect, test } from './fixtures/test.ts';
import { EDITION, OWN } from './fixtures/links.ts';

test.beforeEach(({ calculator }) => calculator.openCleared());

for (const { of, ways, texts, flop } of [
  { of: 'parameters × tokens', ways: ['parameters', 'tokens'], texts: { parameters: '70B', tokens: '2T' }, flop: '8.4 × 10²³' },
  {
    of: 'parameters × tokens × epochs',
    ways: ['parameters', 'tokens'],
    texts: { parameters: '2.6B', tokens: '61B', epochs: '164' },
    flop: '1.56 × 10²³',
  },
  {
    of: 'FLOP × examples × epochs',
    ways: ['forward', 'examples'],
    texts: { forward: '22.8 GFLOP', examples: '1.2M', epochs: '128' },
    flop: '1.05 × 10¹⁹',
  },
  {
    of: 'connections × examples × epochs',
    ways: ['connections', 'examples'],
    texts: { connections: '5,592,010', examples: '60k', epochs: '3000' },
    flop: '6.04 × 10¹⁵',
  },
  {
    of: 'multiply-adds × steps × batch',
    ways: ['multiply-adds', 'steps'],
    texts: { 'multiply-adds': '2.5e6', steps: '5e6', batch: '32' },
    flop: '2.4 × 10¹⁵',
  },
]) {
  test(`${of}, typed, give ${flop} FLOP`, async ({ calculator }) => {
    await calculator.choose(...ways);
    await calculator.typeAll(texts as Record<string, string>);
    await calculator.expectMethods({ operations: flop });
    await calculator.expectAnswer(flop);
  });
}

test('chip-hours and a typed peak give GPU time without a chip of the catalogue', async ({ calculator }) => {
  await calculator.choose('chip-hours');
  await calculator.choose('peak');
  await calculator.typeAll({ 'chip-hours': '1,720,320', peak: '311.84 TFLOP/s', utilization: '40%' });
  await calculator.expectMethods({ gpuTime: '7.73 × 10²³' });
  await calculator.expectAnswer('7.73 × 10²³');
  await expect(calculator.answer).toContainText('8,940 pfs-days · 1.72 million chip-hours');
  await expect(calculator.answer.locator('.method')).toHaveText(/^GPU time/);
});

test('switching to every other way and back loses no typed text', async ({ calculator }) => {
  await calculator.choose('steps');
  await calculator.typeAll({ steps: '100k', batch: '512' });
  await calculator.choose('tokens');
  await calculator.typeAll({ tokens: '300B tokens', epochs: '1.5' });
  await calculator.choose('examples');
  await expect(calculator.field('epochs')).toHaveValue('1.5');
  await calculator.type('examples', '1.2M');
  await calculator.choose('steps');
  await expect(calculator.field('steps')).toHaveValue('100k');
  await expect(calculator.field('batch')).toHaveValue('512');
  await calculator.choose('tokens');
  await expect(calculator.field('tokens')).toHaveValue('300B tokens');
  await calculator.choose('examples');
  await expect(calculator.field('examples')).toHaveValue('1.2M');

  const forward = { 'multiply-adds': '0.75e9', forward: '1.5e9', connections: '60M', parameters: 'sixty million' };
  for (const [key, text] of Object.entries(forward)) {
    await calculator.choose(key);
    await calculator.type(key, text);
  }
  for (const [key, text] of Object.entries(forward)) {
    await calculator.choose(key);
    await expect(calculator.field(key)).toHaveValue(text);
  }

  await calculator.typeAll({ time: '5 d 12 h', chips: '2' });
  await calculator.choose('chip-hours');
  await calculator.type('chip-hours', '264');
  await calculator.choose('time');
  await expect(calculator.field('time')).toHaveValue('5 d 12 h');
  await expect(calculator.field('chips')).toHaveValue('2');
  await calculator.choose('chip-hours');
  await expect(calculator.field('chip-hours')).toHaveValue('264');

  await calculator.type('hardware', 'h100 of some kind');
  await calculator.chooseFormat('BF16');
  await calculator.choose('peak');
  await calculator.type('peak', '312T');
  await calculator.choose('hardware');
  await expect(calculator.hardware).toHaveValue('h100 of some kind');
  await expect(calculator.field('format')).toHaveValue('bf16');
  await calculator.choose('peak');
  await expect(calculator.field('peak')).toHaveValue('312T');
});

test('only the chosen way counts and is in the link', async ({ calculator, page }) => {
  await calculator.typeAll({ 'multiply-adds': '0.75e9', examples: '1.2M', epochs: '90' });
  await calculator.choose('steps');
  await calculator.typeAll({ steps: '10', batch: '2' });
  await calculator.expectAnswer('9 × 10¹⁰');
  await expect(page).toHaveURL(new RegExp(`#${OWN}&multiply-adds=0\\.75e9&steps=10&batch=2$`));
});

test('changing the backward : forward ratio changes the operations, with the reason beside it', async ({ calculator, page }) => {
  await calculator.typeAll({ 'multiply-adds': '0.75e9', examples: '1.2M', epochs: '90' });
  await calculator.expectMethods({ operations: '4.86 × 10¹⁷' });
  for (const [ratio, flop] of [
    ['1', '3.24 × 10¹⁷'],
    ['0', '1.62 × 10¹⁷'],
    ['3', '6.48 × 10¹⁷'],
    ['1 to 2', '3.91 × 10¹⁷'],
    ['', '4.86 × 10¹⁷'],
  ]) {
    await calculator.type('backward', ratio);
    await calculator.expectMethods({ operations: flop });
  }
  const reason = page.getByText('one for the gradient of the layer’s weights, one for that of its input');
  await expect(reason).toHaveCount(0);
  await calculator.openDrawer('Why 2\\?');
  await expect(reason).toBeVisible();
});

test('runs multiply both methods, time steps the operations alone', async ({ calculator }) => {
  await calculator.open(
    `v=1&data=${EDITION}&multiply-adds=98e6&examples=43.2e6&epochs=20&time=5d&chips=16&peak=6e12&utilization=0.5`,
  );
  await calculator.expectMethods({ operations: '5.08 × 10¹⁷', gpuTime: '2.07 × 10¹⁹' });
  await calculator.type('timesteps', '50');
  await calculator.expectMethods({ operations: '2.54 × 10¹⁹', gpuTime: '2.07 × 10¹⁹' });
  await calculator.type('runs', '5');
  await calculator.expectMethods({ operations: '1.27 × 10²⁰', gpuTime: '1.04 × 10²⁰' });
  await expect(calculator.answer).toContainText('9,600 chip-hours');
});

test('each recommended utilization is filled in with one click', async ({ calculator }) => {
  await calculator.typeAll({ time: '5.5 d', chips: '2', hardware: 'gtx 580' });
  await calculator.chooseFormat('FP32');
  await expect(calculator.answer).toContainText('GPU time also needs a utilization');
  for (const [button, text, flop] of [
    ['30% language models (Sevilla et al.)', '30%', '4.51 × 10¹⁷'],
    ['40% other models (Sevilla et al.)', '40%', '6.01 × 10¹⁷'],
    ['33% GPUs (OpenAI)', '33%', '4.96 × 10¹⁷'],
    ['17% CPUs (OpenAI)', '17%', '2.55 × 10¹⁷'],
  ]) {
    await calculator.button(button).click();
    await expect(calculator.field('utilization')).toHaveValue(text);
    await calculator.expectAnswer(flop);
  }
});

test('the chip-hours are shown as soon as time and chips are known, without any figure', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.typeAll({ time: '5.5 d', chips: '2' });
  await expect(calculator.answer).toContainText('– pfs-days · 264 chip-hours');
  await calculator.expectNoAnswer();
});
