// A newer version of the page: announced, used from the next visit or on request, never mixed with the old one.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { cacheNames, expect, waitUntilStored, leave, lookForUpdate, test } from './fixtures/visit.ts';
import { Calculator } from './fixtures/calculator.ts';
import { config } from './fixtures/files.ts';
import { tabTo } from './fixtures/keys.ts';
import { ALEXNET, GPT_2, LLAMA } from './fixtures/links.ts';
import { SAYS } from './fixtures/site.ts';

const LAYERS = `v=1&model=${GPT_2}&tokens=10B`;
const READY = 'A new version of Petaday is ready: it is used from your next visit.';

const says = (page: Page) => page.locator('.update');
const version = (page: Page, which: 'built' | 'later') => expect(page.locator('header')).toContainText(SAYS[which].page);

/** Returns the versions of the answers to a page and its workers. */
function versionsOf(page: Page, builds: Record<string, string>) {
  const versions = new Set<string>();
  page.on('response', (response) => {
    for (const [hash] of response.url().matchAll(/(?<=[-?&])[0-9a-f]{16}/g))
      versions.add(builds[hash] ?? `neither: ${response.url()}`);
  });
  return versions;
}

/** Returns every hash and build in the addresses of a version, with its name. */
const hashesIn = (worker: Buffer, name: string) =>
  Object.fromEntries([...worker.toString().matchAll(/(?<=[-?&])[0-9a-f]{16}/g)].map(([hash]) => [hash, name]));

test('it is announced; the open page keeps the old files, and the next visit has only the new ones', async ({
  calculator,
  page,
  site,
}) => {
  await calculator.open();
  await waitUntilStored(page);
  await page.evaluate(() => caches.open('of another page'));
  await page.reload();
  await version(page, 'built');
  const builds = hashesIn(site.read('sw.js'), 'built');
  site.publish('later');
  Object.assign(builds, hashesIn(site.read('sw.js'), 'later'));
  const before = versionsOf(page, builds);
  expect(await lookForUpdate(page)).toBe('installed');
  await expect(says(page).getByRole('status')).toHaveText(READY);

  // Reloaded, and with parts that were never loaded before, the page is of the old version.
  await page.reload();
  await version(page, 'built');
  await expect(says(page).getByRole('status')).toHaveText(READY);
  await calculator.clear();
  await calculator.drop(config('gpt2'));
  await expect(calculator.found).toContainText('124,439,808');
  await calculator.useFound.click();
  await expect(calculator.network).toContainText(SAYS.built.panels);
  expect([...before]).toEqual(['built']);

  const next = new Calculator(await leave(page));
  const after = versionsOf(next.page, builds);
  await next.open(LAYERS);
  await version(next.page, 'later');
  await expect(next.network).toContainText(SAYS.later.panels);
  await expect(says(next.page)).toHaveCount(0);
  expect([...after]).toEqual(['later']);
  await expect
    .poll(() => cacheNames(next.page), 'the old version is gone, what is not ours is there')
    .toEqual(['of another page', expect.stringContaining(site.url)]);
});

test('nothing is taken from a host in the middle of an update, and the old version stays', async ({ calculator, page, site }) => {
  await calculator.open();
  await waitUntilStored(page);
  const old = new Map(site.names.map((name) => [name, site.read(name)]));
  site.publish('later');
  const whole = site.read('files_bg.wasm');
  site.write('files_bg.wasm', old.get('files_bg.wasm')!);
  expect(await lookForUpdate(page)).toBe('redundant');
  expect(await cacheNames(page)).toHaveLength(1);
  await page.reload();
  await version(page, 'built');
  await calculator.open(LAYERS);
  await expect(calculator.network).toContainText(SAYS.built.panels);
  await expect(says(page)).toHaveCount(0);

  // The rest of the files has arrived.
  site.write('files_bg.wasm', whole);
  expect(await lookForUpdate(page)).toBe('installed');
  await expect(says(page)).toContainText(READY);
});

test('“Use it now” reloads with the text typed a moment ago', async ({ calculator, page, site }) => {
  await calculator.open(LLAMA);
  await waitUntilStored(page);
  site.publish('later');
  await lookForUpdate(page);
  await calculator.field('title').fill('Typed long ago');
  await expect(page).toHaveURL(/Typed_long_ago/);
  await expect(says(page)).toContainText(READY);
  // All at once: faster than a person types, and than the page writes its address.
  await page.evaluate(() => {
    const title = document.querySelector<HTMLInputElement>('#field-title')!;
    title.value = 'Typed just now';
    title.dispatchEvent(new Event('input', { bubbles: true }));
    [...document.querySelectorAll('button')].find((button) => button.textContent === 'Use it now')!.click();
  });
  await version(page, 'later');
  await expect(calculator.field('title')).toHaveValue('Typed just now');
  await calculator.expectAnswer('8.4 × 10²³');
  await expect(says(page)).toHaveCount(0);
  expect(await cacheNames(page), 'the old version is gone').toHaveLength(1);
});

test('another open page goes on after “Use it now”, and can use it as well', async ({ calculator, context, page, site }) => {
  await calculator.open(ALEXNET);
  await waitUntilStored(page);
  const beside = new Calculator(await context.newPage());
  await beside.open(LLAMA);
  const builds = hashesIn(site.read('sw.js'), 'built');
  site.publish('later');
  const besideHad = versionsOf(beside.page, builds);
  await lookForUpdate(page);
  // Its text moves the buttons when it comes.
  await expect(says(page)).toContainText(READY);
  await expect(says(beside.page)).toContainText(READY);
  await beside.field('title').fill('Not finished');
  await says(page).getByRole('button', { name: 'Use it now' }).click();
  await version(page, 'later');

  await beside.choose('model');
  await beside.field('model').fill(GPT_2);
  await expect(beside.network).toContainText(SAYS.built.panels);
  await expect(beside.field('title')).toHaveValue('Not finished');
  await version(beside.page, 'built');
  expect([...besideHad]).toEqual(['built']);
  await says(beside.page).getByRole('button', { name: 'Use it now' }).click();
  await version(beside.page, 'later');
  await expect(beside.field('title')).toHaveValue('Not finished');
});

test('a host that goes back to the previous version is followed', async ({ calculator, page, site }) => {
  await calculator.open();
  await waitUntilStored(page);
  site.publish('later');
  expect(await lookForUpdate(page)).toBe('installed');
  site.publish('built');
  expect(await lookForUpdate(page)).toBe('installed');
  const next = new Calculator(await leave(page));
  await next.open(LAYERS);
  await version(next.page, 'built');
  await expect(next.network).toContainText(SAYS.built.panels);
  await expect.poll(() => cacheNames(next.page)).toHaveLength(1);
});

test('a reload with Shift gets the host’s page at once', async ({ calculator, page, site }) => {
  await calculator.open();
  await waitUntilStored(page);
  site.publish('later');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.reload', { ignoreCache: true });
  await version(page, 'later');
  await calculator.open(LAYERS);
  await expect(calculator.network).toContainText(SAYS.later.panels);
});

test('the line works by keyboard, on every screen, not on paper, and can be dismissed for now', async ({
  calculator,
  page,
  site,
}) => {
  await page.setViewportSize({ width: 768, height: 800 });
  await calculator.open();
  await waitUntilStored(page);
  const top = async () => (await calculator.field('title').boundingBox())!.y;
  const before = await top();
  site.publish('later');
  await lookForUpdate(page);
  await expect(says(page)).toContainText(READY);
  expect(await top(), 'nothing moves under the hands of who is typing').toBe(before);
  for (const width of [1440, 1024, 768, 390, 280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBe(width);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `results/screenshots/${width}-${colorScheme}-a-new-version.png` });
    }
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(says(page)).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await tabTo(says(page).getByRole('button', { name: 'Dismiss' }));
  await page.keyboard.press('Enter');
  await expect(says(page)).toHaveCount(0);
  await version(page, 'built');
});
