// The built site on several kinds of hosts, as docs/hosting.md promises.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { headersOf } from '../headers.mjs';
import { expect, test as anywhere } from './fixtures/test.ts';
import { config } from './fixtures/files.ts';
import { DIST, recipe, test } from './fixtures/hosts.ts';
import { LLAMA, RESNET_50 } from './fixtures/links.ts';

const LAYERS = `v=1&data=2026-11&model=${RESNET_50}&examples=1.2M&epochs=90`;

const HEADERS = readFileSync(`${DIST}/_headers`, 'utf8');
const FILES = readdirSync(DIST).filter((name) => !/^_|\.(br|gz)$/.test(name));
const BUILD = '0123456789abcdef';

function fetchHeaders(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip, br' } }, (answer) => resolve(answer.resume())).on('error', reject);
  });
}

for (const host of [
  'nginx, by its recipe',
  'nginx, by its recipe, at the root',
  'a plain file server',
  'a plain file server, under a path',
] as const) {
  test.describe(`on ${host}`, () => {
    test.use({ host });

    test('the page computes, counts a network and reads a file', async ({ calculator }) => {
      await calculator.open(LAYERS);
      await calculator.expectAnswer('2.65 × 10¹⁸');
      await expect(calculator.layer(1)).toHaveValue('input(3x224x224)');
      await calculator.openFiles();
      await calculator.drop(config('gpt2'));
      await expect(calculator.found).toContainText('124,439,808');
    });

    test('the card shows its estimate', async ({ page }) => {
      await page.goto(`./embed.html#${LLAMA}`);
      await expect(page.locator('#card')).toContainText('8.4 × 10²³ FLOP');
    });
  });
}

for (const host of ['nginx, by its recipe', 'a plain file server, under a path'] as const) {
  test.describe(`without the last slash on ${host}`, () => {
    test.use({ host });

    test('a link opens all the same', async ({ calculator, page, baseURL }) => {
      await page.goto(`${baseURL!.slice(0, -1)}#${LLAMA}`);
      await calculator.expectAnswer('8.4 × 10²³');
      expect(page.url()).toBe(`${baseURL}#${LLAMA}`);
    });
  });
}

test.describe('on a host that does not know WebAssembly', () => {
  test.use({
    host: 'a host that does not know WebAssembly',
    allowed: /^`WebAssembly.instantiateStreaming` failed because your server/,
  });

  test('the page and its worker start, and the console says why they start late', async ({ calculator, page }) => {
    const messages = page.waitForEvent('console', (message) => message.type() === 'warning');
    await calculator.open(LAYERS);
    await calculator.expectAnswer('2.65 × 10¹⁸');
    expect((await messages).text()).toContain('application/wasm');
  });
});

test.describe('in a page of another origin that isolates itself', () => {
  test.use({ allowed: /^http:\/\/localhost:/ });

  test('the card shows its estimate', async ({ page, baseURL }) => {
    const around = createServer((_, response) => {
      response
        .writeHead(200, {
          'content-type': 'text/html',
          'cross-origin-embedder-policy': 'require-corp',
          'cross-origin-opener-policy': 'same-origin',
        })
        .end(`<!doctype html><link rel="icon" href="data:,"><iframe src="${baseURL}embed.html#${LLAMA}"></iframe>`);
    });
    await new Promise<void>((resolve) => around.listen(0, '127.0.0.1', resolve));
    await page.goto(`http://localhost:${(around.address() as AddressInfo).port}/`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await expect(page.frameLocator('iframe').locator('#card')).toContainText('8.4 × 10²³ FLOP');
    around.close();
    around.closeAllConnections();
  });
});

test.describe('the headers of nginx', () => {
  test('are those of _headers for every file, and every file is sent compressed', async ({ baseURL }) => {
    for (const name of FILES) {
      // A file that never changes has a hash in its name, or the build in its address.
      const isKept = headersOf(HEADERS, `/${name}`).get('Cache-Control')!.includes('immutable');
      const { statusCode, headers } = await fetchHeaders(
        `${baseURL}${name}${isKept && !/-[0-9a-f]{16}/.test(name) ? `?${BUILD}` : ''}`,
      );
      const isPacked = existsSync(`${DIST}/${name}.br`);
      expect.soft(statusCode, name).toBe(200);
      for (const [header, value] of headersOf(HEADERS, `/${name}`))
        expect.soft(headers[header.toLowerCase()], `${header} of ${name}`).toBe(value);
      expect.soft(headers['cross-origin-embedder-policy'], name).toBe(name === 'embed.html' ? 'require-corp' : undefined);
      expect.soft(headers['content-security-policy'], name).toContain("default-src 'none'");
      expect.soft(headers['content-encoding'], name).toBe(isPacked ? 'br' : undefined);
      expect.soft(headers.vary, name).toBe(isPacked ? 'Accept-Encoding' : undefined);
      expect.soft(headers['x-frame-options'], name).toBeUndefined();
      const type = { wasm: 'application/wasm', webmanifest: 'application/manifest+json' }[name.split('.').at(-1)!];
      if (type) expect.soft(headers['content-type'], name).toBe(type);
    }
  });

  test('let a browser keep only what never changes', async ({ baseURL }) => {
    for (const path of ['', 'index.html', 'embed.html', 'embed.html?theme=dark', `?${BUILD}`, 'worker.js', 'panels.css']) {
      expect.soft((await fetchHeaders(`${baseURL}${path}`)).headers['cache-control'], path).toBe('no-cache');
    }
    expect(
      (await fetchHeaders(`${baseURL}app-${BUILD}.js`)).headers['cache-control'],
      'a file that is not there',
    ).toBeUndefined();
  });
});

anywhere.describe('one policy', () => {
  const [page, worker] = ['/index.html', '/worker.js'].map((path) => headersOf(HEADERS, path).get('Content-Security-Policy')!);
  const everywhere = [...headersOf(HEADERS, '/anything')];

  for (const language of ['nginx', 'apache', 'caddy']) {
    anywhere(`is in _headers and in the recipe for ${language}, and so is every other header`, () => {
      const text = recipe(language);
      expect([...text.matchAll(/"(default-src [^"]*)"/g)].map(([, policy]) => policy).sort()).toEqual([page, worker].sort());
      for (const [name, value] of everywhere) expect(text).toContain(`${name} "${value}"`);
      expect(text.match(/"require-corp"/g), 'for the card alone').toHaveLength(1);
      expect(text).not.toMatch(/frame-ancestors|X-Frame-Options/i);
    });
  }

  anywhere('is in the page itself; the card’s is stricter', () => {
    const ofFile = (name: string) => {
      const [meta] = /<meta[^>]*Content-Security-Policy[^>]*>/.exec(readFileSync(`${DIST}/${name}`, 'utf8')) ?? [];
      return /content="([^"]*)"/.exec(meta ?? '')![1];
    };
    expect(ofFile('index.html')).toBe(page);
    const allowed = (policy: string) =>
      new Map(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]));
    for (const [directive, sources] of allowed(ofFile('embed.html'))) {
      expect(allowed(page).get(directive), directive).toEqual(expect.arrayContaining(sources));
    }
    expect(page).not.toMatch(/'unsafe-(inline|eval)'|\*|https?:/);
  });
});
