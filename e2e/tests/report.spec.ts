// From an estimate to a text that somebody else can check.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures/test.ts';
import type { Calculator } from './fixtures/calculator.ts';
import { copiedBy } from './fixtures/clipboard.ts';
import { tabTo } from './fixtures/keys.ts';
import { EDITION, ALEXNET } from './fixtures/links.ts';

const FORMATS = [
  'sentence',
  'paragraph',
  'latex',
  'bibtex',
  'markdown',
  'neurips',
  'eu',
  'csv',
  'json',
  'eu-form',
  'epoch',
  'spdx',
];

const RICH = `v=1&data=${EDITION}&title=Model_%5Bx%5D_%26_50%25_%5Fmore%5F&date=2026-11-22&scope=failed-runs:out:3e22:Appendix_B;;_p._3&stage=Pre-training&parameters=70e9&tokens=2e12..3e12&chip-hours=1720320&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.3..0.5&power=400_W&grid=57_g/kWh&2.stage=SFT_%26_%3Cb%3EDPO%3C/b%3E&2.parameters=70e9&2.tokens=40e9&2.trainable=0.01&2.note=our_log&3.stage=Base&3.role=base&3.compute=1e23..3e23`;

async function choose(calculator: Calculator, format: string) {
  const button = calculator.page.locator(`#format-${format}`);
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}

const text = (calculator: Calculator) => calculator.page.locator('#report-text').evaluate((pre) => pre.textContent!);

test('three stages from nothing to a LaTeX paragraph in the clipboard, with the keyboard alone', async ({
  calculator,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { keyboard } = page;
  await calculator.open();
  await tabTo(calculator.button('Clear'));
  await keyboard.press('Enter');
  await expect(calculator.field('title')).toHaveValue('');
  await tabTo(calculator.field('title'));
  await keyboard.type('Owl 8B');

  const add = async (kind: string) => {
    // After the list is used, the focus is behind it.
    await tabTo(calculator.drawer('Add a stage').locator('> summary'));
    await keyboard.press('Enter');
    const offer = calculator.drawer('Add a stage').getByRole('button', { name: kind, exact: true });
    await expect(offer).toBeVisible();
    await tabTo(offer);
    await keyboard.press('Enter');
  };
  const fill = async (texts: Record<string, string>) => {
    for (const [key, typed] of Object.entries(texts)) {
      await tabTo(calculator.field(key));
      await keyboard.type(typed);
    }
  };
  await add('Pre-training');
  await expect(calculator.field('stage')).toBeFocused();
  await fill({ parameters: '8e9', tokens: '15T' });
  await calculator.expectAnswer('7.2 × 10²³');

  await add('Fine-tuning with adapters');
  await expect(calculator.field('stage')).toBeFocused();
  // The model is that of the previous stage.
  await expect(calculator.field('parameters')).toHaveValue('8e9');
  await fill({ tokens: '20B' });

  await add('Reinforcement learning: updates');
  await expect(calculator.field('stage')).toBeFocused();
  await tabTo(calculator.way('time'));
  await keyboard.press('ArrowRight');
  await fill({ 'chip-hours': '100k' });
  await tabTo(calculator.hardware);
  await keyboard.type('h100 sxm');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await tabTo(calculator.field('format'));
  await keyboard.type('BF16');
  await fill({ utilization: '25 to 40%' });
  await calculator.expectAnswer('8.34 × 10²³');

  await tabTo(calculator.drawer('Report').locator('> summary'));
  await keyboard.press('Enter');
  await expect(page.locator('#format-sentence')).toBeVisible();
  await tabTo(page.locator('#format-latex'));
  await keyboard.press('Enter');
  await expect(page.locator('#report-text')).toContainText('\\toprule');
  await tabTo(calculator.drawer('Report').getByRole('button', { name: 'Copy', exact: true }));
  await keyboard.press('Enter');
  await expect(calculator.drawer('Report').getByRole('status')).toHaveText('Copied');
  const copied = await copiedBy(page);
  expect(copied).toContain('Training Owl 8B took an estimated $8.34\\times10^{23}$ FLOP');
  for (const part of [
    'Pre-training',
    'Fine-tuning with adapters',
    'Reinforcement learning: updates',
    '\\bottomrule',
    'NVIDIA H100 SXM',
    '15T',
  ]) {
    expect(copied).toContain(part);
  }
});

test('each report is copied as it is shown, downloaded the same, and its link gives it again to the letter', async ({
  calculator,
  page,
  context,
  someoneElse,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await calculator.open(RICH);
  await calculator.openDrawer('Report');
  const colleague = await someoneElse();
  let opened = '';
  for (const format of FORMATS) {
    await choose(calculator, format);
    const shown = await text(calculator);
    await calculator.drawer('Report').getByRole('button', { name: /^Cop/ }).click();
    await expect.poll(() => copiedBy(page)).toBe(shown);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /^Download/ }).click();
    expect(readFileSync(await (await download).path(), 'utf8').replaceAll('\r\n', '\n')).toBe(shown);
    if (format === 'sentence') {
      // Opened by the link in the report, and nothing else.
      opened = shown.match(/https?:\/\/[^\s>)]+/)![0];
      expect(opened.startsWith(baseURL!)).toBe(true);
      await colleague.page.goto(opened);
      await expect(colleague.answer).toBeVisible();
      await colleague.openDrawer('Report');
    }
    await choose(colleague, format);
    expect(await text(colleague), format).toBe(shown);
  }
});

test('a report has the numbers of the page', async ({ calculator }) => {
  await calculator.open(RICH);
  await calculator.openDrawer('Report');
  await choose(calculator, 'paragraph');
  const report = await text(calculator);
  const answer = await calculator.answer.innerText();
  const numbers = answer.match(/\d[\d.,]*(?: × 10[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?= FLOP| pfs-days| chip-hours)/g)!;
  expect(numbers.length).toBeGreaterThan(2);
  for (const number of numbers) expect(report, number).toContain(number);
  for (const line of await calculator.answer.locator('.stage-lines .number').allTextContents()) expect(report).toContain(line);
});

test('markup in a title and in names stays text', async ({ calculator, page }) => {
  await calculator.open(RICH);
  await calculator.openDrawer('Report');
  for (const format of FORMATS) {
    await choose(calculator, format);
    await expect(page.locator('#report-text b')).toHaveCount(0);
  }
  await choose(calculator, 'latex');
  await expect(page.locator('#report-text')).toContainText('50\\% \\_more\\_');
});

test('a date is set by the visitor, and an invalid one is refused and left out', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  await calculator.openDrawer('Report');
  await choose(calculator, 'eu');
  await calculator.field('date').fill('2026-11-22');
  await expect(page).toHaveURL(/date=2026-11-22/);
  await expect(page.locator('#report-text')).toContainText('Estimated on 2026-11-22 with');
  await calculator.field('date').fill('22.11.2026');
  await calculator.expectRefused('date', 'is not a date: type it as year-month-day', '22.11.2026');
  await expect(page.locator('#report-text')).not.toContainText('Estimated on');
});

test('a form is copied field by field, and its benchmark of inference goes into the link', async ({
  calculator,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await calculator.open(`v=1&data=${EDITION}&parameters=8.17e9&tokens=12e12`);
  await calculator.openDrawer('Report');
  await choose(calculator, 'fmti');
  const shown = page.locator('#report-text');
  await expect(shown).toContainText('Compute usage for final training run\n6 × 10^23 FLOP (in three figures 5.88 × 10^23)');
  await expect(shown).toContainText('Benchmarked inference\nNot disclosed. To fill this in:');
  await calculator.drawer('Report').getByText('Benchmarked inference', { exact: true }).click();
  const fill = async (item: string, typed: string) => {
    const box = page.locator(`#inference-${item}`);
    await expect(box).toBeVisible();
    await box.fill(typed);
  };
  for (const [item, typed] of Object.entries({
    generated: '128',
    requests: '1,000',
    hardware: 'nvidia-a100-sxm-80gb',
    format: 'bf16',
    chips: '1',
    seconds: '25.6',
  })) {
    await fill(item, typed);
  }
  await expect(shown).toContainText('It takes 30 seconds and 8 × 10^13 FLOP/s (2.09 × 10^15 FLOP in all)');
  await expect(page).toHaveURL(/inference=generated:128;requests:1,000;hardware:nvidia-a100-sxm-80gb;/);
  await calculator.drawer('Report').getByRole('button', { name: 'Copy', exact: true }).click();
  await expect.poll(() => copiedBy(page)).toBe(await text(calculator));
  await fill('seconds', 'soon');
  await expect(page.locator('#inference-seconds-about')).toContainText('soon');
});

test('the last choice is there at the next visit, with where the inputs come from', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  await calculator.openDrawer('Report');
  await expect(page.locator('#format-sentence')).toHaveAttribute('aria-pressed', 'true');
  const origins = calculator.drawer('Report').getByLabel('Say where each input comes from');
  await expect(page.locator('#report-text')).not.toContainText('Where the inputs come from');
  await origins.check();
  await expect(page.locator('#report-text')).toContainText('Training examples, 1.2 × 10⁶: typed as “1.2M”');
  await choose(calculator, 'acl');
  await expect(page.locator('#report-text')).toContainText('Where the inputs come from');
  await page.reload();
  await expect(calculator.answer).toBeVisible();
  await calculator.openDrawer('Report');
  await expect(page.locator('#format-acl')).toHaveAttribute('aria-pressed', 'true');
  await expect(origins).toBeChecked();
  await expect(page.locator('#report-text')).toContainText('C1. Answer');
});

test('the answer links to its report', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  await calculator.button('Report').click();
  await expect(page.locator('#report-text')).toContainText('4.86 × 10¹⁷ FLOP');
  await expect(page.locator('#report > summary')).toBeFocused();
  await expect(page.locator('#report > summary')).toBeInViewport();
});

test('without a figure the report says what is missing', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.openDrawer('Report');
  await expect(calculator.drawer('Report')).toContainText('There is no figure to report yet');
  await calculator.choose('parameters', 'tokens');
  await calculator.typeAll({ parameters: '8e9', tokens: '1T' });
  await expect(page.locator('#report-text')).toContainText('4.8 × 10²²');
});

test.describe('where the browser refuses the clipboard', () => {
  test('the text is selected, to be copied by hand', async ({ calculator, page }) => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('Denied', 'NotAllowedError'));
    });
    await calculator.open(ALEXNET);
    await calculator.openDrawer('Report');
    await calculator.drawer('Report').getByRole('button', { name: 'Copy', exact: true }).click();
    await expect.poll(() => page.evaluate(() => getSelection()!.toString())).toContain('4.86 × 10¹⁷ FLOP');
  });
});
