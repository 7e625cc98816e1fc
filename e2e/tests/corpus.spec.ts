// The corpus of links in the browser: each opens with its figure, and the page answers.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures/test.ts';

/** Cells of a table in which quotes stand around a text with a comma. */
function cells(line: string): string[] {
  return [...line.matchAll(/("((?:[^"]|"")*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1]!);
}

const rows = readFileSync(new URL('../../tests/fixtures/links.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(cells);

/** `8.4 × 10²³`, as the page writes a figure of three digits. */
function people(value: number): string {
  const [digits, exponent] = value.toExponential(2).split('e');
  const raised = [...String(Number(exponent))].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `${Number(digits)} × 10${raised}`;
}

// Who goes on before a link's panel has come breaks off its fetch.
test.use({ allowed: /\/(panels|chunk)[-\w]*\.(css|wasm)/ });

test('links of every kind open with their figures, one after the other', async ({ calculator, page }) => {
  expect(rows.length).toBeGreaterThanOrEqual(95);
  await calculator.open();
  // Every third: the native test opens them all.
  for (const [what, link, , median] of rows.filter((_, at) => at % 3 === 0)) {
    // A whole address is of another page.
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
