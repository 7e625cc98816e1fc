import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures/test.ts';
import { ALEXNET } from './fixtures/links.ts';

/** The number of rows of the table; its first line is not one. */
const CHIPS =
  readFileSync(new URL('../../assets/chips.csv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => /^[a-z0-9-]+,/.test(line)).length - 1;

test('the box tells a screen reader what it is and which chip is highlighted', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  const box = calculator.hardware;
  await expect(box).toHaveAttribute('aria-expanded', 'false');
  await expect(box).toHaveAttribute('aria-autocomplete', 'list');
  await expect(calculator.hardwareList).toBeHidden();
  await box.fill('h100');
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  await expect(box).toHaveAttribute('aria-controls', (await calculator.hardwareList.getAttribute('id'))!);
  await expect(calculator.hardwareList.getByRole('option')).toHaveText([
    /^NVIDIA H100 SXM/,
    /^NVIDIA H100 NVL/,
    /^NVIDIA H100 PCIe/,
  ]);
  await expect(calculator.hardwareList.getByRole('option', { selected: true })).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  for (const name of [/H100 SXM/, /H100 NVL/, /H100 PCIe/, /H100 SXM/]) {
    await expect(calculator.option(name)).toHaveAttribute('aria-selected', 'true');
    await expect(box).toHaveAttribute('aria-activedescendant', (await calculator.option(name).getAttribute('id'))!);
    await expect(calculator.hardwareList.getByRole('option', { selected: true })).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
  }
  await expect(box).toBeFocused();
});

test('arrow keys and Enter take a chip, and its peak gives the figure', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  await calculator.hardware.fill('tpu');
  await expect(calculator.option(/Google TPU v2/)).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(calculator.option(/Google TPU v2/)).toHaveAttribute('aria-selected', 'true');
  // From the last to the first, the 8t, and past the 8i, v7, v6e, v5p and v5e.
  for (let n = 0; n < 7; n += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(calculator.hardware).toHaveValue('Google TPU v4');
  await expect(calculator.hardware).toHaveAttribute('aria-expanded', 'false');
  await expect(calculator.field('format')).toHaveAccessibleDescription(
    /There is no FP32 figure for the Google TPU v4: choose BF16 or INT8/,
  );
  await calculator.chooseFormat('BF16');
  // 475,200 s × 2 × 275e12 × 0.33
  await calculator.expectMethods({ gpuTime: '8.62 × 10¹⁹' });
  await expect(page).toHaveURL(/&hardware=google-tpu-v4&format=bf16&/);
});

test('Escape closes the list and keeps the text; an arrow opens it again; Tab takes the highlighted chip', async ({
  calculator,
  page,
}) => {
  await calculator.open(ALEXNET);
  await calculator.hardware.fill('k20');
  await expect(calculator.option(/K20/).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(calculator.hardwareList).toBeHidden();
  await expect(calculator.hardware).toHaveValue('k20');
  await expect(calculator.hardware).toBeFocused();
  await expect(calculator.hardware).toHaveAttribute('aria-activedescendant', '');
  await page.keyboard.press('ArrowDown');
  await expect(calculator.hardwareList).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(calculator.hardwareList).toBeHidden();
  await expect(calculator.hardware).toHaveValue('NVIDIA Tesla K20X');
  await expect(calculator.field('format')).toBeFocused();
});

test('the only chip left is taken by Tab and when the field is left, but not after Escape', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  await calculator.type('hardware', 'trilli');
  await page.keyboard.press('Tab');
  await expect(calculator.hardware).toHaveValue('Google TPU v6e (Trillium)');
  await calculator.type('hardware', 'h100 pc');
  await calculator.field('chips').click();
  await expect(calculator.hardware).toHaveValue('NVIDIA H100 PCIe');
  await calculator.type('hardware', 'trilli');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(calculator.hardware).toHaveValue('trilli');
});

test('a name half typed is no error: its message comes when the field is left, and once', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  const message = page.getByText('No chip is called “h10”');
  await calculator.type('hardware', 'h10');
  await page.keyboard.press('Escape');
  await expect(calculator.hardware).toHaveAttribute('aria-invalid', 'false');
  await expect(calculator.hardware.locator('..').getByText('No chip is called')).toHaveCount(0);
  await expect(calculator.answer).not.toContainText('No chip is called');
  await calculator.field('chips').click();
  await calculator.expectRefused('hardware', 'No chip is called “h10”', 'h10');
  await expect(message).toHaveCount(1);
});

for (const { typed, rows, taken, chips } of [
  {
    typed: 'p4d.24xlarge',
    rows: [/^p4d.24xlarge: 8 × NVIDIA A100 SXM 40 GB/],
    taken: 'NVIDIA A100 SXM 40 GB',
    chips: '8',
  },
  { typed: 'a3-highgpu-8g', rows: [/^a3-highgpu-8g: 8 × NVIDIA H100 SXM/], taken: 'NVIDIA H100 SXM', chips: '8' },
  { typed: 'HGX H100', rows: [/^HGX H100: 8 × NVIDIA H100 SXM/], taken: 'NVIDIA H100 SXM', chips: '8' },
  { typed: 'TPU v4-1024', rows: [/^TPU v4-1024: 512 × Google TPU v4/], taken: 'Google TPU v4', chips: '512' },
]) {
  test(`the list shows what ${typed} holds, and Tab takes it with its number`, async ({ calculator, page }) => {
    await calculator.openCleared();
    await calculator.typeAll({ time: '10 d', hardware: typed });
    await expect(calculator.hardwareList.getByRole('option')).toHaveText(rows);
    await page.keyboard.press('Tab');
    await expect(calculator.hardware).toHaveValue(taken);
    await expect(calculator.field('chips')).toHaveValue(chips);
    await expect(calculator.field('format')).toBeFocused();
  });
}

test('counted names list each chip with its number, and Enter takes the first', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.typeAll({ time: '10 d', hardware: '4 nodes x 8 V100' });
  await expect(calculator.hardwareList).not.toContainText('No chip matches');
  await expect(calculator.option(/^4 nodes x 8 V100: 32 × NVIDIA Tesla V100 PCIe/).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(calculator.hardware).toHaveValue(/^NVIDIA Tesla V100/);
  await expect(calculator.field('chips')).toHaveValue('32');
});

test('a click on the box offers every chip, a click on one takes it', async ({ calculator }) => {
  await calculator.open(ALEXNET);
  await calculator.hardware.click();
  await expect(calculator.hardwareList.getByRole('option')).toHaveCount(CHIPS);
  await calculator.option('NVIDIA Tesla K80 (2014)').click();
  await expect(calculator.hardware).toHaveValue('NVIDIA Tesla K80');
  await expect(calculator.hardware).toBeFocused();
  await calculator.expectMethods({ gpuTime: '2.74 × 10¹⁸' });
  await expect(calculator.gpuTime).toContainText('One chip here is one board with two GPUs.');
});

test('the list shows each chip’s peak in the chosen format, and where there is none', async ({ calculator }) => {
  await calculator.open(ALEXNET);
  await calculator.chooseFormat('BF16');
  await expect(calculator.field('format')).toHaveAccessibleDescription(
    /There is no BF16 figure for the NVIDIA GeForce GTX 580: choose FP64 or FP32, or type the peak/,
  );
  await expect(calculator.field('format').getByRole('option', { name: 'BF16: no figure for this format' })).toHaveCount(1);
  await calculator.hardware.fill('h100');
  await expect(calculator.option(/H100 SXM/)).toContainText('BF16 989 TFLOP/s');
  await calculator.hardware.fill('v100');
  await expect(calculator.option(/V100 SXM2 \(2017\)/)).toContainText('BF16 no figure for this format');
});

for (const [text, options] of [
  ['(', 41],
  ['🦀', 41],
  ['****', 41],
  ['\\', 41],
  ['xyzzy', 1],
  ['h100 h200', 1],
] as const) {
  test(`“${text}” typed into the hardware box does no harm and gets a message`, async ({ calculator }) => {
    await calculator.open(ALEXNET);
    await calculator.type('hardware', text);
    await expect(calculator.hardwareList.getByRole('option')).toHaveCount(options);
    if (options === 1) await expect(calculator.hardwareList).toContainText('No chip matches. Type its peak instead');
    await expect(calculator.gpuTime).toContainText('= … FLOP');
    await calculator.page.keyboard.press('Tab');
    await calculator.expectRefused('hardware', `No chip is called “${text}”`, text);
  });
}

test('Enter takes nothing if no chip matches', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  await calculator.type('hardware', 'xyzzy');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(calculator.hardware).toHaveValue('xyzzy');
  await calculator.option('No chip matches').click({ force: true });
  await expect(calculator.hardware).toHaveValue('xyzzy');
});

test('Enter without an arrow key takes the first chip that fits what was typed', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  await calculator.type('hardware', 'a100 40');
  await page.keyboard.press('Enter');
  await expect(calculator.hardware).toHaveValue('NVIDIA A100 SXM 40 GB');
});

for (const [text, options] of [
  ['', CHIPS],
  ['(', 41],
  ['🦀', 41],
] as const) {
  test(`Enter after “${text}”, which names no chip, takes none`, async ({ calculator, page }) => {
    await calculator.open(ALEXNET);
    await calculator.type('hardware', text);
    // The first forty matches are listed, with the number of the others.
    await expect(calculator.hardwareList.getByRole('option')).toHaveCount(options);
    await page.keyboard.press('Enter');
    await expect(calculator.hardware).toHaveValue(text);
    await expect(calculator.gpuTime).toContainText('= … FLOP');
  });
}

for (const name of ['nvidia-gtx-580', 'NVIDIA GeForce GTX 580', 'gtx 580', 'GTX580']) {
  test(`a chip typed exactly (${name}) counts without being picked, and stays as typed`, async ({ calculator, page }) => {
    await calculator.openCleared();
    await calculator.typeAll({ time: '5.5 d', chips: '2', utilization: '33%' });
    await calculator.chooseFormat('FP32');
    for (let n = 1; n <= name.length; n += 1) {
      await calculator.hardware.press(name[n - 1]);
      await expect(calculator.hardware).toHaveValue(name.slice(0, n));
    }
    await calculator.expectMethods({ gpuTime: '4.96 × 10¹⁷' });
    await expect(page).toHaveURL(/&hardware=nvidia-gtx-580&/);
    await expect(calculator.hardware).toHaveValue(name);
    await page.keyboard.press('Tab');
    await expect(calculator.hardware).toHaveValue(name);
  });
}

test('a misspelled chip leads to a question', async ({ calculator }) => {
  await calculator.open(ALEXNET);
  await calculator.type('hardware', 'nvidia-h100-smx');
  await calculator.page.keyboard.press('Tab');
  await calculator.expectRefused('hardware', 'No chip is called “nvidia-h100-smx”. Did you mean H100 SXM', 'nvidia-h100-smx');
  await calculator.choiceAt('hardware', 'H100 SXM').click();
  await expect(calculator.hardware).toHaveValue('NVIDIA H100 SXM');
});

test('“A100” is accepted, and one press says which A100 it was', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.typeAll({ time: '10 d', chips: '8', utilization: '40%' });
  await calculator.chooseFormat('BF16');
  await calculator.type('hardware', 'A100');
  await page.keyboard.press('Tab');
  await calculator.expectMethods({ gpuTime: '8.63 × 10²⁰' });
  await expect(calculator.hardware).toHaveValue('A100');
  await expect(page).toHaveURL(/&hardware=A100&/);
  await calculator.expectAsked('hardware', '“A100” is read as A100 SXM 80 GB.', 'A100', ['A100 PCIe 80 GB', 'A100 SXM 40 GB']);
  await calculator.choiceAt('hardware', 'A100 SXM 40 GB').click();
  await expect(calculator.hardware).toHaveValue('NVIDIA A100 SXM 40 GB');
  await calculator.expectMethods({ gpuTime: '8.63 × 10²⁰' });
});

test('“H100” leads to a question with chips to choose from, also by keyboard', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.typeAll({ time: '10 d', utilization: '40%' });
  await calculator.chooseFormat('BF16');
  await calculator.type('hardware', 'H100');
  // The question comes with a part that is loaded when the field is entered; Tab before it leads past its buttons.
  await expect(calculator.answer).toContainText('Which H100?');
  await page.keyboard.press('Tab');
  await calculator.expectAsked('hardware', 'Which H100?', 'H100', [/^H100 SXM, 989/, /^H100 PCIe, 756/, /^H100 NVL, 835/]);
  await expect(calculator.choiceAt('hardware', /^H100 SXM/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(calculator.hardware).toHaveValue('NVIDIA H100 SXM');
  // On to what is missing.
  await expect(calculator.field('chips')).toBeFocused();
  await page.keyboard.type('8');
  await calculator.expectMethods({ gpuTime: '2.74 × 10²¹' });
});

test('without a number format the answer leads on to it, and the usual one is offered', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.typeAll({ time: '10 d', chips: '8', utilization: '40%', hardware: 'H100' });
  await page.keyboard.press('Tab');
  await calculator.choiceAt('hardware', 'H100 SXM').click();
  await expect(calculator.field('format')).toBeFocused();
  await calculator.choiceAt('format', 'BF16, 989 TFLOP/s').click();
  await expect(calculator.field('format')).toHaveValue('bf16');
  await calculator.expectMethods({ gpuTime: '2.74 × 10²¹' });
});

test('a number format that explains more than 100% of the peak is changed at a press', async ({ calculator, page }) => {
  await calculator.open(
    'v=1&parameters=65.2e9&tokens=1.4e12&chip-hours=1022362&hardware=nvidia-a100-sxm-80gb&format=fp32&utilization=0.33',
  );
  const cause = 'Impossible: 763% of the peak. Likely cause: FP32 is chosen; in BF16 this chip is 16 × faster.';
  await expect(calculator.answer.getByText(cause)).toHaveCount(1);
  await expect(calculator.answer).not.toContainText('Check the operations');
  await calculator.answer.getByRole('button', { name: 'Use BF16' }).click();
  await expect(calculator.field('format')).toHaveValue('bf16');
  await expect(calculator.field('format')).toBeFocused();
  await expect(calculator.answer).toContainText('Implied MFU: 47.7%');
  await calculator.chooseFormat('FP32');
  await calculator.type('utilization', '763%');
  await page.keyboard.press('Tab');
  await calculator.expectRefused('utilization', cause, '763%');
  await calculator.choiceAt('utilization', 'Use BF16: 47.7%').click();
  await expect(calculator.field('utilization')).toHaveValue('47.7%');
  await expect(calculator.field('format')).toHaveValue('bf16');
});

test('“8x H100 SXM” finds the chip, and its number goes into the field for chips', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.typeAll({ time: '10 d', utilization: '40%' });
  await calculator.chooseFormat('BF16');
  await calculator.type('hardware', '8x H100 SXM');
  await expect(calculator.option('8x H100 SXM: 8 × NVIDIA H100 SXM')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(calculator.hardware).toHaveValue('NVIDIA H100 SXM');
  await expect(calculator.field('chips')).toHaveValue('8');
  await calculator.expectMethods({ gpuTime: '2.74 × 10²¹' });
  await calculator.type('chips', '');
  await calculator.type('hardware', 'TPU v3-32');
  await page.keyboard.press('Enter');
  await expect(calculator.hardware).toHaveValue('Google TPU v3');
  await expect(calculator.field('chips')).toHaveValue('16');
});

test('opening an example replaces the text in the box', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  await calculator.type('hardware', 'nonsense');
  await calculator.clear();
  await expect(calculator.hardware).toHaveValue('');
  await page.goBack();
  await expect(calculator.hardware).toHaveValue('nonsense');
});
