import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures/test.ts';
import type { Page } from '@playwright/test';

const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/tables/${name}`, import.meta.url), 'utf8');
const status = (page: Page) => page.locator('.table-status [role=status]');
const rows = (page: Page) => page.locator('.table-rows tbody tr');
const names = (page: Page) => page.locator('.table-rows tbody th a');

async function open(page: Page, keys = '') {
  await page.goto(`#view=table${keys}`);
  await expect(page.getByRole('heading', { name: 'A table of estimates' })).toBeVisible();
}

/** Drops a file on the view. */
async function drop(page: Page, name: string, content: string | (() => string)) {
  const text = typeof content === 'string' ? JSON.stringify(content) : `(${content})()`;
  const files = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([${text}], ${JSON.stringify(name)}));
    return data;
  })()`);
  await page.locator('main.table').dispatchEvent('drop', { dataTransfer: files });
}

/** A table of 100,000 rows, made in the page. */
const LARGE = () => {
  let text = 'title,parameters,tokens,time,chips,hardware,format,utilization\n';
  for (let row = 1; row <= 100_000; row++) {
    text += `run ${row},7B,${row}M to ${2 * row}M,${row} h,8,nvidia-h100-sxm,bf16,40%\n`;
  }
  return text;
};

test('a table that is pasted has its figures, and what is wrong with a cell', async ({ page }) => {
  await open(page);
  await page.getByLabel(/^Paste a table/).fill('title,parameters,tokens\nGood,7B,1T\nBad,7B,1e\n');
  await expect(status(page)).toHaveText('2 rows, 1 with a figure, 1 with problems.');
  await expect(rows(page).first()).toContainText('4.2 × 10²²');
  await expect(rows(page).nth(1)).toContainText('line 3');
  await expect(rows(page).nth(1).locator('.problem.error')).toHaveText(/^tokens: /);
  await expect(page.getByRole('img', { name: /^1 row, 4.2 × 10²² FLOP/ })).toBeVisible();
});

test('a row opens as an estimate, and the table is there again when one comes back', async ({ calculator, page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Try the example' }).click();
  await rows(page).getByRole('link', { name: 'Llama 3.1 405B' }).click();
  await expect(calculator.field('title')).toHaveValue('Llama 3.1 405B');
  await expect(page.locator('#result')).toContainText('3.79 × 10²⁵');
  await page.goBack();
  await expect(names(page)).toHaveText(['Llama 3.1 405B', 'BERT on an academic budget']);
  await expect(page.getByLabel(/^Paste a table/)).toHaveValue(/^title,parameters/);
});

test('rows are sorted and filtered, and the link says how', async ({ page }) => {
  await open(page);
  await drop(page, 'runs.csv', fixture('runs.csv'));
  await expect(status(page)).toHaveText(/^8 rows, 4 with a figure/);
  await page.getByRole('button', { name: 'FLOP', exact: true }).click();
  await expect(names(page).first()).toHaveText('Möbius & Co');
  await expect(page.getByRole('columnheader', { name: 'FLOP', exact: true })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('button', { name: 'FLOP', exact: true }).click();
  await expect(names(page).first()).toHaveText('Short');
  await page.getByLabel('Which rows').selectOption('With a figure');
  await page.getByLabel('Find rows').fill('method');
  await expect(names(page)).toHaveText(['One method', 'Both methods']);
  expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#view=table&sort=flop&find=method&only=figure');
  await page.getByLabel('Find rows').fill('nobody');
  await expect(page.getByText('No row has these words and this filter.')).toBeVisible();
});

test('what is saved is what the command prints, with links that open', async ({ page }) => {
  await open(page);
  await drop(page, 'runs.csv', fixture('runs.csv'));
  for (const [button, name] of [
    ['Download CSV', 'runs-petaday.csv'],
    ['Download JSON', 'runs-petaday.jsonl'],
  ] as const) {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    const saved = await coming;
    expect(saved.suggestedFilename()).toBe(name);
    const links = fixture(name).replaceAll('v=1&', `${page.url().split('#')[0]}#v=1&`);
    expect(readFileSync(await saved.path(), 'utf8')).toBe(links);
  }
});

test('what is no table is refused with what to do, and the next one is read', async ({ page }) => {
  await open(page);
  for (const [content, told] of [
    ['', 'The file is empty.'],
    ['name,year\nx,2020\n', 'No column of the first line is known (name, year).'],
    ['PK\u0003\u0004', 'This is a workbook. Save the sheet as CSV UTF-8.'],
    ['\u0000\u0001', 'This is no text.'],
    ['tokens\n', 'The table has a header and no rows.'],
  ] as const) {
    await drop(page, 'odd.csv', content);
    await expect(status(page)).toContainText(told);
    await expect(rows(page)).toHaveCount(0);
  }
  await drop(page, 'good.csv', 'parameters;tokens\n7B;1T\n');
  await expect(page.getByText('Its cells are separated by semicolons.')).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
});

test('a refused file leaves the rows that are there', async ({ page }) => {
  await open(page);
  await drop(page, 'good.csv', 'title,parameters,tokens\nGood,7B,1T\n');
  await expect(names(page)).toHaveText(['Good']);
  await drop(page, 'odd.csv', 'name,year\nx,2020\n');
  await expect(status(page)).toContainText('No column of the first line is known (name, year).');
  await expect(status(page)).toContainText('good.csv stays below.');
  await expect(names(page)).toHaveText(['Good']);
});

test('a table that is dropped over another one, or taken away, can be had back', async ({ page }) => {
  await open(page);
  await page.getByLabel(/^Paste a table/).fill('title,parameters,tokens\nTyped,7B,1T\n');
  await expect(names(page)).toHaveText(['Typed']);
  await drop(page, 'good.csv', 'title,parameters,tokens\nDropped,7B,2T\n');
  await expect(names(page)).toHaveText(['Dropped']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(names(page)).toHaveText(['Typed']);
  await expect(page.getByLabel(/^Paste a table/)).toHaveValue(/Typed,7B/);
  await page.getByRole('button', { name: 'Empty' }).click();
  await expect(rows(page)).toHaveCount(0);
  await expect(page.getByLabel(/^Paste a table/)).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(names(page)).toHaveText(['Typed']);
  await expect(page.locator('.toast')).toHaveCount(0);
});

test('a table is there again after a reload, from the box or from a file', async ({ page }) => {
  await open(page);
  await page.getByLabel(/^Paste a table/).fill('title,parameters,tokens\nTyped,7B,1T\n');
  await expect(names(page)).toHaveText(['Typed']);
  await page.reload();
  await expect(names(page)).toHaveText(['Typed']);
  await drop(page, 'good.csv', 'title,parameters,tokens\nDropped,7B,2T\n');
  await expect(names(page)).toHaveText(['Dropped']);
  await page.reload();
  await expect(names(page)).toHaveText(['Dropped']);
  await expect(page.getByLabel(/^Paste a table/)).toHaveValue('');
});

test('rows get the typical range if asked, and the link says so', async ({ page }) => {
  await open(page);
  await drop(page, 'good.csv', 'title,parameters,tokens\nGood,7B,1T\n');
  await expect(rows(page).first()).toContainText('4.2 × 10²²');
  await page.getByLabel('Typical ranges').check();
  await expect(rows(page).first()).toContainText('2.08 × 10²² to 6.41 × 10²²');
  expect(new URL(page.url()).hash).toBe('#view=table&uncertainty=typical');
  await names(page).first().click();
  await expect(page.locator('#result')).toContainText('2.08–6.41 × 10²²');
  await page.goBack();
  await page.getByLabel('Typical ranges').uncheck();
  await expect(rows(page).first()).not.toContainText(' to ');
});

test('a table of Epoch AI is held against its own figures', async ({ page }) => {
  await open(page);
  const header = 'Model,Domain,Parameters,Training compute (FLOP),Training dataset size (total),Publication date';
  await drop(page, 'epoch.csv', `${header}\nA,Language,7e9,4.2e22,1e12,2024-01-01\nB,Language,7e9,4.2e23,1e12,2024-02-01\n`);
  await expect(status(page)).toContainText('1 of 2 differ by more than 2× from Epoch AI’s figure.');
  await page.getByLabel('Which rows').selectOption('Differs by more than 2×');
  await expect(names(page)).toHaveText(['B']);
  await expect(rows(page)).toContainText('10 passes would give Epoch AI’s figure.');
  await page.getByRole('button', { name: 'Show over time' }).click();
  await expect(page.getByText('epoch.csv: 2 systems.')).toBeVisible();
});

test('100,000 rows are read beside the page, and can be cancelled and read on', async ({ page }) => {
  test.slow();
  await open(page);
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    });
  });
  await drop(page, 'large.csv', LARGE);
  await expect(names(page).first()).toHaveText('run 1');
  await page.evaluate(() => ((window as unknown as { tasks: number[] }).tasks.length = 0));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(status(page)).toHaveText(/^Cancelled\. [\d,]+ rows, /);
  await page.getByRole('button', { name: 'Read the rest' }).click();
  await expect(status(page)).toHaveText(/^100,000 rows, 100,000 with a figure/, { timeout: 90_000 });
  await page.getByRole('button', { name: 'FLOP', exact: true }).click();
  await expect(names(page).first()).toHaveText('run 100000');
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '100001');
  await page.getByRole('button', { name: 'Next rows' }).click();
  await expect(names(page).first()).toHaveText('run 99900');
  await expect(rows(page)).toHaveCount(100);
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  const longest = Math.max(0, ...tasks);
  test.info().annotations.push({ type: 'long tasks', description: `${tasks.length}, the longest ${longest} ms` });
  console.log(`100,000 rows: ${tasks.length} long tasks, the longest ${longest} ms`);
});

test('the keyboard alone reads, sorts and opens', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Try the example' }).focus();
  await page.keyboard.press('Enter');
  await expect(names(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'FLOP', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await expect(names(page).first()).toHaveText('BERT on an academic budget');
  await expect(page.getByRole('button', { name: 'FLOP', exact: true })).toBeFocused();
  await names(page).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#result')).toContainText('2.28 × 10¹⁹');
});

test('the view has no faults that axe finds, and no width that it overflows', async ({ page }) => {
  await open(page);
  await drop(page, 'runs.csv', fixture('runs.csv'));
  await expect(rows(page)).toHaveCount(8);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
  for (const width of [280, 390, 768, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
