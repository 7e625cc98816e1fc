// The views on paper: what they show, without what is pressed or typed into.
import { expect, test } from './fixtures/test.ts';
import { EDITION } from './fixtures/links.ts';

const TABLE =
  'title,parameters,tokens,time,chips,hardware,format,utilization\nAlpha,7B,1T..2T,20d,512,nvidia-h100-sxm,bf16,40%\nBad,7B,1e\n';

for (const [view, there] of [
  ['trends', 'Training compute over time'],
  ['claims', 'Claims, checked'],
  ['table', 'A table of estimates'],
]) {
  test(`the view of ${view} on paper has no controls, and nothing is cut off`, async ({ page }) => {
    await page.goto(`#view=${view}`);
    await expect(page.getByRole('heading', { name: there })).toBeVisible();
    if (view === 'table') {
      await page.getByLabel(/^Paste a table/).fill(TABLE);
      await expect(page.locator('.table-rows tbody tr')).toHaveCount(2);
    }
    if (view === 'trends') await expect(page.locator('.plot svg')).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    // A4 at 96 pixels an inch, less its margins; the chart is not drawn anew for it.
    const { width } = page.viewportSize() ?? { width: 0 };
    expect(width).toBeGreaterThan(718);
    await page.evaluate(() => {
      document.body.style.width = '718px';
    });
    const left = await page.evaluate(() => {
      const main = document.querySelector('main:is(.trends, .claims, .table)') as HTMLElement;
      const shown = (element: Element) => element.checkVisibility() && element.getBoundingClientRect().height > 1;
      const name = (element: Element) => (element.textContent || element.outerHTML).trim().slice(0, 60);
      // Headings that sort, and the colours of the legend, say something on paper too.
      const controls = [...main.querySelectorAll('button, input:not(:checked), select, textarea')].filter(
        (element) => !element.closest('thead, .legend'),
      );
      const wide = [...main.querySelectorAll('svg, table')].filter(
        (element) => element.getBoundingClientRect().right > main.getBoundingClientRect().right + 1,
      );
      return { controls: controls.filter(shown).map(name), wide: wide.filter(shown).map(name) };
    });
    expect(left).toEqual({ controls: [], wide: [] });
  });
}

test('on paper both methods say of which stage they are, where there are several', async ({ calculator, page }) => {
  const stage = (number: string) => `${number}parameters=7e9&${number}tokens=1e12`;
  const cards = page.locator('.card').filter({ has: page.getByRole('heading', { name: /^(Counting operations|GPU time)$/ }) });
  await calculator.open(`v=1&data=${EDITION}&stage=Base&${stage('')}&2.stage=Tuning&${stage('2.')}`);
  await expect(cards).toHaveCount(2);
  await page.emulateMedia({ media: 'print' });
  for (const card of await cards.all()) await expect(card.getByText('Base', { exact: true })).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await calculator.open(`v=1&data=${EDITION}&stage=Base&${stage('')}`);
  await page.emulateMedia({ media: 'print' });
  for (const card of await cards.all()) await expect(card.getByText('Base', { exact: true })).toBeHidden();
});
