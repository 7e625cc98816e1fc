// Snippets of the share panel, pasted into other pages.
import type { FrameLocator, Page } from '@playwright/test';
import { expect, type Kind, LOOPBACK, pollFrame, snippet, test } from './fixtures/elsewhere.ts';
import { anyOf, FORBIDDEN, NO_SCRIPTS, NOT_FETCHED, NOT_USED } from './fixtures/browser.ts';
import { ALEXNET, LLAMA } from './fixtures/links.ts';

const KINDS: Kind[] = ['plain', 'fitting', 'element'];

/** Returns the iframe of a snippet, and the card in it. */
function card(page: Page, kind: Kind, number = 0): { frame: ReturnType<Page['locator']>; inside: FrameLocator } {
  const frame = page.locator(kind === 'element' ? 'training-compute iframe' : 'iframe[src*="embed.html"]').nth(number);
  return { frame, inside: frame.contentFrame() };
}

const inner = (inside: FrameLocator) =>
  inside.locator(':root').evaluate((root) => Math.ceil(root.getBoundingClientRect().height));

/** Checks that the iframe has the height of its card, so that nothing in it scrolls. */
async function expectFitted(page: Page, kind: Kind, number = 0) {
  const { frame, inside } = card(page, kind, number);
  await pollFrame(async () => (await frame.boundingBox())!.height - (await inner(inside)), `${kind}: iframe and card`).toBe(0);
  expect(await inside.locator(':root').evaluate((root) => root.scrollWidth > innerWidth || root.scrollHeight > innerHeight)).toBe(
    false,
  );
}

for (const name of ['127.0.0.1', 'localhost'] as const) {
  for (const kind of KINDS) {
    test(`a snippet in an otherwise empty file is a card: ${kind}, on ${name}`, async ({ calculator, page, site }) => {
      const host = await site(await snippet(calculator, ALEXNET, kind), { name });
      await page.goto(host);
      const { frame, inside } = card(page, kind);
      await expect(inside.locator('body')).toContainText('4.86 × 10¹⁷');
      await expect(frame).toHaveAttribute('title', /^AlexNet: training compute/);
      if (kind !== 'plain') await expectFitted(page, kind);
      const link = inside.getByRole('link', { name: /Petaday/ }).first();
      expect(await link.evaluate((a: HTMLAnchorElement) => a.href)).toContain(`#${ALEXNET}`);
    });
  }
}

for (const kind of ['fitting', 'element'] as const) {
  test(`cards fit themselves at every width, and with larger letters: ${kind}`, async ({ calculator, page, site }) => {
    const html = await snippet(calculator, ALEXNET, kind);
    const host = await site(`<!doctype html><body style="margin:0"><div id=column>${html}</div>`, { name: '127.0.0.1' });
    await page.goto(host);
    const heights: number[] = [];
    for (const width of [280, 480, 900]) {
      await page.locator('#column').evaluate((column, width) => (column.style.width = `${width}px`), width);
      await expect.poll(async () => (await card(page, kind).frame.boundingBox())!.width).toBe(width);
      await expectFitted(page, kind);
      heights.push((await card(page, kind).frame.boundingBox())!.height);
    }
    expect(heights).toEqual(heights.toSorted((a, b) => b - a));
    // As for a reader whose browser enlarges all letters.
    const { inside } = card(page, kind);
    const before = await inner(inside);
    await inside.locator(':root').evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { font-size: 28px !important }');
      document.adoptedStyleSheets = [sheet];
    });
    await pollFrame(() => inner(inside)).toBeGreaterThan(before);
    await expectFitted(page, kind);
  });
}

test('a card is light or dark by its address, not by what its title says', async ({ page, baseURL }) => {
  const theme = () => page.locator(':root').evaluate((root) => root.dataset.theme);
  for (const [address, expected] of [
    [`?theme=dark#${LLAMA}`, 'dark'],
    [`#${LLAMA}&theme=light`, 'light'],
    ['#v=1&title=x?theme=dark&parameters=70e9&tokens=2e12', undefined],
  ]) {
    await page.goto('about:blank');
    await page.goto(`${baseURL}embed.html${address}`);
    await expect(page.locator('body'), address).toContainText('8.4 × 10²³');
    expect(await theme(), address).toBe(expected);
    await expect(page.locator('.problems')).toHaveCount(0);
  }
});

test('several snippets on one page, one of them twice, each fit their own card', async ({ calculator, page, site }) => {
  const one = await snippet(calculator, ALEXNET, 'fitting');
  const other = await snippet(calculator, LLAMA, 'fitting', 'dark');
  const element = await snippet(calculator, LLAMA, 'element');
  const column = (width: number, html: string) => `<div style="width:${width}px">${html}</div>`;
  const host = await site(
    `<!doctype html>${column(280, one)}${column(600, one)}${column(480, other)}${column(300, element)}${column(700, element)}`,
  );
  await page.goto(host);
  for (const number of [0, 1, 2]) {
    await card(page, 'fitting', number).frame.scrollIntoViewIfNeeded();
    await expectFitted(page, 'fitting', number);
  }
  for (const number of [0, 1]) {
    await card(page, 'element', number).frame.scrollIntoViewIfNeeded();
    await expectFitted(page, 'element', number);
  }
});

test('messages that a page posts to a card change nothing in it', async ({ calculator, page, site }) => {
  const host = await site(await snippet(calculator, ALEXNET, 'plain'), { name: 'localhost' });
  await page.goto(host);
  const { inside } = card(page, 'plain');
  await expect(inside.locator('body')).toContainText('4.86 × 10¹⁷');
  const before = await inside.locator(':root').evaluate((root) => root.outerHTML);
  // Counted at the receiver, to know that all of them arrived.
  await inside.locator(':root').evaluate(() => {
    Object.assign(window, { heard: 0 });
    addEventListener('message', () => ((window as unknown as { heard: number }).heard += 1));
  });
  await page.evaluate(() => {
    const messages = [
      { petaday: 1, height: 9 },
      { petaday: 1, href: 'javascript:alert(1)', theme: 'dark', hash: '#v=1&title=x' },
      '<img src=x onerror=alert(1)>',
      { type: 'navigate', url: 'https://evil.example/' },
      null,
      [1],
      new Blob(['x']),
    ];
    for (const message of messages) document.querySelector('iframe')!.contentWindow!.postMessage(message, '*');
  });
  await pollFrame(() => inside.locator(':root').evaluate(() => (window as unknown as { heard: number }).heard)).toBe(7);
  expect(await inside.locator(':root').evaluate((root) => root.outerHTML)).toBe(before);
});

for (const kind of ['fitting', 'element'] as const) {
  test(`heights that another frame or the page itself posts are ignored: ${kind}`, async ({ calculator, page, site }) => {
    const evil = await site(
      `<script>
      addEventListener('message', ({ data, source }) => {
        if (data !== 'go') return;
        for (const height of [77, 4999, 1e9, -1, 0, NaN, Infinity, '100', [100], 100n, null]) {
          parent.postMessage({ petaday: 1, height }, '*');
          parent.postMessage('{"petaday":1,"height":' + String(height) + '}', '*');
        }
        parent.postMessage('done', '*');
      });
    </script>`,
      { name: 'localhost' },
    );
    const html = await snippet(calculator, ALEXNET, kind);
    const host = await site(
      `<!doctype html>${html}<iframe id=evil width=300 height=200 style="border:0" src="${evil}"></iframe>`,
    );
    await page.goto(host);
    await expectFitted(page, kind);
    const { frame } = card(page, kind);
    const before = (await frame.boundingBox())!.height;
    const tell = (from: 'evil' | 'self') =>
      page.evaluate(async (from) => {
        const done = new Promise<void>((then) => addEventListener('message', ({ data }) => data === 'done' && then()));
        if (from === 'evil') (document.getElementById('evil') as HTMLIFrameElement).contentWindow!.postMessage('go', '*');
        else for (const message of [{ petaday: 1, height: 77 }, 'done']) postMessage(message, '*');
        await done;
      }, from);
    for (const from of ['evil', 'self'] as const) {
      await tell(from);
      expect((await frame.boundingBox())!.height, from).toBe(before);
      expect((await page.locator('#evil').boundingBox())!.height).toBe(200);
    }
  });

  test(`absurd heights that a card reports are ignored: ${kind}`, async ({ calculator, page, site }) => {
    const host = await site(await snippet(calculator, ALEXNET, kind));
    await page.goto(host);
    await expectFitted(page, kind);
    const { frame, inside } = card(page, kind);
    const before = (await frame.boundingBox())!.height;
    await page.evaluate(() => {
      Object.assign(window, { heard: 0 });
      addEventListener('message', () => ((window as unknown as { heard: number }).heard += 1));
    });
    await inside.locator(':root').evaluate(() => {
      for (const height of [0, -5, 39, 5001, 1e300, NaN, Infinity, '300', true, null, [300], 300n])
        parent.postMessage({ petaday: 1, height }, '*');
      for (const message of [{ petaday: 2, height: 300 }, { height: 300 }, 300, null, undefined])
        parent.postMessage(message, '*');
    });
    await expect.poll(() => page.evaluate(() => (window as unknown as { heard: number }).heard)).toBe(17);
    expect((await frame.boundingBox())!.height).toBe(before);
  });
}

test('cards of two hosts on one page: each fits its own, also in elements', async ({ calculator, page, site, copy, baseURL }) => {
  const other = await copy();
  const all: string[] = [];
  for (const kind of ['fitting', 'element'] as const) {
    const html = await snippet(calculator, ALEXNET, kind);
    all.push(html, html.replaceAll(baseURL!, other));
  }
  const host = await site(
    `<!doctype html>${all.map((html, index) => `<div style="width:${300 + 100 * index}px">${html}</div>`).join('\n')}`,
  );
  await page.goto(host);
  for (const kind of ['fitting', 'element'] as const) {
    for (const number of [0, 1]) {
      const { frame, inside } = card(page, kind, number);
      await frame.scrollIntoViewIfNeeded();
      await expectFitted(page, kind, number);
      const origin = await inside.locator(':root').evaluate(() => `${location.origin}/`);
      expect(origin).toBe(number === 0 ? baseURL : other);
    }
  }
});

test('a card stores nothing and asks no other host', async ({ calculator, page, site, context, baseURL }) => {
  // On the same site, where it could store something.
  const host = await site(await snippet(calculator, ALEXNET, 'element'));
  const requests = new Set<string>();
  page.on('request', (request) => requests.add(new URL(request.url()).origin));
  await page.goto(host);
  const { inside } = card(page, 'element');
  await expect(inside.locator('body')).toContainText('4.86 × 10¹⁷');
  const kept = await inside.locator(':root').evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookie: document.cookie,
    databases: (await indexedDB.databases()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    controlled: navigator.serviceWorker.controller !== null,
  }));
  expect(kept).toEqual({ local: 0, session: 0, cookie: '', databases: 0, workers: 0, controlled: false });
  expect(await context.cookies()).toEqual([]);
  expect([...requests].sort()).toEqual([new URL(host).origin, new URL(baseURL!).origin].sort());
});

test.describe('where the page around it has a policy of its own', () => {
  test.describe('that refuses styles and scripts', () => {
    // Its style attribute is refused then, which only costs the border.
    test.use({ allowed: anyOf(LOOPBACK, FORBIDDEN, /^content-security policy: style-src-attr/) });
    test('the plain iframe needs only frame-src', async ({ calculator, page, site, baseURL }) => {
      const html = await snippet(calculator, ALEXNET, 'plain');
      const host = await site(html, { headers: { 'content-security-policy': `default-src 'none'; frame-src ${baseURL}` } });
      await page.goto(host);
      await expect(card(page, 'plain').inside.locator('body')).toContainText('4.86 × 10¹⁷');
    });
  });

  test('the element needs only frame-src and script-src', async ({ calculator, page, site, baseURL }) => {
    const html = await snippet(calculator, ALEXNET, 'element');
    const policy = `default-src 'none'; frame-src ${baseURL}; script-src ${baseURL}embed.js; require-trusted-types-for 'script'`;
    const host = await site(html, { headers: { 'content-security-policy': policy } });
    await page.goto(host);
    await expectFitted(page, 'element');
  });

  test.describe('that refuses the script', () => {
    test.use({ allowed: anyOf(LOOPBACK, FORBIDDEN, /^content-security policy: script-src/) });
    test('the element shows its link', async ({ calculator, page, site }) => {
      const html = await snippet(calculator, ALEXNET, 'element');
      const host = await site(html, { headers: { 'content-security-policy': "default-src 'none'" } });
      const refused = page.waitForEvent('console', (message) => message.text().includes('embed.js'));
      await page.goto(host);
      await refused;
      await expect(page.getByRole('link', { name: /AlexNet: training compute 4.86/ })).toBeVisible();
      await expect(page.locator('iframe')).toHaveCount(0);
    });
  });
});

test('a sandboxed iframe that may run scripts shows a card, since our host lets anyone fetch', async ({
  calculator,
  page,
  site,
}) => {
  const html = await snippet(calculator, ALEXNET, 'fitting');
  const host = await site(html.replace('<iframe', '<iframe sandbox="allow-scripts allow-popups"'), { name: 'localhost' });
  await page.goto(host);
  await expect(card(page, 'fitting').inside.locator('body')).toContainText('4.86 × 10¹⁷');
  await expectFitted(page, 'fitting');
});

test.describe('where the card’s program cannot run', () => {
  test.describe('because it may run no scripts', () => {
    test.use({ allowed: anyOf(LOOPBACK, NO_SCRIPTS, NOT_USED) });
    test('the card has its heading and a link', async ({ calculator, page, site }) => {
      const html = await snippet(calculator, ALEXNET, 'plain');
      const host = await site(html.replace('<iframe', '<iframe sandbox'));
      await page.goto(host);
      const { inside } = card(page, 'plain');
      await expect(inside.getByRole('heading')).toHaveText('Training compute');
      await expect(inside.getByRole('link', { name: /Petaday/ })).toBeVisible();
    });
  });

  test('without any scripts the element shows its link', async ({ calculator, page, site, browser }) => {
    const html = await snippet(calculator, ALEXNET, 'element');
    const host = await site(html);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(host);
    const link = plain.getByRole('link', { name: 'AlexNet: training compute 4.86 × 10¹⁷ FLOP' });
    await expect(link).toBeVisible();
    expect(await link.getAttribute('href')).toContain(`#${ALEXNET}`);
    await context.close();
  });

  test.describe('because its program cannot be loaded', () => {
    test.use({ allowed: anyOf(LOOPBACK, NOT_FETCHED) });
    test('the card has its title and a link with the whole estimate', async ({ calculator, page, site }) => {
      const host = await site(await snippet(calculator, ALEXNET, 'element'));
      await page.route('**/card_bg*.wasm', (route) => route.abort());
      await page.goto(host);
      const { inside } = card(page, 'element');
      await expect(inside.getByRole('heading')).toHaveText('AlexNet');
      const link = inside.getByRole('link', { name: /Petaday/ });
      expect(await link.evaluate((a: HTMLAnchorElement) => a.href)).toContain(`#${ALEXNET}`);
      // The frame fits this content, too.
      await expectFitted(page, 'element');
    });
  });
});
