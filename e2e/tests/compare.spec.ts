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
