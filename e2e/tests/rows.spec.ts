import { expect, test } from './fixtures/test.ts';
import { tabTo } from './fixtures/keys.ts';
import { EDITION } from './fixtures/links.ts';

const MLP = 'input(784);fc(300);relu;fc(10)';

test('a network is built by the keyboard alone, from a cleared form', async ({ calculator, page }) => {
  const { keyboard } = page;
  await calculator.openCleared();
  await tabTo(calculator.way('parameters'));
  await keyboard.press('ArrowRight');
  await expect(calculator.way('model')).toBeChecked();
  await expect(calculator.way('model')).toBeFocused();

  /** Chooses a layer to add, as arrow keys and letters do. */
  const add = async (name: string, row: number, layer: string) => {
    await tabTo(calculator.blocks);
    await keyboard.type(name);
    await expect(calculator.blocks).toBeFocused();
    await keyboard.press('Enter');
    await expect(calculator.layer(row)).toBeFocused();
    await expect(calculator.layer(row)).toHaveValue(layer);
  };
  await add('Image', 1, 'input(3x224x224)');
  // The added layer is selected, so that typing replaces it.
  await keyboard.type('input(1x28x28)');
  await expect(calculator.row(1)).toContainText('1 × 28×28');
  await add('Depthwise', 2, 'depthwise(3,pad=same)');
  await keyboard.type('conv(64,3,pad=same)');
  await add('Flatten', 3, 'flatten');
  await add('Fully', 4, 'fc(1000)');
  await keyboard.type('fc(10)');
  await calculator.expectLayers('input(1x28x28)', 'conv(64,3,pad=same)', 'flatten', 'fc(10)');
  await expect(calculator.row(2)).toContainText('64 × 28×28');
  await expect(calculator.row(2)).toContainText('640');
  await expect(calculator.row(4)).toContainText('501,770 99.9%');

  await tabTo(calculator.way('tokens'));
  await keyboard.press('ArrowLeft');
  await tabTo(calculator.field('examples'));
  await keyboard.type('60k');
  // 9·784·64 + 50,176·10 multiply-adds
  await expect(calculator.reading).toContainText('953,344 multiply-adds');
  await calculator.expectAnswer('3.43 × 10¹¹');

  // On to the convolution, which may be repeated with this shape.
  await tabTo(calculator.layer(2));
  await keyboard.press('Tab');
  await expect(calculator.times(2)).toBeFocused();
  await keyboard.type('2');
  await expect(calculator.times(2)).toBeFocused();
  await expect(calculator.field('model')).toHaveValue('input(1x28x28);2*conv(64,3,pad=same);flatten;fc(10)');
  await expect(calculator.reading).toContainText('29,854,720 multiply-adds');

  // Copied, moved and removed by keys.
  await keyboard.press('Alt+Enter');
  await expect(calculator.layer(3)).toBeFocused();
  await expect(calculator.field('model')).toHaveValue(
    'input(1x28x28);2*conv(64,3,pad=same);2*conv(64,3,pad=same);flatten;fc(10)',
  );
  await keyboard.press('Alt+ArrowDown');
  await expect(calculator.layer(4)).toBeFocused();
  await calculator.expectLayers('input(1x28x28)', 'conv(64,3,pad=same)', 'flatten', 'conv(64,3,pad=same)', 'fc(10)');
  await expect(calculator.row(4).locator('.problem')).toContainText(/gets a vector of 50,?176/);
  await keyboard.press('Alt+ArrowUp');
  await expect(calculator.layer(3)).toBeFocused();
  await calculator.expectLayers('input(1x28x28)', 'conv(64,3,pad=same)', 'conv(64,3,pad=same)', 'flatten', 'fc(10)');
  await keyboard.press('Alt+Delete');
  await expect(calculator.layer(2)).toBeFocused();
  await expect(calculator.field('model')).toHaveValue('input(1x28x28);2*conv(64,3,pad=same);flatten;fc(10)');
  await expect(page).toHaveURL(/&model=input\(1x28x28\);2\*conv\(64,3,pad=same\);flatten;fc\(10\)&examples=60k$/);
});

test('the buttons of a row move, copy and remove it, and the focus follows', async ({ calculator }) => {
  await calculator.open(`v=1&model=${MLP}&examples=60k`);
  await expect(calculator.row(2)).toContainText('235,500 98.7%');
  const press = (name: string) => calculator.button(name).click();
  await press('Copy, row 2');
  await expect(calculator.field('model')).toHaveValue('input(784);fc(300);fc(300);relu;fc(10)');
  await expect(calculator.layer(3)).toBeFocused();
  await expect(calculator.row(3)).toContainText('90,300');
  await press('Move down, row 3');
  await expect(calculator.field('model')).toHaveValue('input(784);fc(300);relu;fc(300);fc(10)');
  await expect(calculator.layer(4)).toBeFocused();
  await press('Move up, row 4');
  await expect(calculator.layer(3)).toBeFocused();
  await press('Remove, row 3');
  await expect(calculator.layer(2)).toBeFocused();
  await calculator.expectLayers(...MLP.split(';'));
  await press('Move up, row 1');
  await press('Move down, row 4');
  await calculator.expectLayers(...MLP.split(';'));
});

test('the shares of all rows match their figures', async ({ calculator }) => {
  await calculator.open(`v=1&model=${MLP}&examples=60k`);
  for (const [row, parameters, multiplyAdds, width] of [
    [2, '235,500 98.7%', '235,200 98.7%', '98.7'],
    [4, '3,010 1.3%', '3,000 1.3%', '1.3'],
  ] as const) {
    await expect(calculator.row(row)).toContainText(parameters);
    await expect(calculator.row(row)).toContainText(multiplyAdds);
    const bars = calculator.row(row).locator('rect');
    for (const bar of await bars.all()) await expect(bar).toHaveAttribute('width', width);
    await expect(bars).toHaveCount(2);
  }
  await calculator.layer(2).fill('fc(3)');
  for (const figure of ['2,355 98.3%', '2,352 98.7%']) await expect(calculator.row(2)).toContainText(figure);
  for (const figure of ['40 1.7%', '30 1.3%']) await expect(calculator.row(4)).toContainText(figure);
});

test('a half-typed layer leaves the other rows alone and stays as typed', async ({ calculator, page }) => {
  await calculator.open('v=1&model=input(3x32x32);conv(16,3);relu;globalpool;fc(10)&examples=5');
  await expect(calculator.row(2)).toContainText('16 × 30×30');
  const answer = await calculator.answerText();
  await calculator.layer(2).fill('');
  await calculator.layer(2).pressSequentially('conv(64,');
  await expect(calculator.layer(2)).toHaveValue('conv(64,');
  await calculator.expectLayers('input(3x32x32)', 'conv(64,', 'relu', 'globalpool', 'fc(10)');
  expect(await calculator.answerText()).toContain(answer!.slice(0, 10));
  // Left like this, its row shows what is wrong, and the others stay.
  await page.keyboard.press('Tab');
  await expect(calculator.row(2).locator('.problem')).toBeVisible();
  await expect(calculator.layer(2)).toHaveAttribute('aria-invalid', 'true');
  await calculator.expectLayers('input(3x32x32)', 'conv(64,', 'relu', 'globalpool', 'fc(10)');
  await expect(calculator.field('model')).toHaveValue('input(3x32x32);conv(64,;relu;globalpool;fc(10)');
  await calculator.layer(2).press('End');
  await calculator.layer(2).pressSequentially('3)');
  await expect(calculator.row(2)).toContainText('64 × 30×30');
  await expect(calculator.network.locator('.problem')).toHaveCount(0);
});

test('an impossible shape is an error in its row that names both shapes', async ({ calculator }) => {
  await calculator.open('v=1&model=input(3x32x32);conv(16,3);fc(10)&examples=5');
  await expect(calculator.row(2)).toBeVisible();
  await calculator.layer(2).fill('conv(16,64)');
  const problem = calculator.row(2).locator('.problem');
  await expect(problem).toContainText(/32\s?[×x]\s?32/);
  await expect(problem).toContainText('64');
  await expect(calculator.layer(2)).toHaveAccessibleDescription(/64/);
  await expect(calculator.network.locator('.problem')).toHaveCount(1);
  await calculator.expectNoAnswer();
});

test('Back undoes a removal', async ({ calculator, page }) => {
  await calculator.open(`v=1&data=${EDITION}&model=${MLP}&examples=60k`);
  await calculator.expectAnswer('8.58 × 10¹⁰');
  await calculator.button('Remove, row 2').click();
  await calculator.expectLayers('input(784)', 'relu', 'fc(10)');
  await calculator.expectAnswer('2.82 × 10⁹');
  await page.goBack();
  await calculator.expectLayers(...MLP.split(';'));
  await calculator.expectAnswer('8.58 × 10¹⁰');
  // The row that had the focus is another now.
  await calculator.button('Remove, row 1').click();
  await calculator.expectLayers('fc(300)', 'relu', 'fc(10)');
  await page.goBack();
  await calculator.expectLayers(...MLP.split(';'));
  await page.goForward();
  await calculator.expectLayers('fc(300)', 'relu', 'fc(10)');
});

for (const [key, then, focused] of [
  ['Alt+ArrowUp', ['fc(3005)', 'input(784)', 'relu', 'fc(10)'], 1],
  ['Alt+ArrowDown', ['input(784)', 'relu', 'fc(3005)', 'fc(10)'], 3],
  ['Alt+Enter', ['input(784)', 'fc(3005)', 'fc(3005)', 'relu', 'fc(10)'], 3],
  ['Alt+Delete', ['input(784)', 'relu', 'fc(10)'], 1],
] as const) {
  test(`text typed just before ${key} goes to its own row only`, async ({ calculator, page }) => {
    await calculator.open(`v=1&model=${MLP}&examples=60k`);
    await calculator.layer(2).press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('5');
    await page.keyboard.press(key);
    await calculator.expectLayers(...then);
    await expect(calculator.layer(focused)).toBeFocused();
    await expect(calculator.field('model')).toHaveValue(then.join(';'));
    // Also after the row is left.
    await calculator.field('title').focus();
    await expect(page).toHaveURL(new RegExp(`model=${then.join(';').replace(/[()]/g, '\\$&')}&`));
  });
}

test('texts typed into two rows without waiting for the first are in both', async ({ calculator, page }) => {
  await calculator.open(`v=1&model=${MLP}&examples=60k`);
  await expect(calculator.layer(4)).toBeVisible();
  // Faster than a person types; on a slow device a count takes as long.
  await page.evaluate(() => {
    for (const [row, layer] of [
      [1, 'fc(200)'],
      [2, 'gelu'],
      [3, 'fc(20)'],
    ]) {
      const input = document.querySelector<HTMLInputElement>(`#layer-${row}`)!;
      input.focus();
      input.value = String(layer);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await expect(calculator.field('model')).toHaveValue('input(784);fc(200);gelu;fc(20)');
  await calculator.expectLayers('input(784)', 'fc(200)', 'gelu', 'fc(20)');
});

test('the arrow keys go through every row, also into and out of branches', async ({ calculator, page }) => {
  await calculator.open('v=1&model=input(784);concat(fc(3)/fc(4));2*(relu;fc(5));fc(10)&examples=5');
  await calculator.layer(1).focus();
  const reached: string[] = [];
  const id = () => page.evaluate(() => document.activeElement!.id);
  for (let row = 0; row < 7; row += 1) {
    reached.push(await id());
    await page.keyboard.press('ArrowDown');
    // On the way no element has the focus for a moment.
    await expect.poll(async () => ['', reached.at(-1)].includes(await id())).toBe(false);
  }
  reached.push(await id());
  // layer-3 is where another branch begins, and cannot have the focus.
  expect(reached).toEqual(['layer-0', 'layer-1', 'layer-2', 'layer-4', 'layer-5', 'layer-6', 'layer-7', 'layer-8']);
  for (const before of reached.slice(0, -1).reverse()) {
    await page.keyboard.press('ArrowUp');
    await expect(page.locator(`#${before}`)).toBeFocused();
  }
  // A group is moved like any row.
  for (const row of reached.slice(1, 5)) {
    await page.keyboard.press('Enter');
    await expect(page.locator(`#${row}`)).toBeFocused();
  }
  await page.keyboard.press('Alt+ArrowUp');
  await expect(calculator.field('model')).toHaveValue('input(784);2*(relu;fc(5));concat(fc(3)/fc(4));fc(10)');
  await expect(page.locator('#layer-1')).toBeFocused();
  await page.keyboard.press('Alt+Delete');
  await expect(calculator.field('model')).toHaveValue('input(784);concat(fc(3)/fc(4));fc(10)');
});

test('the only row can be removed, and the focus goes to the list of layers to add', async ({ calculator, page }) => {
  await calculator.open('v=1&model=input(784);fc(10)&examples=5');
  await calculator.button('Remove, row 2').click();
  await calculator.expectLayers('input(784)');
  await calculator.button('Remove, row 1').click();
  await expect(calculator.field('model')).toHaveValue('');
  await expect(calculator.blocks).toBeFocused();
  await calculator.expectNoAnswer();
  await page.goBack();
  await calculator.expectLayers('input(784)');
});

test('a row that is emptied is removed', async ({ calculator, page }) => {
  await calculator.open(`v=1&model=${MLP}&examples=60k`);
  await calculator.layer(3).fill('');
  await page.keyboard.press('Tab');
  await calculator.expectLayers('input(784)', 'fc(300)', 'fc(10)');
});

test('a layer is added after the row that had the focus, or at the end', async ({ calculator }) => {
  await calculator.open(`v=1&model=${MLP}&examples=60k`);
  await expect(calculator.layer(4)).toBeVisible();
  await calculator.blocks.selectOption('Dropout');
  await calculator.expectLayers('input(784)', 'fc(300)', 'relu', 'fc(10)', 'dropout');
  await expect(calculator.layer(5)).toBeFocused();
  await expect(calculator.row(5)).toContainText(/dropout/i);
  await calculator.times(2).focus();
  await calculator.blocks.selectOption('Layers that repeat');
  await calculator.expectLayers('input(784)', 'fc(300)', 'fc(256)', 'relu', 'relu', 'fc(10)', 'dropout');
  await expect(calculator.field('model')).toHaveValue('input(784);fc(300);3*(fc(256);relu);relu;fc(10);dropout');
  await expect(calculator.page.locator('#layer-2')).toBeFocused();
  await expect(calculator.page.locator('#layer-2')).toContainText('repeated block');
});

test('several layers typed in a row are there once, also after Enter', async ({ calculator, page }) => {
  await calculator.open('v=1&model=input(784);fc(300);relu;fc(10)&examples=1M');
  await calculator.layer(2).press('End');
  await calculator.layer(2).pressSequentially(';tanh');
  await page.keyboard.press('Enter');
  await expect(calculator.field('model')).toHaveValue('input(784);fc(300);tanh;relu;fc(10)');
  await expect(calculator.layer(3)).toBeFocused();
  await expect(calculator.layer(2)).toHaveValue('fc(300)');
});

test('an invalid number of times stays in its box, and out of the network', async ({ calculator, page }) => {
  await calculator.open('v=1&model=input(784);fc(300);relu;fc(10)&examples=1M');
  const times = page.getByLabel('Times, row 2', { exact: true });
  await times.pressSequentially('two');
  await page.keyboard.press('Tab');
  await expect(times).toHaveValue('two');
  expect(await times.evaluate((input: HTMLInputElement) => input.validity.patternMismatch)).toBe(true);
  await expect(calculator.field('model')).toHaveValue('input(784);fc(300);relu;fc(10)');
  await times.fill('1,000');
  await expect(calculator.field('model')).toHaveValue('input(784);1000*fc(300);relu;fc(10)');
});

test('a refused number of times moves along with its row, and leaves with it', async ({ calculator, page }) => {
  await calculator.open(`v=1&model=${MLP}&examples=60k`);
  await calculator.times(2).pressSequentially('two');
  await calculator.button('Move down, row 2').click();
  await calculator.expectLayers('input(784)', 'relu', 'fc(300)', 'fc(10)');
  await expect(calculator.times(3)).toHaveValue('two');
  await expect(calculator.times(2)).toHaveValue('');
  await calculator.layer(4).fill('fc(20)');
  await calculator.layer(4).blur();
  await expect(calculator.field('model')).toHaveValue('input(784);relu;fc(300);fc(20)');
  await expect(calculator.times(3)).toHaveValue('two');
  await calculator.button('Remove, row 3').click();
  await calculator.expectLayers('input(784)', 'relu', 'fc(20)');
  await page.goBack();
  await calculator.expectLayers('input(784)', 'relu', 'fc(300)', 'fc(20)');
  await expect(calculator.times(3)).toHaveValue('');
});

test('a key in a row changes only the figures that are other then, and replaces no element', async ({ calculator, page }) => {
  await calculator.open(`v=1&model=${MLP}&examples=60k`);
  await expect(calculator.row(4)).toContainText('3,010 1.3%');
  await page.evaluate(() => {
    const changes: string[] = [];
    Object.assign(window, { changes });
    const note = (records: MutationRecord[]) => {
      for (const { target, type } of records) {
        const cell = (target instanceof Element ? target : target.parentElement!).closest('th, td');
        const row = cell?.parentElement?.querySelector('[id^="layer-"]')?.id;
        changes.push(`${row} ${cell?.getAttribute('data-name')} ${type}`);
      }
    };
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver(note).observe(document.querySelector('.layers')!, all);
  });
  const changes = () => page.evaluate(() => (window as unknown as { changes: string[] }).changes);
  await calculator.layer(3).fill('gelu');
  await expect(calculator.field('model')).toHaveValue('input(784);fc(300);gelu;fc(10)');
  await calculator.layer(4).fill('fc(11)');
  await expect(calculator.row(4)).toContainText('3,311 1.4%');
  await expect(calculator.row(2)).toContainText('235,500 98.6%');
  const seen = await changes();
  for (const change of seen)
    expect(change).toMatch(/^layer-[13] (Output shape|Parameters|Multiply-adds) (characterData|attributes)$/);
  expect(seen.length).toBeLessThan(13);
});

test('text typed in a stage goes into that stage, however soon another is shown', async ({ calculator, page }) => {
  const second = 'tokens(64);embed(500,64);head(tied)';
  await calculator.open(`v=1&model=input(784);fc(300);fc(10)&examples=1M&2.model=${second}&2.tokens=1B`);
  await calculator.layer(2).press('ControlOrMeta+a');
  await calculator.layer(2).pressSequentially('fc(5)');
  await page.evaluate(() => document.querySelectorAll<HTMLInputElement>('.stages input')[1].click());
  await expect(calculator.field('model')).toHaveValue(second);
  await expect.poll(() => page.url()).toContain(`&model=input(784);fc(5);fc(10)&examples=1M&2.model=${second}&2.tokens=1B`);
});
