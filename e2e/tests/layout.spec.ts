import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures/test.ts';
import { ALEXNET } from './fixtures/links.ts';
import { STATES } from './fixtures/states.ts';

const SCREENSHOTS = fileURLToPath(new URL('../results/screenshots/', import.meta.url));

/** Returns the elements that reach beyond the right or left edge of the window. */
function beyondTheEdge() {
  const { scrollWidth, clientWidth } = document.documentElement;
  const scrolls = (element: Element | null): boolean =>
    !!element && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
  const out = [...document.body.querySelectorAll('*')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (right > clientWidth + 1 || left < -1) && !scrolls(element.parentElement);
  });
  const names = out.map((element) => `${element.tagName} ${element.id} ${element.textContent?.slice(0, 20)}`);
  return scrollWidth > clientWidth || names.length ? { scrollWidth, clientWidth, names } : 'nothing';
}

for (const [state, arrive] of Object.entries(STATES)) {
  test(`nothing scrolls sideways from 280 to 1440 px: ${state}`, async ({ calculator, page }) => {
    await arrive(calculator);
    for (const width of [1440, 768, 390, 320, 280]) {
      await page.setViewportSize({ width, height: width < 700 ? 800 : 900 });
      await expect.soft(page.evaluate(beyondTheEdge), `${width} px`).resolves.toBe('nothing');
      for (const colorScheme of ['light', 'dark'] as const) {
        // In dark mode one screenshot, of the first visit, is enough.
        if (colorScheme === 'dark' && state !== 'first visit') continue;
        await page.emulateMedia({ colorScheme });
        const file = `${width}-${colorScheme}-${state.replaceAll(' ', '-')}.png`;
        await page.screenshot({ path: SCREENSHOTS + file, fullPage: true });
      }
    }
  });
}

test('the answer comes first, and a bar keeps it in sight further down', async ({ calculator, page }) => {
  const bar = page.getByRole('button', { name: '4.86 × 10¹⁷ FLOP 0.00563 pfs-days' });
  const figure = calculator.answer.locator('.headline');
  const note = page.getByText('Everything is computed in this browser');
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await calculator.open(ALEXNET);
    await expect(figure).toHaveText('4.86 × 10¹⁷ FLOP');
    await expect(figure).toBeInViewport({ ratio: 1 });
    await expect(calculator.answer.locator('.sentence')).toBeInViewport({ ratio: 1 });
    await expect(bar).toBeHidden();
    await note.scrollIntoViewIfNeeded();
    await expect(bar).toBeInViewport({ ratio: 1 });
    const [end, over] = [(await note.boundingBox())!, (await bar.boundingBox())!];
    if (width < 700) expect(end.y + end.height, 'the end of the page, above the bar').toBeLessThanOrEqual(over.y);
    else expect(over.y, 'at the top of a wide window').toBe(0);
    await bar.click();
    await expect(figure).toBeInViewport({ ratio: 1 });
    await expect(bar).toBeHidden();
  }
  const tops = await Promise.all([calculator.operations, calculator.gpuTime].map(async (card) => (await card.boundingBox())!.y));
  expect(tops[0], 'both methods side by side').toBe(tops[1]);
});

test('on a phone the page before anything is opened is at most four screens', async ({ calculator, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await calculator.open();
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(4 * 844);
});

test('in a wide window both columns end at one height, with the other stages under the shorter card', async ({
  calculator,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await calculator.open();
  const more = (await page.getByRole('region', { name: 'Other stages and published figures' }).boundingBox())!;
  const [operations, gpuTime] = [(await calculator.operations.boundingBox())!, (await calculator.gpuTime.boundingBox())!];
  expect(more.x, 'under the shorter card').toBe(operations.x);
  expect(Math.abs(more.y + more.height - (gpuTime.y + gpuTime.height)), 'between the ends of the columns').toBeLessThan(3);
  const last = (await calculator.gpuTime.locator('> :last-child').boundingBox())!;
  expect(gpuTime.y + gpuTime.height - (last.y + last.height), 'blank below what is in the longer card').toBeLessThan(40);
});

test('the hint of a field makes way for the echo of what is typed, and the box stays where it is', async ({
  calculator,
  page,
}) => {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await calculator.openCleared();
    await calculator.choose('parameters');
    const field = calculator.field('parameters');
    const hint = page.getByText('Mixture of experts: active parameters only.');
    await expect(hint).toBeVisible();
    const label = page.getByText('Parameters', { exact: true });
    const below = async () => (await field.boundingBox())!.y - (await label.boundingBox())!.y;
    const before = await below();
    await field.pressSequentially('7B');
    await expect(hint).toBeHidden();
    await expect(page.locator('#field-parameters-echo')).toHaveText('= 7 billion');
    expect(await below()).toBe(before);
    await page.goto('about:blank');
  }
});

test('the text grows to twice its size and nothing scrolls sideways', async ({ calculator, page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await calculator.open();
  // The policy forbids a <style>, but not a reader's own style sheet, like this one.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html { font-size: 200% } body { font-size: 2rem }');
    document.adoptedStyleSheets.push(sheet);
  });
  expect(await page.evaluate(beyondTheEdge)).toBe('nothing');
});
