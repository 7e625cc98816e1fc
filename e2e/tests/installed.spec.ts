// The page installed as an application.
import { readFileSync } from 'node:fs';
import { expect, waitUntilStored, test } from './fixtures/visit.ts';
import { Calculator } from './fixtures/calculator.ts';

test('the browser offers to install the page', async ({ launchOptions, playwright, site }) => {
  // Not from a private window, as in the other tests.
  const context = await playwright.chromium.launchPersistentContext('', launchOptions);
  const [page] = context.pages();
  await page.goto(site.url);
  await waitUntilStored(page);
  const devtools = await context.newCDPSession(page);
  expect((await devtools.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
  const { data, errors, url } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(url).toBe(`${site.url}manifest.webmanifest`);
  for (const { src, type } of JSON.parse(data!).icons) {
    const answer = await page.request.get(site.url + src);
    expect(answer.headers()['content-type'], src).toBe(type);
  }
  await context.close();
});

test('its window frame has the colours of the page', async ({ page }) => {
  await new Calculator(page).open();
  const manifest = JSON.parse(readFileSync(new URL('../../assets/manifest.webmanifest', import.meta.url), 'utf8'));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const paper = await page.evaluate(() => {
      const meta = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].find(
        (meta) => matchMedia(meta.media).matches,
      )!;
      const drawn = document.createElement('i');
      drawn.style.color = meta.content;
      document.body.append(drawn);
      return { said: getComputedStyle(drawn).color, is: getComputedStyle(document.body).backgroundColor, content: meta.content };
    });
    expect(paper.said, colorScheme).toBe(paper.is);
    if (colorScheme === 'light')
      expect([manifest.theme_color, manifest.background_color]).toEqual([paper.content, paper.content]);
  }
});
