import { expect, test } from '@playwright/test';

test('the program starts, takes the static text away and reports no error', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto('./');
  // Trunk sets this once the program runs.
  await page.waitForFunction(() => 'wasmBindings' in window);
  await expect(page).toHaveTitle(/Petaday/);
  await expect(page.locator('#static')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(errors).toEqual([]);
});
