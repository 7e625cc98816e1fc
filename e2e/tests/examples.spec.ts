import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_FETCHED } from './fixtures/browser.ts';
import { ALEXNET_EXAMPLE, EDITION, FIRST_EXAMPLE } from './fixtures/links.ts';
import { withhold } from './fixtures/withheld.ts';

// The first of two, by operations.
const DEEP_SPEECH_2 = `v=1&data=${EDITION}&title=DeepSpeech2&multiply-adds=98e6&examples=43.2e6&epochs=20&timesteps=50`;

/** The gallery: name and year, the figure on the card, and the start of what stands under the title. */
const GALLERY: [name: string, year: string, flop: string, note: string][] = [
  ['AlexNet', '2012', '4.86 × 10¹⁷', 'As published: 470 PF = 0.0054 pfs-days; 500 PF = 0.0058 pfs-days.'],
  ['ResNet-50', '2017', '2.83 × 10¹⁸', 'The paper prints no compute: 256 Tesla P100'],
  ['Transformer (big)', '2017', '2.3 × 10¹⁹', 'As published: 2.3·10^19 FLOPs.'],
  ['GPT-3 175B', '2020', '3.14 × 10²³', 'As published: 3.14E+23 FLOPs.'],
  ['ViT-H/14', '2020', '4.26 × 10²¹', 'As published: 4262 exaFLOPs.'],
  ['AlphaFold 2', '2021', '2.99 × 10²¹', 'As published: 2.99e21 (Epoch AI).'],
  ['BERT on an academic budget', '2021', '2.28 × 10¹⁹', 'The paper prints no compute: 24 hours'],
  ['Stable Diffusion v1', '2022', '5.05 × 10²²', 'As published: 5e22 (Epoch AI).'],
  ['LLaMA-65B', '2023', '5.48 × 10²³', 'As published: 5.5e23 (Epoch AI).'],
  ['Guanaco 65B (QLoRA)', '2023', '4.03 × 10¹⁸', 'The paper prints no compute. 1,875 steps'],
  ['Llama 3.1 405B', '2024', '3.79 × 10²⁵', 'As published: 3.8 × 10^25 FLOPs.'],
  ['DeepSeek-V3', '2024', '3.29 × 10²⁴', 'As published: 3.29e24 (Epoch AI).'],
  ['A plan: 13B on 2T tokens', '2026', '1.56 × 10²³', 'Nobody’s run: a plan in round numbers'],
];

/** Some of the calculations behind the gallery: group, button, the figure printed and the one computed. */
const BEHIND: [group: string, name: string, printed: string, computed: string][] = [
  ['Epoch AI’s worked examples', 'PaLM 540B, operations', '2.5272e24', '2.53 × 10²⁴'],
  ['Epoch AI’s worked examples', 'Imagen, GPU time', '1.46e+22', '1.46 × 10²²'],
  ['The EU’s eight', 'EU Model G, operations', '1.5*10^23 FLOP', '1.56 × 10²³'],
  ['The EU’s eight', 'EU Model H, GPU time', '6.5*10^23 FLOP', '6.59 × 10²³'],
  ['OpenAI’s sixteen', 'VGG, GPU time', '10,000 PF = 0.12 pfs-days', '8.72 × 10¹⁸'],
  ['OpenAI’s sixteen', 'Neural Machine Translation, GPU time', '6.9e6 PF = 79 pfs-days', '6.62 × 10²¹'],
];

test('the gallery is in the order of years, and each opens with its figure, its title and its source', async ({
  calculator,
  page,
}) => {
  await calculator.open();
  await expect(calculator.examples).toBeHidden();
  for (const [at, [name, year, flop, note]] of GALLERY.entries()) {
    await test.step(name, async () => {
      await calculator.openExamples();
      await expect(calculator.gallery).toHaveCount(GALLERY.length);
      const card = calculator.gallery.nth(at);
      for (const text of [name, year, `${flop} FLOP`]) await expect(card).toContainText(text);
      await card.getByRole('button').click();
      await expect(calculator.examples).toBeHidden();
      await expect(calculator.field('title')).toHaveValue(name);
      await calculator.expectAnswer(flop);
      await expect(page.locator('.words .source').first()).toContainText(note);
      await expect(page.locator('.words .source').first()).toContainText('Source: ');
      await expect(page.locator('[aria-invalid="true"]')).toHaveCount(0);
    });
  }
});

test('the plan says how long it takes', async ({ calculator }) => {
  await calculator.open();
  await calculator.openExamples();
  await calculator.examples.getByRole('button', { name: 'A plan' }).click();
  await expect(calculator.field('time')).toHaveValue('');
  await calculator.openDrawer('Planning\\?');
  await expect(calculator.page.locator('#goal-answer')).toContainText('8.82 d');
});

test('behind the gallery are the calculations of each source, printed and computed', async ({ calculator, page }) => {
  await calculator.open();
  for (const [group, name, printed, computed] of BEHIND) {
    await test.step(name, async () => {
      await calculator.openExamples();
      const details = calculator.examples.locator('details').filter({ hasText: group });
      if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
      const line = details.getByRole('listitem').filter({ has: calculator.button(name) });
      await expect(line).toContainText(`${computed} FLOP; printed: ${printed}`);
      await line.getByRole('button').click();
      await calculator.expectAnswer(computed);
      await expect(calculator.published(printed)).toBeVisible();
      await expect(page.locator('[aria-invalid="true"]')).toHaveCount(0);
    });
  }
});

for (const width of [390, 280]) {
  test(`on a screen of ${width} pixels the gallery is a list that does not scroll sideways`, async ({ calculator, page }) => {
    await page.setViewportSize({ width, height: 700 });
    await calculator.open();
    await calculator.openExamples();
    for (const summary of await calculator.examples.locator('summary').all()) await summary.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const boxes = await calculator.gallery.evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect()));
    for (const [at, box] of boxes.entries()) {
      expect(box.width, 'as wide as the list').toBeGreaterThan(width - 100);
      expect(box.left).toBe(boxes[0]!.left);
      if (at > 0) expect(box.top, 'one below the other').toBeGreaterThanOrEqual(boxes[at - 1]!.bottom);
    }
    const names = await calculator.gallery.locator('strong').evaluateAll((all) => all.map((name) => name.clientHeight));
    // No name is broken letter by letter.
    expect(Math.max(...names)).toBeLessThan(100);
  });
}

test('a double click opens the gallery', async ({ calculator }) => {
  await calculator.open();
  await calculator.button('Examples').dblclick();
  await expect(calculator.gallery).toHaveCount(GALLERY.length);
  await expect(calculator.examples).toBeVisible();
  await calculator.button('Examples').click();
  await expect(calculator.examples).toBeHidden();
});

test('an opened example is cleared by the first number typed, and Back and “Undo” return to it', async ({ calculator, page }) => {
  await calculator.open(ALEXNET_EXAMPLE);
  await expect(calculator.published('470 PF')).toBeVisible();
  await calculator.field('epochs').selectText();
  await page.keyboard.type('91');
  await expect(calculator.begun).toHaveText('Started your own estimate. AlexNet was cleared. Undo Keep its other values ✕');
  await expect(calculator.published('470 PF')).toHaveCount(0);
  await expect(calculator.field('multiply-adds')).toHaveValue('');
  await calculator.button('Keep its other values').click();
  await expect(calculator.field('multiply-adds')).toHaveValue('0.75e9');
  await expect(calculator.field('epochs')).toHaveValue('91');
  await expect(calculator.field('title')).toHaveValue('AlexNet, changed');
  // From here on it is edited as any estimate is.
  await calculator.type('chips', '3');
  await expect(calculator.field('epochs')).toHaveValue('91');
  await page.goBack();
  await expect(calculator.field('multiply-adds')).toHaveValue('');
  await page.goBack();
  await expect(calculator.published('470 PF')).toBeVisible();
  await calculator.type('epochs', '5');
  await expect(calculator.begun).toContainText('AlexNet was cleared');
});

test('a text typed in the second stage of an example stays there', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.openExamples();
  await calculator.examples.getByRole('button', { name: 'AlphaFold 2 2021' }).click();
  await calculator.stage('Fine-tuning').check();
  await expect(calculator.begun).not.toContainText('was cleared');
  await calculator.type('time', '5d');
  await expect(calculator.field('time')).toBeFocused();
  await expect(calculator.field('time')).toHaveValue('5d');
  await expect(calculator.field('chips')).toHaveValue('');
  await calculator.button('Keep its other values').click();
  await expect(calculator.stage('Fine-tuning')).toBeChecked();
  await expect(calculator.field('time')).toHaveValue('5d');
  await calculator.expectAnswer('3.26 × 10²¹');
  await expect(page).toHaveURL(/&2\.time=5d&/);
});

test('an estimate that is no example keeps everything while it is edited', async ({ calculator }) => {
  await calculator.open(FIRST_EXAMPLE.replace('65.2e9', '65e9'));
  await calculator.type('tokens', '2T');
  await calculator.expectAnswer('7.8 × 10²³');
  await expect(calculator.begun).not.toContainText('was cleared');
});

test('an example that a link opens shows its source, also after Back and a reload', async ({ calculator, page }) => {
  await calculator.open(DEEP_SPEECH_2);
  await expect(calculator.published('26,000 PF')).toBeVisible();
  await calculator.clear();
  await expect(page.getByText('As published')).toHaveCount(0);
  await page.goBack();
  await expect(calculator.published('26,000 PF')).toBeVisible();
  await page.reload();
  await expect(calculator.published('26,000 PF')).toBeVisible();
});

test.describe('where the list cannot be fetched', () => {
  test.use({ allowed: anyOf(/\/panels-\w+\.wasm/, NOT_FETCHED) });

  test('it says so, and is there when it is opened again and can be fetched', async ({ calculator, context }) => {
    const withheld = await withhold(context, '**/panels-*.wasm');
    await calculator.open();
    await expect(calculator.published('5.5e23')).toBeVisible();
    await calculator.button('Examples').click();
    await expect(calculator.examples).toContainText('could not be loaded. Check the connection and try again.');
    withheld.release();
    await calculator.button('Examples').click();
    await expect(calculator.examples).toBeHidden();
    await calculator.openExamples();
  });
});
