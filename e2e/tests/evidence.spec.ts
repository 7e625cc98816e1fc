// Utilizations of published runs, beside the field for the utilization.
import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_FETCHED } from './fixtures/browser.ts';
import { EDITION, ALEXNET } from './fixtures/links.ts';
import { tabTo } from './fixtures/keys.ts';
import type { Calculator } from './fixtures/calculator.ts';
import { withhold } from './fixtures/withheld.ts';

const TOPIC = 'What published runs reached';
const ON_A100 = `v=1&data=${EDITION}&chip-hours=1720320&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4`;

const dots = (calculator: Calculator) => calculator.evidence.locator('svg.strip circle');
const rows = (calculator: Calculator) => calculator.evidence.locator('#seen-table tbody tr');
const show = (calculator: Calculator, name: string) => calculator.evidence.getByRole('checkbox', { name, exact: true });

async function expectShown(calculator: Calculator, count: number) {
  await expect(dots(calculator)).toHaveCount(count);
  await expect(rows(calculator)).toHaveCount(count);
}

async function open(calculator: Calculator, link: string) {
  await calculator.open(link);
  await calculator.openDrawer(TOPIC);
  await expect(calculator.evidence.locator('svg.strip')).toBeVisible();
}

test('all 45 records are drawn and listed, two of them of a run that is counted once', async ({ calculator }) => {
  await open(calculator, ALEXNET);
  await expectShown(calculator, 45);
  await calculator.evidence.getByText('As a table').click();
  await expect(rows(calculator).filter({ hasText: 'Counted once with the earlier record.' })).toHaveCount(2);
  await expect(calculator.evidence).toContainText(
    'Published: MFU of 33 runs, excluding best-step figures: 17% to 55%, median 33%.',
  );
});

test('the chosen chip, its format, an MFU and years narrow the picture and the table', async ({ calculator }) => {
  await open(calculator, ON_A100);
  await show(calculator, 'NVIDIA A100 SXM 80 GB').check();
  await expectShown(calculator, 10);
  await show(calculator, 'BF16').check();
  await expectShown(calculator, 9);
  await calculator.evidence.getByText('As a table').click();
  await expect(rows(calculator).getByRole('rowheader', { name: /^OPT-175B/ })).toHaveCount(0);
  await show(calculator, 'MFU').check();
  await expectShown(calculator, 8);
  await calculator.evidence.getByLabel('Years').fill('2024');
  await expectShown(calculator, 1);
  await expect(rows(calculator)).toContainText('MegaScale');
  await calculator.evidence.getByLabel('Years').fill('');
  await calculator.evidence.getByLabel('to', { exact: true }).fill('2020');
  await expect(calculator.evidence).toContainText('No published record fits.');
  await expectShown(calculator, 0);
  await calculator.evidence.getByRole('button', { name: 'Show all' }).click();
  await expectShown(calculator, 45);
  await expect(show(calculator, 'MFU')).not.toBeChecked();
  await expect(calculator.evidence.getByLabel('to', { exact: true })).toHaveValue('');
  // The filters belong to the panel, not to the estimate.
  await calculator.expectMethods({ gpuTime: '7.73 × 10²³' });
});

test('an invalid year gets a message, and filters nothing', async ({ calculator }) => {
  await open(calculator, ALEXNET);
  await calculator.evidence.getByLabel('Years').pressSequentially('202');
  await expect(calculator.evidence).toContainText('Type a year of four digits');
  await expectShown(calculator, 45);
  await calculator.evidence.getByLabel('Years').pressSequentially('4');
  await expectShown(calculator, 10);
  await expect(calculator.evidence.getByLabel('Years')).toBeFocused();
  await expect(calculator.evidence.locator('.problem')).toHaveCount(0);
});

test('a utilization from the table goes into the field, and the figure and the link follow', async ({ calculator, page }) => {
  await open(calculator, ON_A100);
  await calculator.evidence.getByText('As a table').click();
  await rows(calculator)
    .filter({ has: page.getByRole('rowheader', { name: /^PaLM/ }) })
    .getByRole('button', { name: 'Use 46.2%' })
    .click();
  await expect(calculator.field('utilization')).toHaveValue('46.2%');
  await calculator.expectMethods({ gpuTime: '8.93 × 10²³' });
  await expect(page).toHaveURL(/&utilization=0\.462&from=utilization:recommended$/);
  await expect(calculator.evidence.locator('svg.strip text.own')).toHaveText('yours 46.2%');
});

test('the visitor’s own value is marked, as a line or as a range, and moves while it is typed', async ({ calculator }) => {
  await open(calculator, ALEXNET);
  const own = calculator.evidence.locator('svg.strip text.own');
  await expect(own).toHaveText('yours 33%');
  await calculator.type('utilization', '0.45');
  await expect(own).toHaveText('yours 45%');
  await expect(calculator.field('utilization')).toBeFocused();
  await expect(calculator.evidence.locator('svg.strip rect')).toHaveCount(0);
  await calculator.type('utilization', '0.3 to 0.5');
  await expect(calculator.evidence.locator('svg.strip rect')).toHaveCount(1);
  await calculator.type('utilization', '90%');
  await expect(calculator.evidence.locator('svg.strip')).toContainText('100%');
  await calculator.type('utilization', '33');
  await expect(own).toHaveCount(0);
  await expectShown(calculator, 45);
  await expect(calculator.field('utilization')).toBeFocused();
});

test('a screen reader hears what the picture shows, and which chip is highlighted', async ({ calculator }) => {
  await open(calculator, ALEXNET);
  const picture = calculator.evidence.getByRole('img');
  await expect(picture).toHaveAccessibleName(
    'Strip plot of utilization, 0 to 80%: MFU of 33 runs, excluding best-step figures: 17% to 55%, median 33%. Yours: 33%.',
  );
  await expect(calculator.evidence).toContainText('NVIDIA GeForce GTX 580: MFU of one run: 31%.');
  await calculator.type('utilization', '0.4');
  await expect(picture).toHaveAccessibleName(/Yours: 40%\.$/);
});

test('the whole panel works by keyboard', async ({ calculator, page }) => {
  await calculator.open(ON_A100);
  await calculator.field('utilization').focus();
  await tabTo(calculator.evidence.locator('> summary'));
  await page.keyboard.press('Enter');
  await expectShown(calculator, 45);
  await tabTo(show(calculator, 'NVIDIA A100 SXM 80 GB'));
  await page.keyboard.press('Space');
  await expectShown(calculator, 10);
  await calculator.field('utilization').focus();
  await tabTo(calculator.evidence.getByLabel('Years'));
  await page.keyboard.type('2024');
  await expectShown(calculator, 1);
  await tabTo(calculator.evidence.locator('#seen-table > summary'));
  await page.keyboard.press('Enter');
  await tabTo(calculator.evidence.getByRole('button', { name: 'Use 48%' }));
  await page.keyboard.press('Enter');
  await expect(calculator.field('utilization')).toHaveValue('48%');
});

// A paragraph that appears or disappears above moves the elements below to another place among their siblings. They
// are then made anew, which loses the focus and closes what was open.
test('a box that is ticked by keyboard keeps the focus', async ({ calculator, page }) => {
  await open(calculator, ON_A100);
  await show(calculator, 'NVIDIA A100 SXM 80 GB').focus();
  await page.keyboard.press('Space');
  await expectShown(calculator, 10);
  await expect(show(calculator, 'NVIDIA A100 SXM 80 GB')).toBeFocused();
});

test('the table stays open while a year is typed', async ({ calculator }) => {
  await open(calculator, ALEXNET);
  await calculator.evidence.getByText('As a table').click();
  await calculator.evidence.getByLabel('Years').fill('202');
  await expect(calculator.evidence.locator('.problem')).toBeVisible();
  await expect(calculator.evidence.locator('#seen-table')).toHaveAttribute('open', '');
});

test.describe('where its program cannot be fetched', () => {
  test.use({ allowed: anyOf(/\/panels-\w+\.wasm/, NOT_FETCHED) });

  test('a sentence says so, and typing once it can be fetched draws the picture', async ({ calculator, context }) => {
    const withheld = await withhold(context, '**/panels-*.wasm');
    await calculator.open(ALEXNET);
    await calculator.openDrawer(TOPIC);
    await expect(calculator.evidence.locator('.problem')).toContainText(
      'could not be loaded. Check the connection and try again.',
    );
    await calculator.expectMethods({ gpuTime: '4.96 × 10¹⁷' });
    withheld.release();
    await calculator.type('utilization', '0.4');
    await expectShown(calculator, 45);
    await expect(calculator.evidence.locator('.problem')).toHaveCount(0);
  });
});
