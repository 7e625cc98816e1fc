import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_FETCHED } from './fixtures/browser.ts';
import { EDITION } from './fixtures/links.ts';

// The first of two, by operations.
const DEEP_SPEECH_2 = `v=1&data=${EDITION}&title=DeepSpeech2&multiply-adds=98e6&examples=43.2e6&epochs=20&timesteps=50`;

// AlexNet by both methods, then the appendix of “AI and Compute”: the figure that the source printed, and the one
// that its factors give.
const EXAMPLES: [system: string, printed: string, computed: string][] = [
  ['AlexNet (2012)', '470 PF = 0.0054 pfs-days', '4.86 × 10¹⁷'],
  ['ResNet-152 (2015)', '10,000 PF = 0.117 pfs-days', '1.05 × 10¹⁹'],
  ['AlexNet (2012)', '500 PF = 0.0058 pfs-days', '4.96 × 10¹⁷'],
  ['AlexNet (2012)', '470 PF = 0.0054 pfs-days', '4.86 × 10¹⁷'],
  ['Dropout (ImageNet) (2012)', '184 PF = 0.0021 pfs-days', '1.76 × 10¹⁷'],
  ['Visualizing and Understanding Convolutional Networks (2013)', '532 PF = 0.0062 pfs-days', '5.27 × 10¹⁷'],
  ['DQN (2013)', '2.3 PF = 2.7e-5 pfs-days', '2.4 × 10¹⁵'],
  ['Seq2Seq (2014)', '7,300 PF = 0.085 pfs-days', '1.11 × 10¹⁹'],
  ['Seq2Seq (2014)', '8,100 PF = 0.093 pfs-days', '7.98 × 10¹⁸'],
  ['VGG (2014)', '8524 PF = 0.098 pfs-days', '8.52 × 10¹⁸'],
  ['VGG (2014)', '10,000 PF = 0.12 pfs-days', '8.72 × 10¹⁸'],
  ['DeepSpeech2 (2015)', '26,000 PF = 0.30 pfs-days', '2.54 × 10¹⁹'],
  ['DeepSpeech2 (2015)', '21,000 PF = 0.25 pfs-days', '2.07 × 10¹⁹'],
  ['Xception (2016)', '4.5e5 PF = 5.0 pfs-days', '4.36 × 10²⁰'],
  ['Neural Architecture Search (2016)', '1.9e6 PF = 22 pfs-days', '1.92 × 10²¹'],
  ['Neural Architecture Search (2016)', '2.8e6 PF = 31 pfs-days', '2.68 × 10²¹'],
  ['Neural Machine Translation (2016)', '6.9e6 PF = 79 pfs-days', '6.62 × 10²¹'],
];

test('the panel lists all 17 with the printed figure beside the computed one', async ({ calculator }) => {
  await calculator.open();
  await expect(calculator.examples).toBeHidden();
  await calculator.openExamples();
  const rows = calculator.examples.getByRole('row');
  await expect(rows).toHaveCount(1 + EXAMPLES.length);
  for (const [i, [system, printed, computed]] of EXAMPLES.entries()) {
    const row = rows.nth(i + 1);
    await expect(row.getByRole('rowheader')).toHaveText(system);
    await expect(row).toContainText(printed);
    await expect(row).toContainText(computed);
  }
  await expect(rows.nth(1)).toContainText('500 PF = 0.0058 pfs-days');
  await expect(rows.nth(1)).toContainText('4.96 × 10¹⁷');
  await calculator.button('Examples').click();
  await expect(calculator.examples).toBeHidden();
});

test('each of the 17 opens with its figure, its title and the figure its source printed', async ({ calculator, page }) => {
  await calculator.open();
  for (const [i, [system, printed, computed]] of EXAMPLES.entries()) {
    await test.step(`${i + 1}: ${system}`, async () => {
      await calculator.openExamples();
      await calculator.examples
        .getByRole('row')
        .nth(i + 1)
        .getByRole('button')
        .click();
      await expect(calculator.examples).toBeHidden();
      await calculator.expectAnswer(computed);
      await expect(calculator.field('title')).toHaveValue(system.replace(/ \(\d{4}\)$/, ''));
      await expect(calculator.published(printed)).toBeVisible();
      await expect(page.getByText('Source: Amodei and Hernandez, AI and Compute, OpenAI, 2018')).toBeVisible();
      await expect(page.locator('[aria-invalid="true"]')).toHaveCount(0);
      await expect(page).toHaveTitle(new RegExp(`· ${computed} FLOP · Petaday$`));
    });
  }
});

test('an example that is edited no longer shows its source', async ({ calculator }) => {
  await calculator.open();
  await expect(calculator.published('470 PF')).toBeVisible();
  await calculator.type('epochs', '91');
  await expect(calculator.published('470 PF')).toHaveCount(0);
  await calculator.type('epochs', '90');
  await expect(calculator.published('470 PF')).toBeVisible();
});

test('an example that a link opens shows its source, also after Back and a reload', async ({ calculator, page }) => {
  await calculator.open(DEEP_SPEECH_2);
  await expect(calculator.published('26,000 PF')).toBeVisible();
  await calculator.clear();
  await expect(page.getByText('As published')).toHaveCount(0);
  await page.goBack();
  await expect(calculator.published('26,000 PF')).toBeVisible();
  await page.reload();
  await expect(calculator.published('26,000 PF')).toBeVisible();
});

test.describe('where the list cannot be fetched', () => {
  test.use({ allowed: anyOf(/\/panels-\w+\.wasm/, NOT_FETCHED) });

  test('it says so, and is there when it is opened again and can be fetched', async ({ calculator, context }) => {
    await context.route('**/panels-*.wasm', (route) => route.abort());
    await calculator.open();
    await expect(calculator.published('470 PF')).toBeVisible();
    await calculator.button('Examples').click();
    await expect(calculator.examples).toContainText('could not be loaded, or broke off. Check the connection and try again.');
    await context.unroute('**/panels-*.wasm');
    await calculator.button('Examples').click();
    await expect(calculator.examples).toBeHidden();
    await calculator.openExamples();
  });
});
