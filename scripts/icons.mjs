// Redraws the icons of assets/ after icon.svg was changed: systems that install the page want PNGs. icon-square.png
// reaches its edges, for systems that cut icons to a shape of their own.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../e2e/', import.meta.url))('@playwright/test');
const assets = new URL('../assets/', import.meta.url);
const icon = readFileSync(new URL('icon.svg', assets), 'utf8');
const square = icon.replace(/ rx="\d+"/, '');

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const [name, size, svg] of [
  ['icon-192', 192, icon],
  ['icon-512', 512, icon],
  ['icon-square', 512, square],
]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: new URL(`${name}.png`, assets).pathname, omitBackground: true });
}
await browser.close();
