// The estimate beside others: published systems, worked examples and links.
import { expect, test } from './fixtures/test.ts';
import { EDITION, LLAMA } from './fixtures/links.ts';

const OTHER = `v=1&data=${EDITION}&title=Ours&parameters=7e9&tokens=2e12..3e12`;

test('an analyst puts a published system and a colleague’s link beside the estimate', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Compare');
  const drawer = calculator.drawer('Compare');
  await drawer.getByLabel('Add an estimate').pressSequentially('gpt-3');
  await drawer.getByRole('button', { name: 'GPT-3 175B', exact: true }).click();
  // 3.14e23 of 8.4e23.
  await expect(drawer).toContainText('GPT-3 175B took 0.37 × Llama 2 70B.');
  await drawer.getByLabel('Add an estimate').fill(`https://elsewhere.example/#${OTHER}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const table = drawer.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['Llama 2 70B', 'GPT-3 175B', 'Ours']);
  await expect(table.getByRole('row', { name: /^Training compute/ })).toContainText('8.4 × 10²³');
  await expect(table.getByRole('row', { name: /^Training compute/ })).toContainText('1.03 × 10²³ (8.4 × 10²² – 1.26 × 10²³)');
  // It follows the form.
  await calculator.type('tokens', '4T');
  await expect(table.getByRole('row', { name: /^Training compute/ })).toContainText('1.68 × 10²⁴');
  await drawer.getByRole('button', { name: 'Take out Ours' }).click();
  await expect(table.getByRole('columnheader')).toHaveText(['Llama 2 70B', 'GPT-3 175B']);
});

test('on a phone the names of the rows stay while the estimates scroll, and a long link takes three lines', async ({
  calculator,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const estimates = ['A', 'B', 'C', 'D'].map(
    (name) => `${name.toLowerCase()}=${OTHER.replace('Ours', name).replaceAll('&', '%26')}`,
  );
  await calculator.open(`view=compare&${estimates.join('&')}`);
  const drawer = calculator.drawer('Compare');
  const table = drawer.getByRole('region', { name: 'Estimates side by side' });
  const name = table.getByRole('rowheader', { name: /^Training compute/ });
  const { x } = (await name.boundingBox())!;
  await table.evaluate((region) => region.scrollTo({ left: region.scrollWidth }));
  await expect.poll(() => table.evaluate((region) => region.scrollLeft), 'there is more than fits').toBeGreaterThan(100);
  expect((await name.boundingBox())!.x).toBe(x);
  const link = drawer.getByText('#view=compare&a=');
  expect((await link.boundingBox())!.height).toBeLessThan(80);
});

test('what is no estimate is refused where it was typed', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Compare');
  const box = calculator.drawer('Compare').getByLabel('Add an estimate');
  await box.fill('an unheard-of system');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(calculator.drawer('Compare').getByRole('alert')).toContainText('No published system has this name');
  await expect(box).toHaveValue('an unheard-of system');
});

test('Enter adds, the box keeps the focus for the next one, and what was added is said', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Compare');
  const drawer = calculator.drawer('Compare');
  const box = drawer.getByLabel('Add an estimate');
  await box.fill('PaLM (540B)');
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('status').filter({ hasText: 'Added PaLM 540B.' })).toBeVisible();
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('');
  await expect(drawer.getByRole('columnheader')).toHaveText(['Llama 2 70B', 'PaLM 540B']);
  // One that was cut off in a mail.
  await box.fill('https://elsewhere.example/#v=1&title=Ours&parameters=7e9&tokens');
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('alert')).toContainText('This link is damaged. “tokens”: The link is cut off here');
  await expect(drawer.getByRole('alert')).toContainText('What could be read: title Ours, parameters 7e9.');
  await expect(drawer.getByRole('columnheader')).toHaveCount(2);
  await drawer.getByRole('button', { name: 'Add what could be read' }).click();
  await expect(drawer.getByRole('columnheader')).toHaveText(['Llama 2 70B', 'PaLM 540B', 'Ours']);
  await expect(box).toBeFocused();
  await drawer.getByRole('button', { name: 'Take out Ours' }).click();
  await expect(drawer.locator('#compare-said')).toHaveText('Took out Ours.');
  await expect(drawer.locator('#compare-said')).toBeFocused();
});

test('a comparison is there when the page is loaded again, and can be taken out at once', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Compare');
  const drawer = calculator.drawer('Compare');
  for (const name of ['PaLM 540B', 'GPT-3 175B (davinci)']) {
    await drawer.getByLabel('Add an estimate').fill(name);
    await page.keyboard.press('Enter');
    await expect(drawer.locator('#compare-said')).toContainText(name);
  }
  await page.reload();
  await calculator.openDrawer('Compare');
  await expect(drawer.getByRole('columnheader')).toHaveText(['Llama 2 70B', 'PaLM 540B', 'GPT-3 175B (davinci)']);
  await drawer.getByRole('button', { name: 'Take all out' }).click();
  await expect(drawer.getByRole('table')).toHaveCount(0);
  await page.reload();
  await calculator.openDrawer('Compare');
  await expect(drawer.getByLabel('Add an estimate')).toBeVisible();
  await expect(drawer.getByRole('table')).toHaveCount(0);
});

test('an estimate that was worked on before is offered', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  await calculator.type('tokens', '4T');
  await page.waitForURL(/tokens=4/);
  await calculator.open(OTHER);
  await calculator.type('tokens', '5T');
  await calculator.openDrawer('Compare');
  const drawer = calculator.drawer('Compare');
  await drawer.getByLabel('Or a recent estimate of yours').selectOption({ label: 'Llama 2 70B, 1.68 × 10²⁴ FLOP' });
  await expect(drawer.getByRole('columnheader')).toHaveText(['Ours', 'Llama 2 70B']);
});

test('a link holds the whole comparison, and opens for somebody else', async ({ calculator, someoneElse }) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Compare');
  const drawer = calculator.drawer('Compare');
  await drawer.getByLabel('Add an estimate').fill(OTHER);
  await drawer.getByRole('button', { name: 'Add', exact: true }).click();
  const link = drawer.locator('#compare-link');
  await expect(link).toContainText('#view=compare&a=');
  const colleague = await someoneElse();
  await colleague.page.goto((await link.textContent())!);
  await colleague.expectAnswer('8.4 × 10²³');
  const headers = colleague.drawer('Compare').getByRole('table').getByRole('columnheader');
  await expect(headers).toHaveText(['Llama 2 70B', 'Ours']);
});

test('the table can be copied for a paper', async ({ calculator }) => {
  await calculator.open(LLAMA);
  await calculator.openDrawer('Compare');
  const drawer = calculator.drawer('Compare');
  await drawer.getByLabel('Or a worked example').selectOption({ label: 'GPT-3 175B (2020)' });
  await drawer.getByText('Copy or download the table').click();
  await drawer.getByRole('button', { name: 'LaTeX' }).click();
  await expect(drawer.locator('#compare-text')).toContainText('Training compute (FLOP) & $8.4\\times10^{23}$');
});

test('a link lists all figures that an edition of the tables has changed, with the reasons', async ({ calculator, page }) => {
  await page.goto('#view=changes&since=2026-11');
  const drawer = calculator.drawer('Compare');
  const row = drawer.getByRole('row', { name: /^NVIDIA L40, BF16 peak/ });
  await expect(row).toContainText('181 TFLOP/s');
  await expect(row).toContainText('181.05 TFLOP/s');
  await expect(row).toContainText('rounded');
  await drawer.getByLabel('All figures that have changed').selectOption('since 2026-11.3');
  await expect(drawer.locator('#changes-link')).toContainText('#view=changes&since=2026-11.3');
  await expect(row).toHaveCount(0);
});
