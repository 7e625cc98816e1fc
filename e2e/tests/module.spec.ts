// The ES module, imported by a page of another site.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures/elsewhere.ts';
import { LLAMA } from './fixtures/links.ts';

const PAGE = readFileSync(new URL('./fixtures/module.html', import.meta.url), 'utf8');

test('a page of ten lines has the figure of the calculator', async ({ page, site, baseURL }) => {
  const host = await site(PAGE.replace('https://HOST/', baseURL!), { name: 'localhost' });
  await page.goto(host);
  await expect(page.locator('#answer')).toHaveText('8.4e+23 FLOP, 9722 petaFLOP/s-days');
});

test('the documentation shows this page', () => {
  expect(readFileSync(new URL('../../docs/javascript.md', import.meta.url), 'utf8')).toContain(PAGE);
});

test('a link that the module spells opens in the calculator with its figure', async ({ page, calculator, baseURL }) => {
  await page.goto('./embed.html');
  const spelled = await page.evaluate(async (address) => {
    const { default: init, estimate, link } = await import(address);
    await init();
    const spelled = link({ title: 'Llama 2', parameters: 70e9, tokens: 2e12, utilization: '' });
    return { spelled, figure: estimate(spelled).flop.median };
  }, `${baseURL}petaday.js`);
  expect(spelled.figure).toBe(8.4e23);
  await calculator.open(spelled.spelled);
  await calculator.expectAnswer('8.4 × 10²³');
  await expect(page).toHaveURL(new RegExp(`#${spelled.spelled.replaceAll('.', '\\.')}$`));
});

test('the calculator does not fetch it, and no visit without a network keeps it', async ({ page, calculator }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await calculator.open(LLAMA);
  await calculator.expectAnswer('8.4 × 10²³');
  expect(asked.filter((path) => /\/petaday\./.test(path))).toEqual([]);
  const kept = await (await page.request.get('./sw.js')).text();
  expect(kept).toContain('embed.html');
  expect(kept).not.toContain('petaday.wasm');
});
