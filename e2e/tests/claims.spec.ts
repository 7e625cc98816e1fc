import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_FETCHED } from './fixtures/browser.ts';
import type { Page } from '@playwright/test';

const items = (page: Page) => page.locator('.claims-list > li');
const address = (page: Page) => decodeURIComponent(new URL(page.url()).hash);

async function open(page: Page, keys = '') {
  await page.goto(`#view=claims${keys}`);
  await expect(page.getByRole('heading', { name: 'Claims, checked' })).toBeVisible();
}

test('a link opens one claim, with its verdict and what would reconcile it', async ({ page }) => {
  await open(page, '&claim=writer-palmyra-x5-time');
  await expect(items(page)).toHaveCount(1);
  await expect(items(page)).toContainText('More than is usual: 97.9% of the peak');
  await expect(items(page)).toContainText('Would reconcile them');
  const correct = page.getByRole('link', { name: 'Report a correction' });
  await expect(correct).toHaveAttribute('href', /issues\/new\?labels=claim&title=.*writer/);
  await page.getByRole('button', { name: /^All/ }).click();
  await expect(page.getByRole('status').filter({ hasText: /^\d+ claims\.$/ })).toBeVisible();
  expect(address(page)).toBe('#view=claims');
});

test('claims are filtered by verdict and searched, and the address says so', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /^Impossible/ }).click();
  await expect(items(page).first()).toContainText('Impossible: ');
  expect(await items(page).locator('.verdict').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining('of the peak')]),
  );
  await page.getByLabel('Find a claim').fill('a100');
  await expect(items(page)).toHaveCount(1);
  expect(address(page)).toBe('#view=claims&verdict=impossible&find=a100');
  await page.reload();
  await expect(items(page)).toHaveCount(1);
  await page.getByLabel('Find a claim').fill('nobody');
  await expect(page.getByText('No claim has these words and this verdict.')).toBeVisible();
});

test('figures of steps alone have a verdict of their own', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /^Another quantity/ }).click();
  await expect(items(page)).toHaveCount(3);
  await expect(items(page).first()).toContainText('Another quantity: of steps alone, and ours of the whole run');
  expect(address(page)).toBe('#view=claims&verdict=other');
});

test('an estimate opens with the figure of its claim, and Back leads to the claim', async ({ calculator, page }) => {
  await open(page, '&claim=gpt-3-compute');
  await expect(items(page)).toContainText('3.14 × 10²³ FLOP from the published inputs');
  await page.getByRole('link', { name: 'Open the estimate' }).click();
  await expect(calculator.field('title')).toHaveValue('GPT-3 175B');
  await expect(page.locator('#result')).toContainText('3.14 × 10²³');
  await page.goBack();
  await expect(items(page)).toHaveCount(1);
});

test('the estimate of the form is there again behind the view', async ({ calculator, page }) => {
  await calculator.open('v=1&title=Mine&parameters=7e9&tokens=1e12');
  await page.getByRole('link', { name: 'Claims, checked' }).click();
  await expect(page.getByRole('heading', { name: 'Claims, checked' })).toBeFocused();
  await page.getByRole('button', { name: 'Back to the calculator' }).click();
  await expect(calculator.field('title')).toHaveValue('Mine');
  expect(address(page)).toMatch(/^#v=1&/);
});

test('a claim that there is not is said, and all are shown', async ({ page }) => {
  await open(page, '&claim=gpt-7&colour=red');
  await expect(page.getByRole('alert')).toContainText('claim: No claim is called “gpt-7”: all are shown.');
  await expect(page.getByRole('alert')).toContainText('colour: No key of the view has this name');
  expect(await items(page).count()).toBeGreaterThan(24);
});

test('trends and claims take each other’s place', async ({ page }) => {
  await open(page);
  await page.evaluate(() => (location.hash = 'view=trends'));
  await expect(page.getByRole('heading', { name: 'Training compute over time' })).toBeVisible();
  await page.evaluate(() => (location.hash = 'view=claims&verdict=unit'));
  await expect(items(page).first()).toContainText('Wrong unit');
  expect(address(page)).toBe('#view=claims&verdict=unit');
});

test.describe('where the part cannot be fetched', () => {
  test.use({ allowed: anyOf(/\/claims-\w+\.wasm/, NOT_FETCHED) });

  test('the view says so and offers the calculator', async ({ calculator, context, page }) => {
    await context.route(/\/claims-\w+\.wasm/, (route) => route.abort());
    await page.goto('#view=claims');
    await expect(page.getByText('could not be loaded')).toBeVisible();
    await page.getByRole('button', { name: 'Back to the calculator' }).click();
    await expect(calculator.field('title')).toBeVisible();
  });
});

test('axe finds nothing, light or dark, and nothing is wider than the window', async ({ page }) => {
  await open(page);
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
