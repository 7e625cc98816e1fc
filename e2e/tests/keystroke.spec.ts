// Counts the work of the browser for one key. `make bench-browser` measures how long it takes.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';
import { ALEXNET, FIRST_EXAMPLE } from './fixtures/links.ts';

/**
 * Notes what becomes of the elements of the page, except in the picture, whose names move when the axis does, and around
 * the list of recent estimates, which follows when typing rests.
 */
function noteChanges() {
  const changes: string[] = [];
  Object.assign(window, { changes });
  const isElement = (node: Node) => node.nodeType === Node.ELEMENT_NODE;
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      const element = (isElement(target) ? target : target.parentElement) as Element;
      if (element.closest('.examples')) continue;
      const added = [...addedNodes].filter(isElement);
      if (type === 'childList' && (added.length === 0 || element.closest('.scale'))) continue;
      const what = added.map((node) => `new ${node.nodeName}`).join(' ') || type;
      changes.push(`${what} in ${element.nodeName}.${element.getAttribute('class') ?? ''}`);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}

/** Presses a key, and returns how often styles were computed for it, and what it changed. */
async function press(page: Page, key: string, stylesSoFar: () => Promise<number>) {
  await page.evaluate(() => void ((window as unknown as { changes: string[] }).changes.length = 0));
  const before = await stylesSoFar();
  await page.keyboard.press(key);
  // Two frames: the browser computes again, after the first, what is folded away.
  await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))));
  const styles = (await stylesSoFar()) - before;
  return { styles, changes: await page.evaluate(() => [...(window as unknown as { changes: string[] }).changes]) };
}

for (const [name, link] of [
  ['without ranges', ALEXNET],
  ['with ranges', `${ALEXNET}&uncertainty=typical`],
  ['of the first visit', `${FIRST_EXAMPLE}1`],
]) {
  test(`a key changes texts and places, and adds no element, in an estimate ${name}`, async ({ calculator, page }) => {
    await calculator.open(link);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const stylesSoFar = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return metrics.find((metric) => metric.name === 'RecalcStyleCount')!.value;
    };
    const field = calculator.field('utilization');
    await field.fill('0.3');
    await expect(calculator.answer).toContainText('FLOP');
    await page.evaluate(noteChanges);
    await field.press('End');
    const pressed = [];
    for (const key of ['4', '1', 'Backspace', '2', 'Backspace', '3']) pressed.push(await press(page, key, stylesSoFar));
    for (const { styles, changes } of pressed) {
      expect(
        changes.filter((change) => change.startsWith('new ')),
        'elements that a key adds',
      ).toEqual([]);
      expect(changes.length, changes.join('\n')).toBeGreaterThan(4);
      expect(changes.length, `changes of one key:\n${changes.join('\n')}`).toBeLessThan(30);
      // One for the character and one for the texts; a frame of the browser’s own may fall between.
      expect(styles, 'times that one key makes the browser compute styles').toBeLessThan(5);
    }
  });
}
