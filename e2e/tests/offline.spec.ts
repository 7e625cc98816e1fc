// After one visit the page works without a network.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cacheNames, expect, waitUntilStored, test } from './fixtures/visit.ts';
import { anyOf, NOT_FETCHED } from './fixtures/browser.ts';
import { config } from './fixtures/files.ts';
import { ALEXNET, GPT_2, LLAMA } from './fixtures/links.ts';
import { POLICY, Site } from './fixtures/site.ts';

const LAYERS = `v=1&model=${GPT_2}&tokens=10B`;

test.describe('after one visit, with the host gone', () => {
  // The browser looks for a newer service worker at every visit, and logs that it could not.
  test.use({ allowed: /sw\.js/ });

  test('a reload, a link, an importer never used before, reports and the card work as ever', async ({
    calculator,
    page,
    site,
  }) => {
    await calculator.open();
    await waitUntilStored(page);
    expect(
      site.requests.filter((path) => /^\/(worker\.js|files|panels|reports|chunk)/.test(path)).length,
      'kept, though not used',
    ).toBeGreaterThanOrEqual(6);
    await site.stop();

    const answer = await page.reload();
    expect(answer!.headers(), 'the host’s own policy is kept with the page').toMatchObject({ 'content-security-policy': POLICY });
    await calculator.expectAnswer('5.48 × 10²³');
    await page.goto('about:blank');
    await calculator.open(LLAMA);
    await calculator.expectAnswer('8.4 × 10²³');
    await calculator.type('tokens', '1T');
    await calculator.expectAnswer('4.2 × 10²³');

    await page.goto(`./index.html?from=a-paper#${LAYERS}`);
    await calculator.expectAnswer('8.54 × 10¹⁸');
    await expect(calculator.layer(6)).toHaveValue('head(tied)');
    await calculator.openFiles();
    await calculator.drop(config('llama-2-7b'));
    await expect(calculator.found).toContainText('6,738,415,616');
    await calculator.openExamples();
    await calculator.openDrawer('Report');
    await expect(page.locator('#report-text')).toContainText('8.54');

    await page.evaluate((address) => {
      const preview = document.createElement('iframe');
      preview.src = address;
      document.body.append(preview);
    }, `./embed.html?theme=dark#${ALEXNET}`);
    await expect(page.frameLocator('iframe').getByText('4.86 × 10¹⁷ FLOP').first()).toBeVisible();
  });

  test('parts that are first opened after the host is gone, in the first visit itself, are there', async ({
    calculator,
    page,
    site,
  }) => {
    await calculator.openCleared();
    await waitUntilStored(page);
    await site.stop();
    await calculator.drop(config('gpt2'));
    await expect(calculator.found).toContainText('124,439,808');
    await calculator.useFound.click();
    await calculator.type('tokens', '10B');
    await expect(calculator.layer(1)).toBeVisible();
  });

  test.describe('Hugging Face', () => {
    test.use({ allowed: anyOf(/sw\.js|huggingface\.co/, NOT_FETCHED) });

    test('cannot be reached, and the page says so and what to do instead', async ({ calculator, context, page, site }) => {
      await context.route('https://huggingface.co/**', (route) => route.abort('internetdisconnected'));
      await calculator.openCleared();
      await waitUntilStored(page);
      await site.stop();
      await page.reload();
      await calculator.openFiles();
      await page.locator('#hub').fill('org/model');
      await calculator.button('Fetch from huggingface.co').click();
      await expect(calculator.found.locator('.problem')).toContainText('huggingface.co did not answer: there is no connection');
      await expect(calculator.found.locator('.problem')).toContainText('drop it here');
    });
  });
});

test.describe('under a sub-path', () => {
  test.use({ allowed: anyOf(/sw\.js|\/people\/ada\/$/, NOT_FETCHED) });
  test.extend({
    site: async ({}, use) => {
      const site = new Site('/people/ada/petaday/');
      await site.start();
      await use(site);
      await site.remove();
    },
  })('the page is kept, and nothing beside it', async ({ calculator, page, site }) => {
    await calculator.open();
    await waitUntilStored(page);
    expect(await cacheNames(page)).toEqual([expect.stringMatching(`^petaday ${site.url} [0-9a-f]{16}$`)]);
    // Another page of that host.
    expect(await page.evaluate(async () => (await fetch('/people/ada/')).status)).toBe(404);
    await site.stop();
    await page.reload();
    await calculator.open(LAYERS);
    await expect(calculator.layer(6)).toHaveValue('head(tied)');
  });
});

test('files are fetched for offline use after the page is shown, once each, and not again at the next visit', async ({
  calculator,
  page,
  site,
}) => {
  await calculator.open();
  await waitUntilStored(page);
  const first = [...site.requests];
  const service = first.indexOf('/sw.js');
  expect(
    first.findIndex((path) => path.endsWith('_bg.wasm')),
    'the program comes first',
  ).toBeLessThan(service);
  expect(
    first.slice(0, service).filter((path) => /worker|panels|reports|chunk|files|card|embed/.test(path)),
    'nothing else before',
  ).toEqual([]);
  await page.reload();
  await expect(calculator.answer).toBeVisible();
  await expect.poll(() => site.requests.slice(first.length), 'a newer version is looked for').toEqual(['/sw.js']);
});

test.describe('where the browser stores nothing', () => {
  for (const [what, deny] of [
    [
      'refuses the service worker',
      () => {
        ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('denied', 'SecurityError'));
      },
    ],
    [
      'throws at the mention of it',
      () =>
        Object.defineProperty(Navigator.prototype, 'serviceWorker', {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        }),
    ],
    ['has none, as without TLS', () => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker')],
  ] as const) {
    test(`the page works: the browser ${what}`, async ({ calculator, page, site }) => {
      await page.addInitScript(deny);
      await calculator.open(LAYERS);
      await expect(calculator.layer(6)).toHaveValue('head(tied)');
      await page.waitForLoadState('networkidle');
      expect(site.requests).not.toContain('/sw.js');
    });
  }

  test('the page works: there is no room', async ({ calculator, context, page, site }) => {
    // A service worker of the test's own, in which a file cannot be put into the cache.
    site.write(
      'sw.js',
      `Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));${site.read('sw.js')}`,
    );
    const worker = context.waitForEvent('serviceworker');
    await calculator.open(LAYERS);
    await worker;
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()) === undefined))
      .toBe(true);
    expect(await cacheNames(page)).toEqual([]);
    await expect(calculator.layer(6)).toHaveValue('head(tied)');
  });
});

test('with data saving on, nothing is fetched that was not asked for', async ({ calculator, page, site }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  await calculator.open();
  await page.waitForLoadState('networkidle');
  expect(site.requests).not.toContain('/sw.js');
});

test.describe('on a page of someone else', () => {
  // The card has no icon for a tab.
  test.use({ allowed: anyOf(/^http:\/\/127\.0\.0\.1:/, NOT_FETCHED) });

  test('neither the card nor the calculator leaves a service worker', async ({ page, site }) => {
    const host = createServer((_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          `<!doctype html><title>A lab</title><iframe src="${site.url}embed.html#${ALEXNET}"></iframe><iframe src="${site.url}#${ALEXNET}"></iframe>`,
        ),
    );
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    for (const frame of [page.frameLocator('iframe').nth(0), page.frameLocator('iframe').nth(1)]) {
      await expect(frame.getByText('4.86 × 10¹⁷ FLOP').first()).toBeVisible();
    }
    await page.waitForLoadState('networkidle');
    for (const frame of page.frames().slice(1)) {
      expect(await frame.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    }
    expect(site.requests).not.toContain('/sw.js');
    host.close();
  });

  test('nor does the card opened by itself', async ({ page, site }) => {
    await page.goto(`./embed.html#${ALEXNET}`);
    await expect(page.getByText('4.86 × 10¹⁷ FLOP').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(site.requests).not.toContain('/sw.js');
  });
});

test('a host removes the service worker from all browsers with the file in docs/offline.md', async ({
  calculator,
  page,
  site,
}) => {
  await page.goto('./');
  await page.evaluate(() => caches.open('of another page'));
  await waitUntilStored(page);
  expect(await cacheNames(page)).toHaveLength(2);
  const [, remover] = /```js\n(.*?)```/s.exec(readFileSync(new URL('../../docs/offline.md', import.meta.url), 'utf8'))!;
  site.write('sw.js', remover);
  await calculator.open();
  await expect.poll(() => cacheNames(page)).toEqual(['of another page']);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await page.reload();
  await calculator.expectAnswer('5.48 × 10²³');
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});
