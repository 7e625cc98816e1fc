// The corpus of links in the browser: each link opens with its figure, and the page stays responsive.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures/test.ts';

/** Splits a line of CSV. A text with a comma is in quotes. */
function cells(line: string): string[] {
  return [...line.matchAll(/("((?:[^"]|"")*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1]!);
}

const rows = readFileSync(new URL('../../tests/fixtures/links.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(cells);

/** Writes a figure with three digits as the page does: `8.4 × 10²³`. */
function people(value: number): string {
  const [digits, exponent] = value.toExponential(2).split('e');
  const raised = [...String(Number(exponent))].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `${Number(digits)} × 10${raised}`;
}

// Opening the next link before a panel has loaded breaks off its fetch.
test.use({ allowed: /\/(panels|chunk)[-\w]*\.(css|wasm)/ });

test('links of every kind open with their figures, one after the other', async ({ calculator, page }) => {
  expect(rows.length).toBeGreaterThanOrEqual(95);
  await calculator.open();
  // Every third link. The native test opens all of them.
  for (const [what, link, , median] of rows.filter((_, at) => at % 3 === 0)) {
    // A whole address belongs to another page.
    const fragment = link!.replace(/^.*#/, '');
    await page.goto('about:blank');
    await calculator.open(fragment);
    if (median) {
      await expect(calculator.answer, what).toContainText(people(Number(median)));
    } else {
      await calculator.expectNoAnswer();
    }
  }
});
