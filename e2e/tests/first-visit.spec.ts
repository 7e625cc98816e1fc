import { expect, test } from './fixtures/test.ts';
import { ALEXNET, FIRST_EXAMPLE, LLAMA, OWN } from './fixtures/links.ts';

test('a first visitor sees a transformer worked out by both methods', async ({ calculator, page }) => {
  await calculator.open();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('If it does not appear, this browser cannot run WebAssembly')).toHaveCount(0);
  await expect(calculator.field('title')).toHaveValue('LLaMA-65B');
  await expect(calculator.field('parameters')).toHaveValue('65.2e9');
  await expect(calculator.field('tokens')).toHaveValue('1.4e12');
  await expect(calculator.field('chip-hours')).toHaveValue('1022362');
  await expect(calculator.hardware).toHaveValue('NVIDIA A100 SXM 80 GB');
  await calculator.expectMethods({ operations: '5.48 × 10²³', gpuTime: '3.44 × 10²³' });
  await calculator.expectAnswer('5.48 × 10²³');
  await expect(calculator.published('5.5e23 (Epoch AI).')).toBeVisible();
  await calculator.published('5.5e23').click();
  await expect(page.getByText('Source: Touvron et al., LLaMA, 2023')).toBeVisible();
  await expect(page).toHaveTitle('LLaMA-65B · 5.48 × 10²³ FLOP · Petaday');
  await expect(page).toHaveURL((url) => url.hash === `#${FIRST_EXAMPLE}`);
});

test('the first number typed starts an estimate of one’s own, in the same field, and asks nothing', async ({
  calculator,
  page,
}) => {
  await calculator.open();
  const before = await calculator.historyLength();
  const parameters = calculator.field('parameters');
  await parameters.selectText();
  await page.keyboard.type('70B', { delay: 30 });
  await expect(parameters).toHaveValue('70B');
  await expect(parameters).toBeFocused();
  for (const key of ['title', 'tokens', 'chip-hours', 'hardware', 'format', 'utilization']) {
    await expect(calculator.field(key)).toHaveValue('');
  }
  await expect(calculator.begun).toHaveText('Started your own estimate. LLaMA-65B was cleared. Undo Keep its other values ✕');
  await expect(page.getByText('As published')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await calculator.type('tokens', '15T');
  await calculator.expectAnswer('6.3 × 10²⁴');
  await expect(page).toHaveURL((url) => url.hash === `#${OWN}&parameters=70B&tokens=15T`);
  expect(await calculator.historyLength(), 'one entry, however much is typed').toBe(before + 1);

  await page.goBack();
  await expect(calculator.field('title')).toHaveValue('LLaMA-65B');
  await calculator.expectAnswer('5.48 × 10²³');
  await expect(calculator.begun).not.toContainText('was cleared');
  await page.goForward();
  await calculator.expectAnswer('6.3 × 10²⁴');
});

test('a press into a field of the example selects its number, and a second press puts the cursor there', async ({
  calculator,
  page,
}) => {
  await calculator.open();
  const parameters = calculator.field('parameters');
  const selected = () =>
    parameters.evaluate((input: HTMLInputElement) => input.value.slice(input.selectionStart!, input.selectionEnd!));
  await parameters.click();
  expect(await selected()).toBe('65.2e9');
  await parameters.click();
  expect(await selected()).toBe('');
  await calculator.field('tokens').click();
  await parameters.click();
  await page.keyboard.type('70B');
  await expect(parameters).toHaveValue('70B');
  // In an estimate of one's own a press puts the cursor there at once.
  await calculator.field('tokens').fill('15T');
  await parameters.click();
  expect(await selected()).toBe('');
});

test('what is begun over the example is there after a reload at once, and Back returns to the example', async ({
  calculator,
  page,
}) => {
  await calculator.open();
  await calculator.field('title').selectText();
  await page.keyboard.type('Mine');
  await page.reload();
  await expect(calculator.field('title')).toHaveValue('Mine');
  await page.goBack();
  await expect(calculator.field('title')).toHaveValue('LLaMA-65B');
});

test('“Undo” shows the example as it was, and the next input begins again', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.field('tokens').selectText();
  await page.keyboard.type('2');
  await calculator.begun.getByRole('button', { name: 'Undo' }).click();
  await expect(calculator.begun).not.toContainText('was cleared');
  await expect(calculator.field('title')).toHaveValue('LLaMA-65B');
  await expect(calculator.field('tokens')).toHaveValue('1.4e12');
  await expect(calculator.field('tokens')).toBeFocused();
  await calculator.expectAnswer('5.48 × 10²³');
  await calculator.type('tokens', '3T');
  await expect(calculator.begun).toContainText('LLaMA-65B was cleared');
  await expect(page).toHaveURL(/tokens=3T/);
  await page.goBack();
  await calculator.expectAnswer('5.48 × 10²³');
  await page.goBack();
  await expect(calculator.field('tokens'), 'nothing typed is lost').toHaveValue('2');
});

test('an example can be varied: its other values come back, and its title says so', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.field('tokens').selectText();
  await page.keyboard.type('2');
  await calculator.button('Keep its other values').click();
  await expect(calculator.begun).not.toContainText('was cleared');
  await expect(calculator.field('title')).toHaveValue('LLaMA-65B, changed');
  await expect(calculator.field('parameters')).toHaveValue('65.2e9');
  await expect(calculator.hardware).toHaveValue('NVIDIA A100 SXM 80 GB');
  await expect(calculator.field('tokens')).toBeFocused();
  await page.keyboard.type('T');
  await expect(calculator.field('tokens')).toHaveValue('2T');
  await calculator.expectAnswer('7.82 × 10²³');
  await calculator.type('utilization', '40%');
  await calculator.expectMethods({ operations: '7.82 × 10²³', gpuTime: '4.59 × 10²³' });
  await page.goBack();
  await expect(calculator.field('title')).toHaveValue('');
  await expect(calculator.field('tokens')).toHaveValue('2');
  await calculator.expectNoAnswer();
});

test('an emptied field starts one’s own estimate as well', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.field('tokens').selectText();
  await page.keyboard.press('Delete');
  await expect(calculator.begun).toContainText('LLaMA-65B was cleared');
  await expect(calculator.field('tokens')).toBeFocused();
  await expect(calculator.field('parameters')).toHaveValue('');
});

test('another way, a suggested value and a chosen format leave the example as it is, until a number is typed', async ({
  calculator,
}) => {
  await calculator.open();
  await calculator.button('40% other models (Sevilla et al.)').click();
  await calculator.choose('examples');
  await calculator.chooseFormat('FP16');
  await expect(calculator.begun).not.toContainText('was cleared');
  await expect(calculator.field('title')).toHaveValue('LLaMA-65B');
  await expect(calculator.field('utilization')).toHaveValue('40%');
  await expect(calculator.field('parameters')).toHaveValue('65.2e9');
  await expect(calculator.hardware).toHaveValue('NVIDIA A100 SXM 80 GB');
  await calculator.choose('tokens');
  await expect(calculator.field('tokens')).toHaveValue('1.4e12');
  await calculator.expectAnswer('5.48 × 10²³');

  await calculator.type('tokens', '2T');
  await expect(calculator.begun).toContainText('LLaMA-65B was cleared');
  await expect(calculator.field('parameters')).toHaveValue('');
  await expect(calculator.field('utilization'), 'what was pressed stays').toHaveValue('40%');
});

test('hardware typed first stays as it is typed, and can be chosen in the list', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.hardware.selectText();
  await page.keyboard.type('h100 sx', { delay: 30 });
  await expect(calculator.hardware).toHaveValue('h100 sx');
  await expect(calculator.field('tokens')).toHaveValue('');
  await calculator.option(/^NVIDIA H100 SXM \(/).click();
  await expect(calculator.hardware).toHaveValue('NVIDIA H100 SXM');
  await expect(page).toHaveURL((url) => url.hash === `#${OWN}&hardware=nvidia-h100-sxm`);
});

test('the chosen headline and a price clear nothing; a title is of something else, and does', async ({ calculator }) => {
  await calculator.open();
  await calculator.answer.getByRole('radio', { name: 'GPU time' }).check();
  await calculator.expectAnswer('3.44 × 10²³');
  await expect(calculator.begun).not.toContainText('was cleared');
  await calculator.type('title', 'Mine');
  await expect(calculator.begun).toContainText('LLaMA-65B was cleared');
  await expect(calculator.field('title')).toHaveValue('Mine');
  await expect(calculator.field('parameters')).toHaveValue('');
});

test('what a person types by hand is never cleared, even where it is as an example has it', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.choose('parameters', 'tokens', 'chip-hours');
  await calculator.typeAll({
    title: 'LLaMA-65B',
    parameters: '65.2e9',
    tokens: '1.4e12',
    'chip-hours': '1022362',
    hardware: 'nvidia-a100-sxm-80gb',
  });
  await calculator.chooseFormat('BF16');
  await calculator.type('utilization', '0.3');
  await expect(calculator.published('5.5e23')).toBeVisible();
  await calculator.type('epochs', '2');
  await calculator.expectAnswer('1.1 × 10²⁴');
  await expect(calculator.begun).not.toContainText('was cleared');
});

test('a new user clears the form, types what the AlexNet paper says and reads both figures', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.clear();
  await expect(calculator.answer).toContainText(/Fill in (one|either) method/);
  await expect(page.locator('[aria-invalid="true"]')).toHaveCount(0);

  const type = (name: string, text: string) => page.getByRole('textbox', { name, exact: true }).pressSequentially(text);
  // An empty form shows parameters and tokens first.
  await expect(page.getByRole('textbox', { name: 'Parameters', exact: true })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Training tokens', exact: true })).toBeVisible();
  await calculator.choose('multiply-adds', 'examples');
  await type('Multiply-adds of one forward pass', '0.75e9');
  await expect(calculator.answer).toContainText('Counting operations also needs');
  await type('Training examples', '1.2M');
  await type('Epochs', '90');
  await calculator.expectMethods({ operations: '4.86 × 10¹⁷' });
  await expect(calculator.operations).toContainText(
    '2 × 7.5 × 10⁸ multiply-adds × (1 + 2) forward + backward × 1.2 × 10⁶ examples × 90 epochs',
  );
  await expect(calculator.answer.locator('.method')).toHaveText(/^Counting operations/);

  await type('Training time', '5.5 d');
  await type('Chips', '2');
  await calculator.hardware.pressSequentially('gtx 580');
  await calculator.option(/GTX 580 \(/).click();
  await page.getByRole('combobox', { name: 'Number format' }).selectOption({ label: 'FP32: 1.58 TFLOP/s' });
  await expect(calculator.answer).toContainText('Implied MFU: 32.3%');
  await type('Utilization (MFU)', '33%');

  await calculator.expectMethods({ operations: '4.86 × 10¹⁷', gpuTime: '4.96 × 10¹⁷' });
  await calculator.expectAnswer('4.86 × 10¹⁷');
  await expect(calculator.answer).toContainText('0.00563 pfs-days');
  await expect(calculator.answer).toContainText('264 chip-hours');
  await expect(calculator.answer).toContainText('The methods agree');
  await expect(calculator.answer).toContainText('Implied MFU: 32.3%');
  await expect(calculator.answer).toContainText('A multiply-add is 2 FLOP');
});

test('each field echoes its value as it was read', async ({ calculator }) => {
  await calculator.open(ALEXNET);
  for (const [key, text, echo] of [
    ['multiply-adds', '175B', '= 175 billion'],
    ['examples', '2 billion', '= 2 billion'],
    ['epochs', '1_000', '= 1,000'],
    ['time', '132 h', '= 5.5 d'],
    ['chips', '2 to 8', '= 4, 90% range 2 to 8'],
    ['utilization', '0.4', '= 40%'],
  ]) {
    await calculator.type(key, text);
    await expect(calculator.field(key)).toHaveAccessibleDescription(new RegExp(echo.replace(/[.+]/g, '\\$&')));
    await expect(calculator.field(key)).toHaveValue(text);
  }
});

test('a time typed as a range gives the answer a 90% range', async ({ calculator }) => {
  await calculator.open(ALEXNET);
  await calculator.type('time', '5 to 6 days');
  await calculator.answer.getByRole('radio', { name: 'GPU time' }).check();
  await calculator.expectAnswer('4.94 × 10¹⁷');
  await expect(calculator.answer).toContainText('90% range 4.51–5.41 × 10¹⁷ FLOP');
  await expect(calculator.answer).toContainText('263 chip-hours');
});

test('the headline follows the method that is chosen for it', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  for (const [name, flop, link] of [
    ['GPU time', '4.96 × 10¹⁷', 'gpu-time'],
    ['Both methods combined', '4.91 × 10¹⁷', 'combined'],
    ['Counting operations', '4.86 × 10¹⁷', 'operations'],
  ]) {
    await calculator.answer.getByRole('radio', { name }).check();
    await calculator.expectAnswer(flop);
    await expect(page).toHaveURL(new RegExp(`&headline=${link}&`));
  }
});

test('methods that do not agree, and operations beyond the hardware, are pointed out', async ({ calculator }) => {
  await calculator.open(ALEXNET);
  await calculator.type('multiply-adds', '0.15e9');
  await expect(calculator.answer).toContainText(
    'The methods differ: counting operations gives 0.196 times the GPU-time estimate',
  );
  await expect(calculator.answer).toContainText('Implied MFU: 6.47%, lower than published runs');
  await calculator.type('multiply-adds', '2e9');
  await expect(calculator.answer).toContainText('Implied MFU: 86.3%, higher than published runs');
  await calculator.type('multiply-adds', '7.5e9');
  await expect(calculator.answer).toContainText('Impossible: 323% of the hardware’s peak');
});

test('the line with “Undo” leaves by itself, but not from under the pointer, and Back still undoes', async ({
  calculator,
  page,
}) => {
  await page.clock.install();
  await calculator.open(LLAMA);
  await calculator.clear();
  await expect(calculator.undo).toContainText('Cleared');
  await calculator.undo.hover();
  await page.clock.runFor(45_000);
  await expect(calculator.undo).toContainText('Cleared');
  await page.mouse.move(5, 5);
  await page.clock.runFor(20_000);
  await expect(calculator.undo).toHaveCount(0);
  await page.goBack();
  await calculator.expectAnswer('8.4 × 10²³');
});

test('the header leads from view to view and marks the one that is open', async ({ calculator, page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await calculator.open(LLAMA);
  const views = page.getByRole('navigation', { name: 'Views' });
  const link = (name: string) => views.getByRole('link', { name, exact: true });
  for (const name of ['Claims', 'Trends', 'Tables']) {
    await link(name).click();
    await expect(link(name)).toHaveAttribute('aria-current', 'true');
    await expect(views.locator('[aria-current="true"]')).toHaveCount(1);
    await expect(page.locator('main:visible h1')).toBeVisible();
  }
  await views.getByRole('button', { name: 'Compare', exact: true }).click();
  await calculator.expectAnswer('8.4 × 10²³');
  await expect(calculator.drawer('Compare')).toHaveAttribute('open', '');
  await expect(views.locator('[aria-current="true"]')).toHaveCount(0);
});
