// Many cards on one page: how soon they are shown and how the page scrolls, on a processor slowed down four times.
// Times depend on the machine and are only reported. The gates are counts, in element.spec.ts.
import type { Browser } from '@playwright/test';
import { expect, test } from './fixtures/elsewhere.ts';

const element = (address: string, number: number) =>
  `<training-compute href="${address}#v=1&amp;data=2026-11&amp;title=Model_${number}&amp;parameters=${number}e9&amp;tokens=2e12"><a href="${address}">Model ${number}</a></training-compute>`;
// Records the cards that are shown with their figures. The replacement for a card is lower.
const listener = 'window.up = new Set; addEventListener("message", ({ data, source }) => data.height > 300 && up.add(source))';
const page = (address: string, count: number, style: string) =>
  `<!doctype html><script>${listener}</script><style>${style}</style>${Array.from({ length: count }, (_, index) => element(address, index + 1)).join('\n')}<script src="${address}embed.js"></script>`;

// The host page and the cards, which come from another port, are one process and slowed down together.
const SLOWER = 4;
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const report = (what: string, text: string) => {
  test.info().annotations.push({ type: what, description: text });
  console.log(`    ${what}: ${text}`);
};

/** A window without the scripts that other tests put into each frame to watch it. */
async function unwatched(browser: Browser) {
  const context = await browser.newContext();
  return { context, tab: await context.newPage() };
}

test.describe.configure({ mode: 'serial' });

test('ten cards in view are up', async ({ browser, site, baseURL }) => {
  const { tab, context } = await unwatched(browser);
  // All ten fit on one screen.
  await tab.setViewportSize({ width: 1440, height: 900 });
  const grid = 'body { margin: 0; display: grid; grid-template-columns: repeat(5, 1fr) }';
  const host = await site(page(baseURL!, 10, grid));
  const session = await context.newCDPSession(tab);
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    // Removing the cards of the previous run is not measured.
    await tab.goto('about:blank');
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await tab.goto(host, { waitUntil: 'commit' });
    const took = await tab.evaluate(
      () =>
        new Promise<number>((then) => {
          const look = () => {
            if ((window as unknown as { up: Set<Window> }).up.size === 10) then(performance.now());
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    for (let number = 0; number < 10; number += 1) {
      await expect(tab.locator('training-compute iframe').nth(number).contentFrame().locator('body')).toContainText(
        `Model ${number + 1}`,
      );
    }
    times.push(took);
  }
  // The first run fetches the files that the others find in the cache.
  await context.close();
  report('ten cards', `${Math.round(times[0])} ms at first, then a median of ${Math.round(median(times.slice(1)))} ms`);
});

test('two hundred cards are scrolled by', async ({ browser, site, baseURL }) => {
  const { tab, context } = await unwatched(browser);
  const host = await site(page(baseURL!, 200, 'body { margin: 0 auto; max-width: 700px }'));
  await tab.goto(host);
  await expect(tab.locator('training-compute iframe').first().contentFrame().locator('body')).toContainText('Model 1');
  const session = await context.newCDPSession(tab);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const { frames, most, seen } = await tab.evaluate(async () => {
    const frames: number[] = [];
    const seen = new Set<number>();
    let most = 0;
    let before = performance.now();
    // As fast as a person who turns a wheel and looks: some 2,000 px in a second.
    for (let step = 0; step < 300; step += 1) {
      scrollBy(0, 33);
      const now = await new Promise<number>(requestAnimationFrame);
      frames.push(now - before);
      before = now;
      const all = [...document.querySelectorAll('training-compute')];
      all.forEach((element, index) => element.shadowRoot!.querySelector('iframe') && seen.add(index));
      most = Math.max(most, all.filter((element) => element.shadowRoot!.querySelector('iframe')).length);
    }
    return { frames, most, seen: seen.size };
  });
  expect(seen).toBeGreaterThan(20);
  expect(most).toBeLessThanOrEqual(24);
  const at = (share: number) => Math.round(frames.toSorted((a, b) => a - b)[Math.floor(share * (frames.length - 1))]);
  await context.close();
  report(
    'two hundred cards',
    `frames of a median of ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, longest ${at(1)} ms; at most ${most} of ${seen} cards at once`,
  );
});
