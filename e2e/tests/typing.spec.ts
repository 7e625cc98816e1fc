import { expect, test } from './fixtures/test.ts';
import { ALEXNET } from './fixtures/links.ts';

const NUMBERS: [text: string, says: RegExp][] = [
  ['1 000 000', /= 1 million/],
  ['1.5×10^24', /= 1.5 × 10²⁴/],
  ['1.5 × 10²⁴', /= 1.5 × 10²⁴/],
  ['1\u00a0000\u202f000', /= 1 million/],
  ['  1.2 million images\t', /= 1.2 million/],
  ['.3 to .5B', /90% range 300 million to 500 million/],
  ['Trained on 1.2M images', /A number is missing before “Trained/],
  ['👩‍🔬 1e6', /is not part of a number|A number is missing/],
  ['<b>&amp;"\'`</b>', /“<” leaves one end open/],
  ['x'.repeat(5000), /More than 1,000 characters/],
  ['7'.repeat(5000), /More than 1,000 characters/],
];

test('a text pasted into a number field stays as it arrives there', async ({ calculator, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await calculator.open(ALEXNET);
  // A box of one line has no line ends: the browser removes them, or replaces them by spaces.
  for (const [text, says] of [...NUMBERS, ['1\n000\r\n000', /= 1 million/] as const]) {
    const arrived = await calculator.paste('examples', text);
    await expect(calculator.field('examples')).toHaveAccessibleDescription(says);
    await expect(calculator.field('examples')).toHaveValue(arrived);
    await calculator.expectOnlyNumbers();
  }
  await calculator.paste('examples', '1.2M');
  await calculator.expectAnswer('4.86 × 10¹⁷');
});

test('any other text put into a number field stays to the letter', async ({ calculator }) => {
  await calculator.open(ALEXNET);
  for (const [text, says] of NUMBERS) {
    await calculator.field('examples').fill(text);
    await expect(calculator.field('examples')).toHaveAccessibleDescription(says);
    await expect(calculator.field('examples')).toHaveValue(text);
  }
});

test('any text put into the title and the hardware stays, and travels in the link', async ({
  calculator,
  context,
  page,
  someoneElse,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await calculator.open(ALEXNET);
  const title = '"A&B" = 100% #1 <i>_+ 模型 👩‍🔬 \\ {x}|^`';
  const hardware = '( H100 \u00a0 & co. )';
  await expect(calculator.field('title')).toHaveValue(await calculator.paste('title', 'Something else'));
  await calculator.field('title').fill(title);
  await calculator.hardware.fill(hardware);
  await expect(calculator.field('title')).toHaveValue(title);
  await expect(calculator.hardware).toHaveValue(hardware);
  await expect(page).toHaveURL(/title=%22A%26B%22_=_100%25.*hardware=\(_H100/);
  const colleague = await someoneElse();
  await colleague.page.goto(page.url());
  await expect(colleague.field('title')).toHaveValue(title);
  await expect(colleague.hardware).toHaveValue(hardware);
});

const caret = (element: HTMLInputElement | SVGElement | HTMLElement) => (element as HTMLInputElement).selectionStart;

for (const { key, before, keys, after, at } of [
  { key: 'examples', before: '1.2M', keys: '34', after: '1.342M', at: 4 },
  { key: 'time', before: '5.5d', keys: '0 ', after: '5.0 5d', at: 4 },
  { key: 'title', before: 'AlexNet', keys: '--', after: 'Al--exNet', at: 4 },
  { key: 'utilization', before: '0.33', keys: 'x', after: '0.x33', at: 3 },
  { key: 'hardware', before: 'NVIDIA GeForce GTX 580', keys: '((', after: 'NV((IDIA GeForce GTX 580', at: 4 },
]) {
  test(`typing in the middle of ${key} leaves the cursor there (${before} → ${after})`, async ({ calculator, page }) => {
    await calculator.open(ALEXNET);
    const field = calculator.field(key);
    await expect(field).toHaveValue(before);
    await field.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    if (key === 'examples') await expect.poll(() => field.evaluate(caret)).toBe(2);
    await page.keyboard.type(keys.slice(0, 1));
    await page.keyboard.type(keys.slice(1));
    await expect(field).toHaveValue(after);
    expect(await field.evaluate(caret)).toBe(at);
    // Also after everything that waits for a pause in typing.
    await expect(page).toHaveURL(new RegExp(`[&.]${key}=(?!${before})`));
    expect(await field.evaluate(caret)).toBe(at);
    await expect(field).toBeFocused();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Backspace');
    expect(await field.evaluate(caret)).toBe(at - 1);
  });
}

test('undo reverts typing', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  await calculator.field('epochs').focus();
  await page.keyboard.press('End');
  await page.keyboard.type('00');
  await calculator.expectMethods({ operations: '4.86 × 10¹⁹' });
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(calculator.field('epochs')).toHaveValue('90');
  await calculator.expectMethods({ operations: '4.86 × 10¹⁷' });
});
