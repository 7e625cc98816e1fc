import { defineConfig } from '@playwright/test';
import tests from '../playwright.config.ts';

export default defineConfig({
  ...tests,
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../results/bench',
  workers: 1,
  timeout: 0,
  reporter: 'list',
  webServer: {
    command: 'node ../serve.mjs',
    url: tests.use!.baseURL!,
    env: { PORT: process.env.E2E_PORT! },
    reuseExistingServer: false,
  },
});
