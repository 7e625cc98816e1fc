// Chromium, by Playwright, as in the other browser tests.
import { chromium, type Frame, type LaunchOptions } from '@playwright/test';
import { call, sayBreaches, type Document, type Driver, type Finder } from './driver.ts';

const inFrame = (frame: Frame): Document => ({ run: (what, ...given) => frame.evaluate(call(what, given)) as never });

export async function startChromium(options: LaunchOptions): Promise<Driver> {
  const browser = await chromium.launch(options);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.addInitScript(sayBreaches);
  const page = await context.newPage();
  const noted: string[] = [];
  context.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type())) noted.push(message.text());
  });
  context.on('weberror', (event) => noted.push(String(event.error())));

  const element = async (what: Finder, given: unknown[]) => {
    const found = (await page.evaluateHandle<Element | undefined>(call(what, given))).asElement();
    if (!found) throw new Error('There is no such element on the page.');
    return found;
  };

  return {
    name: `Chromium ${browser.version()}`,
    run: inFrame(page.mainFrame()).run,
    async go(address) {
      await page.goto(address);
    },
    async reload() {
      await page.reload();
    },
    async back() {
      await page.goBack();
    },
    click: async (what, ...given) => (await element(what, given)).click(),
    type: (text) => page.keyboard.type(text),
    choose: async (what, path) => (await element(what, [])).setInputFiles(path),
    frame: async (what, ...given) => inFrame((await (await element(what, given)).contentFrame())!),
    async errors() {
      return noted.splice(0);
    },
    close: () => browser.close(),
  };
}
