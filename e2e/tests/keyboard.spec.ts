import { expect, test } from './fixtures/test.ts';
import { Calculator } from './fixtures/calculator.ts';
import { tabTo } from './fixtures/keys.ts';
import { EDITION, ALEXNET } from './fixtures/links.ts';

test('the keyboard alone clears the form, fills in both methods and copies the link', async ({
  calculator,
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await calculator.open();
  const { keyboard } = page;
  await tabTo(calculator.button('Clear'));
  await keyboard.press('Enter');
  await expect(calculator.field('title')).toHaveValue('');
  await tabTo(calculator.field('title'));
  await keyboard.type('Llama');
  await tabTo(calculator.way('parameters'));
  // All around, to where it began.
  for (const way of ['model', 'multiply-adds', 'forward', 'connections', 'parameters']) {
    await keyboard.press('ArrowRight');
    await expect(calculator.way(way)).toBeChecked();
    await expect(calculator.way(way)).toBeFocused();
  }
  await tabTo(calculator.field('parameters'));
  await keyboard.type('70B');
  await tabTo(calculator.way('tokens'));
  await tabTo(calculator.field('tokens'));
  await keyboard.type('2T');
  await tabTo(calculator.way('time'));
  await keyboard.press('ArrowDown');
  await tabTo(calculator.field('chip-hours'));
  await keyboard.type('1,720,320');
  await tabTo(calculator.hardware);
  await keyboard.type('a100 80');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(calculator.hardware).toHaveValue('NVIDIA A100 SXM 80 GB');
  await tabTo(calculator.field('format'));
  await keyboard.type('BF16');
  await expect(calculator.field('format')).toHaveValue('bf16');
  await tabTo(calculator.button('40% other models (Sevilla et al.)'));
  await keyboard.press('Space');
  await expect(calculator.field('utilization')).toHaveValue('40%');
  await tabTo(calculator.button('Copy link'));
  await keyboard.press('Enter');
  await expect(calculator.button('Link copied')).toBeFocused();
  await calculator.expectAnswer('8.4 × 10²³');
  await calculator.expectMethods({ operations: '8.4 × 10²³', gpuTime: '7.73 × 10²³' });
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${baseURL}#v=1&data=${EDITION}&title=Llama&uncertainty=typical&parameters=70B&tokens=2T&chip-hours=1,720,320&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4&from=utilization:recommended`,
  );
  await tabTo(calculator.field('tokens'), 'Shift+Tab');
  await keyboard.type('1T');
  await calculator.expectAnswer('4.2 × 10²³');
});

test('an example is opened with the keyboard alone', async ({ calculator, page }) => {
  await calculator.open();
  await tabTo(calculator.button('Examples'));
  await page.keyboard.press('Space');
  await expect(calculator.button('Examples')).toHaveAttribute('aria-expanded', 'true');
  await tabTo(calculator.examples.getByRole('button', { name: 'GPT-3 175B' }));
  await page.keyboard.press('Enter');
  await calculator.expectAnswer('3.14 × 10²³');
  await expect(calculator.examples).toBeHidden();
  await expect(calculator.button('Examples')).toBeFocused();
});

test('each factor of a formula links to its field', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  for (const [method, factor, key] of [
    ['operations', '7.5 × 10⁸ multiply-adds', 'multiply-adds'],
    ['operations', '(1 + 2) forward + backward', 'backward'],
    ['operations', '1.2 × 10⁶ examples', 'examples'],
    ['operations', '90 epochs', 'epochs'],
    ['gpuTime', '5.5 d time', 'time'],
    ['gpuTime', '2 chips', 'chips'],
    ['gpuTime', '1.58 × 10¹² FLOP/s peak', 'hardware'],
    ['gpuTime', '33% utilization', 'utilization'],
  ] as const) {
    await tabTo(calculator[method].getByRole('button', { name: factor }));
    await page.keyboard.press('Enter');
    await expect(calculator.field(key)).toBeFocused();
  }
});

test('each missing value links to its field', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.type('tokens', '5');
  await tabTo(calculator.button('Parameters'));
  await page.keyboard.press('Enter');
  await expect(calculator.field('parameters')).toBeFocused();
});

test('choosing the headline with the arrow keys keeps the focus on the choice', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  const choice = (name: string) => calculator.answer.getByRole('radio', { name });
  await tabTo(choice('Counting operations'));
  await page.keyboard.press('ArrowDown');
  await calculator.expectAnswer('4.96 × 10¹⁷');
  await expect(choice('GPU time')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await calculator.expectAnswer('4.91 × 10¹⁷');
  await expect(choice('Both methods combined')).toBeFocused();
});

test('choosing a stage with the arrow keys keeps the focus on the choice', async ({ calculator, page }) => {
  await calculator.open('v=1&parameters=5&tokens=5&2.parameters=7&2.tokens=5');
  await tabTo(calculator.stage('Stage 1'));
  await page.keyboard.press('ArrowRight');
  await expect(calculator.stage('Stage 2')).toBeFocused();
  await expect(calculator.field('parameters')).toHaveValue('7');
});

/** Returns why the focused element cannot be seen, or nothing if it can. */
async function hiddenFocus(calculator: Calculator) {
  return calculator.page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    if (element === document.body) return '';
    const name = `${element.tagName} ${element.id} ${element.textContent?.slice(0, 30)}`;
    const outlined = [element, element.nextElementSibling].some((shown) => {
      const { outlineStyle, outlineWidth } = shown ? getComputedStyle(shown) : { outlineStyle: 'none', outlineWidth: '0' };
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
    if (!outlined) return `${name}: no outline`;
    const box = element.getBoundingClientRect();
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
      return `${name}: outside the window`;
    // An element higher than half the window has to reach under the bar.
    if (box.height > innerHeight / 2) return '';
    // Elements that stay in place while the page scrolls may cover it.
    for (const other of document.body.querySelectorAll<HTMLElement>('*')) {
      if (!['fixed', 'sticky'].includes(getComputedStyle(other).position) || other.contains(element)) continue;
      const over = other.getBoundingClientRect();
      if (over.height && box.left < over.right && over.left < box.right && box.top < over.bottom && over.top < box.bottom)
        return `${name}: under ${other.tagName} ${other.textContent?.slice(0, 30)}`;
    }
    return '';
  });
}

for (const [width, height] of [
  [390, 844],
  [390, 500],
  [1440, 900],
]) {
  test(`every element that Tab reaches is visible, outlined and not covered, at ${width} × ${height}`, async ({
    calculator,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await calculator.open(ALEXNET);
    await calculator.openExamples();
    const faults: string[] = [];
    const start = calculator.button('Examples');
    for (const key of ['Tab', 'Shift+Tab']) {
      let stops = 0;
      do {
        await page.keyboard.press(key);
        const hidden = await hiddenFocus(calculator);
        if (hidden) faults.push(`${key}: ${hidden}`);
        stops += 1;
      } while (stops < 100 && !(await start.evaluate((element) => element === document.activeElement)));
      expect(stops).toBeGreaterThan(45);
      expect(stops).toBeLessThan(100);
    }
    expect(faults).toEqual([]);
  });
}

test('the highlighted chip is visible above the bar on a phone', async ({ calculator, page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await calculator.open(ALEXNET);
  await calculator.hardware.click();
  const bar = page.getByRole('button', { name: 'pfs-days' });
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press('ArrowDown');
    const active = calculator.hardwareList.getByRole('option', { selected: true });
    await expect(active).toBeInViewport({ ratio: 0.99 });
    const [option, over] = [await active.boundingBox(), await bar.boundingBox()];
    expect(option!.y + option!.height).toBeLessThanOrEqual(over!.y);
  }
});

test('“?” explains the terms of the answer, until Escape', async ({ calculator, page }) => {
  await calculator.open();
  const terms = page.locator('#terms');
  await expect(terms).toBeHidden();
  const explain = calculator.button('Explain these terms');
  await explain.focus();
  await page.keyboard.press('Enter');
  for (const term of ['FLOP: a floating-point', 'pfs-day: petaFLOP/s-day', 'Chip-hour: one chip', 'MFU: model FLOP utilization'])
    await expect(terms).toContainText(term);
  const box = terms.locator('span');
  await expect(box).toBeInViewport({ ratio: 1 });
  const [explained, over] = [await calculator.answer.locator('.figures').boundingBox(), await box.boundingBox()];
  expect(over!.x, 'the terms stand beside the numbers').toBeGreaterThanOrEqual(explained!.x + explained!.width);
  await page.keyboard.press('Escape');
  await expect(terms).toBeHidden();
  await expect(explain).toBeFocused();
});

test('a press beside the terms closes them, and presses nothing else', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.button('Explain these terms').click();
  const clear = (await calculator.button('Clear').boundingBox())!;
  await page.mouse.click(clear.x + 5, clear.y + 5);
  await expect(page.locator('#terms')).toBeHidden();
  await expect(calculator.field('title')).toHaveValue('LLaMA-65B');
});

test('the views are links in a wide header, and in one menu in a narrow one, which Escape closes', async ({
  calculator,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await calculator.open();
  const header = page.getByRole('banner');
  for (const name of ['Trends', 'Claims', 'Tables']) await expect(header.getByRole('link', { name, exact: true })).toBeVisible();
  await expect(calculator.button('More')).toBeHidden();
  await page.setViewportSize({ width: 768, height: 900 });
  const tables = header.getByRole('link', { name: 'Tables', exact: true });
  await expect(tables).toBeHidden();
  await calculator.button('More').focus();
  await page.keyboard.press('Enter');
  await expect(tables).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tables).toBeHidden();
  await expect(calculator.button('More')).toBeFocused();
  await page.keyboard.press('Enter');
  await header.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(calculator.drawer('Compare')).toHaveAttribute('open', '');
  await expect(tables).toBeHidden();
});
