// Trends and comparisons on other pages: pasted, walked through, light and dark, at every width.
import AxeBuilder from '@axe-core/playwright';
import type { FrameLocator, Page } from '@playwright/test';
import { expect, type Kind, pollFrame, test } from './fixtures/elsewhere.ts';
import { ALEXNET } from './fixtures/links.ts';
import { countMarks, placeOfMark } from './fixtures/marks.ts';

const OWN = 'view=trends&estimate=v=1%26title=LLaMA-65B%26parameters=65.2e9%26tokens=1.4e12';
const RANK = 'LLaMA-65B, 5.48 × 10²³ FLOP, ranks 113th among 535 systems.';
const PAIR =
  'view=compare&a=v=1%26title=Small%26parameters=7e9%26tokens=2e12&b=v=1%26title=Large%26parameters=70e9%26tokens=1e12..3e12';
const FOUR = `${PAIR}&c=v=1%26title=Third%26parameters=9e9%26tokens=2e12&d=v=1%26title=Fourth%26parameters=8e9%26tokens=3e12`;

const NAMES: Record<Kind, string> = { plain: 'Plain iframe', fitting: 'Self-fitting iframe', element: 'Element' };

/** Returns what the view of trends hands out. */
async function snippet(page: Page, link: string, kind: Kind, theme?: string) {
  await page.goto(`#${link}`);
  await page.getByText('Embed this chart').click();
  await page.getByRole('button', { name: NAMES[kind] }).click();
  if (theme) await page.getByRole('group', { name: 'Light or dark' }).getByRole('button', { name: theme }).click();
  await expect(page.getByRole('button', { name: NAMES[kind] })).toHaveAttribute('aria-pressed', 'true');
  return (await page.locator('#embed-snippet').textContent())!;
}

const frame = (page: Page, kind: Kind) =>
  page.locator(kind === 'element' ? 'training-compute iframe' : 'iframe[src*="embed.html"]');

async function expectFitted(page: Page, kind: Kind) {
  const inside = frame(page, kind).contentFrame();
  const inner = () => inside.locator(':root').evaluate((root) => Math.ceil(root.getBoundingClientRect().height));
  await pollFrame(async () => (await frame(page, kind).boundingBox())!.height - (await inner()), kind).toBe(0);
  await expectNothingWider(inside);
}

async function expectNothingWider(inside: FrameLocator | Page) {
  expect(await inside.locator(':root').evaluate((root) => root.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

for (const kind of ['plain', 'fitting', 'element'] as const) {
  test(`a chart that is pasted into an otherwise empty file shows the systems, its lines and the way back: ${kind}`, async ({
    page,
    site,
  }) => {
    const host = await site(await snippet(page, OWN, kind), { name: 'localhost' });
    await page.goto(host);
    const inside = frame(page, kind).contentFrame();
    await expect(inside.locator('.sentence')).toContainText(RANK);
    await pollFrame(() => countMarks(inside)).toBe(535);
    await expect(inside.locator('#chart .own text')).toHaveText('LLaMA-65B 5.48 × 10²³');
    await expect(inside.locator('ol.lines > li')).toHaveCount(3);
    await expect(inside.locator('footer')).toContainText('CC BY 4.0');
    await expect(frame(page, kind)).toHaveAttribute('title', /^Training compute over time/);
    const link = inside.getByRole('link', { name: 'Open in Petaday' });
    expect(await link.evaluate((a: HTMLAnchorElement) => a.hash)).toBe(`#${OWN}`);
    if (kind !== 'plain') await expectFitted(page, kind);
    else await expectNothingWider(inside);
  });
}

test('a plain iframe is as high as the chart in a column of text', async ({ page, site }) => {
  const html = await snippet(page, OWN, 'plain');
  await page.goto(await site(`<!doctype html><body style="margin:0"><div style="width:640px">${html}</div>`));
  const inside = frame(page, 'plain').contentFrame();
  await pollFrame(() => countMarks(inside)).toBe(535);
  const room = await inside.locator(':root').evaluate((root) => innerHeight - root.getBoundingClientRect().height);
  expect(room).toBeGreaterThanOrEqual(0);
  expect(room).toBeLessThan(120);
});

test('the chart and a comparison fit themselves at every width', async ({ page, site }) => {
  const html = await snippet(page, OWN, 'element');
  for (const link of [OWN, PAIR]) {
    const pasted = html.replaceAll(OWN.replaceAll('&', '&amp;'), link.replaceAll('&', '&amp;'));
    await page.goto(await site(`<!doctype html><body style="margin:0"><div id=column>${pasted}</div>`));
    for (const width of [280, 390, 768, 1100]) {
      await page.setViewportSize({ width: Math.max(width, 320), height: 900 });
      await page.locator('#column').evaluate((column, width) => (column.style.width = `${width}px`), width);
      await expect.poll(async () => (await frame(page, 'element').boundingBox())?.width).toBe(width);
      const inside = frame(page, 'element').contentFrame();
      await expect(inside.getByRole('link', { name: 'Open in Petaday' })).toBeVisible();
      await expectFitted(page, 'element');
      if (link !== OWN) continue;
      const picture = inside.locator('#chart .trend');
      await pollFrame(async () => (await picture.boundingBox())!.width, 'the chart is as wide as its card').toBe(width - 34);
    }
  }
});

test('the chart is walked through by keyboard, pointer and finger', async ({ browser, page, baseURL }) => {
  await page.goto(`${baseURL}embed.html#${OWN}`);
  const said = page.locator('#pointed');
  await expect.poll(() => countMarks(page)).toBe(535);
  await page.keyboard.press('Tab');
  await expect(page.locator('#chart')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(said).toContainText('Theseus: Jul 1950');
  await page.keyboard.press('ArrowRight');
  await expect(said).toContainText('Perceptron Mark I: Jan 1957');
  await expect(page.locator('#chart .tip strong')).toHaveText('Perceptron Mark I');
  await page.keyboard.press('l');
  await expect(said).toContainText('Line 1 Before deep learning: ');
  await page.keyboard.press('Escape');
  await expect(said).toBeEmpty();
  const first = await placeOfMark(page, 0);
  await page.mouse.move(first.x, first.y);
  await expect(page.locator('#chart .tip')).toHaveCount(0);
  // The keyboard keeps what it is at until a press.
  await page.mouse.click(first.x, first.y);
  await expect(page.locator('#chart .tip')).toHaveCount(1);
  await expect(page.locator('#chart .tip a')).toHaveAttribute('href', /^https?:/);

  const phone = await browser.newContext({ baseURL, hasTouch: true, viewport: { width: 320, height: 900 } });
  const finger = await phone.newPage();
  await finger.goto(`${baseURL}embed.html#${OWN}`);
  await expect.poll(() => countMarks(finger)).toBe(535);
  const { x, y } = await placeOfMark(finger, 200);
  await finger.touchscreen.tap(x, y);
  const tip = finger.locator('#chart .tip');
  await expect(tip).toBeVisible();
  const box = (await tip.boundingBox())!;
  expect(box.x, 'the description stays within the frame').toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(320);
  await phone.close();
});

for (const [link, theme, width] of [
  [OWN, 'light', 280],
  [OWN, 'dark', 768],
  [PAIR, 'light', 768],
  [PAIR, 'dark', 280],
  [FOUR, 'light', 280],
  ['view=claims', 'dark', 280],
] as const) {
  test(`axe finds nothing, and nothing is wider: ${link.split('&')[0]}, ${theme}, ${width}`, async ({ page, baseURL }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${baseURL}embed.html?theme=${theme}#${link}`);
    await expect(page.locator(':root')).toHaveAttribute('data-theme', theme);
    await expect(page.locator('#title')).toBeVisible();
    await expectNothingWider(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
  });
}

test('four estimates in a column of 280 px: a shadow says that there are more, and the names of the rows stay', async ({
  page,
  baseURL,
}) => {
  await page.setViewportSize({ width: 280, height: 900 });
  await page.goto(`${baseURL}embed.html#${FOUR}`);
  const table = page.getByRole('region', { name: 'Estimates side by side' });
  const fourth = table.getByRole('columnheader', { name: 'Fourth' });
  await expect(fourth).not.toBeInViewport();
  // The shadows stay at the edges, and what covers them at the ends of the table scrolls along.
  await expect(table).toHaveCSS('background-attachment', 'local, local, scroll, scroll, scroll');
  const name = table.getByRole('rowheader', { name: /^Training compute/ });
  const { x } = (await name.boundingBox())!;
  await table.evaluate((region) => region.scrollTo({ left: region.scrollWidth }));
  await expect(fourth).toBeInViewport({ ratio: 0.9 });
  expect((await name.boundingBox())!.x).toBe(x);
});

test('one frame shows an estimate, a chart, a comparison and an estimate again', async ({ page, site, baseURL }) => {
  const element = `<script src="${baseURL}embed.js" async></script><training-compute href="${baseURL}#${ALEXNET}"></training-compute>`;
  await page.goto(await site(element));
  const inside = frame(page, 'element').contentFrame();
  const show = (link: string) =>
    page.locator('training-compute').evaluate((element, href) => element.setAttribute('href', href), `${baseURL}#${link}`);
  for (let round = 0; round < 2; round++) {
    await expect(inside.locator('body')).toContainText('4.86 × 10¹⁷');
    await expectFitted(page, 'element');
    await show(OWN);
    await pollFrame(() => countMarks(inside)).toBe(535);
    await expectFitted(page, 'element');
    await show(PAIR);
    await expect(inside.locator('body')).toContainText('Large took 8.7 × Small');
    await expectFitted(page, 'element');
    await show('view=study&study=optimal');
    await expect(inside.locator('body')).toContainText('This view is not made for other pages');
    await show(ALEXNET);
  }
});

test('a chart stores nothing and asks no other host', async ({ page, site, context, baseURL }) => {
  const requests = new Set<string>();
  const host = await site(await snippet(page, OWN, 'element'));
  page.on('request', (request) => requests.add(new URL(request.url()).origin));
  await page.goto(host);
  const inside = frame(page, 'element').contentFrame();
  await pollFrame(() => countMarks(inside)).toBe(535);
  const kept = await inside.locator(':root').evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookie: document.cookie,
    databases: (await indexedDB.databases()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  // The host’s own storage has the entries of the page, which made the snippet.
  expect({ ...kept, local: 0, session: 0 }).toEqual({ local: 0, session: 0, cookie: '', databases: 0, workers: 0 });
  expect(await context.cookies()).toEqual([]);
  expect([...requests].sort()).toEqual([new URL(host).origin, new URL(baseURL!).origin].sort());
});

test('a card does not load the program of charts', async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${baseURL}embed.html#${ALEXNET}`);
  await expect(page.locator('body')).toContainText('4.86 × 10¹⁷');
  expect(asked.filter((path) => /\/(chart|view)/.test(path))).toEqual([]);
});

test.describe('where the program of charts cannot be loaded', () => {
  test.use({ allowed: /./ });
  test('there is a heading and the link', async ({ page, baseURL }) => {
    await page.route('**/chart_bg*.wasm', (route) => route.abort());
    await page.goto(`${baseURL}embed.html#${OWN}`);
    await expect(page.getByRole('heading')).toHaveText('Training compute');
    const link = page.getByRole('link', { name: 'Open it in Petaday' });
    expect(await link.evaluate((a: HTMLAnchorElement) => a.hash)).toBe(`#${OWN}`);
  });
});

test('the picture is handed out as well, as SVG that leads to the view', async ({ page, context, site }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`#${OWN}`);
  await page.getByText('Embed this chart').click();
  await page.getByRole('button', { name: 'Picture' }).click();
  await page.getByRole('button', { name: 'Copy as HTML' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const html = await page.evaluate(() => navigator.clipboard.readText());
  expect(html).toContain('<figure');
  expect(html).toContain('CC BY 4.0');
  expect(html).not.toContain('<script');
  await page.goto(await site(html));
  await expect(page.locator('svg')).toBeVisible();
  expect(await page.getByRole('link').evaluate((a: HTMLAnchorElement) => a.hash)).toBe(`#${OWN}`);
});
