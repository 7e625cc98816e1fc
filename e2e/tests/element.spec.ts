// embed.js: the element for pages with many estimates.
import type { Page } from '@playwright/test';
import { expect, pollFrame, test } from './fixtures/elsewhere.ts';
import { ALEXNET, LLAMA } from './fixtures/links.ts';

const escaped = (text: string) => text.replaceAll('&', '&amp;');
const element = (address: string, link: string, attributes = '') =>
  `<training-compute href="${address}#${escaped(link)}" ${attributes}><a href="${address}#${escaped(link)}">An estimate</a></training-compute>`;
const script = (address: string, attributes = '') => `<script src="${address}embed.js" ${attributes}></script>`;

const frames = (page: Page) => page.locator('training-compute iframe');
const card = (page: Page, number = 0) => frames(page).nth(number).contentFrame().locator('body');

/** A different estimate for each number. */
const numbered = (number: number) => `v=1&data=2026-11&title=Model_${number}&parameters=${number}e9&tokens=2e12`;

test('each element has one card, wherever the script stands and however often', async ({ page, site, baseURL }) => {
  const [first, late] = [element(baseURL!, ALEXNET), element(baseURL!, LLAMA)];
  const pages = {
    '/before': `${script(baseURL!)}${first}${late}`,
    '/after': `${first}${late}${script(baseURL!)}`,
    '/async': `${script(baseURL!, 'async')}${first}${late}`,
    '/deferred': `${script(baseURL!, 'defer')}${first}${late}`,
    '/twice': `${script(baseURL!)}${first}${script(baseURL!)}${late}${script(baseURL!, 'async')}`,
    '/made': `${first}<script>
      const late = document.createElement('training-compute');
      late.setAttribute('href', ${JSON.stringify(`${baseURL}#${LLAMA}`)});
      document.body.append(late);
      const script = document.createElement('script');
      script.src = ${JSON.stringify(`${baseURL}embed.js`)};
      document.body.append(script);
    </script>`,
  };
  const host = await site(pages);
  for (const path of Object.keys(pages)) {
    await page.goto(new URL(path, host).href);
    await expect(card(page, 0), path).toContainText('4.86 × 10¹⁷');
    await expect(card(page, 1), path).toContainText('8.4 × 10²³');
    await expect(frames(page)).toHaveCount(2);
  }
});

test('a link to another site stays a link, without a frame', async ({ page, site, copy, baseURL }) => {
  const other = await copy();
  const links = [
    `${other}#${LLAMA}`,
    `${baseURL}x/#${LLAMA}`,
    `${baseURL}panels.js#${LLAMA}`,
    baseURL!,
    `javascript:alert(1)//${baseURL}#${LLAMA}`,
    `data:text/html,<script>alert(1)</script>#${LLAMA}`,
    `//evil.example/#${LLAMA}`,
    `${baseURL!.replace('http://', 'http://evil@')}.evil.example/#${LLAMA}`,
    'http://',
    '',
  ];
  const elements = links.map(
    (link) => `<training-compute href="${link.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></training-compute>`,
  );
  const host = await site(
    `<!doctype html>${script(baseURL!)}${element(baseURL!, ALEXNET)}${elements.join('\n')}<training-compute></training-compute>`,
  );
  await page.goto(host);
  await expect(card(page)).toContainText('4.86 × 10¹⁷');
  await expect(frames(page)).toHaveCount(1);
  const shown = await page
    .locator('training-compute:empty')
    .evaluateAll((elements) => elements.map((element) => element.shadowRoot!.querySelector('slot a')!.getAttribute('href')));
  expect(shown).toHaveLength(links.length + 1);
  for (const link of shown) expect(link ?? 'http:').toMatch(/^https?:/);
  // No room is kept for a card that will not come.
  const heights = await page
    .locator('training-compute:empty')
    .evaluateAll((elements) => elements.map((element) => element.clientHeight));
  expect(Math.max(...heights)).toBeLessThan(60);
});

test('the address of the card works as well as that of the estimate', async ({ page, site, baseURL }) => {
  const host = await site(`<!doctype html>${script(baseURL!)}${element(`${baseURL}embed.html`, LLAMA)}`);
  await page.goto(host);
  await expect(card(page)).toContainText('8.4 × 10²³ FLOP');
});

test('a card has its final height before it is on the screen', async ({ page, site, baseURL }) => {
  // Near enough to be loaded.
  const host = await site(`<!doctype html><div style="height: 1500px"></div>${element(baseURL!, LLAMA)}${script(baseURL!)}`);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(host);
  const height = () => page.locator('training-compute').evaluate((element) => element.clientHeight);
  await expect
    .poll(() => page.locator('training-compute').evaluate((element) => element.shadowRoot!.querySelector('#box')!.className))
    .toBe('up');
  const before = await height();
  await page.locator('training-compute').scrollIntoViewIfNeeded();
  await expect(card(page)).toBeInViewport();
  await pollFrame(() => card(page).evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height))).toBe(
    before,
  );
  expect(await height()).toBe(before);
  // Removing a link for a moment does not shrink the room kept for its card.
  await page.locator('training-compute').evaluate((element) => {
    const link = element.getAttribute('href')!;
    element.removeAttribute('href');
    element.setAttribute('href', link);
  });
  expect(await height()).toBe(before);
});

test('a new fragment redraws the card in place, a new theme reloads it, and Back steps through neither', async ({
  page,
  site,
  baseURL,
}) => {
  const host = await site(`<!doctype html>${script(baseURL!)}${element(baseURL!, ALEXNET)}`);
  await page.goto(host);
  await expect(card(page)).toContainText('4.86 × 10¹⁷');
  const history = await page.evaluate(() => window.history.length);
  await card(page).evaluate(() => Object.assign(window, { isTheSame: true }));
  const set = (name: string, value: string) =>
    page.locator('training-compute').evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value]);
  await set('href', `${baseURL}#${LLAMA}`);
  await expect(card(page)).toContainText('8.4 × 10²³');
  expect(await card(page).evaluate(() => 'isTheSame' in window)).toBe(true);
  await set('title', 'Another name');
  await expect(frames(page)).toHaveAttribute('title', 'Another name');
  await set('theme', 'dark');
  await pollFrame(() => card(page).evaluate(() => location.search)).toBe('?theme=dark');
  await expect(card(page)).toContainText('8.4 × 10²³');
  expect(await page.evaluate(() => window.history.length)).toBe(history);
  await set('href', 'https://evil.example/#v=1');
  await expect(frames(page)).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'An estimate' })).toBeVisible();
});

test('a framework that prefers properties to attributes sets each of them', async ({ page, site, baseURL }) => {
  const host = await site(`<!doctype html>${script(baseURL!)}<div id=place></div>`);
  await page.goto(host);
  await page.waitForFunction(() => customElements.get('training-compute'));
  await page.evaluate(
    (given) => {
      'use strict';
      const element = document.createElement('training-compute');
      // As React 19 and Vue do.
      for (const [name, value] of Object.entries(given)) {
        if (name in element) Object.assign(element, { [name]: value });
        else element.setAttribute(name, value);
      }
      document.getElementById('place')!.append(element);
    },
    { href: `${baseURL}#${ALEXNET}`, theme: 'dark', title: 'A name', height: '500' },
  );
  await expect(card(page)).toContainText('4.86 × 10¹⁷');
  expect(await card(page).evaluate(() => location.search)).toBe('?theme=dark');
  await expect(frames(page)).toHaveAttribute('title', 'A name');
});

test('an element that is moved, removed and put back has its card again', async ({ page, site, baseURL }) => {
  const host = await site(`<!doctype html>${script(baseURL!)}<div id=a>${element(baseURL!, ALEXNET)}</div><div id=b></div>`);
  await page.goto(host);
  await expect(card(page)).toContainText('4.86 × 10¹⁷');
  const height = () => page.locator('training-compute').evaluate((element) => element.getBoundingClientRect().height);
  await expect(page.getByRole('link', { name: 'An estimate' })).toBeHidden();
  const before = await height();
  await page.evaluate(() => document.getElementById('b')!.append(document.querySelector('training-compute')!));
  // The height that a card reported is kept until it reports another.
  expect(await height()).toBe(before);
  await expect(card(page)).toContainText('4.86 × 10¹⁷');
  await page.evaluate(() => Object.assign(window, { taken: document.querySelector('training-compute')! }).taken.remove());
  await expect(frames(page)).toHaveCount(0);
  await page.evaluate(() => document.getElementById('a')!.append((window as unknown as { taken: Element }).taken));
  await expect(card(page)).toContainText('4.86 × 10¹⁷');
  await expect(page.getByRole('link', { name: 'An estimate' })).toBeHidden();
});

test('theme=host follows the page around it, light or dark, and its changes', async ({ page, site, baseURL }) => {
  const host = await site(`<!doctype html><style>.dark { color-scheme: dark } .both { color-scheme: light dark }</style>
    ${script(baseURL!)}${element(baseURL!, ALEXNET, 'theme=host')}`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(host);
  const theme = () => card(page).evaluate(() => location.search);
  // A page without a color scheme is light, whatever the system is.
  await pollFrame(theme).toBe('?theme=light');
  for (const [name, expected] of [
    ['dark', 'dark'],
    ['', 'light'],
    ['both', 'dark'],
  ]) {
    await page.evaluate((name) => (document.documentElement.className = name), name);
    await pollFrame(theme).toBe(`?theme=${expected}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await pollFrame(theme).toBe('?theme=light');
  await expect(card(page)).toContainText('4.86 × 10¹⁷');
});

test('room is kept for a card before it is there', async ({ page, site, baseURL }) => {
  const host = await site(
    `<!doctype html><body style="margin:0">${element(baseURL!, ALEXNET, 'height=333')}${element(baseURL!, LLAMA)}<p id=after>${script(baseURL!)}`,
  );
  // Cards that load slowly.
  await page.route('**/card_bg*.wasm', () => {});
  await page.route('**/embed.html*', () => {});
  await page.goto(host, { waitUntil: 'domcontentloaded' });
  await expect(frames(page)).toHaveCount(2);
  const heights = await page
    .locator('training-compute')
    .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().height));
  expect(heights[0]).toBe(333);
  expect(heights[1]).toBeGreaterThan(300);
  await expect(page.getByRole('link', { name: 'An estimate' })).toHaveCount(2);
  for (const link of await page.getByRole('link', { name: 'An estimate' }).all()) await expect(link).toBeVisible();
});

test('the content below a card moves once, when the card has loaded', async ({ page, site, baseURL }) => {
  const heights = `<script>
    addEventListener('DOMContentLoaded', () => {
      window.heights = [];
      new ResizeObserver(([{ contentRect }]) => heights.push(contentRect.height)).observe(document.querySelector('training-compute'));
    });
  </script>`;
  const host = await site(`<!doctype html>${heights}${script(baseURL!)}${element(baseURL!, ALEXNET)}`);
  await page.goto(host);
  await expect(card(page)).toContainText('4.86 × 10¹⁷');
  const final = await card(page).evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
  const heightsSoFar = () => page.evaluate(() => (window as unknown as { heights: number[] }).heights);
  await expect.poll(async () => (await heightsSoFar()).at(-1)).toBe(final);
  expect((await heightsSoFar()).length, `heights: ${await heightsSoFar()}`).toBeLessThanOrEqual(2);
});

const MANY = 200;
const many = (address: string, count = MANY) =>
  `<!doctype html>${Array.from({ length: count }, (_, number) => element(address, numbered(number + 1))).join('\n')}${script(address)}`;

test('of two hundred cards those near the screen are loaded, and the others wait or have been unloaded', async ({
  page,
  site,
  baseURL,
}) => {
  const host = await site(many(baseURL!), { name: 'localhost' });
  await page.goto(host);
  await expect(card(page)).toContainText('Model 1');
  const alive = () => frames(page).count();
  expect(await alive()).toBeLessThan(10);
  let most = 0;
  for (let number = 9; number < MANY; number += 10) {
    const element = page.locator('training-compute').nth(number);
    await element.scrollIntoViewIfNeeded();
    await expect(element.locator('iframe').contentFrame().locator('body')).toContainText(`Model ${number + 1}`);
    most = Math.max(most, await alive());
  }
  expect(most).toBeGreaterThan(10);
  expect(most).toBeLessThanOrEqual(24);
  // Back at the top, a card that was unloaded comes again in its place.
  const first = page.locator('training-compute').first();
  await expect(first.locator('iframe')).toHaveCount(0);
  await expect(first.getByRole('link')).toHaveCount(1);
  const before = await first.evaluate((element) => element.getBoundingClientRect().height);
  await first.scrollIntoViewIfNeeded();
  await expect(card(page)).toContainText('Model 1');
  expect(await first.evaluate((element) => element.getBoundingClientRect().height)).toBe(before);
  expect(await alive()).toBeLessThanOrEqual(24);
});

test('a card that has the focus is not unloaded', async ({ page, site, baseURL }) => {
  const host = await site(many(baseURL!, 60));
  await page.goto(host);
  const link = frames(page).first().contentFrame().getByRole('link').first();
  await link.focus();
  for (let number = 5; number < 60; number += 5) {
    const element = page.locator('training-compute').nth(number);
    await element.evaluate((element) => element.scrollIntoView());
    await expect(element.locator('iframe').contentFrame().locator('body')).toContainText(`Model ${number + 1}`);
  }
  await expect(page.locator('training-compute').first().locator('iframe')).toHaveCount(1);
  await expect(page.locator('training-compute').nth(1).locator('iframe')).toHaveCount(0);
});
