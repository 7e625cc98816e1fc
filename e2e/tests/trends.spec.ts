import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_FETCHED } from './fixtures/browser.ts';
import { countMarks, placeOfMark } from './fixtures/marks.ts';
import type { Page } from '@playwright/test';

const ESTIMATE = 'estimate=v=1%26title=LLaMA-65B%26parameters=65.2e9%26tokens=1.4e12';
const SENTENCE =
  'LLaMA-65B, 5.48 × 10²³ FLOP, ranks 113th among 535 systems. The frontier first reached this compute in September 2021, with FLAN 137B.';

const sentence = (page: Page) => page.locator('.trends .sentence');
const line = (page: Page, name: string) => page.locator('.fits tr').filter({ hasText: name });
const address = (page: Page) => decodeURIComponent(new URL(page.url()).hash);

async function open(page: Page, keys = '') {
  await page.goto(`#view=trends${keys}`);
  await expect(page.getByRole('heading', { name: 'Training compute over time' })).toBeVisible();
}

async function drop(page: Page, name: string, text: string) {
  const input = page.locator('.trends input[type="file"]');
  await input.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

test('a link opens the view with the estimate among the systems, and says its rank', async ({ page }) => {
  await open(page, `&${ESTIMATE}`);
  await expect(sentence(page)).toHaveText(SENTENCE);
  await expect.poll(() => countMarks(page)).toBe(535);
  await expect(page.locator('#chart .own text')).toHaveText('LLaMA-65B 5.48 × 10²³');
  await expect(page.locator('.systems tr.own')).toContainText('(113)LLaMA-65B, your estimateFeb 2023');
});

test('the estimate of the form comes along, and Back and the button lead to it again', async ({ calculator, page }) => {
  await calculator.open('v=1&title=LLaMA&parameters=65.2e9&tokens=1.4e12');
  await calculator.field('title').fill('Mine');
  await page.getByRole('link', { name: 'See it among 535 systems over time' }).click();
  await expect(sentence(page)).toContainText('Mine, 5.48 × 10²³ FLOP, ranks 114th');
  expect(address(page)).toContain('#view=trends&estimate=v=1&');
  await expect(page.locator('#result')).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Training compute over time' })).toBeFocused();
  await page.goBack();
  await expect(calculator.field('title')).toHaveValue('Mine');
  await page.goForward();
  await expect(sentence(page)).toContainText('Mine');
  await page.getByRole('button', { name: 'Back to the calculator' }).click();
  await expect(calculator.field('title')).toBeVisible();
  expect(address(page)).toMatch(/^#v=1&/);
});

test('a press on a published trend shows its figure beside ours', async ({ page }) => {
  await open(page);
  await expect(line(page, 'Before deep learning')).toContainText('20.5 months');
  await expect(line(page, 'Before deep learning')).toContainText('21.3 months');
  await page.getByRole('button', { name: 'AI and Compute' }).click();
  await expect(line(page, 'Largest runs')).toContainText('3.41 months');
  await expect(line(page, 'Largest runs')).toContainText('3.43 months');
  await expect(page.locator('#chart .modest circle')).toHaveCount(6);
  expect(address(page)).toBe('#view=trends&preset=ai-and-compute&from=2012');
});

test('a published trend that takes the place of a selection can be taken back, and by Back as well', async ({ page }) => {
  await open(page, `&domain=language&from=2017&${ESTIMATE}`);
  await expect(sentence(page)).toContainText('ranks 110th among 276 language systems since 2017.');
  await page.getByRole('button', { name: 'AI and Compute' }).click();
  await expect(sentence(page)).toContainText('systems since 2012.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(sentence(page)).toContainText('276 language systems since 2017.');
  expect(address(page)).toContain('&domain=language&from=2017&');
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await page.getByRole('button', { name: 'AI and Compute' }).click();
  await expect(sentence(page)).toContainText('systems since 2012.');
  await page.goBack();
  await expect(sentence(page)).toContainText('276 language systems since 2017.');
});

test('a selection changes the systems, the line and the address', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'From 2010' }).click();
  await expect(line(page, 'Your selection')).toContainText('× 4.27');
  await expect(line(page, 'Your selection')).toContainText('473');
  await page.getByLabel('Frontier').selectOption('Running top 10');
  await expect(line(page, 'Your selection')).toContainText('× 4.88');
  await expect.poll(() => countMarks(page)).toBe(122);
  expect(address(page)).toBe('#view=trends&from=2010&top=10');
  await page.getByText('More settings').click();
  await page.getByLabel('To', { exact: true }).fill('soon');
  await page.getByLabel('To', { exact: true }).press('Enter');
  await expect(page.locator('#trends-to-problem')).toHaveText('It is a year, a month or a day, such as 2017-06.');
  await page.getByLabel('To', { exact: true }).fill('2024-05');
  await page.getByLabel('To', { exact: true }).press('Enter');
  await expect(line(page, 'Your selection')).toContainText('110');
  await page.reload();
  await expect(line(page, 'Your selection')).toContainText('110');
});

test('a damaged link opens what can be read and says what could not', async ({ page }) => {
  await open(page, '&from=2010&to=20&domain=cooking');
  await expect(page.getByRole('alert')).toContainText('to: It is a year, a month or a day');
  await expect(page.getByRole('alert')).toContainText('“cooking” is none of language, vision');
  await expect(line(page, 'Your selection')).toContainText('473');
});

test('the table is sorted and searched', async ({ page }) => {
  await open(page);
  const first = page.locator('.systems tbody tr').first();
  await expect(first).toContainText('Grok 4');
  await page.getByRole('button', { name: 'Date' }).click();
  await expect(first).toContainText('Theseus');
  await expect(page.getByRole('columnheader', { name: 'Date' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.locator('.systems tbody tr')).toHaveCount(535);
  await page.getByLabel('Find a system').fill('alexnet');
  await expect(first).toContainText('4.7 × 10¹⁷');
});

test('the keyboard and the pointer walk from system to system', async ({ page }) => {
  await open(page);
  const said = page.locator('#pointed');
  await page.locator('#chart').focus();
  await page.keyboard.press('ArrowRight');
  await expect(said).toContainText('Theseus: Jul 1950');
  await page.keyboard.press('ArrowRight');
  await expect(said).toContainText('Perceptron Mark I: Jan 1957');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('#chart .tip')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(said).toBeEmpty();
  const mark = await placeOfMark(page, 0);
  await page.mouse.move(mark.x, mark.y);
  await expect(page.locator('#chart .tip strong')).not.toBeEmpty();
});

test('a part of the chart is enlarged by keys, wheel and buttons, and the address keeps it', async ({ page }) => {
  await open(page, '&preset=none');
  await page.locator('#chart').focus();
  await page.keyboard.press('+');
  await page.waitForURL(/window=/);
  const some = await countMarks(page);
  expect(some).toBeLessThan(535);
  await page.reload();
  await expect.poll(() => countMarks(page)).toBe(some);
  await page.locator('#chart').scrollIntoViewIfNeeded();
  const box = (await page.locator('#chart').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.4);
  const before = page.url();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => page.url(), 'dragging moves the window').not.toBe(before);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect.poll(() => countMarks(page), 'the wheel with Ctrl enlarges').toBeLessThan(some);
  await page.getByRole('button', { name: 'All', exact: true }).last().click();
  await expect.poll(() => countMarks(page)).toBe(535);
  expect(address(page)).toBe('#view=trends&preset=none');
});

test.describe('with 2,000 systems', () => {
  /** A table of systems from 1960 on, spread by date and compute. */
  function table(): string {
    const row = (at: number) =>
      `System ${at},${1960 + (at % 66)}-${String(1 + (at % 12)).padStart(2, '0')}-01,${1 + (at % 9)}e${5 + (at % 20)},${['Language', 'Vision', 'Games'][at % 3]}`;
    return `name,date,flop,domain\n${Array.from({ length: 2000 }, (_, at) => row(at)).join('\n')}`;
  }

  /** Counts what the page adds and takes away while something is done, in the picture and anywhere else. */
  async function changes(page: Page, act: () => Promise<void>) {
    await page.evaluate(() => {
      const seen = { picture: 0, elsewhere: 0 };
      const observer = new MutationObserver((records) => {
        for (const { target, addedNodes, removedNodes } of records) {
          const nodes = addedNodes.length + removedNodes.length;
          if ((target as Element).closest?.('.plot')) seen.picture += nodes;
          else seen.elsewhere += nodes;
        }
      });
      observer.observe(document.body, { childList: true, subtree: true });
      Object.assign(window, { seenChanges: () => (observer.disconnect(), seen) });
    });
    await act();
    return page.evaluate(() =>
      (window as unknown as { seenChanges: () => { picture: number; elsewhere: number } }).seenChanges(),
    );
  }

  test.beforeEach(async ({ page }) => {
    await open(page, '&preset=none');
    await drop(page, 'many.csv', table());
    await expect(page.locator('.own-table')).toContainText('many.csv: 2000 systems.');
    await page.locator('#chart').focus();
  });

  test('the picture has all of them in a few paths, and the keyboard says each', async ({ page }) => {
    expect(await countMarks(page)).toBe(2000);
    const paths = await page.locator('#chart svg').evaluate((svg) => svg.querySelectorAll('.g0 *, .g1 *, .g2 *, .g3 *').length);
    expect(paths).toBeLessThanOrEqual(24);
    const said = page.locator('#pointed');
    await page.keyboard.press('End');
    await expect(said).toContainText(/^System \d+: /);
    const last = await said.textContent();
    await page.keyboard.press('ArrowLeft');
    await expect(said).not.toHaveText(last!);
    const walked = await changes(page, async () => {
      for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowLeft');
    });
    expect(walked.picture, 'a walk draws no part of the picture').toBe(0);
  });

  test('keys that enlarge and move draw the picture once, when they rest, and nothing else', async ({ page }) => {
    const moved = await changes(page, async () => {
      for (const key of ['+', '+', 'Shift+ArrowLeft', 'Shift+ArrowUp']) await page.keyboard.press(key);
      await page.waitForURL(/window=/);
      await expect.poll(() => countMarks(page)).toBeLessThan(2000);
    });
    // One picture goes and one comes.
    expect(moved.picture).toBe(2);
    // The numbers of the legend, and the button “All”.
    expect(moved.elsewhere).toBeLessThan(60);
    await expect(page.locator('#chart .plot > div')).toHaveCSS('transform', 'none');
  });

  test('while a pointer drags, the picture that is there moves', async ({ page }) => {
    await page.keyboard.press('+');
    await page.waitForURL(/window=/);
    await page.locator('#chart').scrollIntoViewIfNeeded();
    const box = (await page.locator('#chart').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    const dragged = await changes(page, async () => {
      await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2 + 20, { steps: 10 });
      await expect(page.locator('#chart .plot > div')).toHaveCSS('transform', 'matrix(1, 0, 0, 1, -60, 20)');
    });
    expect(dragged.picture).toBe(0);
    await page.mouse.up();
    await expect(page.locator('#chart .plot > div')).toHaveCSS('transform', 'none');
  });
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  /** Puts fingers down one after the other, moves them together, and lifts them. Places are shares of the chart. */
  async function gesture(page: Page, from: [number, number][], to: [number, number][]) {
    const touch = await page.context().newCDPSession(page);
    const box = (await page.locator('#chart').boundingBox())!;
    const points = (places: [number, number][]) =>
      places.map(([x, y], id) => ({ id, x: box.x + x * box.width, y: box.y + y * box.height }));
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', places: [number, number][]) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: points(places) });
    for (let fingers = 1; fingers <= from.length; fingers++) await send('touchStart', from.slice(0, fingers));
    for (let step = 1; step <= 8; step++) {
      const between = (a: number, b: number) => a + ((b - a) * step) / 8;
      await send(
        'touchMove',
        from.map(([x, y], id) => [between(x, to[id]![0]), between(y, to[id]![1])]),
      );
    }
    await send('touchEnd', []);
  }

  test('two fingers enlarge the chart and not the page, and make it smaller again', async ({ page }) => {
    await open(page, '&preset=none');
    await page.locator('#chart').evaluate((chart) => chart.scrollIntoView({ block: 'center' }));
    const place = () => page.evaluate(() => [scrollY, visualViewport!.scale]);
    const before = await place();
    // Apart, while both go down as well: a browser might take that for scrolling.
    await gesture(
      page,
      [
        [0.6, 0.3],
        [0.8, 0.3],
      ],
      [
        [0.3, 0.55],
        [0.95, 0.55],
      ],
    );
    await page.waitForURL(/window=/);
    const some = await countMarks(page);
    expect(some).toBeLessThan(535);
    expect(await place(), 'the page is not scrolled, nor enlarged').toEqual(before);
    const window = page.url();
    // Upright as well.
    await gesture(
      page,
      [
        [0.6, 0.4],
        [0.6, 0.6],
      ],
      [
        [0.6, 0.2],
        [0.6, 0.8],
      ],
    );
    await expect.poll(() => page.url()).not.toBe(window);
    expect(await countMarks(page)).toBeLessThan(some);
    for (let round = 0; round < 6 && page.url().includes('window='); round++) {
      const last = page.url();
      await gesture(
        page,
        [
          [0.2, 0.2],
          [0.95, 0.9],
        ],
        [
          [0.55, 0.5],
          [0.65, 0.6],
        ],
      );
      await expect.poll(() => page.url(), 'together makes it smaller').not.toBe(last);
    }
    await expect.poll(() => countMarks(page)).toBe(535);
    expect(await place()).toEqual(before);
  });

  test('one finger scrolls the page over the whole chart, and moves a part of it', async ({ page }) => {
    await open(page, '&preset=none&window=2010,2020,16,26');
    await page.locator('#chart').evaluate((chart) => chart.scrollIntoView({ block: 'center' }));
    const part = page.url();
    await gesture(page, [[0.7, 0.5]], [[0.4, 0.6]]);
    await expect.poll(() => page.url()).not.toBe(part);
    await page.goto('about:blank');
    await open(page, '&preset=none');
    await page.locator('#chart').evaluate((chart) => chart.scrollIntoView({ block: 'center' }));
    const top = await page.evaluate(() => scrollY);
    await gesture(page, [[0.6, 0.7]], [[0.6, 0.2]]);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(top);
    expect(page.url()).not.toContain('window=');
  });
});

test('the keyboard walks along the lines as well', async ({ page }) => {
  await open(page);
  const said = page.locator('#pointed');
  await page.locator('#chart').focus();
  await page.keyboard.press('l');
  await expect(said).toContainText('Line 1 Before deep learning: ');
  await page.keyboard.press('ArrowDown');
  await expect(said).toContainText('Line 2 Deep learning: ');
  await page.keyboard.press('End');
  const end = await said.textContent();
  await page.keyboard.press('PageDown');
  await expect(said).not.toHaveText(end!);
  await page.keyboard.press('PageUp');
  await expect(said).toHaveText(end!);
  await page.keyboard.press('l');
  await page.keyboard.press('ArrowRight');
  await expect(said).toContainText('Theseus: Jul 1950');
});

test('a table of one’s own takes the place of Epoch AI’s, and a hostile one is refused in words', async ({ page }) => {
  await open(page);
  await drop(
    page,
    'mine.csv',
    'name,date,flop\n<img src=x onerror=alert(1)>,2020,1e20\nPaLM 540B,2022-04-04,2.5e34\nB,2021,1e21\nC,never,1\n',
  );
  await expect(page.locator('.own-table')).toContainText('mine.csv: 3 systems. 1 row could not be read.');
  await expect(page.locator('.own-table')).toContainText('PaLM 540B has 2.5 × 10³⁴ FLOP in this table');
  await expect.poll(() => countMarks(page)).toBe(3);
  await expect(page.locator('.trends img')).toHaveCount(0);
  await drop(page, 'other.csv', '"'.repeat(100_000));
  await expect(page.locator('.own-table')).toContainText('other.csv: The first line names no column for the name');
  await page.getByRole('button', { name: 'Back to Epoch AI’s table' }).click();
  await expect.poll(() => countMarks(page)).toBe(535);
});

test('a table of one’s own is there when the page is loaded again, until Epoch AI’s is asked for', async ({ page }) => {
  await open(page);
  await drop(page, 'mine.csv', 'name,date,flop\nA,2020,1e20\nB,2021,1e21\n');
  await expect(page.locator('.own-table')).toContainText('mine.csv: 2 systems.');
  await page.reload();
  await expect(page.locator('.own-table')).toContainText('mine.csv: 2 systems.');
  await expect.poll(() => countMarks(page)).toBe(2);
  await page.getByRole('button', { name: 'Back to Epoch AI’s table' }).click();
  await page.reload();
  await expect.poll(() => countMarks(page)).toBe(535);
});

test('a system of the picture goes into the comparison', async ({ calculator, page }) => {
  await open(page, `&${ESTIMATE}`);
  await page.locator('#chart').focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('#chart .tip').getByRole('button', { name: 'Compare' }).click();
  await expect(page.locator('#chart .tip')).toContainText('Added Theseus. See the comparison');
  await expect(page.locator('#chart')).toHaveCSS('opacity', '1');
  await page.getByRole('button', { name: 'See the comparison' }).click();
  await expect(calculator.drawer('Compare').getByRole('columnheader')).toHaveText(['LLaMA-65B', 'Theseus']);
});

test('the picture and the systems can be downloaded', async ({ page }) => {
  await open(page);
  for (const [name, file] of [
    ['SVG', 'petaday-trends.svg'],
    ['PNG', 'petaday-trends.png'],
    ['PNG 2×, for print', 'petaday-trends-2x.png'],
    ['CSV', 'petaday-trends.csv'],
  ]) {
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).click();
    expect((await downloaded).suggestedFilename()).toBe(file);
  }
});

test.describe('where the part cannot be fetched', () => {
  test.use({ allowed: anyOf(/\/trends-\w+\.wasm/, NOT_FETCHED) });

  test('the view says so and offers the calculator', async ({ calculator, context, page }) => {
    await context.route(/\/trends-\w+\.wasm/, (route) => route.abort());
    await page.goto('#view=trends');
    await expect(page.getByText('could not be loaded')).toBeVisible();
    await page.getByRole('button', { name: 'Back to the calculator' }).click();
    await expect(calculator.field('title')).toBeVisible();
    await context.unroute(/\/trends-\w+\.wasm/);
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Training compute over time' })).toBeVisible();
  });
});

test('axe finds nothing, light or dark, and nothing is wider than the window', async ({ page }) => {
  await open(page, `&${ESTIMATE}`);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
  }
  for (const width of [280, 390, 768, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width}`)
      .toBeLessThanOrEqual(0);
  }
});
