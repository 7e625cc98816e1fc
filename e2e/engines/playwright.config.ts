import { defineConfig } from '@playwright/test';
import type { Engine } from './fixtures.ts';

export default defineConfig<object, { engine: Engine }>({
  testDir: '.',
  outputDir: '../results/engines/output',
  forbidOnly: !!process.env.CI,
  // As in ../playwright.config.ts.
  retries: 1,
  // One browser of each engine: the paths are all in one file.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '../results/test-engines.json' }]],
  projects: [
    { name: 'chromium', use: { engine: 'chromium' } },
    // Held against what Chromium showed.
    { name: 'firefox', use: { engine: 'firefox' }, dependencies: ['chromium'] },
    { name: 'webkit', use: { engine: 'webkit' }, dependencies: ['chromium'] },
  ],
});
