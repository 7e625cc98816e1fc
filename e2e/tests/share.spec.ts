// From an estimate to its readers: as a link, in a text, on a page.
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Page } from '@playwright/test';
import { copiedBy } from './fixtures/clipboard.ts';
import { tabTo } from './fixtures/keys.ts';
import { copyText, expect, pollFrame, waitForHeight, openShare, press, test } from './fixtures/elsewhere.ts';
import { ALEXNET, EDITION, LLAMA } from './fixtures/links.ts';

/** Markup and stray characters that a stranger may have put into a title. */
const HOSTILE =
  '"><script>window.hit=1</script><img src=x onerror=window.hit=1>\'&quot;&lt; </iframe></training-compute></a> --> שלום مرحبا ${1} `';
const hostile = `v=1&data=2026-11&title=${encodeURIComponent(HOSTILE).replace(/'/g, '%27')}&parameters=70e9&tokens=2e12`;

const text = (page: Page, of: string) => page.locator(`#share-${of}`).evaluate((pre) => pre.textContent!);

test('the answer links to sharing, and the link opens as the same estimate for someone else', async ({
  calculator,
  page,
  someoneElse,
}) => {
  await calculator.open(ALEXNET);
  await openShare(calculator);
  await expect(page.locator('#share > summary')).toBeFocused();
  await expect(page.locator('#share > summary')).toBeInViewport();
  const link = await copyText(calculator, 'link');
  expect(link).toBe(page.url());
  const colleague = await someoneElse();
  await colleague.page.goto(link);
  await colleague.expectAnswer('4.86 × 10¹⁷');
  expect(await colleague.answerText()).toBe(await calculator.answerText());
});

test('a line and links for texts have the figure of the page', async ({ calculator, page, baseURL }) => {
  await calculator.open(LLAMA);
  await openShare(calculator);
  const caption = 'Llama 2 70B: training compute 8.4 × 10²³ FLOP (9,720 pfs-days)';
  const link = `${baseURL}#${LLAMA}`;
  expect(await copyText(calculator, 'line')).toBe(`${caption} – ${link}`);
  expect(await copyText(calculator, 'markdown')).toBe(`[${caption}](<${link}>)`);
  const html = await copyText(calculator, 'html');
  const parsed = await page.evaluate((html) => {
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    const [anchor] = body.children as unknown as [HTMLAnchorElement];
    return { count: body.childNodes.length, href: anchor.href, text: anchor.textContent };
  }, html);
  expect(parsed).toEqual({ count: 1, href: link, text: caption });
  // Further typing changes all of them.
  await calculator.field('tokens').fill('3e12');
  await expect(page.locator('#share-line')).toContainText('1.26 × 10²⁴ FLOP');
  await expect(page.locator('#share-snippet')).toContainText('tokens=3e12');
});

test('a link pins the figures of today, or follows updates, everywhere in the panel', async ({ calculator, page }) => {
  await calculator.open('v=1&title=x&parameters=70e9&tokens=2e12');
  await openShare(calculator);
  const all = ['link', 'line', 'markdown', 'html', 'snippet'];
  for (const of of all) expect(await text(page, of), of).toContain(`data=${EDITION}`);
  await press(calculator, 'followed');
  for (const kind of ['plain', 'fitting', 'element']) {
    await press(calculator, kind);
    for (const of of all) expect(await text(page, of), of).not.toContain('data=');
  }
  // The text of a link has no figure that may change.
  for (const of of ['markdown', 'html', 'snippet']) expect(await text(page, of), of).not.toContain('FLOP');
  await press(calculator, 'pinned');
  for (const of of all) expect(await text(page, of), of).toContain(`data=${EDITION}`);
});

/** Returns the file that a button of the panel downloads. */
async function downloaded(page: Page, button: string) {
  const download = page.waitForEvent('download');
  await page.locator('#share').getByText(button).click();
  const file = await download;
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}

test('the card is a picture to take along, from which the estimate opens again', async ({ calculator, page, someoneElse }) => {
  await calculator.open(LLAMA);
  await openShare(calculator);
  await press(calculator, 'dark');
  const link = await text(page, 'link');

  const svg = await downloaded(page, 'Download SVG');
  expect(svg.name).toBe('petaday-llama-2-70b.svg');
  const parsed = await page.evaluate((text) => {
    const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
    const source = picture.getElementsByTagNameNS('http://purl.org/dc/elements/1.1/', 'source')[0];
    return { root: picture.documentElement.localName, link: source?.textContent, words: picture.documentElement.textContent };
  }, svg.content.toString());
  expect(parsed).toMatchObject({ root: 'svg', link });
  expect(parsed.words).toContain('8.4 × 10²³ FLOP');

  const { name, content } = await downloaded(page, 'Download PNG');
  expect(name).toBe('petaday-llama-2-70b.png');
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < content.length; ) {
    const length = content.readUInt32BE(at);
    const typed = content.subarray(at + 4, at + 8 + length);
    expect(content.readUInt32BE(at + 8 + length), 'the sum that ends a chunk').toBe(crc32(typed));
    chunks.push({ type: typed.toString('latin1', 0, 4), data: typed.subarray(4) });
    at += length + 12;
  }
  expect([chunks[0]!.type, chunks.at(-1)!.type]).toEqual(['IHDR', 'IEND']);
  const shown = await page
    .locator('#share-picture')
    .evaluate((picture: HTMLImageElement) => [picture.naturalWidth, picture.naturalHeight]);
  expect([chunks[0]!.data.readUInt32BE(0), chunks[0]!.data.readUInt32BE(4)], 'twice as large').toEqual(
    shown.map((side) => 2 * side),
  );
  const texts = Object.fromEntries(
    chunks.filter(({ type }) => type === 'iTXt').map(({ data }) => data.toString().split('\0\0\0\0\0')),
  );
  expect(texts).toEqual({
    Title: 'Llama 2 70B: training compute: 8.4 × 10²³ FLOP (9,720 pfs-days)',
    Description: link,
    Software: 'Petaday',
  });
  // Not an empty canvas: the dark card, with letters on it.
  const colours = await page.evaluate(
    async (bytes) => {
      const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, picture.width, picture.height);
      const colors = new Set<string>();
      for (let at = 0; at < data.length; at += 4) colors.add(data.slice(at, at + 3).join());
      return [...colors];
    },
    [...content],
  );
  expect(colours).toContain('28,31,35');
  expect(colours).toContain('236,234,228');

  const colleague = await someoneElse();
  await colleague.page.goto(texts.Description!);
  await colleague.expectAnswer('8.4 × 10²³');
});

test('without a figure the panel says what is missing, and the link can be passed on', async ({
  calculator,
  page,
  someoneElse,
}) => {
  await calculator.open('v=1&data=2026-11&title=Half&parameters=70e9');
  await openShare(calculator);
  await expect(page.locator('#share')).toContainText('There is no figure to share yet.');
  await expect(page.locator('#share')).toContainText('also needs the training examples');
  await expect(page.locator('#share-snippet')).toHaveCount(0);
  const colleague = await someoneElse();
  await colleague.page.goto(await copyText(calculator, 'link'));
  await expect(colleague.field('parameters')).toHaveValue('70e9');
  await calculator.choose('tokens');
  await calculator.type('tokens', '2e12');
  await expect(page.locator('#share-line')).toContainText('8.4 × 10²³ FLOP');
});

test('a title with markup is the same text in every snippet', async ({ calculator, page }) => {
  await calculator.open(hostile);
  await openShare(calculator);
  // A name with letters from right to left is isolated, so that it does not reverse a figure.
  const name = `\u2068${HOSTILE}\u2069: training compute`;
  // Parsed outside the page, where its policy does not apply.
  const blank = await page.context().newPage();
  for (const [kind, theme] of [
    ['plain', 'light'],
    ['fitting', 'dark'],
    ['element', 'host'],
  ]) {
    await press(calculator, kind, theme);
    const found = await blank.evaluate(
      (html) => {
        const { body, head } = new DOMParser().parseFromString(html, 'text/html');
        const elements = [...head.querySelectorAll('*'), ...body.querySelectorAll('*')];
        const attributes = elements.flatMap((element) => [...element.attributes].map(({ name }) => name));
        const link = body.querySelector('iframe, training-compute')!;
        return {
          elements: elements.map((element) => element.localName),
          handlers: attributes.filter((name) => name.startsWith('on')),
          name: link.getAttribute('title') ?? link.textContent,
          fragment: (link.getAttribute('src') ?? link.getAttribute('href'))!.split('#')[1],
        };
      },
      await text(page, 'snippet'),
    );
    const elements = { plain: ['iframe'], fitting: ['iframe', 'script'], element: ['script', 'training-compute', 'a'] }[kind];
    expect(found.elements).toEqual(elements);
    expect(found.handlers).toEqual([]);
    const words = kind === 'element' ? `${name} 8.4 × 10²³ FLOP (9,720 pfs-days)` : name;
    expect(found.name).toBe(words);
    expect(found.fragment).toBe((await text(page, 'link')).split('#')[1]);
  }
  for (const of of ['html', 'markdown']) expect(await text(page, of)).not.toContain('<img');
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
});

test('the preview is the card, in the chosen width and colors', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  await openShare(calculator);
  const frame = page.locator('#share-frame');
  const card = page.frameLocator('#share-frame').locator('body');
  await expect(card).toContainText('4.86 × 10¹⁷');
  const heights: number[] = [];
  for (const [width, pixels] of [
    ['w280', 280],
    ['w480', 480],
  ] as const) {
    await press(calculator, width);
    await expect.poll(async () => Math.round((await frame.boundingBox())!.width)).toBe(pixels);
    await waitForHeight(calculator);
    const height = (await frame.boundingBox())!.height;
    expect(await text(page, 'snippet')).toContain(`height="${height}"`);
    heights.push(height);
  }
  expect(heights[0]).toBeGreaterThanOrEqual(heights[1]);
  for (const theme of ['light', 'dark']) {
    await press(calculator, theme);
    await pollFrame(() => card.evaluate(() => location.search)).toBe(`?theme=${theme}`);
    await expect(card).toContainText('4.86 × 10¹⁷');
  }
  await press(calculator, 'element');
  await expect(page.frameLocator('training-compute iframe').locator('body')).toContainText('4.86 × 10¹⁷');
});

test('typing changes the preview in place, and Back does not step through it', async ({ calculator, page }) => {
  for (const [kind, at] of [
    ['plain', '#share-frame'],
    ['element', 'training-compute iframe'],
  ]) {
    await calculator.open(LLAMA);
    await openShare(calculator);
    await press(calculator, kind);
    const card = page.frameLocator(at).locator('body');
    await expect(card).toContainText('8.4 × 10²³');
    await card.evaluate(() => Object.assign(window, { isTheSame: true }));
    const before = await calculator.historyLength();
    await calculator.field('tokens').fill('3e12');
    await expect(card).toContainText('1.26 × 10²⁴');
    expect(await card.evaluate(() => 'isTheSame' in window), kind).toBe(true);
    expect(await calculator.historyLength()).toBe(before);
    await page.goto('about:blank');
  }
});

test.describe('the system’s share sheet', () => {
  test('is offered where there is one, and gets the link', async ({ calculator, page }) => {
    await page.addInitScript(() => {
      const shared: ShareData[] = [];
      Object.assign(window, { shared });
      Object.assign(navigator, {
        canShare: () => true,
        share: (data: ShareData) => {
          shared.push(data);
          return Promise.reject(new DOMException('The visitor closed it', 'AbortError'));
        },
      });
    });
    await calculator.open(LLAMA);
    await openShare(calculator);
    await calculator.button('Share…').click();
    const caption = 'Llama 2 70B: training compute 8.4 × 10²³ FLOP (9,720 pfs-days)';
    const shared = await page.evaluate(() => (window as unknown as { shared: ShareData[] }).shared);
    expect(shared).toEqual([{ title: caption, text: caption, url: page.url() }]);
    // And still after the panel was redrawn.
    await press(calculator, 'followed');
    await expect(calculator.button('Share…')).toBeVisible();
  });

  test('is not offered where there is none', async ({ calculator, page }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, 'share');
      Reflect.deleteProperty(Navigator.prototype, 'canShare');
    });
    await calculator.open(LLAMA);
    await openShare(calculator);
    await expect(page.frameLocator('#share-frame').locator('body')).toContainText('8.4 × 10²³');
    await expect(calculator.button('Share…')).toBeHidden();
  });
});

test('on paper the link is under the answer, and panels with buttons are left out', async ({ calculator, page }) => {
  await calculator.open(LLAMA);
  await openShare(calculator);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#share')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('#share')).toBeVisible();
});

test('a snippet is copied with the keyboard alone', async ({ calculator, page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { keyboard } = page;
  await calculator.open(LLAMA);
  await tabTo(calculator.button('Share'));
  await keyboard.press('Enter');
  await expect(page.locator('#share > summary')).toBeFocused();
  await expect(page.locator('#share-fitting')).toBeVisible();
  for (const choice of ['followed', 'fitting', 'dark']) {
    await tabTo(page.locator(`#share-${choice}`));
    await keyboard.press('Space');
    await expect(page.locator(`#share-${choice}`)).toHaveAttribute('aria-pressed', 'true');
    await expect(page.locator(`#share-${choice}`)).toBeFocused();
  }
  await tabTo(page.getByRole('button', { name: 'Copy: HTML of the card' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
  const snippet = await copiedBy(page);
  expect(snippet).toContain('embed.html?theme=dark#v=1&amp;title=Llama_2_70B');
  expect(snippet).toContain('<script>addEventListener');
  expect(page.url()).toContain(`#${LLAMA}`);
});

test('the panel’s own script and embed.js are fetched when they are needed', async ({ calculator, page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const times = (file: string) => requests.filter((path) => path === `/${file}`).length;
  await calculator.open(LLAMA);
  await calculator.openDrawer('Report');
  await expect(page.locator('#report-text')).toBeVisible();
  expect([times('share.js'), times('embed.js'), times('embed.html')]).toEqual([0, 0, 0]);
  await openShare(calculator);
  await expect(page.frameLocator('#share-frame').locator('body')).toContainText('8.4 × 10²³');
  expect([times('share.js'), times('embed.js'), times('embed.html')]).toEqual([1, 0, 1]);
  await press(calculator, 'element');
  await expect(page.frameLocator('training-compute iframe').locator('body')).toContainText('8.4 × 10²³');
  // Closed and opened again.
  for (const open of [false, true]) {
    await page.locator('#share > summary').click();
    await expect(page.locator('#share')).toHaveJSProperty('open', open);
  }
  expect([times('share.js'), times('embed.js')]).toEqual([1, 1]);
});
