// WebKitGTK: its small browser, by its WebDriver, on a display of its own.
// https://www.w3.org/TR/webdriver2/
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { call, freePort, wait, type Driver, type Finder } from './driver.ts';

/** The key under which the standard keeps the name of an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
type Reference = { [ELEMENT]: string };

/** Starts a display that no one sees, and returns its name. */
async function startDisplay() {
  const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const name = await new Promise<string>((resolve, reject) => {
    display.once('error', reject).once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    (display.stdio[3] as Readable).once('data', (number) => resolve(`:${String(number).trim()}`));
  });
  return { display, name };
}

async function end(program: ChildProcess) {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = new Promise((resolve) => program.once('exit', resolve));
  program.kill();
  await ended;
}

/** Sends commands to the driver that listens at `address`. */
class WebDriver {
  constructor(private readonly address: string) {}

  async send<Result>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Result> {
    const response = await fetch(this.address + path, { method, body: body && JSON.stringify(body) });
    const { value } = (await response.json()) as { value: Result & { error?: string; message?: string } };
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  post<Result = void>(path: string, body: object = {}) {
    return this.send<Result>('POST', path, body);
  }

  async waitUntilReady() {
    for (let tries = 100; ; tries -= 1) {
      try {
        return await this.send('GET', '/status');
      } catch (error) {
        if (tries === 0) throw error;
        await wait(100);
      }
    }
  }
}

export async function startWebKit(driver: string, binary: string): Promise<Driver> {
  const home = mkdtempSync(join(tmpdir(), 'petaday-webkit-'));
  const { display, name } = await startDisplay();
  const port = await freePort();
  const program = spawn(driver, [`--port=${port}`], {
    env: {
      ...process.env,
      DISPLAY: name,
      HOME: home,
      XDG_CACHE_HOME: home,
      XDG_DATA_HOME: home,
      XDG_CONFIG_HOME: home,
      MESA_SHADER_CACHE_DISABLE: 'true',
    },
    stdio: 'ignore',
  });
  const stop = async () => {
    await end(program);
    await end(display);
    // The browser may still be writing.
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  };
  try {
    const webdriver = new WebDriver(`http://127.0.0.1:${port}`);
    await webdriver.waitUntilReady();
    return await drive(webdriver, binary, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Notes errors and warnings in the page. This WebDriver does not report them, so those while loading are not seen. */
function listen() {
  const page = window as unknown as { noted?: string[] };
  if (page.noted) return;
  const noted: string[] = [];
  page.noted = noted;
  addEventListener('error', ({ message, target }) => noted.push(`error: ${message ?? target}`), true);
  addEventListener('unhandledrejection', ({ reason }) => noted.push(`unhandled rejection: ${reason}`));
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    noted.push(`content-security policy: ${effectiveDirective} forbids ${blockedURI}`),
  );
  for (const level of ['error', 'warn'] as const) {
    const print = console[level];
    console[level] = (...what) => {
      noted.push(`console.${level}: ${what.join(' ')}`);
      print.apply(console, what);
    };
  }
}

function takeNoted() {
  const { noted } = window as unknown as { noted?: string[] };
  return noted?.splice(0) ?? [];
}

async function drive(webdriver: WebDriver, binary: string, stop: () => Promise<void>): Promise<Driver> {
  const { sessionId, capabilities } = await webdriver.post<{ sessionId: string; capabilities: { browserVersion: string } }>(
    '/session',
    { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } } },
  );
  const session = `/session/${sessionId}`;
  const ask = <Result = void>(path: string, body?: object) => webdriver.post<Result>(session + path, body);
  await ask('/timeouts', { script: 60_000 });

  const evaluate = async <Result>(expression: string) => {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => ${expression}).then((value) => done({ value }), (error) => done({ error: String(error) }))`;
    const { value, error } = await ask<{ value: Result; error?: string }>('/execute/async', { script, args: [] });
    if (error) throw new Error(error);
    return value;
  };
  const element = async (what: Finder, given: unknown[]) => {
    const found = await evaluate<Reference | undefined>(call(what, given));
    if (!found) throw new Error('There is no such element on the page.');
    return found;
  };
  // As large as the others are inside, under the bar with the address.
  await ask('/window/rect', { width: 1280, height: 900 });
  const [width, height] = await evaluate<[number, number]>('[2 * 1280 - innerWidth, 2 * 900 - innerHeight]');
  await ask('/window/rect', { width, height });
  const run: Driver['run'] = (what, ...given) => evaluate(call(what, given));
  const noted: string[] = [];
  const take = async () => {
    noted.push(...(await run(takeNoted)));
  };
  // The page that is left takes along what it noted.
  const leave = async (path: string, body?: object) => {
    await take();
    await ask(path, body);
    await run(listen);
  };

  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    run,
    go: (url) => leave('/url', { url }),
    reload: () => leave('/refresh'),
    back: () => leave('/back'),
    async click(what, ...given) {
      await ask(`/element/${(await element(what, given))[ELEMENT]}/click`);
    },
    async type(text) {
      const active = await webdriver.send<Reference>('GET', `${session}/element/active`);
      await ask(`/element/${active[ELEMENT]}/value`, { text: text.replaceAll('\n', '\uE007') });
    },
    async choose(what, path) {
      await ask(`/element/${(await element(what, []))[ELEMENT]}/value`, { text: path });
    },
    async frame(what, ...given) {
      const id = await element(what, given);
      return {
        async run(what, ...given) {
          await ask('/frame', { id });
          try {
            return await evaluate(call(what, given));
          } finally {
            await ask('/frame', { id: null });
          }
        },
      };
    },
    async errors() {
      await take();
      return noted.splice(0);
    },
    async close() {
      await webdriver.send('DELETE', session);
      await stop();
    },
  };
}
