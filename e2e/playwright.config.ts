import { createServer, type AddressInfo } from 'node:net';
import { defineConfig } from '@playwright/test';

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

// The workers read this file again. The environment gives them the same port.
const port = (process.env.E2E_PORT ??= String(await freePort()));
const baseURL = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: './tests',
  outputDir: './results/output',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A browser can stall on a busy machine, so a failed test gets a second try. One that passes then is listed as
  // unsteady, and more than two such tests fail the run; see scripts/browser-results.mjs.
  retries: 1,
  workers: 2,
  // Generous, because machines may be slow: the limit is for tests that hang.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: './results/test-browser.json' }]],
  use: {
    baseURL,
    screenshot: 'only-on-failure',
    // The host alone answers. offline.spec.ts and updates.spec.ts test with a service worker.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: { command: 'node serve.mjs', url: baseURL, env: { PORT: port }, reuseExistingServer: false },
});
