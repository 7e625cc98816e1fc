// A browser that stores nothing, has no room, or does not run the program: the page goes on, or says what happened.
import { expect, test } from './fixtures/test.ts';
import { ALEXNET } from './fixtures/links.ts';

const TABLE = 'title,parameters,tokens\nTyped,7B,1T\n';

for (const [name, break_] of [
  [
    'forbids storage',
    () => {
      for (const storage of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, storage, {
          get: () => {
            throw new DOMException('forbidden', 'SecurityError');
          },
        });
      }
    },
  ],
  [
    'has no room left',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  ],
] as const) {
  test.describe(`where the browser ${name}`, () => {
    test.beforeEach(async ({ context }) => context.addInitScript(break_));

    test('the calculator works, and a reload keeps what the link has', async ({ calculator, page }) => {
      await calculator.open(ALEXNET);
      await calculator.type('utilization', '0.4');
      await expect(page).toHaveURL(/utilization=0\.4/);
      await calculator.openDrawer('Report');
      await page.getByRole('button', { name: /^(Dark|Light)$/ }).click();
      await page.reload();
      await expect(calculator.field('utilization')).toHaveValue('0.4');
      await expect(calculator.answer).toContainText('FLOP');
    });

    test('a passage is read', async ({ calculator, page }) => {
      await calculator.openCleared();
      await page.locator('#passage').fill('We trained a 7B model on 1T tokens.');
      await expect(page.locator('.reading')).toContainText('7B');
    });

    test('a table is read, and the page says that it will be gone', async ({ page }) => {
      await page.goto('#view=table');
      await page.getByLabel(/^Paste a table/).fill(TABLE);
      await expect(page.locator('.table-rows tbody tr')).toHaveCount(1);
      await expect(page.getByText('This table will be gone after a reload')).toBeVisible();
    });
  });
}

test.describe('where a worker or the program does not come', () => {
  test.use({ allowed: /tables_bg\.wasm|app-\w+_bg\.wasm|app-\w+\.js|WebAssembly|magic|CompileError|Failed to load/i });

  test('the view of tables says so, and reads the table at a press once it comes', async ({ context, page }) => {
    await context.route('**/tables_bg.wasm?*', (route) => route.abort('connectionfailed'));
    await page.goto('#view=table');
    await page.getByLabel(/^Paste a table/).fill(TABLE);
    const again = page.getByRole('button', { name: 'Read the table again' });
    await expect(again).toBeVisible();
    await context.unroute('**/tables_bg.wasm?*');
    await again.click();
    await expect(page.locator('.table-rows tbody tr')).toHaveCount(1);
    await expect(page.getByLabel(/^Paste a table/)).toHaveValue(TABLE);
  });

  test('a table whose worker ends in silence says after ten seconds that there is no answer, and is read again at a press', async ({
    page,
  }) => {
    await page.clock.install();
    await page.goto('#view=table');
    await page.getByLabel(/^Paste a table/).fill(TABLE);
    await page.clock.runFor(1_000);
    const rows = page.locator('.table-rows tbody tr');
    await expect(rows).toHaveCount(1);
    // As a browser ends a worker that takes too much memory: without an event.
    const [worker] = page.workers();
    await worker.evaluate(() => {
      self.onmessage = null;
    });
    const sort = page.getByRole('columnheader').getByRole('button').first();
    await sort.click();
    const silence = page.getByText('The table has not answered for ten seconds');
    await page.clock.runFor(9_000);
    await expect(silence).toBeHidden();
    await page.clock.runFor(1_500);
    await expect(silence).toBeVisible();
    await page.getByRole('button', { name: 'Read the table again' }).click();
    await expect(page.locator('.table-status [role=status]')).toHaveText('1 row, 1 with a figure, 0 with problems.');
    await expect(rows).toHaveCount(1);
    await expect(silence).toBeHidden();
    await page.clock.runFor(11_000);
    await expect(silence).toBeHidden();
  });

  test('the page without its program has its link, and words instead of the form', async ({ context, page }) => {
    await context.route('**/app-*_bg.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: 'no program' }));
    await page.goto(`/#${ALEXNET}`);
    await expect(page.getByText(/WebAssembly/)).toBeVisible();
    expect(new URL(page.url()).hash).toContain('v=1');
  });
});
