// Shared by the paths: the browser, hosts, a visitor, and what Chromium showed on the same path.
import { expect, test as base } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import tests from '../playwright.config.ts';
import { startChromium } from './drivers/chromium.ts';
import { freePort, wait, type Document, type Driver } from './drivers/driver.ts';
import { startFirefox } from './drivers/firefox.ts';
import { startWebKit } from './drivers/webkit.ts';
import { Visitor } from './visitor.ts';

export type Engine = 'chromium' | 'firefox' | 'webkit';

const E2E = fileURLToPath(new URL('..', import.meta.url));
const SHOWN = fileURLToPath(new URL('../results/engines/shown/', import.meta.url));

const START: Record<Engine, () => Promise<Driver>> = {
  chromium: () => startChromium(tests.use!.launchOptions!),
  firefox: () => startFirefox(process.env.FIREFOX || 'firefox-esr'),
  webkit: () => startWebKit(process.env.WEBKIT_DRIVER || 'WebKitWebDriver', process.env.WEBKIT_BROWSER!),
};

/** dist/ as serve.mjs serves it, on a port of its own: nothing from there is stored in the browser yet. */
export class Host {
  private server?: ChildProcess;

  private constructor(private readonly port: number) {}

  static async start() {
    const host = new Host(await freePort());
    const server = spawn('node', ['serve.mjs'], { cwd: E2E, env: { ...process.env, PORT: String(host.port) } });
    host.server = server;
    await new Promise((resolve, reject) => {
      server.stdout.once('data', resolve);
      server.once('exit', (code) => reject(new Error(`serve.mjs ended with ${code}`)));
    });
    return host;
  }

  get address() {
    return `http://127.0.0.1:${this.port}/`;
  }

  async stop() {
    const { server } = this;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
  }
}

type PerPath = {
  /** Errors and warnings that the path provokes on purpose. */
  allowed: RegExp;
  host: Host;
  visitor: Visitor;
  /** Starts a page of someone else, on another site, and returns its address. */
  elsewhere: (html: string) => Promise<string>;
  /** Waits until a text is what Chromium showed at the same place of the same path. In Chromium, keeps it once it has settled. */
  sameInAll: (what: string, selector: string, inside?: Document) => Promise<void>;
};

export const test = base.extend<PerPath, { engine: Engine; driver: Driver }>({
  engine: ['chromium', { option: true, scope: 'worker' }],
  allowed: [/(?!)/, { option: true }],

  driver: [
    async ({ engine }, use) => {
      const driver = await START[engine]();
      await use(driver);
      await driver.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  host: async ({}, use) => {
    const host = await Host.start();
    await use(host);
    await host.stop();
  },

  visitor: async ({ driver, allowed }, use) => {
    await driver.go('about:blank');
    await driver.errors();
    const visitor = new Visitor(driver);
    await use(visitor);
    const errors = (await driver.errors()).filter((error) => !allowed.test(error));
    expect(errors, `${visitor.story} Errors and warnings of the page`).toEqual([]);
  },

  elsewhere: async ({}, use) => {
    const servers: ReturnType<typeof createServer>[] = [];
    await use(async (html) => {
      const server = createServer((request, response) => {
        // Browsers ask for an icon by themselves.
        response.writeHead(request.url === '/' ? 200 : 204, { 'content-type': 'text/html; charset=utf-8' });
        response.end(request.url === '/' ? html : '');
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `http://localhost:${(server.address() as AddressInfo).port}/`;
    });
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  },

  sameInAll: async ({ engine, host, visitor }, use, { title }) => {
    const file = `${SHOWN}${title.replace(/\W+/g, '-')}.json`;
    const shown: Record<string, string> = engine === 'chromium' ? {} : JSON.parse(readFileSync(file, 'utf8'));
    // The port is another for each, and the height of a card depends on the engine's fonts.
    const read = async (selector: string, inside?: Document) =>
      (await visitor.text(selector, inside)).replaceAll(host.address, 'https://HOST/').replace(/height="\d+"/g, 'height="…"');
    await use(async (what, selector, inside) => {
      if (engine === 'chromium') {
        let before: string;
        do {
          before = shown[what];
          await wait(300);
          shown[what] = await read(selector, inside);
        } while (shown[what] !== before);
        expect(before, `${visitor.story} They look for ${what}`).not.toBe('');
      } else {
        const story = `${visitor.story} They see ${what}, which differs from that in Chromium`;
        await expect.soft.poll(() => read(selector, inside), story).toBe(shown[what]);
      }
    });
    if (engine !== 'chromium') return;
    mkdirSync(SHOWN, { recursive: true });
    writeFileSync(file, JSON.stringify(shown, null, 1));
  },
});

export { expect };
