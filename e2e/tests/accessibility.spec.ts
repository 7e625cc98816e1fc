import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures/test.ts';
import { STATES } from './fixtures/states.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const [state, arrive] of Object.entries(STATES)) {
  test(`axe reports no violations, light or dark: ${state}`, async ({ calculator, page }) => {
    await arrive(calculator);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations, passes } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const found = violations.map(
        ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
      );
      expect(found, colorScheme).toEqual([]);
      expect(passes.map((rule) => rule.id)).toEqual(expect.arrayContaining(['color-contrast', 'label', 'target-size']));
    }
  });
}
