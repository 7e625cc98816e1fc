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

// The workers read this file again; through the environment they get the same port.
const port = (process.env.E2E_PORT ??= String(await freePort()));
const baseURL = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: './tests',
  outputDir: './results/output',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A test that passes at the second try has found something.
  retries: 0,
  workers: 2,
  // Only for what hangs: a machine may be slow, and no test is about how long it took.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: './results/results.json' }]],
  use: {
    baseURL,
    screenshot: 'only-on-failure',
    // The page answered by the host alone; offline.spec.ts and updates.spec.ts are about the other way.
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
