import { expect, test } from './fixtures/test.ts';
import { EDITION } from './fixtures/links.ts';

test('a first visitor sees AlexNet worked out by both methods', async ({ calculator, page }) => {
  await calculator.open();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('If it does not appear, this browser cannot run WebAssembly')).toHaveCount(0);
  await expect(calculator.field('title')).toHaveValue('AlexNet');
  await expect(calculator.field('multiply-adds')).toHaveValue('0.75e9');
  await expect(calculator.hardware).toHaveValue('NVIDIA GeForce GTX 580');
  await calculator.expectAnswer('4.86 × 10¹⁷');
  await expect(calculator.answer).toContainText('0.00563 pfs-days · 264 chip-hours');
  await expect(calculator.published('470 PF = 0.0054 pfs-days; 500 PF = 0.0058 pfs-days.')).toBeVisible();
  await expect(page).toHaveTitle('AlexNet · 4.86 × 10¹⁷ FLOP · Petaday');
  await expect(page).toHaveURL(new RegExp(`#v=1&data=${EDITION}&title=AlexNet&multiply-adds=0\\.75e9&`));
});

test('a new user clears the form, types what the AlexNet paper says and reads both figures', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.clear();
  await expect(calculator.answer).toContainText(/Fill in (one|either) method/);
  await expect(page.locator('[aria-invalid="true"]')).toHaveCount(0);

  const type = (name: string, text: string) => page.getByRole('textbox', { name, exact: true }).pressSequentially(text);
  await type('Multiply-adds of one forward pass', '0.75e9');
  await expect(calculator.answer).toContainText('Counting operations also needs');
  await type('Training examples', '1.2M');
  await type('Epochs', '90');
  await calculator.expectMethods({ operations: '4.86 × 10¹⁷' });
  await expect(calculator.operations).toContainText(
    '2 × 7.5 × 10⁸ multiply-adds × (1 + 2) forward + backward × 1.2 × 10⁶ examples × 90 epochs',
  );
  await expect(calculator.answer).toContainText('By counting operations.');

  await type('Training time', '5.5 d');
  await type('Chips', '2');
  await calculator.hardware.pressSequentially('gtx 580');
  await calculator.option(/GTX 580 \(/).click();
  await page.getByRole('combobox', { name: 'Number format' }).selectOption({ label: 'FP32: 1.58 TFLOP/s' });
  await expect(calculator.answer).toContainText('Implied MFU: 32.3%');
  await type('Utilization', '33%');

  await calculator.expectMethods({ operations: '4.86 × 10¹⁷', gpuTime: '4.96 × 10¹⁷' });
  await calculator.expectAnswer('4.86 × 10¹⁷');
  await expect(calculator.answer).toContainText('0.00563 pfs-days');
  await expect(calculator.answer).toContainText('264 chip-hours');
  await expect(calculator.answer).toContainText('The methods agree');
  await expect(calculator.answer).toContainText('Implied MFU: 32.3%');
  await expect(calculator.answer).toContainText('a multiply-add is 2 FLOP');
});

test('each field echoes its value as it was read', async ({ calculator }) => {
  await calculator.open();
  for (const [key, text, echo] of [
    ['multiply-adds', '175B', '= 1.75 × 10¹¹'],
    ['examples', '2 billion', '= 2 × 10⁹'],
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
  await calculator.open();
  await calculator.type('time', '5 to 6 days');
  await calculator.answer.getByRole('radio', { name: 'GPU time' }).check();
  await calculator.expectAnswer('4.94 × 10¹⁷');
  await expect(calculator.answer).toContainText('90% range 4.51 × 10¹⁷ to 5.41 × 10¹⁷ FLOP, 0.00522 to 0.00626 pfs-days');
  await expect(calculator.answer).toContainText('263 chip-hours');
});

test('the headline follows the method that is chosen for it', async ({ calculator, page }) => {
  await calculator.open();
  for (const [name, flop, link] of [
    ['GPU time', '4.96 × 10¹⁷', 'gpu-time'],
    ['Weighted mean', '4.91 × 10¹⁷', 'combined'],
    ['Counting operations', '4.86 × 10¹⁷', 'operations'],
  ]) {
    await calculator.answer.getByRole('radio', { name }).check();
    await calculator.expectAnswer(flop);
    await expect(page).toHaveURL(new RegExp(`&headline=${link}&`));
  }
});

test('methods that do not agree, and operations beyond the hardware, are pointed out', async ({ calculator }) => {
  await calculator.open();
  await calculator.type('multiply-adds', '0.15e9');
  await expect(calculator.answer).toContainText('The methods differ: counted operations are 0.196 × the GPU-time estimate');
  await expect(calculator.answer).toContainText('only 6.47% of the hardware’s peak, less than is usual');
  await calculator.type('multiply-adds', '2e9');
  await expect(calculator.answer).toContainText('86.3% of the hardware’s peak, more than is usual');
  await calculator.type('multiply-adds', '7.5e9');
  await expect(calculator.answer).toContainText('Impossible: 323% of the hardware’s peak');
});
